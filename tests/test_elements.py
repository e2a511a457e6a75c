"""The page of elements names what is there: commands, rules, templates and tests that exist."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from anbefal.cli.app import COMMANDS, GROUPS
from anbefal.rules import KNOWN

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "elements.md").read_text("utf-8")
COMMAND = re.compile(r"`anbefal ([a-z -]+?)(?: --([a-z-]+)[^`]*)?`")


class Row(NamedTuple):
    """A row of the page."""

    id: str
    words: str
    served: str
    proved: str
    left_out: str


ROWS = [
    Row(*(cell.strip() for cell in line.strip("|").split("|")))
    for line in PAGE.splitlines()
    if re.match(r"\| [AB]\d", line)
]


def test_each_element_stands_there_once_and_in_order() -> None:
    ids = [f"A{n}" for n in range(1, 48)] + [f"B{n}" for n in range(1, 22)]
    assert [row.id for row in ROWS] == ids


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_an_element_is_served_and_proved_or_left_out_for_a_reason(row: Row) -> None:
    assert row.words
    assert bool(row.served) == bool(row.proved)
    assert row.served or len(row.left_out.split()) > 5


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_what_is_named_is_there(row: Row) -> None:
    named = f"{row.served} {row.left_out}"
    assert named.count("`anbefal ") == len(COMMAND.findall(named))
    for command, option in COMMAND.findall(named):
        name, *rest = command.split()
        assert (not rest and name in COMMANDS) or (len(rest) == 1 and rest[0] in GROUPS[name])
        if option:
            source = (ROOT / "src/anbefal/cli" / f"{name}.py").read_text("utf-8")
            shared = (ROOT / "src/anbefal/cli/options.py").read_text("utf-8")
            assert f'"--{option}"' in source + shared
    for rule in re.findall(r"\bAB\d{3}\b", named):
        assert rule in KNOWN
    for template in re.findall(r"template `([a-z]+)`", named):
        assert (ROOT / "templates" / template / "template.toml").exists()


@pytest.mark.parametrize("row", [row for row in ROWS if row.proved], ids=lambda row: row.id)
def test_the_proof_is_there(row: Row) -> None:
    for proof in row.proved.split("; "):
        if proof == "samples":
            rules = re.findall(r"\bAB\d{3}\b", row.served)
            assert rules
            for rule in rules:
                folder = ROOT / "src/anbefal/rules/samples" / rule
                assert any(folder.glob("bad*")) and any(folder.glob("good*")), rule
            continue
        found = re.fullmatch(r"`(?:(commands/[a-z]+\.md)|(test_[a-z_]+\.py)::(test_\w+))`", proof)
        assert found, proof
        transcript, file, name = found.groups()
        if transcript:
            assert (ROOT / "tests" / transcript).exists(), proof
        else:
            source = (ROOT / "tests" / file).read_text("utf-8")
            assert f"def {name}(" in source, proof
