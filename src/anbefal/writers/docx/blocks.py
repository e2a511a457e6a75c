"""Blocks: one small function a node type, in one table, as markdown-it renders HTML."""

from collections.abc import Mapping
from types import MappingProxyType

from anbefal import tree
from anbefal.tree import Node
from anbefal.writers.docx import bookmarks, inlines, languages, markup
from anbefal.writers.docx.lists import write_list
from anbefal.writers.docx.numbers import write_number
from anbefal.writers.docx.page import CODE_STEP, QUOTE_STEP
from anbefal.writers.docx.paragraphs import RULE_COLOUR, properties
from anbefal.writers.docx.pen import Block, Pen, Place
from anbefal.writers.docx.tables import write_table

_RULE = f'<w:bottom w:val="single" w:sz="6" w:space="1" w:color="{RULE_COLOUR}"/>'


def _write_paragraph(node: Node, place: Place, pen: Pen) -> str:
    words = inlines.write(node.children, pen, place.width)
    return f"{write_number(node, pen)}<w:p>{properties(place.style, place)}{words}</w:p>"


def _write_line(node: Node, place: Place, pen: Pen) -> str:
    words = inlines.write([node], pen, place.width)
    return f"<w:p>{properties(place.style, place)}{words}</w:p>"


def _write_heading(node: Node, place: Place, pen: Pen) -> str:
    level = min(6, max(1, int(node.tag[1]) - pen.shift))
    words = inlines.write(node.children, pen, place.width)
    pen.heading = tree.text(node).strip()
    name = pen.bookmarks.get(id(node))
    if name:
        words = bookmarks.write(name, words, pen.new_id())
    extra = "<w:pageBreakBefore/>" if node.meta.get("new_page") else ""
    return f"<w:p>{properties(f'Heading{level}', place, extra=extra)}{words}</w:p>"


def _write_quote(node: Node, place: Place, pen: Pen) -> str:
    inner = place.indented(QUOTE_STEP)
    inner = inner._replace(style="Quote", bar=inner.left)
    inner = inner._replace(between=120, after=max(120, place.after))
    if not node.children:
        return f"<w:p>{properties('Quote', inner)}</w:p>"
    return pen.render(node.children, inner)


def _write_code(node: Node, place: Place, pen: Pen) -> str:
    # One paragraph: its lines stay together when somebody copies, moves or comments on them.
    words = markup.clean(node.content.removesuffix("\n"))
    written = markup.run(words, languages.properties(pen.foreign)) if words else ""
    inner = place.indented(CODE_STEP)._replace(after=max(place.after, 160))
    return f"{write_number(node, pen)}<w:p>{properties('SourceCode', inner)}{written}</w:p>"


def _write_rule(node: Node, place: Place, pen: Pen) -> str:
    # Direct borders replace the style's where a quote's bar stands beside it.
    rule = _RULE if place.bar >= 0 else ""
    return f"<w:p>{properties('HorizontalRule', place, rule=rule)}</w:p>"


def _write_other(node: Node, place: Place, pen: Pen) -> str:
    """Write what no row of the table names: its parts, or its words at least."""
    if node.children:
        return pen.render(node.children, place)
    words = inlines.write([node], pen, place.width) if node.content else ""
    return f"<w:p>{properties(place.style, place)}{words}</w:p>" if words else ""


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
        "other": _write_other,
    }
)
