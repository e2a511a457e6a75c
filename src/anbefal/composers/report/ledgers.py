"""Ledgers: every comment and every question of the report, with the chapter it stands in."""

from collections.abc import Iterator
from typing import NamedTuple

from anbefal import tree
from anbefal.anchors import slug
from anbefal.composers.report.book import Book, Chapter
from anbefal.guess import Names
from anbefal.kinds.ledger import Disposition, Ledger, LedgerItem
from anbefal.kinds.links import parts_of
from anbefal.kinds.questions import Question, Questions
from anbefal.model import Input


class Comment(NamedTuple):
    """A comment of a ledger, or one of the register that no ledger holds."""

    id: str
    text: str
    source: str
    disposition: Disposition
    target: str
    chapter: Chapter | None

    @property
    def answered(self) -> bool:
        """Tell whether anybody said what became of it."""
        return self.disposition in ("used", "merged", "declined")


class Asked(NamedTuple):
    """A question, and the chapter that it was asked for."""

    question: Question
    chapter: Chapter


def comments(book: Book) -> Iterator[Comment]:
    """Give every comment: those of the ledgers in the report's order, then those of nobody."""
    known = set()
    for chapter in book.chapters:
        for section in chapter.draft.sections:
            if isinstance(section.values, Ledger):
                for item in section.values.items:
                    known.add(item.id)
                    yield _of_ledger(item, section.heading, chapter)
    for one in book.assembly.register:
        if one.id not in known:
            yield _of_register(one)


def _of_ledger(item: LedgerItem, heading: str, chapter: Chapter) -> Comment:
    return Comment(
        item.id, item.text, item.source or heading, item.disposition, item.target, chapter
    )


def _of_register(one: Input) -> Comment:
    return Comment(one.id, one.text, one.source, "open", "", None)


def questions(book: Book) -> Iterator[Asked]:
    """Give every question, in the report's order."""
    for chapter in book.chapters:
        for section in chapter.draft.sections:
            if isinstance(section.values, Questions):
                yield from (Asked(one, chapter) for one in section.values.questions)


def place(chapter: Chapter, words: str, book: Book) -> list[tree.StreamToken]:
    """Tell which part of a chapter something was used in, and lead there.

    A part is known by its heading, by another word for it, or by the name of an entry or item;
    of any other the words stand as they were written.
    """
    for section in chapter.published:
        spec = section.spec
        names = (section.heading, *((spec.heading, spec.short, *spec.synonyms) if spec else ()))
        if tree.fold(words) in {tree.fold(name) for name in names if name}:
            short = spec.short or spec.heading if spec else section.heading
            return book.link(chapter, short, section.heading)
    for section in chapter.published:
        names_of = {part.name: part for part in parts_of(section)}
        found, _ = Names(names_of).split(words)
        if found:
            inside = slug(found[0]) in chapter.names
            return book.link(chapter, words, found[0] if inside else section.heading)
    return tree.plain(words)
