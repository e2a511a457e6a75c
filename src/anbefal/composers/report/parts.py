"""Parts: what a report can be made of, in their usual order, each a function of the book."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.report import appendices, opening, overviews
from anbefal.composers.report.book import Book, Chapter
from anbefal.composers.report.chapters import chapter
from anbefal.composers.report.overlaps import Overlaps
from anbefal.composers.report.priorities import priorities
from anbefal.i18n import Message, msg
from anbefal.model import PartKind, ReportPart

Made = tuple[tree.Node, ...]
Overview = Callable[[Book], Made]

OVERVIEWS: Mapping[PartKind, tuple[Overview, Message]] = MappingProxyType(
    {
        "mandate": (opening.mandate, msg("The question and the mandate")),
        "process": (opening.process, msg("How we worked")),
        "principles": (overviews.principles, msg("All principles at a glance")),
        "priorities": (priorities, msg("All priorities side by side")),
        "agreement": (overviews.agreement, msg("Agreement")),
        "minorities": (overviews.minorities, msg("The minorities' own words")),
        "comments": (appendices.receipts, appendices.HEADING),
        "questions": (appendices.answers, msg("Questions and answers")),
        "versions": (appendices.versions, msg("Earlier versions")),
    }
)
"""What is made of all drafts, with its usual heading; one that has nothing to say is left out."""
_SHORT: tuple[PartKind, ...] = ("process", "agreement", "minorities")
APPENDICES: tuple[PartKind, ...] = ("comments", "questions", "versions")

_BODY: tuple[PartKind, ...] = (
    "mandate",
    "process",
    "vision",
    "principles",
    "recommendations",
    "priorities",
    "agreement",
    "minorities",
)


def usual(book: Book) -> tuple[ReportPart, ...]:
    """Give the parts of a report whose `anbefal.toml` lists none: texts first, glossaries last."""
    return (
        *(ReportPart("text", one.draft.id) for one in book.of("text")),
        *(ReportPart(kind) for kind in (*_BODY, *APPENDICES)),
        *(ReportPart("text", one.draft.id) for one in book.of("appendix")),
    )


def make(book: Book, parts: Sequence[ReportPart], numbers: bool) -> Made:
    """Make the parts in their order, appendices last and lettered."""
    back = [part for part in parts if _is_appendix(book, part)]
    front = [part for part in parts if part not in back]
    maker = _Maker(book, numbers)
    bodies = [maker.make(part, first=number == 0) for number, part in enumerate(front)]
    letter = 0
    for part in back:
        label = book.say(msg("Appendix {letter}", letter=_letter(letter)))
        made = maker.make(part, f"{label}: ")
        letter += bool(made)
        bodies.append(made)
    return tuple(chain.from_iterable(bodies))


class Piece(NamedTuple):
    """A part that stands by itself."""

    kind: PartKind
    nodes: Made


def pieces(book: Book, parts: Sequence[ReportPart], numbers: bool) -> Iterator[Piece]:
    """Make the parts one by one, without letters: for those who put them together otherwise."""
    maker = _Maker(book, numbers)
    for part in parts:
        yield Piece(part.kind, maker.make(part))


def _is_appendix(book: Book, part: ReportPart) -> bool:
    if part.kind == "text":
        found = find_text(book, part.draft)
        return found is not None and found.template.report == "appendix"
    return part.kind in APPENDICES


def find_text(book: Book, id: str) -> Chapter | None:
    """Find a text of the editorial group's, by its draft's id."""
    return next((one for one in book.of("text", "appendix") if one.draft.id == id), None)


def _letter(number: int) -> str:
    """Give A, B, … Z, and then numbers: there are never so many."""
    return chr(ord("A") + number) if number < 26 else str(number + 1)


class _Maker:
    """Make one part after the other."""

    def __init__(self, book: Book, numbers: bool) -> None:
        self._book = book
        self._numbers = numbers
        self._overlaps = Overlaps(book)

    def make(self, part: ReportPart, before: str = "", first: bool = False) -> Made:
        """Give the nodes of a part; `before` stands in front of its heading."""
        book = self._book
        if part.kind == "text":
            text = find_text(book, part.draft)
            words = part.heading or (text.title if text else "")
            return chapter(book, text, f"{before}{words}") if text else ()
        if part.kind == "vision":
            return self._chapters([*book.of("vision")], part.heading)
        if part.kind == "recommendations":
            return self._chapters([*book.of("recommendation")], part.heading)
        overview, usual_heading = OVERVIEWS[part.kind]
        below = overview(book)
        heading = f"{before}{part.heading or book.say(usual_heading)}"
        # What is short goes on below the part before it.
        alone = first or part.kind not in _SHORT
        return (*tree.heading(2, heading, part.kind, new_page=alone), *below) if below else ()

    def _chapters(self, chapters: Sequence[Chapter], name: str) -> Made:
        """Give chapters one after the other; `name` is what each is called instead of its label."""
        made = []
        for one in chapters:
            heading: tree.Phrase = f"{self._book.label(one, one.draft.language)}: {one.title}"
            if name:
                label = f"{name} {one.number}" if one.number else name
                heading = [*tree.plain(f"{label}: "), *self._book.words(one, one.title)]
            number = str(one.number or "V") if self._numbers else None
            made.append(chapter(self._book, one, heading, self._overlaps, number))
        return tuple(chain.from_iterable(made))
