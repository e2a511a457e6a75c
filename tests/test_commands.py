"""Transcripts of commands, readable as they stand: `tests/commands/*.md`.

A `## heading` begins a case in a fresh folder. Files are fenced blocks headed by their path:

    ```file drafts/gruppe-2.md
    # Titel
    ```

Those above the first heading are there in every case, and so is the sample assembly where the
page links to its folder. A block without a path is a transcript:

    ```
    % anbefal lint drafts/gruppe-2.md
    what is printed
    2> what is said to the person
    => 1
    ```

A command may set variables first (`% ANBEFAL_LANG=da anbefal lint`); `$last` is the last word of
the output before. Besides anbefal there are `ls`, `cat`, `cd`, `rm` and `mkdir`. What changes
from day to day (folder, ids, times) is shown by placeholders. `pytest --accept` rewrites all that
stands below the commands.
"""

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from shell import Done, Shell

COMMANDS = Path(__file__).parent / "commands"

_FENCE = re.compile(r"^(```+|~~~+)(?:file (\S+))?\s*$")
_PLACEHOLDERS = (
    (re.compile(r'"time": \d+'), '"time": SECONDS'),
    (re.compile(r"\b[0-9a-f]{40}\b"), "FULL-VERSION-ID"),
    (re.compile(r"\b(?=[a-f]*[0-9])[0-9a-f]{10}\b(?!\.)"), "VERSION-ID"),
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b"), "YYYY-MM-DD HH:MM"),
)


class Block(NamedTuple):
    """A fenced block: where its lines lie in the page, and the file that it is, if any."""

    start: int
    end: int
    file: str
    case: str


def blocks_of(lines: list[str]) -> Iterator[Block]:
    case, fence, start, file = "", "", 0, ""
    for number, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            if line.strip() == fence:
                yield Block(start, number, file, case)
                fence = ""
        elif found:
            fence, start, file = found[1], number + 1, found[2] or ""
        elif line.startswith("## "):
            case = line[3:].strip()
    assert not fence, f"the block at line {start} is never closed"


def read_cases() -> Iterator[tuple[Path, str]]:
    for page in sorted(COMMANDS.glob("*.md")):
        blocks = blocks_of(page.read_text("utf-8").split("\n"))
        for case in dict.fromkeys(block.case for block in blocks if block.case):
            yield page, case


CASES = list(read_cases())


@pytest.mark.parametrize(
    ("page", "case"), CASES, ids=[f"{page.stem}: {case}" for page, case in CASES]
)
def test_the_transcript_is_true(
    page: Path, case: str, shell: Shell, pytestconfig: pytest.Config
) -> None:
    lines = page.read_text("utf-8").split("\n")
    intro = page.read_text("utf-8").partition("\n## ")[0]
    if "](assembly/)" in intro:
        shutil.copytree(COMMANDS / "assembly", shell.folder, dirs_exist_ok=True)
    told: list[tuple[Block, list[str]]] = []
    stand = Stand(shell)
    for block in blocks_of(lines):
        inside = lines[block.start : block.end]
        if block.case not in ("", case):
            continue
        if block.file:
            shell.write({block.file: "".join(f"{line}\n" for line in inside)})
        elif block.case:
            told.append((block, replay(stand, inside)))
    if pytestconfig.getoption("--accept"):
        for block, actual in reversed(told):
            lines[block.start : block.end] = actual
        page.write_text("\n".join(lines), "utf-8")
    for block, actual in told:
        assert actual == lines[block.start : block.end] or pytestconfig.getoption("--accept")


def replay(stand: "Stand", lines: list[str]) -> list[str]:
    """Run the commands of a block, and give the block as it should read."""
    actual: list[str] = []
    for line in lines:
        if not line.startswith("% "):
            continue
        done = stand.run(line[2:])
        actual.append(line)
        out = "\n".join(mask(text, stand.root) for text in done.out.split("\n"))
        actual += out.removesuffix("\n").split("\n") if out else []
        actual += [f"2> {mask(text, stand.root)}".rstrip() for text in done.err.splitlines()]
        actual += [f"=> {done.code}"] if done.code else []
    return actual


def mask(text: str, root: Path) -> str:
    text = text.replace(str(root), "FOLDER")
    for pattern, word in _PLACEHOLDERS:
        text = pattern.sub(word, text)
    return text


class Stand:
    """Where the commands of a case are run, and what the last one printed."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.root = shell.folder
        self.last = ""

    def run(self, line: str) -> Done:
        words = [self.last if word == "$last" else word for word in shlex.split(line)]
        env: dict[str, str] = {}
        while words and re.match(r"[A-Z_]+=", words[0]):
            name, _, env[name] = words.pop(0).partition("=")
        command, *rest = words
        done = self.shell.run(*rest, env=env) if command == "anbefal" else self._tool(command, rest)
        self.last = (done.out.split() or [""])[-1]
        return done

    def _tool(self, command: str, words: list[str]) -> Done:
        here = self.shell.folder
        path = here / (words[0] if words else ".")
        match command:
            case "ls":
                found = sorted(p for p in path.rglob("*") if p.is_file() and ".git" not in p.parts)
                return Done(0, "".join(f"{p.relative_to(path)}\n" for p in found).encode(), "")
            case "cat":
                return Done(0, path.read_bytes(), "")
            case "cd":
                self.shell.folder = path.resolve()
            case "rm":
                path.unlink()
            case "mkdir":
                path.mkdir(parents=True)
            case _:
                raise AssertionError(f"a transcript knows no command {command!r}")
        return Done(0, b"", "")


def test_every_command_has_its_page(shell: Shell) -> None:
    """A command that is added without a transcript is told of here, by name."""
    from anbefal.cli import app

    assert {*app.COMMANDS, *app.GROUPS} <= {page.stem for page in COMMANDS.glob("*.md")}
