"""Columns: where the characters that a reader sees in a line stand in the file."""

import unicodedata
from functools import lru_cache

# Below it no character joins the one before.
_FIRST_TO_JOIN = "\u0300"


def letters(source: str) -> list[tuple[str, int]]:
    """Give the characters of a line in composed form, each with its column, counted from 1."""
    if unicodedata.is_normalized("NFC", source):
        return [(char, column) for column, char in enumerate(source, 1)]
    found: list[tuple[str, int]] = []
    start = 0
    for at in range(1, len(source) + 1):
        if at == len(source) or not _joins(source[at], source[start:at]):
            piece = unicodedata.normalize("NFC", source[start:at])
            found += [(char, start + 1) for char in piece]
            start = at
    return found


def _joins(char: str, before: str) -> bool:
    """Tell whether a character can become one with what stands before it."""
    if char < _FIRST_TO_JOIN:
        return False
    if unicodedata.combining(char):
        return True
    # A Korean syllable is put together of letters, none of which is a mark.
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", char)
    return unicodedata.normalize("NFC", before + char) != apart


def find_column(source: str, words: str) -> int:
    """Give the column where some words start in a line, in whatever form either is; else 1."""
    text, columns = _composed(source)
    at = text.find(unicodedata.normalize("NFC", words))
    if at < 0 or columns is None:
        return max(at, 0) + 1
    return columns[at]


@lru_cache(maxsize=8)
def _composed(source: str) -> tuple[str, tuple[int, ...] | None]:
    """Give a line in composed form, and its columns where they are not simply counted.

    Kept for a while: one long line may hold thousands of findings.
    """
    if unicodedata.is_normalized("NFC", source):
        return source, None
    found = letters(source)
    return "".join(char for char, _ in found), tuple(column for _, column in found)
