"""Blocks: one small function a node type, in one table, as markdown-it renders HTML."""

from collections.abc import Mapping
from types import MappingProxyType

from anbefal import tree
from anbefal.tree import Node
from anbefal.writers.pdf import inlines, numbers
from anbefal.writers.pdf.code import join
from anbefal.writers.pdf.lists import write_list
from anbefal.writers.pdf.pen import Block, Pen, Place
from anbefal.writers.pdf.tables import write_table

_QUOTE_STEP, _QUOTE_DEPTH, _BAR_DEPTH = 14.0, 6, 2
_TAGGED_QUOTES = 3
"""Quotes in quotes that are quotes to the ear as well: each takes much of typst's nesting."""


def _write_paragraph(node: Node, place: Place, pen: Pen) -> str:
    words = inlines.write(node.children, pen, place)
    number = numbers.mark(node, pen)
    if words == "[]" and not number:
        return ""
    words = join([number, words])
    return words if node.hidden else f"par({words})"


def _write_line(node: Node, place: Place, pen: Pen) -> str:
    return inlines.write([node], pen, place)


def _write_heading(node: Node, place: Place, pen: Pen) -> str:
    level = pen.levels.get(id(node))
    words = inlines.write(node.children, pen, place, heads=level is not None)
    if level is None or place.in_note:
        # Without words it heads nothing; what else it holds is shown.
        return "" if words == "[]" else f"par({words})"
    plain = pen.letters.line(" ".join(tree.text(node).split()))
    outlined = "true" if id(node) in pen.listed else "false"
    made = (
        f"[#heading(level: {level}, outlined: {outlined}, bookmarked: {outlined}, "
        f"supplement: {plain}, {words})<{pen.labels[id(node)]}>]"
    )
    return f"{{pagebreak(weak: true)\n{made}}}" if node.meta.get("new_page") else made


def _write_quote(node: Node, place: Place, pen: Pen) -> str:
    if place.is_deepest:
        return pen.render(node.children, place)
    tagged = place.quotes < _TAGGED_QUOTES
    inner = place.inside(_QUOTE_STEP, _QUOTE_DEPTH if tagged else _BAR_DEPTH)
    inner = inner._replace(quotes=place.quotes + 1)
    words = pen.render(node.children, inner) or "nothing"
    return f"{'quoted' if tagged else 'barred'}({words})"


def _write_code(node: Node, place: Place, pen: Pen) -> str:
    # A line without anything would be a paragraph without anything to whoever hears the page.
    lines = [line or " " for line in node.content.removesuffix("\n").split("\n")]
    words = "\n".join(lines)
    if not words.strip():
        return ""
    return f"code({pen.letters.lines(words, place.longest)}{numbers.lead(node, pen)})"


def _write_rule(node: Node, place: Place, pen: Pen) -> str:
    return "rule()"


def _write_view(node: Node, place: Place, pen: Pen) -> str:
    # One way to look at the words is enough on paper: the first of them.
    return pen.render(node.children, place) if node.meta.get("name") != "side" else ""


def _write_other(node: Node, place: Place, pen: Pen) -> str:
    """Write what no row of the table names: its parts, or its words at least."""
    if node.children:
        return pen.render(node.children, place)
    return f"par({inlines.write([node], pen, place)})" if node.content else ""


BLOCKS: Mapping[str, Block] = MappingProxyType(
    {
        "paragraph": _write_paragraph,
        "inline": _write_line,
        "heading": _write_heading,
        "blockquote": _write_quote,
        "bullet_list": write_list,
        "ordered_list": write_list,
        "fence": _write_code,
        "code_block": _write_code,
        "hr": _write_rule,
        "table": write_table,
        "view": _write_view,
        "other": _write_other,
    }
)
