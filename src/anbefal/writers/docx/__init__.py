"""The DOCX writer: a document as WordprocessingML, for Word, LibreOffice and Google Docs.

python-docx builds the template once a process; the body is written as text by small functions in
a table, and zipped with fixed times, so that the same document always gives the same bytes.
"""

from anbefal.model.document import Document
from anbefal.writers.docx import front, markup
from anbefal.writers.docx.blocks import BLOCKS
from anbefal.writers.docx.edges import arrange
from anbefal.writers.docx.footnotes import write_notes
from anbefal.writers.docx.package import assemble
from anbefal.writers.docx.pen import Pen
from anbefal.writers.docx.sections import write_sections
from anbefal.writers.docx.template import load_template


def write(document: Document) -> bytes:
    """Write a document as a DOCX file. Raises Refused where its looks cannot be taken over."""
    template = load_template(document.language, document.looks.reference)
    edges = arrange(document, template.edges)
    pen = Pen(document, BLOCKS, template.page)
    headings = front.survey(document, pen)
    written = front.write_front(document)
    if document.contents:
        written += front.write_contents(headings, document.contents, pen)
    written = write_sections(document.body, written, pen, template.page, edges)
    body = (
        f"{markup.DECLARATION}<w:document {markup.NAMESPACES}><w:body>"
        f"{written}</w:body></w:document>"
    )
    notes = write_notes(document, pen)
    return assemble(document, body, notes, pen, template, edges.edges)
