"""Diff: which drafts are compared with which, what is read for it, and what the screen is told."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell

from anbefal.cli.changes import show_changes
from anbefal.cli.marks import MARKS, Stretch, lay, marks_for_screen
from anbefal.errors import AnbefalError
from anbefal.history import git as git_door
from anbefal.jobs.diff import diff
from anbefal.jobs.save import save
from anbefal.model import Comparison, DraftChange
from anbefal.readers import markdown
from anbefal.workspace import Workspace, open_workspace

ASSEMBLY = """\
name = "Borgersamling Nordvig"
language = "da"
default_template = "anbefaling"

[[group]]
id = "2"
theme = "Et tema"

[[group]]
id = "1+6"
theme = "Et tema"
merged_from = ["1", "6"]

[[group]]
id = "9"
theme = "Et tema"
"""


def draft(group: str, words: str, title: str = "En titel") -> str:
    head = f'---\ngruppe: "{group}"\n---\n\n' if group else ""
    return f"{head}# {title}\n\n## 1. Vores vision (drøm)\n\n{words}\n"


class Day:
    """An assembly whose drafts are saved, and then written on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "drafts").mkdir()
        (folder / "anbefal.toml").write_text(ASSEMBLY, "utf-8")

    @property
    def workspace(self) -> Workspace:
        return open_workspace((self.folder,))

    def write(self, **drafts: str | bytes | None) -> None:
        for name, text in drafts.items():
            path = self.folder / "drafts" / f"{name}.md"
            if text is None:
                path.unlink()
            else:
                path.write_bytes(text.encode() if isinstance(text, str) else text)

    def save(self, **drafts: str | bytes | None) -> None:
        self.write(**drafts)
        paths = [self.folder / "drafts" / f"{n}.md" for n, text in drafts.items() if text is None]
        save(self.workspace, by="AB")
        if paths:
            save(self.workspace, paths, by="AB")

    def diff(self, *paths: str, old: str = "last", new: str = "now") -> Comparison:
        return diff(self.workspace, tuple(map(Path, paths)), old, new)


@pytest.fixture
def day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Day:
    monkeypatch.chdir(tmp_path)
    return Day(tmp_path)


def told(change: DraftChange) -> tuple[str, str, int, int]:
    return change.path, change.change, change.inserted, change.deleted


# -- which draft is which ------------------------------------------------------------------------


def test_drafts_stand_in_the_order_of_the_groups_and_the_vision_first(day: Day) -> None:
    day.save(a=draft("9", "ni"), b=draft("2", "to"), c=draft("", "ingen"), d=draft("6", "seks"))
    day.write(e="---\nskabelon: vision\n---\n\n# Syn\n")
    order = [Path(one.path).stem for one in day.diff().drafts]
    assert order == ["e", "b", "d", "a", "c"]


@pytest.mark.parametrize("words", ["en to tre", "helt andre ord her"])
def test_a_draft_whose_file_has_another_name_is_known_by_its_group(day: Day, words: str) -> None:
    day.save(gammel=draft("2", "en to tre"), anden=draft("9", "fire"))
    day.write(gammel=None, ny=draft("2", words))
    first, second = day.diff().drafts
    assert (first.path, first.before, first.change) == ("drafts/ny.md", "drafts/gammel.md", "moved")
    assert second.change == "same"


def test_a_draft_without_a_group_is_known_by_its_bytes(day: Day) -> None:
    day.save(gammel=draft("", "en to tre"), anden=draft("", "fire"))
    day.write(gammel=None, ny=draft("", "en to tre"))
    assert {told(one) for one in day.diff().drafts} == {
        ("drafts/ny.md", "moved", 0, 0),
        ("drafts/anden.md", "same", 0, 0),
    }


def test_two_groups_that_became_one_are_not_guessed_at(day: Day) -> None:
    day.save(en=draft("1", "en to"), seks=draft("6", "tre fire"))
    day.write(en=None, seks=None, begge=draft("1+6", "en to tre fire"))
    assert {one.change for one in day.diff().drafts} == {"added", "removed"}


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("b", ["b"]),
        ("drafts/b.md", ["b"]),
        ("2", ["b"]),
        ("6", ["d"]),
        ("drafts", ["b", "d", "a"]),
        (".", ["b", "d", "a"]),
        ("gone", ["a"]),
    ],
)
def test_drafts_are_named_by_file_id_or_group_in_either_version(
    day: Day, named: str, found: list[str]
) -> None:
    day.save(gone=draft("9", "ni"), b=draft("2", "to"), d=draft("1", "en"))
    day.write(gone=None, a=draft("9", "ni og lidt"))
    assert [Path(one.path).stem for one in day.diff(named).drafts] == found


