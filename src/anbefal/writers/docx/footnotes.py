"""Footnotes: real ones, at the foot of the page that refers to them."""

from anbefal.model.document import Document
from anbefal.tree import Node
from anbefal.writers.docx import inlines, markup
from anbefal.writers.docx.marks import LOOKS
from anbefal.writers.docx.paragraphs import STYLE_AFTER, properties
from anbefal.writers.docx.pen import Pen, Place

_STYLE = "FootnoteText"
_OWN_MARK = f"<w:r>{LOOKS}<w:footnoteRef/></w:r>{markup.run(' ')}"
_LINES = "".join(
    f'<w:footnote w:type="{name}" w:id="{id}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" '
    f'w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{name}/></w:r></w:p></w:footnote>'
    for name, id in (("separator", -1), ("continuationSeparator", 0))
)
"""What stands between the text and its notes; settings.xml names both."""


def write_notes(document: Document, pen: Pen) -> str:
    """Write the part that holds the notes whose marks were written, in their order."""
    pen.part = pen.notes
    # The marks that stand in notes are all in the body by now: no number is given here.
    written = "".join(
        f'<w:footnote w:id="{number}">{_write_note(document.notes[label], pen)}</w:footnote>'
        for label, number in pen.marks.numbers.items()
    )
    return f"{markup.DECLARATION}<w:footnotes {markup.NAMESPACES}>{_LINES}{written}</w:footnotes>"


def _write_note(blocks: tuple[Node, ...], pen: Pen) -> str:
    after = STYLE_AFTER[_STYLE]
    place = Place(width=pen.page.text_width, after=after, between=after, style=_STYLE, note=True)
    words = ""
    if blocks and blocks[0].type == "paragraph":
        words = inlines.write(blocks[0].children, pen, place.width)
        blocks = blocks[1:]
    first = f"<w:p>{properties(_STYLE, place)}{_OWN_MARK}{words}</w:p>"
    return first + pen.render(blocks, place)
