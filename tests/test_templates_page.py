"""The page "make your own template in 15 minutes" is true: it is followed, word for word.

In `docs/templates.md`, a block `toml PATH` or `markdown PATH` is a file to write, `diff PATH`
holds lines to change in one, and `console` holds commands behind "$ " with what they print.
`pytest --accept` rewrites what stands below the commands.
"""

import re
import shlex
from pathlib import Path

import pytest
from conftest import REPOSITORY
from shell import Shell

PAGE = REPOSITORY / "docs" / "templates.md"
BLOCK = re.compile(r"(?ms)^```(console|(?:toml|markdown|diff) \S+)\n(.*?)^```$")


def test_the_page_is_true_from_its_first_command_to_its_last(
    shell: Shell, pytestconfig: pytest.Config
) -> None:
    text, home = PAGE.read_text("utf-8"), str(shell.folder)
    pieces, at = [], 0
    for block in BLOCK.finditer(text):
        kind, _, path = block[1].partition(" ")
        inside = block[2]
        if kind == "console":
            inside = replay(shell, inside).replace(home, "/home/you")
        elif kind == "diff":
            change(shell.folder / path, inside)
        else:
            shell.write({path: inside})
        pieces += [text[at : block.start(2)], inside]
        at = block.end(2)
    followed = "".join([*pieces, text[at:]])
    if pytestconfig.getoption("--accept"):
        PAGE.write_text(followed, "utf-8")
    assert followed == text or pytestconfig.getoption("--accept")
    assert len(pieces) >= 20


def change(path: Path, block: str) -> None:
    """Put the lines behind "+" in the place of those behind "-", which stand there once."""
    text = path.read_text("utf-8")
    for old, new in re.findall(r"(?m)^-(.*)\n\+(.*)$", block):
        assert text.count(f"\n{old}\n") == 1
        text = text.replace(f"\n{old}\n", f"\n{new}\n")
    path.write_text(text, "utf-8")


def replay(shell: Shell, block: str) -> str:
    """Run the commands of a block, and give the block as it should read."""
    told = []
    for command in re.findall(r"(?m)^\$ (.*)$", block):
        name, *words = shlex.split(command)
        told.append(f"$ {command}\n")
        if name == "cd":
            shell.folder = shell.folder / words[0]
            continue
        assert name == "anbefal"
        *words, arrow, path = words if words[-2:-1] == [">"] else [*words, "", ""]
        done = shell.run(*words)
        if arrow:
            shell.write({path: done.data})
        told.append(("" if arrow else done.out) + done.err)
    return "".join(told)
