"""Overviews are tables: aligned, folded where the terminal is narrow, and nothing cut off."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbefal.cli.tables import table

CELL = st.text(st.sampled_from("abæø Å\u030a中−9,.%\x1b"), max_size=60)
TABLE = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(CELL, min_size=columns, max_size=columns), min_size=1, max_size=5
    )
)


def test_a_table_has_a_head_a_line_and_rows_with_numbers_to_the_right() -> None:
    drawn = table(["Udkast", "Ord"], [("gruppe-2", "9"), ("vision", "1.024")], right=(1,))
    assert drawn == (
        "Udkast       Ord\n"
        "────────────────\n"
        "gruppe-2       9\n"
        "vision     1.024\n"
    )  # fmt: skip


def test_letters_that_take_two_places_or_none_keep_the_columns_straight() -> None:
    lines = table(["a", "b"], [("A\u030a", "1"), ("中文", "2")]).splitlines()
    assert lines[2:] == ["A\u030a      1", "中文   2"]


def test_on_a_narrow_terminal_the_widest_column_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "20")
    monkeypatch.setenv("TERM", "xterm")
    drawn = table(["Nr", "Hvorfor"], [("1", "fordi bussen ikke kører")])
    assert drawn == (
        "\x1b[1mNr   Hvorfor\x1b[0m\n"
        "────────────────────\n"
        "1    fordi bussen\n"
        "     ikke kører\n"
    )  # fmt: skip
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in table(["a"], [("b",)])


@given(rows=TABLE, width=st.integers(1, 80))
def test_no_letter_is_lost_and_no_control_character_gets_through(
    rows: list[list[str]], width: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        patch.setitem(os.environ, "COLUMNS", str(width))
        patch.setitem(os.environ, "TERM", "dumb")
        drawn = table(rows[0], rows[1:])
    wanted = "".join(cell for row in rows for cell in row).replace("\x1b", "<U+001B>")
    kept = sorted(drawn.replace("─", "").replace(" ", "").replace("\n", ""))
    assert kept == sorted(wanted.replace(" ", ""))
    assert "\x1b" not in drawn
