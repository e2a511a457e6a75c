"""Lists: bullets, numbers that start where the Markdown says, task boxes, and labels."""

from collections.abc import Sequence

from anbefal import tree
from anbefal.tree import Node
from anbefal.writers.pdf import inlines, numbers
from anbefal.writers.pdf.code import join
from anbefal.writers.pdf.inlines import Line
from anbefal.writers.pdf.pen import Pen, Place

_STEP, _DEPTH = 20.0, 2


def write_list(node: Node, place: Place, pen: Pen) -> str:
    """Write a list with everything its items hold."""
    if place.is_deepest:
        return join(_write_flat(node, place, pen))
    inner = place.inside(_STEP, _DEPTH)
    tight = f"tight: {'true' if _is_tight(node) else 'false'}"
    if node.type == "ordered_list":
        start = int(node.attrs.get("start", 1))
        sign = ")" if node.markup == ")" else "."
        items = [f"enum.item({_write_item(item.children, inner, pen)})" for item in node.children]
        return f'enum({tight}, start: {start}, numbering: "1{sign}",\n{_rows(items)})'
    if all(map(_task_box, node.children)):
        return _write_tasks(node, tight, inner, pen)
    if is_labelled(node):
        items = [_write_labelled(item, inner, pen) for item in node.children]
        return f"labels({tight},\n{_rows(items)})"
    items = [f"list.item({_write_item(item.children, inner, pen)})" for item in node.children]
    return f"list({tight},\n{_rows(items)})"


def _rows(items: Sequence[str]) -> str:
    return ",\n".join(items)


def _is_tight(node: Node) -> bool:
    return all(
        child.hidden
        for item in node.children
        for child in item.children
        if child.type == "paragraph"
    )


def _write_item(blocks: Sequence[Node], place: Place, pen: Pen) -> str:
    # An item without words of its own has a line all the same, where its number can stand.
    own = ["nothing"] if not blocks or blocks[0].type != "paragraph" else []
    return join([*own, pen.render(blocks, place)])


def _first_line(item: Node) -> list[Node]:
    first = item.children[0] if item.children else None
    return inlines.leaves(first.children) if first and first.type == "paragraph" else []


def _task_box(item: Node) -> Node | None:
    line = _first_line(item)
    return line[0] if line and line[0].type == "task_box" else None


def _write_tasks(node: Node, tight: str, place: Place, pen: Pen) -> str:
    """Write a list of boxes: each stands where the number of its item would."""
    boxes = [box for item in node.children if (box := _task_box(item))]
    states = ", ".join("true" if box.meta.get("checked") else "false" for box in boxes)
    items = []
    for item in node.children:
        words = _strip(_first_line(item)[1:], pen, place) or "nothing"
        words = join([_number(item, pen), words])
        items.append(f"enum.item({join([words, pen.render(item.children[1:], place)])})")
    return f"tasks(({states},), {tight},\n{_rows(items)})"


def _number(item: Node, pen: Pen) -> str:
    return numbers.mark(item.children[0], pen)


def _strip(nodes: Sequence[Node], pen: Pen, place: Place) -> str:
    """Write the words behind a box or a label, without the space that parts them."""
    line = Line(place, place.longest)
    head: list[str] = []
    if nodes and nodes[0].type == "text":
        words = nodes[0].content.lstrip(" ")
        head = [pen.letters.line(words, line.longest)] if words else []
        nodes = nodes[1:]
    written = [*head, *inlines.pieces(nodes, pen, line)]
    return join(written) if written else ""


def is_labelled(node: Node) -> bool:
    """Tell whether every item of a bullet list starts with a label."""
    return node.type == "bullet_list" and all(map(_label, node.children))


def _label(item: Node) -> Node | None:
    """Give the bold label that an item starts with, such as "**Mere af:** …"."""
    line = [n for n in _first_line(item) if n.type != "text" or n.content.strip()]
    if not line or line[0].type != "strong":
        return None
    return line[0] if tree.text(line[0]).rstrip().endswith(":") else None


def _write_labelled(item: Node, place: Place, pen: Pen) -> str:
    label = _label(item)
    line = _first_line(item)
    behind = line[line.index(label) + 1 :] if label else line
    term = inlines.write(label.children, pen, place) if label else "[]"
    if number := _number(item, pen):
        # All of a term is bold.
        term = join([f"strong(delta: -300, {number})", term])
    words = _strip(behind, pen, place) or "nothing"
    rest = pen.render(item.children[1:], place)
    return f"terms.item({term}, {join([words, rest])})"


def _write_flat(node: Node, place: Place, pen: Pen) -> list[str]:
    """Write a list that is nested too deep for typst to nest it, its numbers as words."""
    written = []
    number = int(node.attrs.get("start", 1))
    sign = ")" if node.markup == ")" else "."
    for count, item in enumerate(node.children, start=number):
        lead = pen.letters.line(f"{count}{sign} " if node.type == "ordered_list" else "• ")
        blocks = list(item.children)
        cited = _number(item, pen) if blocks else ""
        words = inlines.pieces(blocks.pop(0).children, pen, Line(place, place.longest)) if (
            blocks and blocks[0].type == "paragraph") else []  # fmt: skip
        written.append(f"par({join([cited, lead, *words])})")
        written.append(pen.render(blocks, place))
    return [piece for piece in written if piece]
