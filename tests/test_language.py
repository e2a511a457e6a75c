"""Danish and English: both whole, neither in the other, and chosen by one rule."""

import re
import shutil
import string
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po
from shell import Done, Shell

ROOT = Path(__file__).parents[1]
ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
CATALOGUE = ROOT / "src/anbefal/locale/da/LC_MESSAGES/anbefal.po"

sys.path.append(str(ROOT / "tools"))
from messages import collect  # noqa: E402

# --- the catalogue --------------------------------------------------------------------------------


def entries() -> dict[object, Entry]:
    with CATALOGUE.open("rb") as file:
        return {entry.id: entry for entry in read_po(file) if entry.id}


def pairs(entry: Entry) -> list[tuple[str, str]]:
    """Give each English text with its Danish one: two pairs for plural."""
    ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
    texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    return list(zip(ids, texts, strict=True))


def test_the_catalogue_holds_the_messages_of_the_source_and_no_others() -> None:
    assert set(entries()) == set(collect()), "run: make messages"


def test_every_message_is_translated() -> None:
    missing = [id for entry in entries().values() for id, text in pairs(entry) if not text.strip()]
    assert missing == []
    assert not [entry.id for entry in entries().values() if entry.fuzzy]


def test_every_translation_has_the_fields_of_its_message() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    wrong = [
        (id, text)
        for entry in entries().values()
        # A rule's page has no values, so that braces in it are braces.
        if "\n\n" not in str(entry.id)
        for id, text in pairs(entry)
        if fields(id) != fields(text)
    ]
    assert wrong == []


def test_no_translation_is_the_english_text() -> None:
    same = {id for entry in entries().values() for id, text in pairs(entry) if id == text}
    # Words that the two languages share.
    assert {id for id in same if english(id)} == set()


