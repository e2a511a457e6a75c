"""The DOCX writer: a document as WordprocessingML, for Word, LibreOffice and Google Docs.

python-docx builds the template once a process; the body is written as text by small functions in
a table, and zipped with fixed times, so that the same document always gives the same bytes.
"""

from anbefal.model.document import Document
from anbefal.writers.docx import front, markup, page
from anbefal.writers.docx.blocks import BLOCKS
from anbefal.writers.docx.footnotes import write_notes
from anbefal.writers.docx.package import assemble
from anbefal.writers.docx.pen import Pen, Place

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
    '<w:headerReference w:type="first" r:id="firstHeader"/>'
    '<w:footerReference w:type="default" r:id="footer"/>'
    '<w:footerReference w:type="first" r:id="footer"/>'
    f'<w:pgSz w:w="{page.PAGE_WIDTH}" w:h="{page.PAGE_HEIGHT}"/>'
    f'<w:pgMar w:top="1701" w:right="{page.MARGIN}" w:bottom="1588" w:left="{page.MARGIN}" '
    'w:header="794" w:footer="737" w:gutter="0"/><w:titlePg/></w:sectPr>'
)


def write(document: Document) -> bytes:
    """Write a document as a DOCX file."""
    pen = Pen(document, BLOCKS)
    headings = front.survey(document, pen)
    written = front.write_front(document)
    if document.contents:
        written += front.write_contents(headings, document.contents, pen)
    written += pen.render(document.body, Place())
    body = (
        f"{markup.DECLARATION}<w:document {markup.NAMESPACES}><w:body>"
        f"{written or markup.paragraph('BodyText', '')}{_SECTION}</w:body></w:document>"
    )
    return assemble(document, body, write_notes(document, pen), pen)
