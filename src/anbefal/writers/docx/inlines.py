"""Words: what stands inside a paragraph, as runs. One small function a node type.

Emphasis, strong, struck and code combine freely, so the formatting travels down as a value and
neighbouring words with the same formatting become one run.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from anbefal import tree
from anbefal.addresses import strict_address
from anbefal.tree import Node
from anbefal.writers.docx import languages, markup, pictures
from anbefal.writers.docx.marks import SEPARATOR
from anbefal.writers.docx.paragraphs import LINK_COLOUR
from anbefal.writers.docx.pen import Pen


class Face(NamedTuple):
    """How a run looks."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    linked: bool = False
    language: str = ""
    """Where it is another than the document's."""


_PLAIN = Face()


@cache
def _properties(face: Face) -> str:
    """Write the run properties, in the order that the schema asks for."""
    # A run has one character style: code keeps its own, and inside a link takes the link's looks.
    inner = '<w:rStyle w:val="VerbatimChar"/>' if face.code else ""
    if face.linked and not face.code:
        inner = '<w:rStyle w:val="Hyperlink"/>'
    inner += "<w:b/><w:bCs/>" if face.bold else ""
    inner += "<w:i/><w:iCs/>" if face.italic else ""
    inner += "<w:strike/>" if face.struck else ""
    if face.linked and face.code:
        inner += f'<w:color w:val="{LINK_COLOUR}"/><w:u w:val="single"/>'
    inner += languages.mark(face.language) if face.language else ""
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


class Line:
    """Collect runs, joining words that look alike."""

    def __init__(self, width: int) -> None:
        """Take the width in twips that a picture may fill."""
        self.width = width
        self._written: list[str] = []
        self._words: list[str] = []
        self._face = _PLAIN
        self._ends_with_mark = False

    def put(self, words: str, face: Face) -> None:
        """Add cleaned words; a newline in them is a line break."""
        if face is not self._face and face != self._face:
            self._flush()
            self._face = face
        self._words.append(words)
        self._ends_with_mark = self._ends_with_mark and not words

    def put_mark(self, xml: str) -> None:
        """Add a footnote's mark; two of them are kept apart, so that 1 and 2 are not 12."""
        if self._ends_with_mark:
            self._written.append(SEPARATOR)
        self.put_markup(xml)
        self._ends_with_mark = True

    def put_markup(self, xml: str) -> None:
        """Add ready markup behind the words so far."""
        self._flush()
        self._written.append(xml)
        self._ends_with_mark = False

    def close(self) -> str:
        """Give everything written, and start anew."""
        self._flush()
        written, self._written = "".join(self._written), []
        return written

    def _flush(self) -> None:
        words = "".join(self._words)
        if words:
            self._written.append(markup.run(words, _properties(self._face)))
        self._words.clear()


def write(nodes: Sequence[Node], pen: Pen, width: int, boxes: bool = False) -> str:
    """Write a paragraph's inline nodes as runs.

    With `boxes`, a task box at the start stands in the bullet's place: the words behind it start
    at the item's edge.
    """
    line = Line(width)
    face = Face(language=pen.foreign) if pen.foreign else _PLAIN
    leaves = [leaf for node in nodes for leaf in (node.children if _is_line(node) else [node])]
    if boxes and leaves and leaves[0].type == "task_box":
        _write_task_box(leaves[0], face, line, pen)
        leaves = leaves[1:]
        if leaves and leaves[0].type == "text":
            line.put("\t" + _flat(leaves[0].content).lstrip(" "), face)
            leaves = leaves[1:]
    _write_all(leaves, face, line, pen)
    return line.close()


def _is_line(node: Node) -> bool:
    return node.type == "inline"


def _flat(words: str) -> str:
    words = markup.clean(words)
    return words.replace("\n", " ") if "\n" in words else words


def _write_all(nodes: Sequence[Node], face: Face, line: Line, pen: Pen) -> None:
    for node in nodes:
        _INLINES.get(node.type, _write_other)(node, face, line, pen)


def _write_text(node: Node, face: Face, line: Line, pen: Pen) -> None:
    line.put(_flat(node.content), face)


