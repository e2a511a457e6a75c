"""Lists: real numbering, one `w:num` a list, so that each starts at its own number.

Nine levels are Word's limit: what is deeper keeps the ninth's numbering and goes on indenting.
"""

from anbefal.tree import Node
from anbefal.writers.docx import inlines
from anbefal.writers.docx.numbering import BOXES, BULLETS, DOTS, PARENTHESES, number_list
from anbefal.writers.docx.numbers import write_number
from anbefal.writers.docx.page import LIST_STEP
from anbefal.writers.docx.paragraphs import properties
from anbefal.writers.docx.pen import Pen, Place

_TIGHT, _LOOSE = 50, 120


def write_list(node: Node, place: Place, pen: Pen) -> str:
    """Write a bullet or numbered list with everything its items hold."""
    ordered = node.type == "ordered_list"
    boxes = not ordered and all(_has_box(item) for item in node.children)
    shape = (
        (PARENTHESES if node.markup == ")" else DOTS) if ordered else BOXES if boxes else BULLETS
    )
    level = place.level + 1
    start = int(node.attrs.get("start", 1)) if ordered else 1
    number = number_list(pen.lists, shape, level, start)
    in_cell = place.style == "TableText"
    own = place.style if place.note or in_cell else ""
    style = own or ("ListNumber" if ordered else "ListBullet")
    gap = _TIGHT if _is_tight(node) else _LOOSE
    inner = place.indented(LIST_STEP)._replace(
        level=level,
        number=number,
        style=own or "ListContinue",
        boxes=boxes,
        between=gap,
        after=gap,
    )
    written = [_write_item(item, style, inner, pen) for item in node.children[:-1]]
    final = inner._replace(after=max(gap, place.after))
    written += [_write_item(item, style, final, pen) for item in node.children[-1:]]
    return "".join(written)


def _has_box(item: Node) -> bool:
    first = item.children[0] if item.children else None
    line = first.children[0] if first and first.type == "paragraph" and first.children else None
    return bool(line and line.children and line.children[0].type == "task_box")


def _is_tight(node: Node) -> bool:
    return all(
        child.hidden
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    )


def _write_item(item: Node, style: str, place: Place, pen: Pen) -> str:
    blocks = item.children
    number = ""
    if blocks and blocks[0].type == "paragraph":
        number = write_number(blocks[0], pen)
        own = place if len(blocks) == 1 else place._replace(after=place.between)
        words = inlines.write(blocks[0].children, pen, place.width, place.boxes)
        blocks = blocks[1:]
    else:
        # A heading, quote, table or code cannot carry the number: an empty line of its own does.
        own = place._replace(after=place.between if blocks else place.after)
        words = ""
    written = f"{number}<w:p>{properties(style, own, hanging=LIST_STEP)}{words}</w:p>"
    return written + pen.render(blocks, place._replace(number="", boxes=False))
