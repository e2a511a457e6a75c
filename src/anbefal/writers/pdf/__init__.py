"""The PDF writer: a document as PDF/UA-1, laid out by typst.

The body becomes typst code, one small function a node type. What a scribe wrote stands in it as
string literals only, so that none of it is ever read as code; the page round it is a template of
ours (`template.typ`). typst's own fonts are embedded, so that every machine makes the same bytes.
"""

from collections.abc import Iterable
from itertools import groupby

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.model.document import Document
from anbefal.tree import Node
from anbefal.writers.pdf import front, press
from anbefal.writers.pdf.blocks import BLOCKS
from anbefal.writers.pdf.code import join
from anbefal.writers.pdf.letters import Letters
from anbefal.writers.pdf.pen import TURNED_WIDTH, Pen, Place


def write(document: Document) -> bytes:
    """Write a document as a PDF file.

    Raises AnbefalError where typst is not installed, or cannot print the document.
    """
    press.require()
    title = front.short_title(document)
    instead = msg("write HTML or DOCX instead, or print fewer drafts at a time")
    try:
        return _print(document)
    except press.Stopped as error:
        stopped = msg('"{title}": typst ran out of memory before the PDF was ready', title=title)
        raise AnbefalError(stopped, instead) from error
    except press.Refused as error:
        reason = str(error).partition("\n")[0]
        refused = msg(
            '"{title}" cannot be laid out: typst says "{reason}"', title=title, reason=reason
        )
        raise AnbefalError(refused, instead) from error


def _print(document: Document) -> bytes:
    images = press.drawable(document.images)
    letters = Letters()
    source = _write_source(document, images, letters)
    unknown = press.undrawable(letters.unusual)
    if unknown:
        source = _write_source(document, images, Letters(unknown))
    try:
        return press.print_pdf(source, images)
    except press.UnknownLetters:
        # A row of letters that no font has as a row, though it has each of them.
        source = _write_source(document, images, Letters(letters.unusual))
        return press.print_pdf(source, images)


def _write_source(document: Document, images: press.Pictures, letters: Letters) -> str:
    pen = Pen(document, images, letters, BLOCKS)
    front.survey(document, pen)
    body = front.write_sheets(document, pen) if document.sheets else _write_body(document, pen)
    return front.wrap(document, pen, body)


def _write_body(document: Document, pen: Pen) -> str:
    return join(
        _write_turned(nodes, pen) if turned else pen.render(list(nodes), Place())
        for turned, nodes in groupby(document.body, lambda node: node.type == "landscape")
    )


def _write_turned(nodes: Iterable[Node], pen: Pen) -> str:
    """Write what is meant for pages turned sideways."""
    inside = [child for node in nodes for child in node.children]
    words = pen.render(inside, Place(width=TURNED_WIDTH))
    return f"page(flipped: true, {words})" if words else ""
