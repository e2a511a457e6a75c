"""Priorities: more of and less of, all groups' side by side, and where they pull apart."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.report.book import Book, Chapter
from anbefal.i18n import msg
from anbefal.kinds.entries import Entry, entries_of
from anbefal.language.wordlists import subjects

_SHORTEST = 7
"""Letters of a word that can name a subject: "opsparing", and not "mindre"."""
_ENDING = 3
"""Letters that an inflection adds at most."""
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[.,;:–—()]+")


class Priority(NamedTuple):
    """An entry with what there should be more of, and less of."""

    chapter: Chapter
    entry: Entry
    more: str
    less: str


class Conflict(NamedTuple):
    """What one group wants more of and another less of."""

    word: str
    more: Priority
    less: Priority


def priorities(book: Book) -> tuple[tree.Node, ...]:
    """Show all priorities as tables, one a recommendation, below the conflicts between them."""
    found = list(read(book))
    if not found:
        return ()
    nodes = list(_conflicts(book, find_conflicts(found, book.language)))
    head = [book.say(m) for m in (msg("Priority"), msg("More of"), msg("Less of"))]
    for chapter in dict.fromkeys(one.chapter.anchor for one in found):
        own = [one for one in found if one.chapter.anchor == chapter]
        nodes += tree.heading(3, book.named(own[0].chapter), f"priorities-{chapter}")
        nodes += tree.table(
            head,
            [
                (
                    book.link(one.chapter, one.entry.name, one.entry.name),
                    book.words(one.chapter, one.more),
                    book.words(one.chapter, one.less),
                )
                for one in own
            ],
        )
    return tuple(nodes)


def read(book: Book) -> Iterator[Priority]:
    """Give every entry of a section whose template knows "more" and "less"."""
    for chapter in book.proposals:
        for _, spec, values in entries_of(chapter.draft):
            labels = {label.id for label in spec.label}
            if spec.publish and {"more", "less"} <= labels:
                for entry in values.entries:
                    more, less = entry.find("more"), entry.find("less")
                    yield Priority(
                        chapter, entry, more.text if more else "", less.text if less else ""
                    )


def _conflicts(book: Book, found: list[Conflict]) -> Iterator[tree.Node]:
    if not found:
        return
    yield from tree.heading(3, book.say(msg("Where they pull apart")), "priorities-conflicts")
    yield from tree.bullets(_line(book, one) for one in found)


def _line(book: Book, one: Conflict) -> list[tree.StreamToken]:
    """Name what it is about, who wants more of it, and who wants less."""
    phrase = [*tree.strong(f"{one.word[:1].upper()}{one.word[1:]}"), *tree.plain(" – ")]
    for message, priority, end in (
        (msg("more of"), one.more, "; "),
        (msg("less of"), one.less, "."),
    ):
        name = priority.entry.name
        phrase += tree.plain(f"{book.say(message)}: {book.label(priority.chapter)}, ")
        phrase += book.link(priority.chapter, name, name)
        phrase += tree.plain(end)
    return phrase


def find_conflicts(found: Iterable[Priority], language: str) -> list[Conflict]:
    """Find the pairs where one group wants more, and another less, of what bears the same name.

    A name is a long word of neither everybody's nor the administration's: better to miss a
    conflict that is put in other words than to point at one that is none.
    """
    known = list(found)
    conflicts = []
    for one, other in product(known, known):
        if one.chapter.anchor == other.chapter.anchor:
            continue
        word = shared_subject(one.more, other.less, language)
        if word:
            conflicts.append(Conflict(word, one, other))
    return conflicts


def shared_subject(one: str, other: str, language: str) -> str:
    """Give the first long word of two texts that is the same but for its ending; "" for none."""
    theirs = _subjects(other, language)
    for word in _subjects(one, language):
        for their in theirs:
            if _same(word, their):
                return min(word, their, key=len)
    return ""


def _subjects(text: str, language: str) -> list[str]:
    known = subjects(language)
    clauses = (_aside(known.asides).split(part)[0] for part in _CLAUSE.split(text.casefold()))
    words = (word for clause in clauses for word in _WORD.findall(clause))
    return [
        word
        for word in dict.fromkeys(words)
        if len(word) >= _SHORTEST and not any(_same(word, one) for one in known.common)
    ]


@cache
def _aside(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")


def _same(one: str, other: str) -> bool:
    """Tell whether two words have the same stem, or the longer begins with the shorter."""
    short, long = sorted((one, other), key=len)
    stem = max(_SHORTEST, len(short) - _ENDING)
    shared = next(
        (n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return shared >= stem