def _write_soft_break(node: Node, face: Face, line: Line, pen: Pen) -> None:
    line.put(" ", face)


def _write_hard_break(node: Node, face: Face, line: Line, pen: Pen) -> None:
    line.put("\n", face)


def _write_strong(node: Node, face: Face, line: Line, pen: Pen) -> None:
    _write_all(node.children, face._replace(bold=True), line, pen)


def _write_emphasis(node: Node, face: Face, line: Line, pen: Pen) -> None:
    _write_all(node.children, face._replace(italic=True), line, pen)


def _write_struck(node: Node, face: Face, line: Line, pen: Pen) -> None:
    _write_all(node.children, face._replace(struck=True), line, pen)


def _write_foreign(node: Node, face: Face, line: Line, pen: Pen) -> None:
    language = pen.told(node.attrs.get("lang", ""))
    _write_all(node.children, face._replace(language=language), line, pen)


def _write_code(node: Node, face: Face, line: Line, pen: Pen) -> None:
    line.put(_flat(node.content), face._replace(code=True))


def _write_link(node: Node, face: Face, line: Line, pen: Pen) -> None:
    href = str(node.attrs.get("href", ""))
    mark = pen.bookmark_of(href)
    address = "" if mark else strict_address(href)
    if not (mark or address):
        _write_all(node.children, face, line, pen)
        return
    inner = Line(line.width)
    _write_all(node.children, face._replace(linked=True), inner, pen)
    words = inner.close()
    if not words:
        return
    target = f'w:anchor="{mark}"' if mark else f'r:id="{pen.link(address)}"'
    told = str(node.attrs.get("title", "")).strip() or pen.titles.get(mark, address)
    line.put_markup(markup.hyperlink(target, told, words))


def _write_image(node: Node, face: Face, line: Line, pen: Pen) -> None:
    source, alt = str(node.attrs.get("src", "")), tree.text(node)
    title = str(node.attrs.get("title", ""))
    image = pen.images.get(source) or pen.images.get(unquote(source))
    if image and pictures.can_embed(image):
        line.put_markup(pictures.draw(image, source, alt, title, line.width, pen))
    elif alt.strip():
        line.put(f"[{_flat(alt)}]", face._replace(italic=True))
    else:
        line.put(f"[{pictures.unnamed(pen.language)}]", face._replace(italic=True))


def _write_task_box(node: Node, face: Face, line: Line, pen: Pen) -> None:
    checked = bool(node.meta.get("checked"))
    glyph = "\u2611" if checked else "\u2610"
    font = "Segoe UI Symbol"
    line.put_markup(
        f'<w:sdt><w:sdtPr><w:id w:val="{pen.new_id()}"/><w14:checkbox>'
        f'<w14:checked w14:val="{int(checked)}"/>'
        f'<w14:checkedState w14:val="2611" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{font}"/>'
        f'</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{font}" '
        f'w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/></w:rPr><w:t>{glyph}</w:t></w:r>'
        "</w:sdtContent></w:sdt>"
    )


def _write_footnote_mark(node: Node, face: Face, line: Line, pen: Pen) -> None:
    label = str(node.meta["label"])
    mark = pen.marks.write(label, pen.new_id)
    if mark:
        line.put_mark(mark)
    else:
        line.put(f"[^{_flat(label)}]", face)


def _write_other(node: Node, face: Face, line: Line, pen: Pen) -> None:
    """Write what no table row names: its words at least."""
    if node.children:
        _write_all(node.children, face, line, pen)
    else:
        line.put(_flat(node.content), face)


_INLINES: Mapping[str, Callable[[Node, Face, Line, Pen], None]] = MappingProxyType(
    {
        "text": _write_text,
        "softbreak": _write_soft_break,
        "hardbreak": _write_hard_break,
        "strong": _write_strong,
        "em": _write_emphasis,
        "s": _write_struck,
        "foreign": _write_foreign,
        "code_inline": _write_code,
        "link": _write_link,
        "image": _write_image,
        "task_box": _write_task_box,
        "footnote_ref": _write_footnote_mark,
    }
)
