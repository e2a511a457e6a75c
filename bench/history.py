"""Time what looks at the past, beside git itself and beside GitPython, over long generated pasts.

`x help` is our time in that of `anbefal --help`; `of limit` is our time in that of `--help` and
twice the git commands that the same answer needs, all in one run: at most 1 is wanted.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import past
from timing import ANBEFAL, BARE, PLACE, Program, in_turn

HELP = "anbefal --help"
DRAFT = "gruppe-g0003"
PATH = f"drafts/{DRAFT}.md"
PEERS = Path(__file__).parent / "gitpython.py"
QUIET = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
COMMIT = {
    **QUIET,
    **{f"GIT_{who}_NAME": "AB" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "ab@anbefal.invalid" for who in ("AUTHOR", "COMMITTER")},
    "ANBEFAL_BY": "AB",
}


class Row(NamedTuple):
    """A command of ours, and the git commands that its answer needs."""

    words: Sequence[str]
    needs: Sequence[str]
    """Names of programs below."""


MARKS = "git for-each-ref"
NEWEST, ONE = "git log -n 20", "git log -n 20 PATH"
WHOLE, RAW = "git log", "git log --raw"
LISTS, BLOBS, OLD = "git cat-file, 2 folders", "git cat-file, 2 versions", "git show 1:PATH"
WORDS = "git diff --word-diff 1 4"
ROWS = {
    "anbefal log": Row(["log"], [NEWEST]),
    "anbefal log PATH": Row(["log", DRAFT], [ONE]),
    "anbefal status": Row(["status"], [MARKS, LISTS]),
    "anbefal workshop list": Row(["workshop", "list"], [MARKS]),
    "anbefal show PATH --at 1": Row(["show", DRAFT, "--at", "1"], [MARKS, OLD]),
    "anbefal diff --from 1 --to 4": Row(
        ["diff", "--from", "1", "--to", "4"], [MARKS, BLOBS, WORDS]
    ),
    "anbefal log, all": Row(["log", "-n", "1000000", "--format", "json"], [WHOLE]),
}
FORMAT = "--format=%H%x00%at%x00%an%x00%D%x00%B"


def known() -> set[str]:
    """Give the commands that this anbefal has."""
    told = subprocess.run([*ANBEFAL, "--help"], capture_output=True, text=True, check=True).stdout
    return {line.split()[0] for line in told.splitlines() if line.startswith("  ") and line.split()}


def programs(folder: Path, size: past.Size) -> dict[str, Program]:
    """Give all that is timed over one repository."""
    lists = folder / ".git" / "bench-lists"
    blobs = folder / ".git" / "bench-blobs"
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.glob("drafts/*.md"))
    versions = ("HEAD", "workshop/4")
    lists.write_text("".join(f"{v}:drafts\n" for v in versions))
    blobs.write_text("".join(f"workshop/{n}:{path}\n" for n in (1, 4) for path in paths))
    batch = ["git", "cat-file", "--batch", "--buffer"]
    found = {
        BARE: Program([sys.executable, "-c", "pass"]),
        HELP: Program([*ANBEFAL, "--help"]),
        MARKS: Program(["git", "for-each-ref", "refs/tags/workshop/"]),
        NEWEST: Program(["git", "log", "-n", "20", FORMAT]),
        ONE: Program(["git", "log", "-n", "20", FORMAT, "--", PATH]),
        WHOLE: Program(["git", "log", FORMAT]),
        RAW: Program(["git", "log", "--raw"]),
        LISTS: Program(batch, stdin=lists),
        BLOBS: Program(batch, stdin=blobs),
        WORDS: Program(["git", "diff", "--word-diff", "workshop/1", "workshop/4"]),
        OLD: Program(["git", "show", f"workshop/1:{PATH}"]),
    }
    commands = known()
    for name, row in ROWS.items():
        if row.words[0] in commands:
            found[name] = Program([*ANBEFAL, *row.words], (0,))
    peer = [sys.executable, str(PEERS)]
    if size.versions <= 10_000:
        # Behind a longer past it takes a quarter of a minute, and minutes.
        found["GitPython, sums per path"] = Program([*peer, "paths"])
        found["GitPython, commit.stats of 500"] = Program([*peer, "stats", "500"])
    return {name: one._replace(variables={**QUIET, **one.variables}) for name, one in found.items()}


def saving(folder: Path) -> dict[str, Program]:
    """Give what saves one draft, each in a copy of the repository of its own."""
    found = {}
    peer = [sys.executable, str(PEERS)]
    for name, words in {
        "git commit PATH": ["git", "commit", "-q", "-m", "besked", PATH],
        "anbefal save PATH": [*ANBEFAL, "save", DRAFT],
        "GitPython, index.add and index.commit": [*peer, "save", PATH],
    }.items():
        copy = folder.with_name(f"{folder.name}-{len(found)}")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        found[name] = Program(words, (0,), COMMIT, _edit(copy / PATH), copy)
    return found


def _edit(path: Path) -> Callable[[], None]:
    """Change a draft by a word, so that there is something to save."""

    def edit() -> None:
        head, _, number = path.read_text("utf-8").rstrip().rpartition("\n\nNummer ")
        if not head:
            head, number = number, "0"
        path.write_text(f"{head}\n\nNummer {int(number) + 1}\n", "utf-8")

    return edit


def check(folder: Path) -> str:
    """Hold the sums over the whole past to what was generated; SystemExit where they differ."""
    wanted = json.loads((folder / ".git" / "past.json").read_text())
    found = [
        json.loads(subprocess.run(words, cwd=folder, capture_output=True, check=True).stdout)
        for words in ([sys.executable, str(PEERS), "log"], [sys.executable, str(PEERS), "paths"])
    ]
    if found != [wanted] * 2:
        raise SystemExit(f"the sums differ: {found} and not {wanted}")
    return "{versions} versions, +{added} −{removed} words, as generated".format(**wanted)


def measure(words: str, rounds: int) -> None:
    """Run everything over a packed and a loose past of one size."""
    size = past.Size.of(words)
    for folder in past.ready(PLACE, size):
        print(f"\n{folder.name}: {check(folder)}", end="")
        middles = in_turn(programs(folder, size), folder, rounds, HELP)
        print(f"\n{'':44} {'x help':>8} {'of limit':>9}")
        for name, row in ROWS.items():
            if name in middles:
                limit = middles[HELP] + 2 * sum(middles[one] for one in row.needs)
                ours = middles[name]
                print(f"{name:44} {ours / middles[HELP]:8.2f} {ours / limit:9.2f}")
        in_turn(saving(folder), folder, rounds, "git commit PATH")
    if size.workshops >= 40:
        blobs_at_tags(past.ready(PLACE, size)[0], rounds)


def blobs_at_tags(folder: Path, rounds: int) -> None:
    """Time reading every draft at every closed workshop, after holding the answers together."""
    words = {
        "anbefal.history, one pass": [sys.executable, str(PEERS), "ours"],
        "GitPython, tree / path": [sys.executable, str(PEERS), "blobs"],
    }
    answers = {
        subprocess.run(one, cwd=folder, capture_output=True, check=True).stdout
        for one in words.values()
    }
    if len(answers) != 1:
        raise SystemExit(f"the texts differ: {answers}")
    print(f"\nall drafts at all workshops: {answers.pop().decode().strip()}", end="")
    named = {name: Program(one, (0,)) for name, one in words.items()}
    in_turn(named, folder, rounds, "anbefal.history, one pass")
