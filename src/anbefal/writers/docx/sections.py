"""Sections: stretches of a document that are printed upright, or on pages turned sideways."""

from collections.abc import Sequence
from itertools import groupby

from anbefal.tree import Node
from anbefal.writers.docx import markup
from anbefal.writers.docx.edges import Arrangement
from anbefal.writers.docx.page import Page
from anbefal.writers.docx.pen import Pen, Place

LANDSCAPE = "landscape"


def write_sections(
    nodes: Sequence[Node], before: str, pen: Pen, sheet: Page, edges: Arrangement
) -> str:
    """Write the body behind what stands before it, with the pages turned where it asks for it."""
    stretches = [(turned, list(own)) for turned, own in groupby(nodes, _is_turned)]
    if not stretches or (before and stretches[0][0]):
        stretches.insert(0, (False, []))
    written = ""
    for number, (turned, own) in enumerate(stretches):
        page = sheet.turned() if turned else sheet
        inside = [child for node in own for child in node.children] if turned else own
        words = "" if number else before
        words += pen.render(inside, Place(width=page.text_width))
        properties = _properties(page, edges, first=number == 0)
        if number < len(stretches) - 1:
            # The last section's properties stand in the body, those of the others in a paragraph.
            look = '<w:pStyle w:val="AfterTable"/>'
            properties = f"<w:p><w:pPr>{look}{properties}</w:pPr></w:p>"
        written += (words or markup.paragraph("BodyText", "")) + properties
    return written


def _is_turned(node: Node) -> bool:
    return node.type == LANDSCAPE


def _properties(page: Page, edges: Arrangement, first: bool) -> str:
    references = "".join(
        f'<w:{edge.kind}Reference w:type="{pages}" r:id="{edge.name}"/>'
        for edge in edges.edges
        for pages in edge.pages
    )
    turned = f' w:orient="{page.orientation}"' if page.orientation else ""
    # The title is on the first page alone.
    title_page = "<w:titlePg/>" if edges.title_page and first else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
        f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" '
        f'w:gutter="{page.gutter}"/>{title_page}</w:sectPr>'
    )
