"""Tables: rows under a head, folded where the terminal is narrow.

By hand: a library that draws them takes longer to load than a whole past to read.
"""

import os
import sys
import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

from anbefal.i18n import visible

# Wide enough for a row of any overview where there is no terminal to measure.
_WIDTH = 140
_GAP = 3
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> str:
    """Draw rows under a head; the columns in `right` hold numbers and are set to the right."""
    terminal = sys.stdout.isatty()
    width = _terminal_width() if terminal else _WIDTH
    bold = terminal and os.environ.get("TERM") not in ("dumb", "unknown")
    cells = [[visible(cell) for cell in row] for row in (head, *rows)]
    widths = _widths(cells, width - _GAP * (len(head) - 1))
    lines: list[str] = []
    for number, row in enumerate(cells):
        folded = [_folded(cell, room) for cell, room in zip(row, widths, strict=True)]
        drawn = [
            (" " * _GAP)
            .join(
                _set(piece, room, column in right)
                for column, (piece, room) in enumerate(zip(pieces, widths, strict=True))
            )
            .rstrip()
            for pieces in zip_longest(*folded, fillvalue="")
        ]
        if number == 0:
            line = "─" * (sum(widths) + _GAP * (len(widths) - 1))
            drawn = [*(f"{_BOLD}{text}{_PLAIN}" if bold else text for text in drawn), line]
        lines += drawn
    return "\n".join(lines) + "\n"


def _terminal_width() -> int:
    # Loaded here: it brings the libraries of every archive format with it.
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Give each column the width of its widest cell; where there is no room, the widest yield."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    excess = sum(widths) - max(room, len(widths))
    while excess > 0:
        most = max(widths)
        widest = [number for number, width in enumerate(widths) if width == most]
        next_most = max((width for width in widths if width < most), default=1)
        each = max(1, min(most - next_most, excess // len(widest)))
        for number in widest[:excess]:
            widths[number] -= each
            excess -= each
    return widths


def _folded(cell: str, room: int) -> list[str]:
    """Break a cell's text at spaces, and words that are too long anywhere."""
    if _width(cell) <= room:
        return [cell]
    lines: list[str] = []
    line = ""
    for word in cell.split(" "):
        longer = f"{line} {word}" if line else word
        if _width(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _chopped(word, room)
        lines += whole
    return [*lines, line]


def _chopped(word: str, room: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and _width(pieces[-1]) + _width(char) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _set(piece: str, room: int, right: bool) -> str:
    space = " " * (room - _width(piece))
    return space + piece if right else piece + space


def _width(text: str) -> int:
    """Count the places that a text takes: an accent of its own takes none, a wide sign two."""
    # Below are the letters of western Europe, which take a place each.
    if text.isascii() or max(text) < "\u0300":
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )
