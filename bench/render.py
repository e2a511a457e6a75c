"""Time `render` beside its peers, in turn, as whole processes: drafts to DOCX and to HTML.

pandoc is started once for each draft, two at a time, as anybody would do it; its best is a loop in
its own Lua, in two processes. Whatever is not installed is left out, with a word. Afterwards the
words of every draft are looked for, in order, in what each program has written.

    python bench/render.py                       6 and 100 drafts
    python bench/render.py --sizes 1000 --rounds 3
"""

import argparse
import html
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import corpus
from peers import LISTS, NODE, VENV
from peers import PLACE as PEERS
from timing import ANBEFAL, PLACE, Program, in_turn

OURS = "anbefal render"
EACH, LUA, NPM = (
    "pandoc, a process a draft, 2 at a time",
    "pandoc, a Lua loop",
    "markdown-docx (npm)",
)
TWO = "pandoc, two Lua loops"
OUT = PLACE / "documents"
# Front matter, and signs that are no words: task boxes, and numbers that a list gives.
NO_WORDS = re.compile(r"\A---\n.*?\n---\n|^ *- \[x\]", re.DOTALL | re.MULTILINE)


def programs(folder: Path, form: str) -> dict[str, Program]:
    """Give what writes the drafts of a folder in a format, each into a folder of its own."""
    drafts = sorted(path.relative_to(folder).as_posix() for path in folder.glob("drafts/*.md"))
    stems = folder / "stems.txt"
    stems.write_text("".join(f"{Path(draft).stem}\n" for draft in drafts))
    found = {OURS: Program([*ANBEFAL, "render", "--to", form, "-o", str(place(OURS))], (0,))}
    one_core = shutil.which("taskset")
    if one_core:
        name = f"{OURS}, 1 core"
        words = [one_core, "-c", "0", *ANBEFAL, "render", "--to", form, "-o", str(place(name))]
        found[name] = Program(words, (0,))
    pandoc = shutil.which("pandoc")
    if pandoc:
        words = ["xargs", "-P", "2", "-I", "{}", pandoc, "-s", "-f", "gfm+yaml_metadata_block"]
        words += ["drafts/{}.md", "-o", f"{place(EACH)}/{{}}.{form}"]
        found[EACH] = Program(words, (0,), stdin=stems)
    wheel = next(VENV.parent.glob("lib/*/site-packages/pypandoc/files/pandoc"), None)
    if wheel:
        loop = [str(wheel), "lua", str(LISTS / "pandoc.lua"), form]
        whole, halves = folder / "all.txt", [folder / "first.txt", folder / "second.txt"]
        lists = ((whole, drafts), (halves[0], drafts[::2]), (halves[1], drafts[1::2]))
        for path, names in lists:
            path.write_text("".join(f"{name}\n" for name in names))
        found[LUA] = Program([*loop, str(place(LUA)), str(whole)], (0,))
        both = folder / "halves.txt"
        both.write_text("".join(f"{path}\n" for path in halves))
        found[TWO] = Program(
            ["xargs", "-P", "2", "-n", "1", *loop, str(place(TWO))], (0,), stdin=both
        )
    node = shutil.which("node")
    if node and form == "docx" and (NODE / "markdown-docx").exists():
        script = shutil.copy(LISTS / "markdown-docx.mjs", PEERS)
        found[NPM] = Program([node, script, str(place(NPM)), *drafts], (0,))
    for name in {EACH, LUA, TWO, NPM} - set(found):
        if form == "docx" or name != NPM:
            print(f"{name}: not installed (make bench-peers), left out")
    return {name: one._replace(before=emptied(name)) for name, one in found.items()}


def place(name: str) -> Path:
    """Give the folder into which a program writes."""
    return OUT / re.sub(r"\W+", "-", name)


def emptied(name: str) -> Callable[[], None]:
    """Give what empties that folder."""

    def empty() -> None:
        shutil.rmtree(place(name), ignore_errors=True)
        place(name).mkdir(parents=True)

    return empty


def check(folder: Path, name: str, form: str) -> str:
    """Look for every draft's words in what was written of it; SystemExit where one is lost."""
    count = 0
    for draft in sorted(folder.glob("drafts/*.md")):
        text = NO_WORDS.sub("", draft.read_text("utf-8"))
        written = iter(words_in((place(name) / draft.stem).with_suffix(f".{form}")))
        for word in re.findall(r"\w+", text):
            count += 1
            if word not in written:
                raise SystemExit(f"{name} lost a word of {draft.name}: {word}")
    return f"{name}: {count} of {count} words"


def words_in(path: Path) -> list[str]:
    """Give the words of a document's body."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            text = package.read("word/document.xml").decode("utf-8")
        text = re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", text)
    else:
        text = re.sub(r"<style.*?</style>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"</?(?:strong|em|a|span|code|p|li|h\d)\b[^>]*>", "", text)
    return re.findall(r"\w+", html.unescape(re.sub(r"<[^>]*>", "", text)))


def measure(size: int, form: str, rounds: int, left_out: Sequence[str]) -> float:
    """Time one size and format; give what a draft costs us."""
    folder = PLACE / f"corpus-{size}"
    shutil.rmtree(folder, ignore_errors=True)
    corpus.write(folder, size)
    found = {
        name: one
        for name, one in programs(folder, form).items()
        if not any(part in name for part in left_out)
    }
    print(f"\n{size} drafts to {form}", end="")
    middles = in_turn(found, folder, rounds, OURS)
    print(*(check(folder, name, form) for name in found), sep="\n")
    return middles[OURS] / size


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[6, 100])
    parser.add_argument("--formats", nargs="*", default=["docx", "html"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without", nargs="*", default=[], help="parts of names to leave out")
    asked = parser.parse_args()
    for form in asked.formats:
        each = {n: measure(n, form, asked.rounds, asked.without) for n in asked.sizes}
        print(f"\n{form}, ms a draft:", *(f"{n}: {t * 1000:.2f}" for n, t in each.items()))


if __name__ == "__main__":
    main()
