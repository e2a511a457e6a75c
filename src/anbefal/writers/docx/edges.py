"""The page's edges: a header with the assembly and the title, a footer with page numbers."""

import re
from typing import NamedTuple

from anbefal.i18n import msg, translate
from anbefal.model.document import Document
from anbefal.writers.docx import markup

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


class Edge(NamedTuple):
    """A header or footer: on which pages it stands, its name, and the part."""

    kind: str
    """"header" or "footer"."""
    pages: tuple[str, ...]
    """Of "default", "first" and "even"."""
    name: str
    xml: str | bytes
    relationships: str = ""
    """The part that says where the links and pictures in it are; "" where there are none."""


class Arrangement(NamedTuple):
    """The edges of a document, and whether its first page and its even pages have their own."""

    edges: tuple[Edge, ...]
    title_page: bool = True
    even_pages: bool = False


def arrange(document: Document, given: Arrangement) -> Arrangement:
    """Give a document the header and footer of its template, and ours where that has none."""
    kinds = {edge.kind for edge in given.edges}
    own = [] if "header" in kinds else write_header(document)
    own += [] if "footer" in kinds else write_footer(document)
    title_page = given.title_page or "header" not in kinds
    more = ("first",) if title_page and not given.title_page else ()
    even = ("even",) if given.even_pages else ()
    return Arrangement(
        (
            *(_on(edge, more) for edge in given.edges),
            *(_on(edge, even) for edge in own),
        ),
        title_page,
        given.even_pages,
    )


def _on(edge: Edge, pages: tuple[str, ...]) -> Edge:
    """Let what stands on most pages stand on some others as well."""
    return edge._replace(pages=edge.pages + pages) if "default" in edge.pages else edge


def write_header(document: Document) -> list[Edge]:
    """Write the header of the first page, whose title stands right below, and of every other."""
    publisher, title = markup.shorten(document.publisher, 45), markup.shorten(document.title, 60)
    words = f"{publisher}\t{title}" if publisher else f"\t{title}"
    other = _part("hdr", markup.paragraph("Header", markup.run(markup.clean(words))))
    words = markup.clean(markup.shorten(document.publisher, 90))
    first = _part("hdr", markup.paragraph("Header", markup.run(words) if words else ""))
    return [
        Edge("header", ("default",), "header1", other),
        Edge("header", ("first",), "header2", first),
    ]


def write_footer(document: Document) -> list[Edge]:
    """Write the footer: which page this is, and of how many."""
    # The fields stand in the translation, so that each language orders its own words. No values
    # are given: Word is the one who fills them in.
    words = translate(msg("Page {page} of {pages}"), document.language)
    written = "".join(
        markup.field(_FIELDS[piece], "1") if piece in _FIELDS else markup.run(piece)
        for piece in re.split(r"(\{pages?\})", words)
        if piece
    )
    xml = _part("ftr", markup.paragraph("Footer", "<w:r><w:tab/></w:r>" + written))
    return [Edge("footer", ("default", "first"), "footer1", xml)]


def _part(name: str, content: str) -> str:
    return f"{markup.DECLARATION}<w:{name} {markup.NAMESPACES}>{content}</w:{name}>"
