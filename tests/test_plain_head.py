"""Plain front matter is read without YAML: both readings must say the same."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbefal.readers.front_matter import read_plain
from anbefal.readers.yaml_head import read_yaml

PIECES = (
    *("gruppe", "kan leve med", "a", "å", "2", "1+6", "010", "no", "null", "~", "on", "12:30", "_"),
    *(": ", ":", ": [", "]", ": {", "}", ", ", ",", '"', "\'", " ", "  ", "-", "- ", "#", " #"),
    *("&", "*"),
    *("!", "|", ">", "%", "@", "`", "?", "? ", "<<", "2026-05-23", "\t", "\\", "\u2028", "\ufeff"),
)  # fmt: skip
PLAIN = {
    'gruppe: "2"': ("gruppe", "2"),
    "gruppe: 1-6": ("gruppe", "1-6"),
    "skrivere: [AB, CD]": ("skrivere", ("AB", "CD")),
    "dato: 2026-05-23": ("dato", "2026-05-23"),
    "tilslutning: {for: 27, kan leve med: 5}": (
        "tilslutning",
        {"for": "27", "kan leve med": "5"},
    ),
}


def hold(lines: list[str]) -> None:
    plain = read_plain(lines)
    if plain is not None:
        values, problem = read_yaml("\n".join(lines) + "\n", ["---", *lines])
        assert (plain, None) == (values, problem)


@pytest.mark.parametrize("line", PLAIN)
def test_what_people_write_is_plain(line: str) -> None:
    found = read_plain([line])
    assert found is not None
    assert (found[0].key, found[0].value, found[0].line) == (*PLAIN[line], 2)
    hold([line])


def test_heads_of_tricky_pieces_are_read_as_by_yaml() -> None:
    chance = random.Random(5)
    for _ in range(20_000):
        lines = [
            "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 7)))
            for _ in range(chance.choice((1, 1, 2, 3)))
        ]
        hold(lines)


@given(st.lists(st.text(alphabet="ab2 å-:,[]{}\"'#&*!|>~nul\t\n_.", max_size=24), max_size=3))
def test_any_head_that_is_taken_for_plain_is_read_as_by_yaml(lines: list[str]) -> None:
    hold([line.replace("\n", " ") for line in lines])


@pytest.mark.parametrize(
    "line",
    ["a: null", "a: [b", "a: b # c", "a: 'b'", "  a: b", "a: [[b]]", "a:", "a: &b c", "a: [b, ]"],
)
def test_what_is_not_plain_is_left_to_yaml(line: str) -> None:
    assert read_plain([line]) is None
