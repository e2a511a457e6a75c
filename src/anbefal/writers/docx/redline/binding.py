"""Binding: the texts of several versions in one file, with everything that they refer to."""

from collections.abc import Sequence
from itertools import count

from anbefal.model import Document, Revision
from anbefal.writers.docx import write as write_document
from anbefal.writers.docx.properties import utc
from anbefal.writers.docx.redline.bookmarks import Bookmarks
from anbefal.writers.docx.redline.comments import STYLES, Comments
from anbefal.writers.docx.redline.contents import unbind
from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.ends import Ended, settle
from anbefal.writers.docx.redline.lists import Lists, renumber
from anbefal.writers.docx.redline.marks import Hand
from anbefal.writers.docx.redline.notes import Notes
from anbefal.writers.docx.redline.package import BODY, NOTES, NUMBERING, Package
from anbefal.writers.docx.redline.pairing import pair
from anbefal.writers.docx.redline.relations import Relations
from anbefal.writers.docx.redline.units import Unit, units
from anbefal.writers.docx.redline.weaving import Keeping, Weaver

_REVISIONS = ("w:ins", "w:del", "w:pPrChange", "w:rPrChange")
_SHOWN = ("wp:docPr", "pic:cNvPr")


class Binding:
    """One file that texts are added to."""

    def __init__(self, shown: bytes, keep: bool) -> None:
        """Take the file that gives styles, header and footer; its own text if it is to be kept."""
        self.package = Package(shown)
        self.keeping = Keeping(
            Comments(),
            Bookmarks(),
            Notes(),
            Relations(BODY, self.package),
            Relations(NOTES, self.package),
        )
        self.lists = Lists(self.package.part(NUMBERING))
        self._blocks: list[Ended | Element] = []
        if keep:
            self._blocks += self._take_up(Package(shown), former=False)

    def add(self, revision: Revision) -> None:
        """Add a text with its changes."""
        hand = Hand(revision.author, utc(revision.date) if revision.date else "")
        new = self._units(revision.new, former=False)
        old = self._units(revision.old, former=True)
        unbind(old, new)
        steps = list(pair(old, new))
        self.keeping.bookmarks.match(steps)
        renumber([unit.element for unit in old], self.lists.match(steps))
        shown = revision.new or revision.old
        language = shown.language if shown else ""
        weaver = Weaver(hand, language, self.keeping)
        self._blocks += weaver.weave(steps, revision.remarks)

    def _units(self, document: Document | None, former: bool) -> list[Unit]:
        if document is None:
            return []
        return units(self._take_up(Package(write_document(document)), former))

    def _take_up(self, package: Package, former: bool) -> list[Element]:
        blocks = package.blocks
        noted = package.part(f"word/{NOTES}.xml")
        both = [*blocks, *noted.elements]
        self.lists.take_up(package.part(NUMBERING), both)
        self.keeping.body.take_up(package, blocks)
        self.keeping.noted.take_up(package, [noted])
        self.keeping.bookmarks.take_up(both, former)
        self.keeping.notes.take_up(noted, blocks)
        return blocks

    def close(self) -> bytes:
        """Give the file."""
        body = self.package.body
        page = [child for child in body.elements if child.name == "w:sectPr"]
        body.children = [*settle(self._blocks), *page]
        noted = self.package.part(f"word/{NOTES}.xml")
        self.keeping.notes.finish(noted, body)
        self.keeping.bookmarks.finish([body, noted])
        _count([body, noted])
        if self.keeping.comments:
            self.package.add_comments(self.keeping.comments.part(), STYLES)
        return self.package.write()


def _count(parts: Sequence[Element]) -> None:
    """Number changes, bookmarks, pictures and controls: each number stands once."""
    numbers, shown, controls = count(1), count(1), count(1)
    for part in parts:
        places: dict[str, str] = {}
        for element in part.every(*_REVISIONS, "w:bookmarkStart", "w:bookmarkEnd", *_SHOWN, "w:id"):
            if element.name == "wp:docPr":
                element.attributes["id"] = number = str(next(shown))
            elif element.name == "pic:cNvPr":
                element.attributes["id"] = number
            elif element.name == "w:id":
                element.attributes["w:val"] = str(next(controls))
            elif element.name == "w:bookmarkEnd":
                element.attributes["w:id"] = places[element.get("w:id")]
            else:
                counted = str(next(numbers))
                if element.name == "w:bookmarkStart":
                    places[element.get("w:id")] = counted
                element.attributes["w:id"] = counted
