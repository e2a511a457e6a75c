"""The page's edges: a header with the assembly and the title, a footer with page numbers."""

import re

from anbefal.i18n import msg, translate
from anbefal.model.document import Document
from anbefal.writers.docx import markup

_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def write_header(document: Document) -> str:
    """Write the header of every page but the first."""
    publisher, title = markup.shorten(document.publisher, 45), markup.shorten(document.title, 60)
    words = f"{publisher}\t{title}" if publisher else f"\t{title}"
    return _part("hdr", markup.paragraph("Header", markup.run(markup.clean(words))))


def write_first_header(document: Document) -> str:
    """Write the first page's header: its title stands right below."""
    words = markup.clean(markup.shorten(document.publisher, 90))
    return _part("hdr", markup.paragraph("Header", markup.run(words) if words else ""))


def write_footer(document: Document) -> str:
    """Write the footer: which page this is, and of how many."""
    # The fields stand in the translation, so that each language orders its own words. No values
    # are given: Word is the one who fills them in.
    words = translate(msg("Page {page} of {pages}"), document.language)
    written = "".join(
        markup.field(_FIELDS[piece], "1") if piece in _FIELDS else markup.run(piece)
        for piece in re.split(r"(\{pages?\})", words)
        if piece
    )
    return _part("ftr", markup.paragraph("Footer", "<w:r><w:tab/></w:r>" + written))


def _part(name: str, content: str) -> str:
    return f"{markup.DECLARATION}<w:{name} {markup.NAMESPACES}>{content}</w:{name}>"