def test_the_wheel_brings_all_that_is_not_code(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
        catalogue = wheel.read("anbefal/locale/da/LC_MESSAGES/anbefal.mo")
    assert b"udkast" in catalogue
    source = ROOT / "src" / "anbefal"
    wanted = {f"anbefal/{path.relative_to(source).as_posix()}" for path in source.rglob("*.py")}
    for folder, name in (
        (source, "rules/samples/**/*"),
        (source, "writers/html/*.css"),
        (source, "writers/html/*.j2"),
        (ROOT, "templates/**/*"),
    ):
        files = [path for path in folder.glob(name) if path.is_file()]
        assert files, name
        wanted |= {f"anbefal/{path.relative_to(folder).as_posix()}" for path in files}
    assert wanted <= held, wanted - held
    assert not [name for name in held if "__pycache__" in name or name.startswith("tests")]


# --- no English in Danish -------------------------------------------------------------------------

# None of these is a Danish word, nor the name of a command, an option or a key.
ENGLISH = frozenset(
    " ".join(
        [
            "a able about above all already an and any anywhere are argument arguments ask be",
            "been before begin below but by cannot change changed choose close command commands",
            "day did do does done draft drafts each error errors every exist expected extra",
            "file files filled finished folder found from give group groups guess had has have",
            "hint hints how if invalid is it its keep language later line list made make may",
            "mean missing more must name named no not nothing number of one only option options",
            "or other out override page path print read requires save saved say section see",
            "show since some such take than that the their then there they this those time",
            "title too try until usage use value values was were what when where which",
            "whole why with without words workshop workshops write written wrong you your",
        ]
    ).split()
)
# What stays as it is in both: what was typed, commands, options, keys, paths, git's own words.
_FOREIGN = re.compile(
    r'"[^"]*"|\{\w+\}|(?:fatal|error): .*|anbefal(?: [a-z]+)*(?: [^\s:]*/\S*)?|git \w+'
    r"|--?[a-z][\w-]*(?:=\S+)?|\S*[./]\S+|\b(?:auto|text|json|html|docx|open|last|now)\b"
    r"|^ *[a-z]+(?=  )|AB\d+ +[a-z-]+|\b(?:group-\d|short)\b|i drafts$"
    r"|templates, looks, drafts|mellem: .*"
    r"|\b[0-9a-f]{10}\b",
    re.MULTILINE,
)


def english(text: str) -> set[str]:
    words = re.findall(r"[a-zæøåA-ZÆØÅ]+", _FOREIGN.sub(" ", text))
    return {word for word in words if word.casefold() in ENGLISH}


def test_english_would_be_seen() -> None:
    for text in ('there is no option "x"', "the file is missing", "  --help  Show this page."):
        assert english(text)
    assert not english('anbefal: fejl: tilvalget "the file" findes ikke: anbefal show --help')


def lay_assembly(shell: Shell) -> None:
    shutil.copytree(ASSEMBLY, shell.folder, dirs_exist_ok=True)


def no_workspace(shell: Shell) -> None:
    pass


def no_drafts(shell: Shell) -> None:
    lay_assembly(shell)
    shutil.rmtree(shell.folder / "drafts")


def saved(shell: Shell) -> None:
    lay_assembly(shell)
    assert shell.run("save").code == 0


def closed(shell: Shell) -> None:
    lay_assembly(shell)
    assert shell.run("workshop", "close", "1").code == 0


def ruined_history(shell: Shell) -> None:
    saved(shell)
    shutil.rmtree(shell.folder / ".git/objects")
    (shell.folder / ".git/objects").mkdir()


def no_repository(shell: Shell) -> None:
    lay_assembly(shell)
    shell.write({".git": "this is no repository\n"})


def broken_config(shell: Shell) -> None:
    lay_assembly(shell)
    shell.write({"anbefal.toml": "name = \n"})


def broken_template(shell: Shell) -> None:
    lay_assembly(shell)
    shell.write({"templates/short/template.toml": 'title = "x"\nlanguage = "en"\nnope = 1\n'})


def config(**changes: str) -> Callable[[Shell], None]:
    """Lay an assembly whose anbefal.toml has some text replaced."""

    def lay(shell: Shell) -> None:
        lay_assembly(shell)
        text = (shell.folder / "anbefal.toml").read_text("utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        shell.write({"anbefal.toml": text})

    return lay


COMMANDS = {
    "init": "init x",
    "new": "new 1",
    "lint": "lint",
    "rule": "rule",
    "check": "check",
    "status": "status",
    "save": "save",
    "log": "log",
    "show": "show group-1",
    "render": "render",
    "compile": "compile",
    "workshop list": "workshop list",
    "workshop close": "workshop close 1",
}
NEED_WORKSPACE = [name for name in COMMANDS if name not in ("init", "rule")]

MISUSES: list[tuple[str, Callable[[Shell], None], str]] = [
    *(("unknown option", lay_assembly, f"{line} --nope") for line in COMMANDS.values()),
    *(("no workspace", no_workspace, COMMANDS[name]) for name in NEED_WORKSPACE),
    *(("broken anbefal.toml", broken_config, COMMANDS[name]) for name in NEED_WORKSPACE),
    *(
        ("broken template", broken_template, line)
        for line in (
            "lint",
            "check",
            "status",
            "render",
            "compile",
            "save",
            "new 2 --template short",
        )
    ),
    *(("no drafts", no_drafts, line) for line in ("lint", "check", "status", "render", "compile")),
    *(
        ("no drafts of that name", lay_assembly, f"{line} nothing")
        for line in ("lint", "check", "render", "save", "log", "show")
    ),
    *(
        ("ruined history", ruined_history, line)
        for line in ("save", "log", "show group-1", "status", "render", "compile")
    ),
    *(
        ("no repository", no_repository, line)
        for line in ("save", "log", "show group-1", "status", "workshop close 1", "compile")
    ),
    *(
        ("extra argument", lay_assembly, f"{line} extra")
        for line in (*("init x", "new 1", "rule AB101", "status", "log group-1", "show group-1"),)
    ),
    *(
        ("extra arguments", lay_assembly, f"{line} one two")
        for line in ("compile", "workshop list", "workshop close 1")
    ),
    *(("missing argument", lay_assembly, line) for line in ("new", "show", "workshop close")),
    *(
        ("missing value", lay_assembly, line)
        for line in (
            *(
                "lint --format",
                "check --min",
                "save --by",
                "save -m",
                "log -n",
                "show group-1 --at",
            ),
            *("render -o", "render --to", "compile --anyway", "init --groups", "lint --lang"),
        )
    ),
    *(
        ("a value too many", lay_assembly, line)
        for line in ("lint --strict=yes", "check --exit-zero=1", "lint --help=1")
    ),
    *(
        ("bad value", lay_assembly, line)
        for line in (
            *("check --min much", "check --min 101", "check --min nan", "log --rows none"),
            *("log --rows 0", "init x --groups 0", "init x --groups some", "lint --workshop soon"),
            *("workshop close none", "workshop close 0", "workshop close 100"),
        )
    ),
    *(
        ("unknown format", lay_assembly, f"{line} --format nope")
        for line in ("lint", "check", "status", "log", "workshop list")
    ),
    *(("unknown format", lay_assembly, f"{line} --to nope") for line in ("render", "compile")),
    *(("unknown rule", lay_assembly, f"rule {name}") for name in ("AB999", "too-larg")),
    *(
        ("unknown version", saved, line)
        for line in ("show group-1 --at nope", "show group-1 --at 2", "compile --at nope")
    ),
    ("unknown version", closed, "show group-1 --at 2"),
    ("version too short", saved, "show group-1 --at a"),
    ("never saved", lay_assembly, "show group-1"),
    ("never saved", lay_assembly, "compile --at last"),
    *(
        ("unknown workshop", lay_assembly, f"{line} 9")
        for line in ("lint --workshop", "workshop close")
    ),
    ("workshop closed already", closed, "workshop close 1"),
    ("workshop not open yet", lay_assembly, "workshop close 2"),
    ("unknown group", lay_assembly, "new 9"),
    ("unknown template", lay_assembly, "new 1 --template nope"),
    ("there already", lay_assembly, "new 1"),
    ("there already", lay_assembly, "init ."),
    ("a file for a folder", lay_assembly, "init drafts/group-1.md"),
    ("a file for a folder", lay_assembly, "render --to html -o drafts/group-1.md/x"),
    ("several for one file", lay_assembly, "render --to html -o x.html"),
    ("wrong suffix", lay_assembly, "render group-1 --to html -o x.docx"),
    ("not of the assembly", lay_assembly, "save /etc/hostname"),
    ("a long name", lay_assembly, f"lint {'x' * 300}"),
    ("unknown command", lay_assembly, "nope"),
    ("unknown command, nearly known", lay_assembly, "lnt"),
    ("missing command", lay_assembly, "workshop"),
    ("unknown command of a group", lay_assembly, "workshop nope"),
    ("unknown language", lay_assembly, "--lang xx lint"),
    ("unknown key", config(**{"theme": "tehme"}), "lint"),
    ("wrong type", config(**{"gate = 50": 'gate = "50"'}), "lint"),
    ("out of range", config(**{"gate = 50": "gate = 500"}), "lint"),
    ("bad choice", config(**{'"en"': '"xx"'}), "lint"),
    ("bad id", config(**{'id = "1"': 'id = "A/B"'}), "lint"),
    ("bad time", config(**{"gate = 50": 'start = "25.00"'}), "lint"),
    ("missing key", config(**{"theme": "# theme"}), "lint"),
    ("twice", config(**{'id = "2"': 'id = "1"'}), "lint"),
    ("unknown default template", config(**{'"short"': '"nope"'}), "lint"),
]


def two_lines(done: Done, error: str, hint: str) -> list[str]:
    assert done.code == 2, done.bug or done.err or done.out
    assert done.out == ""
    lines = done.err.split("\n")
    assert len(lines) == 3 and lines[2] == "", done.err
    assert lines[0].startswith(f"anbefal: {error}: ") and lines[1].startswith(f"  {hint}: ")
    return lines[:2]


@pytest.mark.parametrize(
    ("lay", "line"),
    [(lay, line) for _, lay, line in MISUSES],
    ids=[f"{name}: {line[:40]}" for name, _, line in MISUSES],
)
def test_a_misuse_is_told_in_danish_alone(
    shell: Shell, lay: Callable[[Shell], None], line: str
) -> None:
    lay(shell)
    words = line.split()
    inner = ["--lang", "en"] if line != "lint --lang" and "--lang xx" not in line else []
    told = two_lines(shell.run(*inner, *words, env={"ANBEFAL_LANG": "en"}), "error", "hint")
    option = ["--lang", "da"] if inner else []
    danish = shell.run(*option, *words, env={"ANBEFAL_LANG": "da"})
    spoken = two_lines(danish, "fejl", "råd")
    assert not english("\n".join(spoken).replace("fejl: ", "").replace("råd: ", "")), danish.err
    assert not set(told) & set(spoken)
    assert shell.run(*words, env={"ANBEFAL_LANG": "da"}).err == danish.err


@pytest.mark.parametrize("line", ["save", "log", "status", "workshop list", "render", "compile"])
def test_without_git_danish_is_danish_too(shell: Shell, line: str) -> None:
    """A process of its own: git is looked for once."""
    saved(shell)
    env = {"PATH": str(shell.home)}
    told = two_lines(shell.program(*line.split(), "--lang", "en", env=env), "error", "hint")
    spoken = two_lines(shell.program(*line.split(), "--lang", "da", env=env), "fejl", "råd")
    assert not english("\n".join(spoken)) and not set(told) & set(spoken)
    assert "git" in spoken[0]


@pytest.mark.parametrize("line", ["", *COMMANDS, "workshop"])
def test_the_help_page_is_danish_alone(shell: Shell, line: str) -> None:
    told = shell.run(*line.split(), "--help", "--lang", "en")
    spoken = shell.run(*line.split(), "--help", "--lang", "da")
    assert (told.code, spoken.code, spoken.err) == (0, 0, "")
    shared = {text for text in told.out.split("\n") if text.strip()} & set(spoken.out.split("\n"))
    assert shared == set()
    assert not english(spoken.out), spoken.out
    for option in re.findall(r"--[a-z-]+", told.out):
        assert option in spoken.out, "options are called the same in both"


@pytest.mark.parametrize(
    "line",
    [
        *(
            "lint",
            "check",
            "check --min 0",
            "status",
            "save --by AB",
            "log",
            "workshop list",
            "rule",
        ),
        *(
            "workshop close 1 --by AB",
            "workshop close 1 --by AB --anyway dag",
            "compile --anyway dag",
        ),
        *("init ny --groups 1", "render", "lint vision --strict"),
    ],
)
def test_what_a_command_says_is_danish_alone(shell: Shell, line: str) -> None:
    """On an assembly whose own words are Danish."""
    shutil.copy(ROOT / "anbefal.toml", shell.folder)
    shutil.copytree(ROOT / "tests/samples/day/1", shell.folder / "drafts")
    done = shell.run(*line.split(), env={"ANBEFAL_LANG": "da"})
    assert done.code < 2, done.err
    assert not english(done.out + done.err), done.out + done.err


def test_every_rules_page_is_danish_alone(shell: Shell) -> None:
    from anbefal import rules

    for rule in rules.all_rules():
        page = shell.run("rule", rule.ID, "--lang", "da").out
        explained = page.split("\n\n    ")[0]
        # A page quotes the keys and signs that a scribe writes.
        assert not english(re.sub(r"`[^`]*`|<!--.*?-->", "", explained)), explained


def test_a_document_speaks_its_own_language_and_not_the_readers(shell: Shell) -> None:
    lay_assembly(shell)
    pages = []
    for language in ("en", "da"):
        shell.clock = 0
        done = shell.run("render", "group-1", "--to", "html", "-o", "x.html", "--lang", language)
        assert done.code == 0
        pages.append((shell.folder / "x.html").read_bytes())
    assert pages[0] == pages[1] and b'lang="en"' in pages[0]


# --- which language -------------------------------------------------------------------------------

CHOICES = [
    ("nothing is said", {}, "", [], "en"),
    ("the system is Danish", {"LANG": "da_DK.UTF-8"}, "", [], "da"),
    ("LC_ALL is above LANG", {"LANG": "da_DK.UTF-8", "LC_ALL": "C"}, "", [], "en"),
    ("the assembly is above the system", {"LANG": "da_DK.UTF-8"}, "en", [], "en"),
    ("the assembly is above English", {}, "da", [], "da"),
    ("ANBEFAL_LANG is above the assembly", {"ANBEFAL_LANG": "en"}, "da", [], "en"),
    ("an unknown ANBEFAL_LANG is passed over", {"ANBEFAL_LANG": "fr"}, "da", [], "da"),
    ("--lang is above all", {"ANBEFAL_LANG": "en", "LANG": "C"}, "en", ["--lang", "da"], "da"),
    ("--lang=da", {"ANBEFAL_LANG": "en"}, "en", ["--lang=da"], "da"),
    ("a system of another language", {"LANG": "de_DE.UTF-8"}, "", [], "en"),
]
NOTHING_HERE = {"en": "does not exist", "da": "findes ikke"}


@pytest.mark.parametrize(
    ("env", "assembly", "option", "chosen"),
    [row[1:] for row in CHOICES],
    ids=[row[0] for row in CHOICES],
)
def test_the_language_is_chosen_by_one_rule(
    shell: Shell, env: dict[str, str], assembly: str, option: list[str], chosen: str
) -> None:
    if assembly:
        lay_assembly(shell)
        text = (shell.folder / "anbefal.toml").read_text("utf-8")
        shell.write({"anbefal.toml": text.replace('"en"', f'"{assembly}"')})
    line = ["lint", "nothing"] if assembly else ["rule", "AB999"]
    done = shell.run(*line, *option, env=env)
    expected = {"en": "anbefal: error: ", "da": "anbefal: fejl: "}[chosen]
    assert done.code == 2 and done.err.startswith(expected), done.err


@pytest.mark.parametrize("place", range(4))
def test_lang_may_stand_anywhere_on_the_line(shell: Shell, place: int) -> None:
    lay_assembly(shell)
    words = ["lint", "group-2", "--strict"]
    words[place:place] = ["--lang", "da"]
    assert "fejl AB101" in shell.run(*words).out


def test_behind_two_dashes_lang_is_a_file(shell: Shell) -> None:
    lay_assembly(shell)
    assert '"--lang" does not exist' in shell.run("lint", "--", "--lang", "da").err


def test_the_language_is_that_of_the_assembly_one_names(shell: Shell) -> None:
    shutil.copytree(ASSEMBLY, shell.folder / "a")
    text = (shell.folder / "a/anbefal.toml").read_text("utf-8")
    shell.write({"a/anbefal.toml": text.replace('"en"', '"da"')})
    assert "fejl AB101" in shell.run("lint", "a/drafts/group-2.md").out


def test_ids_keys_and_codes_do_not_know_the_language(shell: Shell) -> None:
    import json

    lay_assembly(shell)
    shell.write({"drafts/group-1.md": "---\ngroup: 9\n---\n\n## Noget andet\n\n[udfyld]\n"})
    found = []
    for language in ("en", "da"):
        done = shell.run("lint", "--format", "json", "--lang", language)
        rows = json.loads(done.out)["findings"]
        assert all(row.pop("message") and row.pop("hint") for row in rows)
        found.append((done.code, rows))
    assert found[0] == found[1]
