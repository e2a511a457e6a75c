"""Tables: a header row that repeats on every page, columns as wide as their words ask for."""

from collections.abc import Sequence

from anbefal import tree
from anbefal.i18n import msg, translate
from anbefal.tree import Node
from anbefal.writers.docx import inlines
from anbefal.writers.docx.markup import attribute, paragraph, shorten
from anbefal.writers.docx.numbers import write_number
from anbefal.writers.docx.paragraphs import bar_border, properties
from anbefal.writers.docx.pen import Pen, Place

# Word refuses a table of more columns: a wider one is printed as several.
_MOST_COLUMNS = 63
_CELL_MARGIN = 100
_CHARACTER = 112
"""The width in twips of a character of table text, on the wide side."""
_NARROWEST = 2 * _CELL_MARGIN + 3 * _CHARACTER
_ALIGNMENT = {"center": "center", "right": "right"}


def write_table(node: Node, place: Place, pen: Pen) -> str:
    """Write a table, and the small empty line without which two tables would run into one."""
    rows = [row for part in node.children for row in part.children]
    columns = max((len(row.children) for row in rows), default=0)
    if not columns:
        return ""
    return write_number(node, pen) + "".join(
        _write_columns(node, rows, range(first, min(first + _MOST_COLUMNS, columns)), place, pen)
        + f"<w:p>{properties('AfterTable', place)}</w:p>"
        for first in range(0, columns, _MOST_COLUMNS)
    )


def _write_columns(node: Node, rows: Sequence[Node], columns: range, place: Place, pen: Pen) -> str:
    widths = _widths(rows, columns, place.width)
    heads = {id(row) for part in node.children if part.type == "thead" for row in part.children}
    bar = ""
    if place.bar >= 0:
        bar = f"<w:tblBorders>{bar_border('left', 0)}</w:tblBorders>"
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    written = "".join(_write_row(row, columns, widths, id(row) in heads, pen) for row in rows)
    look = 'w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="AnbefalTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{place.left}" w:type="dxa"/>'
        f'{bar}<w:tblLayout w:type="fixed"/><w:tblLook {look}w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{_name(pen)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _name(pen: Pen) -> str:
    """Name a table by the heading it stands under, for whoever goes from table to table."""
    heading = pen.heading
    words = msg("Table: {heading}", heading=heading) if heading else msg("Table")
    return attribute(shorten(translate(words, pen.language), 250))


def _write_row(row: Node, columns: range, widths: Sequence[int], is_head: bool, pen: Pen) -> str:
    head = "<w:tblHeader/>" if is_head else ""
    style = "TableHeading" if is_head else "TableText"
    cells = row.children[columns.start : columns.stop]
    written = [
        _write_cell(cells[n] if n < len(cells) else None, width, style, pen)
        for n, width in enumerate(widths)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(written)}</w:tr>"


def _write_cell(cell: Node | None, width: int, style: str, pen: Pen) -> str:
    inside = ""
    if cell:
        room = max(width - 2 * _CELL_MARGIN, _CHARACTER)
        aligned = _aligned(cell)
        words: list[Node] = []
        for child in cell.children:
            if child.type == "inline":
                words.append(child)
            else:
                cell_place = Place(width=room, after=60, between=60, style="TableText")
                inside += pen.render([child], cell_place)
        if words or not inside:
            text = inlines.write(words, pen, room)
            inside = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{aligned}</w:pPr>{text}</w:p>{inside}'
    # A cell without a paragraph makes the file invalid, and one must come last.
    if not inside.endswith("</w:p>"):
        inside += paragraph(style, "")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def _aligned(cell: Node) -> str:
    side = str(cell.attrs.get("style", "")).rpartition(":")[2].strip(" ;")
    return f'<w:jc w:val="{_ALIGNMENT[side]}"/>' if side in _ALIGNMENT else ""


def _widths(rows: Sequence[Node], columns: range, width: int) -> list[int]:
    """Share out the width: room for the longest word first, the rest by the amount of text."""
    least, amount = [], []
    for column in columns:
        cells = [row.children[column] for row in rows if column < len(row.children)]
        texts = [_plain(cell) for cell in cells]
        longest = max((len(word) for text in texts for word in text.split()), default=0)
        least.append(max(_NARROWEST, min(longest, 24) * _CHARACTER + 2 * _CELL_MARGIN))
        # Blocks, such as the steps of a programme, need the room that one line does not.
        most = 90 if all(map(_is_line, cells)) else 300
        amount.append(max(1, min(max(map(len, texts), default=0), most)))
    spare = width - sum(least)
    if spare < 0:
        return _share(width, least)
    shares = _share(spare, amount)
    return [one + more for one, more in zip(least, shares, strict=True)]


def _share(width: int, weights: Sequence[int]) -> list[int]:
    total = sum(weights)
    edges = [width * sum(weights[:n]) // total for n in range(len(weights) + 1)]
    return [max(1, end - start) for start, end in zip(edges, edges[1:], strict=False)]


def _is_line(cell: Node) -> bool:
    return all(child.type == "inline" for child in cell.children)


def _plain(cell: Node) -> str:
    return " ".join(
        child.content if child.type == "inline" else tree.text(child) for child in cell.children
    )
