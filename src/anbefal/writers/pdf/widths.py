"""Widths: how a table shares out the width of the page among its columns."""

from collections.abc import Sequence

EDGES = 10.0
"""Points that are lost at both sides of a cell."""
WIDE, USUAL = 5.6, 4.7
"""The width in points of a character of table text: of a wide one, and of most."""
LINE = 13.0
"""How high a line is, in points."""
_SHORTEST, _LONGEST_WORD = 3, 24
_MOST_TEXT = 90


def share(rows: Sequence[Sequence[str]], width: float) -> list[float]:
    """Give each column's width: room for its longest word first, then for its longest cell.

    `rows` are the plain words of the cells.
    """
    columns = list(zip(*rows, strict=True))
    least = [_word(texts) * WIDE + EDGES for texts in columns]
    spare = width - sum(least)
    if spare < 0:
        return _divide(width, least)
    wanted = [
        max(1.0, _line(texts) * USUAL + EDGES - low)
        for texts, low in zip(columns, least, strict=True)
    ]
    return [low + more for low, more in zip(least, _divide(spare, wanted), strict=True)]


def height(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> float:
    """Tell about how high rows come out, in points."""
    return sum(
        9 + LINE * max(
            1 + len(words) * USUAL // max(width - EDGES, WIDE)
            for words, width in zip(row, widths, strict=True)
        )
        for row in rows
    )  # fmt: skip


def _word(texts: Sequence[str]) -> int:
    longest = max((len(word) for text in texts for word in text.split()), default=0)
    return max(_SHORTEST, min(longest, _LONGEST_WORD))


def _line(texts: Sequence[str]) -> int:
    return min(max(map(len, texts), default=0), _MOST_TEXT)


def _divide(width: float, weights: Sequence[float]) -> list[float]:
    total = sum(weights)
    return [width * weight / total for weight in weights]
