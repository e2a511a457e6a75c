"""The DOCX writer: a document as WordprocessingML, for Word, LibreOffice and Google Docs.

python-docx builds the template once a process; the body is written as text by small functions in
a table, and zipped with fixed times, so that the same document always gives the same bytes.
"""

from anbefal.model.document import Document
from anbefal.writers.docx import front, markup
from anbefal.writers.docx.blocks import BLOCKS
from anbefal.writers.docx.edges import Arrangement, arrange
from anbefal.writers.docx.footnotes import write_notes
from anbefal.writers.docx.package import assemble
from anbefal.writers.docx.page import Page
from anbefal.writers.docx.pen import Pen, Place
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
    written += pen.render(document.body, Place(width=template.page.text_width))
    body = (
        f"{markup.DECLARATION}<w:document {markup.NAMESPACES}><w:body>"
        f"{written or markup.paragraph('BodyText', '')}{_section(template.page, edges)}"
        "</w:body></w:document>"
    )
    notes = write_notes(document, pen)
    return assemble(document, body, notes, pen, template, edges.edges)


def _section(page: Page, edges: Arrangement) -> str:
    references = "".join(
        f'<w:{edge.kind}Reference w:type="{pages}" r:id="{edge.name}"/>'
        for edge in edges.edges
        for pages in edge.pages
    )
    turned = f' w:orient="{page.orientation}"' if page.orientation else ""
    title_page = "<w:titlePg/>" if edges.title_page else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" '
        f'w:gutter="{page.gutter}"/>{title_page}</w:sectPr>'
    )
