"""Numbers: what a block is cited by, in the margin beside it, as a bookmark of its own."""

from anbefal.tree import Node
from anbefal.writers.docx import bookmarks, markup
from anbefal.writers.docx.pen import Pen

# A frame is in the margin in Word and LibreOffice, and in its place for those who hear the text.
_FRAME = (
    '<w:framePr w:w="700" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:x="-800" w:y="1"/>'
)


def write_number(node: Node, pen: Pen) -> str:
    """Write the number of a block that has one, in front of the block."""
    number = str(node.meta.get("number", "")) if pen.numbers else ""
    if not number:
        return ""
    words = markup.run(number)
    name = pen.anchors.get(str(node.meta.get("anchor")), "")
    if name:
        words = bookmarks.write(name, words, pen.new_id())
    return f'<w:p><w:pPr><w:pStyle w:val="MarginNumber"/>{_FRAME}</w:pPr>{words}</w:p>'