@pytest.mark.parametrize("named", ["nothing", "7", "drafts/nothing.md", "anbefal.toml"])
def test_what_names_no_draft_is_told(day: Day, named: str) -> None:
    day.save(a=draft("2", "to"))
    with pytest.raises(AnbefalError):
        day.diff(named)


# -- what a draft may be -------------------------------------------------------------------------

BAD: dict[str, tuple[bytes, str]] = {
    "not text": (b"\x00\x01", "the file is not text"),
    "too large": (b"a" * 300_000, "the file is larger than 200 KB"),
    "too deep": (b"> " * 60 + b"dybt", "nested deeper"),
    "broken head": (b'---\ngruppe: "2\n---\n\n# Titel\n', "the front matter cannot be read"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("side", ["old", "new"])
def test_a_bad_draft_hides_no_other(day: Day, kind: str, side: str) -> None:
    data, words = BAD[kind]
    good: bytes = draft("2", "en to").encode()
    day.save(a=data if side == "old" else good, b=draft("9", "tre"))
    day.write(a=good if side == "old" else data, b=draft("9", "tre fire"))
    changes = {one.path: one for one in day.diff().drafts}
    assert told(changes["drafts/b.md"]) == ("drafts/b.md", "edited", 1, 0)
    (note,) = changes["drafts/a.md"].notes
    assert words in repr(note) and (("now" in repr(note)) is (side == "new"))
    assert not changes["drafts/a.md"].fields
    assert words in show_changes(day.diff(), "en", MARKS)


def test_a_link_is_not_followed(day: Day, tmp_path: Path) -> None:
    day.save(a=draft("2", "en to"))
    (tmp_path / "secret.md").write_text("# hemmeligt\n", "utf-8")
    (tmp_path / "drafts" / "a.md").unlink()
    (tmp_path / "drafts" / "a.md").symlink_to(tmp_path / "secret.md")
    shown = show_changes(day.diff(), "en", MARKS)
    assert "this is not a file that can be read" in shown and "hemmeligt" not in shown


@pytest.mark.parametrize(
    "data",
    [
        "---\nskabelon: findes-ikke\n---\n\n# Titel\n\nén\n".encode(),
        "# Titel\n\nén\n".encode("cp1252"),
        "# Titel\n\nén\n".encode("utf-16"),
        "# Titel\r\n\r\nén\r\n".encode(),
        b"",
    ],
    ids=["no such template", "cp1252", "utf-16", "crlf", "empty"],
)
def test_what_can_be_read_is_compared(day: Day, data: bytes) -> None:
    day.save(a=data)
    day.write(a="# Titel\n\nén to\n")
    (change,) = day.diff().drafts
    assert change.change == "edited" and change.inserted == (3 if not data else 1)


def test_a_change_of_line_ends_alone_is_no_change(day: Day) -> None:
    day.save(a=draft("2", "en to"))
    day.write(a=draft("2", "en to").replace("\n", "\r\n"))
    assert "nothing changed" in show_changes(day.diff(), "en", MARKS)


# -- what is read --------------------------------------------------------------------------------


def test_two_versions_are_read_by_few_processes_and_each_content_once(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"udkast{n}" for n in range(12)]
    day.save(**{name: draft("", f"ord {name}") for name in names})
    first = day.diff().old.id
    day.save(udkast3=draft("", "andre ord"))
    verbs: list[str] = []
    asked: list[int] = []
    real = git_door.Git.run

    def run(self: git_door.Git, *words: str, **named: object) -> git_door.Answer:
        verbs.append(words[0])
        if words[0] == "cat-file" and isinstance(named.get("stdin"), bytes):
            asked.append(bytes(named["stdin"]).count(b"\n"))  # type: ignore[call-overload]
        return real(self, *words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(git_door.Git, "run", run)
    changed = list(day.diff(old=first, new="last").changed())
    assert [one.path for one in changed] == ["drafts/udkast3.md"]
    assert verbs.count("ls-tree") == 2
    assert max(asked) == 13, "twelve drafts, and the one that differs once more"
    assert len(verbs) <= 12, verbs


def test_a_draft_that_is_the_same_is_not_parsed(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    day.save(a=draft("2", "en to"), b=draft("9", "tre"))
    day.write(b=draft("9", "tre fire"))
    parsed: list[str] = []
    real = markdown.read

    def read(data: bytes, path: str, *rest: object) -> object:
        parsed.append(path)
        return real(data, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("anbefal.jobs.diff.markdown.read", read)
    assert len(day.diff().drafts) == 2
    assert parsed == ["drafts/b.md", "drafts/b.md"]


def test_what_is_compared_is_left_as_it_is(day: Day) -> None:
    day.save(a=draft("2", "en to"))
    day.write(a=draft("2", "en to tre"))
    before = {path: path.read_bytes() for path in day.folder.rglob("*") if path.is_file()}
    day.diff()
    assert {p: p.read_bytes() for p in day.folder.rglob("*") if p.is_file()} == before


# -- from where ----------------------------------------------------------------------------------


def test_it_begins_where_the_last_workshop_closed(shell: Shell) -> None:
    plan = '[[workshop]]\nnumber = {n}\nname = "W{n}"\ngate = 1\n\n'
    plans = "".join(plan.format(n=n) for n in (1, 2))
    shell.write({"anbefal.toml": f"{ASSEMBLY}\n{plans}", "drafts/a.md": draft("2", "en")})
    for number in ("1", "2"):
        shell.write({"drafts/a.md": draft("2", f"ord {number}")})
        assert shell.run("workshop", "close", number, "--anyway", "prøve").code == 0
    shell.write({"drafts/a.md": draft("2", "ord 3")})
    for words, start in {
        (): "From workshop 2, W2 (",
        ("--to", "2"): "From workshop 1, W1 (",
        ("--from", "1"): "From workshop 1, W1 (",
        ("--to", "1"): "no workshop was closed before: this is the difference from the first",
    }.items():
        done = shell.run("diff", *words, "--lang", "en")
        assert done.out.startswith(start) and done.code == 0 and not done.err


# -- the screen ----------------------------------------------------------------------------------

STEERING = "\x1b[31m rød \u202e vendt \x9b2J \u2066 \x07"


def test_nothing_in_a_draft_steers_the_terminal(day: Day) -> None:
    day.save(a=draft("2", "en"))
    text = (
        draft("2", f"en {STEERING}", f"Titel {STEERING}") + f"\n## Ny {STEERING}\n\n- {STEERING}\n"
    )
    day.write(a=text.replace("---\n\n", f'skrivere: ["{STEERING[7:]}"]\n---\n\n', 1))
    shown = show_changes(day.diff(), "en", MARKS)
    assert all(line.isprintable() for line in shown.split("\n")), repr(shown)
    assert "<U+202E>" in shown


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_stand_for_the_signs_on_a_terminal(
    variables: dict[str, str], coloured: bool, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert marks_for_screen() == MARKS, "no terminal, no colours"
    monkeypatch.setattr(sys, "stdout", Screen())
    day.save(a=draft("2", "en gammel tur"))
    day.write(a=draft("2", "en lang tur"))
    shown = show_changes(day.diff(), "en", marks_for_screen())
    # Struck through and underlined: a reader who sees no colours can tell them apart.
    assert ("\x1b[9;31mgammel\x1b[0m \x1b[4;32mlang\x1b[0m" in shown) is coloured
    assert ("[-gammel-] {+lang+}" in shown) is not coloured


@pytest.mark.parametrize("width", [30, 41, 100])
def test_lines_are_no_wider_than_the_screen(width: int) -> None:
    stretches = [Stretch("nogle ord der står " * 5), Stretch(" som er nye og lange ", "came")]
    marks = MARKS._replace(width=width)
    lines = list(lay(stretches, marks, "    - ", "      "))
    assert all(len(line) <= width for line in lines)
    assert lines[0].startswith("    - nogle") and lines[1].startswith("      ")
    assert " {+som er" in " ".join(line.strip() for line in lines)


Lines = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("stretches", "line"),
    [
        ([Stretch("en"), Stretch(" to", "came"), Stretch(" tre")], "en {+to+} tre"),
        ([Stretch("en "), Stretch("to ", "came"), Stretch("tre")], "en {+to+} tre"),
        ([Stretch("kan"), Stretch(", og", "came"), Stretch(".")], "kan{+, og+}."),
        ([Stretch("a", "went"), Stretch("b", "came")], "[-a-]{+b+}"),
        ([Stretch("a", "went"), Stretch(" "), Stretch("b", "came")], "[-a-] {+b+}"),
    ],
)
def test_spaces_stand_outside_the_signs(stretches: list[Stretch], line: str) -> None:
    assert list(lay(stretches, MARKS, "", "")) == [line]
