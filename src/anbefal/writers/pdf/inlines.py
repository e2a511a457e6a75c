"""Words: what stands inside a paragraph. One small function a node type."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from anbefal import tree
from anbefal.addresses import strict_address
from anbefal.tree import Node
from anbefal.writers.pdf import pictures
from anbefal.writers.pdf.code import join
from anbefal.writers.pdf.letters import can_be_seen
from anbefal.writers.pdf.pen import Pen, Place

_LONGEST_NOTE = 1500


class Line(NamedTuple):
    """Where words stand, and how they look already: nothing is marked twice."""

    place: Place
    longest: int
    marks: frozenset[str] = frozenset()
    heads: bool = False
    """Whether it is a heading, which is listed elsewhere as well: no picture is drawn in it."""


def write(nodes: Sequence[Node], pen: Pen, place: Place, heads: bool = False) -> str:
    """Write a paragraph's inline nodes as one value."""
    return join(pieces(nodes, pen, Line(place, place.longest, heads=heads)))


def leaves(nodes: Sequence[Node]) -> list[Node]:
    """Give the inline nodes of a block's lines."""
    return [leaf for node in nodes for leaf in (node.children if _is_line(node) else [node])]


def _is_line(node: Node) -> bool:
    return node.type == "inline"


def pieces(nodes: Sequence[Node], pen: Pen, line: Line) -> list[str]:
    """Write inline nodes one by one."""
    return [
        written
        for node in leaves(nodes)
        if (written := _INLINES.get(node.type, _write_other)(node, pen, line))
    ]


def _write_text(node: Node, pen: Pen, line: Line) -> str:
    return pen.letters.line(node.content, line.longest) if node.content else ""


def _write_soft_break(node: Node, pen: Pen, line: Line) -> str:
    return '" "'


def _write_hard_break(node: Node, pen: Pen, line: Line) -> str:
    return "linebreak()"


def _mark(name: str) -> Callable[[Node, Pen, Line], str]:
    def write(node: Node, pen: Pen, line: Line) -> str:
        if name in line.marks:
            return join(pieces(node.children, pen, line)) if node.children else ""
        inside = pieces(node.children, pen, line._replace(marks=line.marks | {name}))
        return f"{name}({join(inside)})" if inside else ""

    return write


def _write_foreign(node: Node, pen: Pen, line: Line) -> str:
    inside = pieces(node.children, pen, line)
    return pen.spoken(node.attrs.get("lang", ""), join(inside) if inside else "")


def _write_code(node: Node, pen: Pen, line: Line) -> str:
    return f"raw({pen.letters.line(node.content, line.longest)})" if node.content else ""


def _write_link(node: Node, pen: Pen, line: Line) -> str:
    href = str(node.attrs.get("href", ""))
    inside = pieces(node.children, pen, line._replace(marks=line.marks | {"link"}))
    target = _target(href, pen)
    if not target or "link" in line.marks:
        return join(inside) if inside else ""
    drawn = any(leaf.type == "image" for leaf in tree.walk(node.children))
    if not drawn and not can_be_seen(tree.text(node)):
        # A link without words is heard by its address; typst makes none of one without letters.
        inside.append(pen.letters.line(href, line.longest))
    elif all(leaf.type in ("image", "softbreak") for leaf in node.children):
        # A picture alone: some take a link for empty that holds no letter.
        inside.append("unseen")
    return f"link({target}, {join(inside)})"


def _target(href: str, pen: Pen) -> str:
    if href.startswith("#"):
        label = pen.label_of(unquote(href[1:]))
        return f"<{label}>" if label else ""
    address = strict_address(href)
    return pen.letters.plain(address) if address else ""


def _write_image(node: Node, pen: Pen, line: Line) -> str:
    source, alt = str(node.attrs.get("src", "")), tree.text(node)
    found = pen.pictures.get(source) or pen.pictures.get(unquote(source))
    told = pen.letters.plain(" ".join(alt.split()) or pictures.unnamed(pen.language))
    if found and not line.heads:
        return pictures.draw(*found, told, line.place.width)
    words = " ".join(alt.split()) or pictures.unnamed(pen.language)
    return f"emph({pen.letters.line(f'[{words}]', line.longest)})"


def _write_task_box(node: Node, pen: Pen, line: Line) -> str:
    return box(node)


def box(node: Node) -> str:
    """Write a task box."""
    return f"tick({'true' if node.meta.get('checked') else 'false'})"


def _write_footnote(node: Node, pen: Pen, line: Line) -> str:
    name = str(node.meta.get("label", ""))
    blocks = pen.notes.get(name)
    if blocks is None:
        return pen.letters.line(f"[^{name}]", line.longest)
    if label := pen.noted.get(name):
        return _mark_note(f"footnote(<{label}>)", line)
    pen.noted[name] = label = f"note:{len(pen.noted) + 1}"
    place = Place(in_note=True, depth=line.place.depth + 4)
    return _mark_note(f"[#footnote({_write_note(blocks, place, pen)})<{label}>]", line)


def _mark_note(written: str, line: Line) -> str:
    return f"unlisted({written})" if line.heads else written


def _write_note(blocks: Sequence[Node], place: Place, pen: Pen) -> str:
    if len(blocks) == 1 and blocks[0].type == "paragraph":
        return write(blocks[0].children, pen, place)
    words = pen.render(blocks, place) or "nothing"
    # What stands beside the number cannot be broken over pages.
    short = sum(len(tree.text(block)) for block in blocks) <= _LONGEST_NOTE
    return f"note-body({words})" if short else words


def _write_other(node: Node, pen: Pen, line: Line) -> str:
    """Write what no table row names: its words at least."""
    if node.children:
        return join(pieces(node.children, pen, line))
    return _write_text(node, pen, line)


_INLINES: Mapping[str, Callable[[Node, Pen, Line], str]] = MappingProxyType(
    {
        "text": _write_text,
        "softbreak": _write_soft_break,
        "hardbreak": _write_hard_break,
        "strong": _mark("strong"),
        "em": _mark("emph"),
        "s": _mark("strike"),
        "ins": _mark("inserted"),
        "del": _mark("deleted"),
        "note": _mark("remark"),
        "foreign": _write_foreign,
        "code_inline": _write_code,
        "link": _write_link,
        "image": _write_image,
        "task_box": _write_task_box,
        "footnote_ref": _write_footnote,
    }
)
