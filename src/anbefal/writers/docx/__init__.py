"""The DOCX writer: a document as WordprocessingML, for Word, LibreOffice and Google Docs.

python-docx builds the template once a process; the body is written as text by small functions in
a table, and zipped with fixed times, so that the same document always gives the same bytes.
"""

from anbefal.model.document import Document
from anbefal.writers.docx import front, markup, sections
from anbefal.writers.docx.blocks import BLOCKS
from anbefal.writers.docx.package import assemble
from anbefal.writers.docx.pen import Pen


def write(document: Document) -> bytes:
    """Write a document as a DOCX file."""
    pen = Pen(document, BLOCKS)
    headings = front.survey(document, pen)
    written = front.write_front(document)
    if document.contents:
        written += front.write_contents(headings, document.contents, pen)
    written = sections.write_sections(document.body, written, pen)
    body = (
        f"{markup.DECLARATION}<w:document {markup.NAMESPACES}><w:body>"
        f"{written}</w:body></w:document>"
    )
    return assemble(document, body, pen)
