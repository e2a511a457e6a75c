"""Tables: a header row that repeats on every page, columns as wide as their words ask for."""

from collections.abc import Sequence

from anbefal import tree
from anbefal.tree import Node
from anbefal.writers.pdf import inlines, numbers, widths
from anbefal.writers.pdf.code import join, points
from anbefal.writers.pdf.inlines import Line
from anbefal.writers.pdf.pen import Pen, Place

_MOST_COLUMNS = 16
"""More do not fit a page that can be read: a wider table is printed as several."""
_LONGEST_ROW = 1200
"""Characters in a cell that may make its row as high as a page: such a row may be broken."""
_MOST_LINES = 24
"""Lines begun in a cell that may do so, as in a list."""
_LONGEST_HEAD = 400
_SMALL = 230.0
"""Points: a table that is not higher stays on one page."""
_DEPTH = 4
_SIDES = frozenset(("left", "center", "right"))
_BEGIN_LINES = frozenset(("paragraph", "list_item", "heading", "fence", "hardbreak"))

_Row = list[Node | None]
"""Cells, with None for one that is not there."""


def write_table(node: Node, place: Place, pen: Pen) -> str:
    """Write a table."""
    rows = [row for part in node.children for row in part.children]
    columns = max((len(row.children) for row in rows), default=0)
    if not columns:
        return ""
    return join(
        _write_columns(node, range(first, min(first + _MOST_COLUMNS, columns)), place, pen)
        for first in range(0, columns, _MOST_COLUMNS)
    )


def _write_columns(node: Node, columns: range, place: Place, pen: Pen) -> str:
    heads, rows = _rows(node, "thead", columns), _rows(node, "tbody", columns)
    texts = [[_plain(cell) for cell in row] for row in (*heads, *rows)]
    shares = widths.share(texts, place.width)
    head = ", ".join(cell for row in heads for cell in _write_head(row, shares, place, pen))
    repeats = all(len(words) <= _LONGEST_HEAD for row in texts[: len(heads)] for words in row)
    sides = ", ".join(_side(cell) for cell in (heads or rows)[0])
    begun = sum(max(map(_lines, row), default=0) for row in rows)
    small = widths.height(texts, shares) + begun * widths.LINE <= _SMALL
    number = "" if columns.start else numbers.lead(node, pen)
    body = ",\n".join(_write_row(row, shares, place, pen) for row in rows)
    return (
        f"grille(({', '.join(map(points, shares))},), ({sides},), ({head},), "
        f"{_flag(repeats)}, {_flag(small)}{number},\n{body})"
    )


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _rows(node: Node, part: str, columns: range) -> list[_Row]:
    found: list[_Row] = []
    for at in node.children:
        for row in at.children if at.type == part else ():
            cells = row.children[columns.start : columns.stop]
            found.append([*cells, *([None] * (len(columns) - len(cells)))])
    return found


def _side(cell: Node | None) -> str:
    style = str(cell.attrs.get("style", "")) if cell else ""
    side = style.rpartition(":")[2].strip(" ;")
    return side if side in _SIDES else "left"


def _write_head(row: _Row, shares: Sequence[float], place: Place, pen: Pen) -> list[str]:
    # A header without words would be silence to whoever hears the page.
    return [
        _write_cell(cell, width, place, pen) or "unseen"
        for cell, width in zip(row, shares, strict=True)
    ]


def _write_row(row: _Row, shares: Sequence[float], place: Place, pen: Pen) -> str:
    breaks = any(len(_plain(cell)) > _LONGEST_ROW or _lines(cell) > _MOST_LINES for cell in row)
    cells = [
        _write_cell(cell, width, place, pen) or "[]"
        for cell, width in zip(row, shares, strict=True)
    ]
    return ", ".join(f"table.cell(breakable: true, {cell})" if breaks else cell for cell in cells)


def _write_cell(cell: Node | None, width: float, place: Place, pen: Pen) -> str:
    if cell is None:
        return ""
    room = max(width - widths.EDGES, widths.WIDE)
    fits = max(int(room / widths.WIDE), 1)
    inner = place._replace(width=room, depth=place.depth + _DEPTH)
    line = Line(inner, fits)
    words: list[str] = []
    for child in cell.children:
        is_line = child.type == "inline"
        words += inlines.pieces([child], pen, line) if is_line else [pen.render([child], inner)]
    if not any(words):
        return ""
    hyphenates = any(len(word) > fits for word in _plain(cell).split())
    return f"hyphenated({join(words)})" if hyphenates else join(words)


def _lines(cell: Node | None) -> int:
    """Tell how many lines begin in a cell, however short."""
    return sum(node.type in _BEGIN_LINES for node in tree.walk([cell] if cell else []))


def _plain(cell: Node | None) -> str:
    return " ".join(tree.text(child) for child in cell.children) if cell else ""
