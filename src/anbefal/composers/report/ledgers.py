"""Ledgers: every comment and every question of the report, with the chapter it stands in."""

from collections.abc import Iterator
from typing import NamedTuple

from anbefal import tree
from anbefal.anchors import slug
from anbefal.composers.report.book import Book, Chapter, Part
from anbefal.guess import Names
from anbefal.kinds.ledger import Disposition, Ledger
from anbefal.kinds.links import parts_of
from anbefal.kinds.questions import Question, Questions
from anbefal.model import Assembly


class Comment(NamedTuple):
    """A comment of a ledger, or one of the register that no ledger holds."""

    id: str
    text: str
    """As it was first written down, where anybody did."""
    source: str
    disposition: Disposition
    target: str
    chapter: Chapter | None
    """None where it stands in no draft of the report."""
    group: str = ""
    """The id of the group that has it; empty for none."""
    path: str = ""
    line: int = 0
    """Where it stands; empty and 0 where no draft holds it."""

    @property
    def answered(self) -> bool:
        """Tell whether anybody said what became of it."""
        return self.fate != "open"

    @property
    def fate(self) -> Disposition:
        """Give what became of it: words that nobody can sort leave it open."""
        return "open" if self.disposition == "unknown" else self.disposition


class Asked(NamedTuple):
    """A question, and the chapter that it was asked for."""

    question: Question
    chapter: Chapter


def comments(book: Book) -> Iterator[Comment]:
    """Give every comment: of the report's drafts, of all others, and then those of nobody."""
    first = {one.id: one for one in book.assembly.register}
    drafts = [(Part(one.draft, one.template), one) for one in book.chapters]
    for part, chapter in [*drafts, *((part, None) for part in book.others)]:
        own = _group(part, book.assembly)
        for section in part.draft.sections:
            if isinstance(section.values, Ledger):
                for item in section.values.items:
                    known = first.pop(item.id, None)
                    # On the facilitator's list, whom a comment was for is not forgotten.
                    meant = book.assembly.find_group(known.group) if known and not own else None
                    yield Comment(
                        item.id,
                        known.text if known else item.text,
                        item.source or section.heading,
                        item.disposition,
                        item.target,
                        chapter,
                        meant.id if meant else own,
                        part.draft.path,
                        item.line,
                    )
    for one in first.values():
        found = book.assembly.find_group(one.group)
        yield Comment(one.id, one.text, one.source, "open", "", None, found.id if found else "")


def _group(part: Part, assembly: Assembly) -> str:
    spec = part.template.field_of_kind("group")
    group = assembly.find_group(part.draft.text_of(spec.id)) if spec else None
    return group.id if group else ""


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
