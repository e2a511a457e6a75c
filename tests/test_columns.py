"""Columns: where words stand in a line, whatever form its letters have."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbefal.tree import find_column, letters

# Marks below and above, a Korean syllable in its letters, a vowel sign that joins, and plain ones.
JOINING = "aåeqo \u0301\u0302\u0323\u030a\u1100\u1161\u11a8\uac00\u09c7\u09be\u0915x"


@given(st.text(JOINING, max_size=40) | st.text(max_size=40))
def test_the_letters_of_a_line_are_its_composed_form(line: str) -> None:
    found = letters(line)
    assert "".join(letter for letter, _ in found) == unicodedata.normalize("NFC", line)
    columns = [column for _, column in found]
    assert columns == sorted(columns)
    assert all(1 <= column <= len(line) for column in columns)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("words", ["øre", "å", "ærlig"])
def test_a_column_counts_the_characters_of_the_file(form: str, words: str) -> None:
    line = unicodedata.normalize(form, "De blå gør det ærligt: øre")
    column = find_column(line, words)
    assert unicodedata.normalize("NFC", line[column - 1 :]).startswith(words)


def test_words_that_do_not_stand_there_are_told_of_in_column_1() -> None:
    assert find_column("et to", "tre") == find_column("e\u0301t", "tre") == 1


@pytest.mark.parametrize(
    "unit", ["e\u0301", "\u03c9\u0301", "\u1100\u1161", "a" + "\u0323" * 50], ids=ascii
)
def test_a_long_line_is_put_together_once_and_by_pieces(
    unit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = 0
    normalize = unicodedata.normalize

    def counted(form: str, text: str) -> str:
        nonlocal work
        work += len(text)
        return normalize(form, text)

    line = unit * (20_000 // len(unit)) + "?"
    monkeypatch.setattr(unicodedata, "normalize", counted)
    for _ in range(1000):
        assert find_column(line, "?") == len(line)
    assert work < 10 * len(line)
