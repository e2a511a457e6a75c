"""Bookmarks: every place that a link or field of the document leads to, once."""

import re
from collections.abc import Sequence

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.pairing import Step
from anbefal.writers.docx.redline.tokens import is_note_mark

_MARKS = ("w:bookmarkStart", "w:bookmarkEnd")
_LONGEST = 34
"""Word takes names of 40 letters; the rest is for a number."""
_FIELD = re.compile(r"(?<=NOTEREF )\w+|(?<= REF )\w+|(?<=PAGEREF )\w+")


class Bookmarks:
    """The bookmarks of all packages that were taken up, each under a name of its own."""

    def __init__(self) -> None:
        """Start without any."""
        self._last = 0
        self._titles: dict[str, str] = {}
        self._former: set[str] = set()
        self._now: dict[str, str] = {}
        """The name that is left of two that are one another, by the other."""

    def take_up(self, blocks: Sequence[Element], former: bool) -> None:
        """Name a package's bookmarks anew where needed; `former` are an old text's."""
        names: dict[str, str] = {}
        first = self._last
        for block in blocks:
            for mark in block.every(*_MARKS):
                number = first + int(mark.get("w:id")) + 1
                self._last = max(self._last, number)
                mark.attributes["w:id"] = str(number)
                if name := mark.get("w:name"):
                    free = self._free(name)
                    names[name] = mark.attributes["w:name"] = free
                    self._titles[free] = block.text()
        if former:
            self._former.update(names.values())
        _lead(blocks, names)

    def _free(self, name: str) -> str:
        number, free = 1, name
        while free in self._titles:
            number += 1
            free = f"{name[:_LONGEST]}_{number}"
        return free

    def match(self, steps: Sequence[Step]) -> None:
        """Learn which old bookmarks are which new ones, where their paragraphs are still there."""
        for step in steps:
            for old, new in zip(step.old, step.new, strict=False):
                self._now.update(zip(_names(old.element), _names(new.element), strict=False))

    def title(self, name: str) -> str:
        """Give the words that a bookmark stands at, "" where there is none."""
        return self._titles.get(name, "")

    def is_same(self, name: str, other: str) -> bool:
        """Tell whether two names are one place's."""
        return self._now.get(name, name) == self._now.get(other, other)

    def finish(self, parts: Sequence[Element]) -> None:
        """Lead everything to the bookmarks that are left; take out what nothing leads to."""
        _lead(parts, self._now)
        wanted = {name for part in parts for name in _wanted(part)}
        for part in parts:
            gone = {
                mark.get("w:id")
                for mark in part.every("w:bookmarkStart")
                if mark.get("w:name") in self._former - wanted
            }
            if gone:
                _take_out(part, gone)


def wrap(paragraph: Element, runs: list[Element]) -> list[Element]:
    """Put a paragraph's bookmarks round its woven runs; a note's own stays with its mark."""
    elements = paragraph.elements
    starts = [
        each
        for number, each in enumerate(elements)
        if each.name == "w:bookmarkStart" and not is_note_mark(elements, number)
    ]
    ids = {start.get("w:id") for start in starts}
    ends = [e for e in elements if e.name == "w:bookmarkEnd" and e.get("w:id") in ids]
    return [*starts, *runs, *ends]


def _names(element: Element) -> list[str]:
    return [mark.get("w:name") for mark in element.every("w:bookmarkStart")]


def _wanted(part: Element) -> list[str]:
    fields = (text.text() for text in part.every("w:instrText", "w:delInstrText"))
    anchors = [link.get("w:anchor") for link in part.every("w:hyperlink")]
    return [*anchors, *(name for text in fields for name in _FIELD.findall(text))]


def _lead(elements: Sequence[Element], names: dict[str, str]) -> None:
    for element in elements:
        for link in element.every("w:hyperlink"):
            anchor = link.get("w:anchor")
            if anchor in names:
                link.attributes["w:anchor"] = names[anchor]
        for text in element.every("w:instrText", "w:delInstrText"):
            text.children = [_FIELD.sub(lambda at: names.get(at[0], at[0]), text.text())]


def _take_out(element: Element, gone: set[str]) -> None:
    element.children = [
        child
        for child in element.children
        if isinstance(child, str) or child.name not in _MARKS or child.get("w:id") not in gone
    ]
    for child in element.elements:
        _take_out(child, gone)
