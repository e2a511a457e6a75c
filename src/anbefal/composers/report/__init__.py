"""The compiled report: the assembly's word to the council, made of all drafts.

`book` puts the drafts in order and names them; `parts` is the table of what a report is made of;
`[report]` in `anbefal.toml` says which of them, in which order, and what they are called.
"""

from collections.abc import Mapping, Sequence

from anbefal import tree
from anbefal.composers.report import opening
from anbefal.composers.report.appendices import HEADING, receipts
from anbefal.composers.report.book import Book, Chapter, Part, Past, Stage, in_order
from anbefal.composers.report.parts import Piece, find_text, make, pieces, usual
from anbefal.i18n import msg, translate
from anbefal.model import Assembly, Document, Image, ReportPart

__all__ = [
    "Book",
    "Chapter",
    "Part",
    "Past",
    "Piece",
    "Stage",
    "compose_receipts",
    "compose_report",
    "in_order",
    "missing_texts",
    "report_pieces",
    "unplaced",
]


def compose_report(
    parts: Sequence[Part],
    assembly: Assembly,
    images: Mapping[str, Image],
    date: str,
    reason: str = "",
    past: Past | None = None,
    numbers: bool = False,
) -> Document:
    """Compose the report. `date` is the day of the version, or "" where none holds the text.

    `reason` says why it was printed below the gate; it stands on the title page. With `numbers`,
    every block of the vision and the recommendations has a number to be cited by.
    """
    book = Book(parts, assembly, past)
    report = assembly.report
    body = make(book, _listed(assembly) or usual(book), numbers)
    return Document(
        title=report.title if report else assembly.name,
        subtitle=report.subtitle if report else assembly.slogan,
        language=assembly.language,
        publisher=assembly.name,
        status=opening.status(date, reason, assembly.language),
        date=date,
        identifier=translate(msg("report"), assembly.language),
        keywords=tuple(group.theme for group in assembly.group),
        facts=opening.facts(book),
        contents=2,
        images=images,
        numbers=numbers,
        body=body,
        notes=book.notes,
    )


def report_pieces(
    parts: Sequence[Part], assembly: Assembly, past: Past | None = None, numbers: bool = False
) -> tuple[Book, tuple[Piece, ...]]:
    """Give the report's parts one by one, and the book that they are of: a site is made of them."""
    book = Book(parts, assembly, past)
    return book, tuple(pieces(book, _listed(assembly) or usual(book), numbers))


def compose_receipts(parts: Sequence[Part], assembly: Assembly, date: str) -> Document:
    """Compose what became of each comment as a document of its own."""
    title, name = (translate(m, assembly.language) for m in (HEADING, msg("receipts")))
    return Document(
        title=title,
        language=assembly.language,
        publisher=assembly.name,
        status=opening.status(date, "", assembly.language),
        date=date,
        identifier=name,
        body=tree.shift_headings(receipts(Book(parts, assembly, linked=False)), -1),
    )


def _listed(assembly: Assembly) -> tuple[ReportPart, ...]:
    return assembly.report.part if assembly.report else ()


def missing_texts(parts: Sequence[Part], assembly: Assembly) -> tuple[str, ...]:
    """Give the names in `[report]` that no text of the editorial group's answers to."""
    book = Book(parts, assembly)
    named = [part.draft for part in _listed(assembly) if part.kind == "text"]
    return tuple(id for id in named if find_text(book, id) is None)


def unplaced(parts: Sequence[Part], assembly: Assembly) -> tuple[str, ...]:
    """Give the paths of drafts that a listed order of parts leaves out of the report."""
    listed = _listed(assembly)
    kinds = {part.kind for part in listed}
    texts = {part.draft for part in listed if part.kind == "text"}
    left = []
    for draft, template in parts:
        place = template.report
        if place == "none":
            continue
        if place in ("text", "appendix"):
            printed = draft.id in texts
        else:
            printed = ("vision" if place == "vision" else "recommendations") in kinds
        if listed and not printed:
            left.append(draft.path)
    return tuple(left)
