"""The view: the report's parts one by one, and what the history tells of every text in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from anbefal import clock, tree
from anbefal.composers.report import Book, Chapter, Piece
from anbefal.dates import read_day, write_day
from anbefal.i18n import Message, msg
from anbefal.model import (
    Document,
    Draft,
    DraftChange,
    DraftScore,
    Moment,
    Page,
    Template,
    WorkshopState,
)
from anbefal.values import replace

FRONT = "index"
OVERVIEW = "recommendations"
PROCESS = "process"
VERSIONS = "versions"

_PUBLISHED_FIELDS = ("group", "tally")
_WORTH_CONTENTS = 3
"""Headings from which on a page has a table of contents."""


class Stage(NamedTuple):
    """A draft as it stood when a workshop was closed, or as it is published."""

    moment: Moment
    draft: Draft
    template: Template
    words: int
    score: float | None
    """None where nothing is asked of the draft."""
    change: DraftChange | None = None
    """Since the stage before; None where there was none, or where one cannot be read."""

    @property
    def key(self) -> str:
        """Give what the stage is called in addresses: workshops by their number."""
        return self.moment.name if self.moment.workshop else "latest"


class View(NamedTuple):
    """All that the pages are made of."""

    book: Book
    pieces: Sequence[Piece]
    report: Document
    """The same report in one, of which every page has its date and its status."""
    stages: Mapping[str, Sequence[Stage]]
    """By the draft's path, oldest first; the last one is the text that is published."""
    scores: Mapping[str, DraftScore]
    workshops: Sequence[WorkshopState]

    def say(self, message: Message) -> str:
        """Put a message into the report's language."""
        return self.book.say(message)

    def title(self, chapter: Chapter) -> list[tree.StreamToken]:
        """Give a chapter's title, marked where it is in another language than the report."""
        return tree.foreign(chapter.title, chapter.draft.language, self.book.language)

    def document(self, title: str, body: Iterable[tree.Node], contents: int = 0) -> Document:
        """Make the document of a page that is nobody's draft."""
        nodes = tuple(body)
        headings = sum(1 for node in nodes if node.type == "heading")
        return replace(
            self.report,
            title=title,
            subtitle="",
            facts=(),
            contents=contents if headings >= _WORTH_CONTENTS else 0,
            body=nodes,
            notes=self.notes(nodes),
        )

    def notes(self, nodes: Iterable[tree.Node]) -> dict[str, tuple[tree.Node, ...]]:
        """Give the footnotes that some nodes refer to, and those that these refer to in turn."""
        found: dict[str, tuple[tree.Node, ...]] = {}
        ahead = list(tree.references(nodes))
        while ahead:
            label = ahead.pop(0)
            if label in self.book.notes and label not in found:
                found[label] = self.book.notes[label]
                ahead += tree.references(found[label])
        return found

    def chapters(self, pages: Iterable[Page]) -> Iterator[Chapter]:
        """Give the visions and recommendations that have a page."""
        ids = {page.id for page in pages}
        return (one for one in self.book.proposals if one.anchor in ids)


def named(moment: Moment, view: View) -> str:
    """Name a version, with its day where it has one."""
    label = view.say(moment.label if moment.workshop else msg("This report"))
    label = label[:1].upper() + label[1:]
    day = read_day(clock.iso_date(moment.time)) if moment.time is not None else None
    return f"{label} ({write_day(day, view.book.language)})" if day else label


def published(draft: Draft, template: Template) -> Draft:
    """Leave out what stays in the workshop: working notes, and who wrote."""
    kept = tuple(s for s in draft.sections if s.spec is None or s.spec.publish)
    kinds = {spec.id for spec in template.field if spec.kind in _PUBLISHED_FIELDS}
    fields = {id: value for id, value in draft.fields.items() if id in kinds}
    return replace(draft, sections=kept, fields=fields, unknown_fields=())
