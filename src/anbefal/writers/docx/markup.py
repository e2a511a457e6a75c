"""WordprocessingML as text: clean words, runs, attributes. Nothing else here writes words."""

import re

from anbefal.characters import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'mc:Ignorable="w14"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SPECIAL = re.compile("([\n\t\u00ad])")
# Word shows a plain U+00AD as a hyphen that always stands; as an element it is a soft one.
_ELEMENTS = {"\n": "<w:br/>", "\t": "<w:tab/>", "\u00ad": "<w:softHyphen/>"}


def clean(words: str) -> str:
    """Replace what no XML reader takes: one U+000B in a text makes Word refuse the whole file."""
    return printable(words)


def escape(words: str) -> str:
    """Write cleaned words as XML text."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(words: str) -> str:
    """Write any words as the inside of a double-quoted XML attribute, on one line."""
    return escape(clean(words).replace("\n", " ").replace("\t", " ")).replace('"', "&quot;")


def element(words: str) -> str:
    """Write any words as XML text on one line, for the parts that hold no runs."""
    return escape(clean(words).replace("\n", " "))


def run(words: str, properties: str = "") -> str:
    """Write cleaned words as one run; newline, tab and soft hyphen become elements."""
    return f"<w:r>{properties}{_content(words)}</w:r>"


def _content(words: str) -> str:
    if words.isprintable():
        return f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    return "".join(
        _ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _SPECIAL.split(words)
        if piece
    )


def field(instruction: str, result: str, properties: str = "") -> str:
    """Write a complex field with the result that stands until the reader's program knows better."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{run(result, properties)}"
        f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def hyperlink(target: str, told: str, content: str) -> str:
    """Write a link; `told` says where it leads, to whoever rests on it or only hears it."""
    tip = attribute(shorten(told, 250))
    tooltip = f' w:tooltip="{tip}"' if tip else ""
    return f'<w:hyperlink {target}{tooltip} w:history="1">{content}</w:hyperlink>'


def paragraph(style: str, content: str) -> str:
    """Write a paragraph that has nothing but a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def shorten(words: str, limit: int) -> str:
    """Cut words at a space so that they fit a line, with an ellipsis where any were left out."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    kept = words[: limit - 1]
    return (kept.rpartition(" ")[0] or kept).rstrip(" ,;:–-") + "…"
