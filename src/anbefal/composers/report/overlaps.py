"""Overlaps: what two groups both propose, found by their words or by their own references."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from anbefal import tree
from anbefal.anchors import slug
from anbefal.composers.report.book import Book, Chapter
from anbefal.composers.report.references import resolver
from anbefal.i18n import msg
from anbefal.kinds.alike import find_alike, letters
from anbefal.kinds.entries import Entry, entries_of


class Place(NamedTuple):
    """An entry of a chapter."""

    chapter: Chapter
    entry: Entry

    @property
    def anchor(self) -> str:
        """Give the anchor of the entry's heading."""
        return self.chapter.names.get(slug(self.entry.name), "")


class Overlaps:
    """Pairs of entries that belong together, each told at both ends."""

    def __init__(self, book: Book) -> None:
        """Find them among all that is printed."""
        self._book = book
        self._also: dict[str, dict[str, Place]] = {}
        places = list(_places(book))
        for one, other in (*_alike(places), *_named(book, places)):
            for here, there in ((one, other), (other, one)):
                self._also.setdefault(here.anchor, {})[there.anchor] = there

    def below(self, chapter: Chapter) -> Mapping[str, tuple[tree.Node, ...]]:
        """Give the line "see also" below each entry of a chapter, by the entry's name."""
        found = {}
        for place in _of(chapter):
            others = self._also.get(place.anchor)
            if others:
                found[place.entry.name] = self._line(others)
        return found

    def _line(self, others: Mapping[str, Place]) -> tuple[tree.Node, ...]:
        label = self._book.say(msg("See also"))
        phrase = [*tree.emphasis(f"{label}:"), *tree.plain(" ")]
        for number, (anchor, place) in enumerate(others.items()):
            phrase += tree.plain(", ") if number else []
            phrase += tree.link(place.entry.name, f"#{anchor}")
            phrase += tree.plain(f" ({self._book.label(place.chapter)})")
        return tree.paragraph(phrase)


def _places(book: Book) -> Iterator[Place]:
    for chapter in book.proposals:
        yield from _of(chapter)


def _of(chapter: Chapter) -> Iterator[Place]:
    for _, spec, values in entries_of(chapter.draft):
        if spec.publish:
            yield from (Place(chapter, e) for e in values.entries if slug(e.name) in chapter.names)


def _alike(places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Find entries that are to be said once only, and say nearly the same."""
    once = {
        id(entry)
        for place in places
        for _, spec, values in entries_of(place.chapter.draft)
        if spec.unique
        for entry in values.entries
    }
    told = [place for place in places if id(place.entry) in once]
    texts = [(place.chapter.draft, letters(place.entry)) for place in told]
    for later, earlier in find_alike(texts):
        yield told[earlier], told[later]


def _named(book: Book, places: list[Place]) -> Iterator[tuple[Place, Place]]:
    """Find entries whose own words refer to another group's entry."""
    by_anchor = {place.anchor: place for place in places}
    for place in places:
        resolve = resolver(book, place.chapter)
        for node in tree.walk(place.entry.nodes):
            if node.type == "link":
                target = resolve(str(node.attrs.get("href", ""))).removeprefix("#")
                other = by_anchor.get(target)
                if other and other.chapter is not place.chapter:
                    yield place, other
