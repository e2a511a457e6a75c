"""A chapter: a document that stands among others in one file."""

from anbefal import tree
from anbefal.model import Document
from anbefal.values import replace


def compose_chapter(document: Document) -> Document:
    """Make a document begin a page of its own, its title a heading above the others."""
    front = [*tree.heading(1, document.title or document.identifier, new_page=True)]
    for label, value in document.facts:
        front += tree.paragraph([*tree.strong(f"{label}:"), *tree.plain(f" {value}")])
    body = (*front, *document.body)
    return replace(document, title="", subtitle="", status="", facts=(), contents=0, body=body)
