"""Sections: stretches of a document that are printed upright, or on pages turned sideways."""

from collections.abc import Sequence
from itertools import groupby

from anbefal.tree import Node
from anbefal.writers.docx import markup, page
from anbefal.writers.docx.pen import Pen, Place

LANDSCAPE = "landscape"

_EDGES = (
    '<w:headerReference w:type="default" r:id="header"/>'
    '<w:headerReference w:type="first" r:id="firstHeader"/>'
    '<w:footerReference w:type="default" r:id="footer"/>'
    '<w:footerReference w:type="first" r:id="footer"/>'
)


def write_sections(nodes: Sequence[Node], before: str, pen: Pen) -> str:
    """Write the body behind what stands before it, with the pages turned where it asks for it."""
    stretches = [(kind, list(own)) for kind, own in groupby(nodes, _is_turned)]
    if not stretches or (before and stretches[0][0]):
        stretches.insert(0, (False, []))
    written = ""
    for number, (turned, own) in enumerate(stretches):
        place = Place(width=page.LANDSCAPE_WIDTH if turned else page.TEXT_WIDTH)
        inside = [child for node in own for child in node.children] if turned else own
        words = (before if number == 0 else "") + pen.render(inside, place)
        last = number == len(stretches) - 1
        written += (words or markup.paragraph("BodyText", "")) + _break(turned, number == 0, last)
    return written


def _is_turned(node: Node) -> bool:
    return node.type == LANDSCAPE


def _break(turned: bool, first: bool, last: bool) -> str:
    """Give a section's properties: the last one's stand in the body, others' in a paragraph."""
    width, height = page.PAGE_WIDTH, page.PAGE_HEIGHT
    size = f'w:w="{width}" w:h="{height}"'
    if turned:
        size = f'w:w="{height}" w:h="{width}" w:orient="landscape"'
    properties = (
        f"<w:sectPr>{_EDGES}<w:pgSz {size}/>"
        f'<w:pgMar w:top="1701" w:right="{page.MARGIN}" w:bottom="1588" w:left="{page.MARGIN}" '
        f'w:header="794" w:footer="737" w:gutter="0"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
    )
    if last:
        return properties
    return f'<w:p><w:pPr><w:pStyle w:val="AfterTable"/>{properties}</w:pPr></w:p>'
