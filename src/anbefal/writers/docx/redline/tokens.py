"""Tokens: what stands in a paragraph, cut into words, signs, spaces and things that stay whole."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal.writers.docx.redline.element import Element

# What clings to the letter before it: soft hyphens, combining marks, joiners, skin tones.
_CLING = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_TOKEN = re.compile(
    rf"\w[\w{_CLING}]*(?:[-'’.,:/]\w[\w{_CLING}]*)*|[^\S\n\t]+|[^\w\s][{_CLING}]*|[\n\t]|[{_CLING}]+"
)
_LETTERS = {"w:br": "\n", "w:tab": "\t", "w:softHyphen": "\u00ad"}


class Link(NamedTuple):
    """Where some words lead."""

    attributes: tuple[tuple[str, str], ...]

    @property
    def target(self) -> str:
        """Give the relationship or the bookmark."""
        return next((value for name, value in self.attributes if name in _TARGETS), "")

    def element(self, children: Sequence[Element | str]) -> Element:
        """Give the hyperlink round some runs."""
        return Element("w:hyperlink", dict(self.attributes), children)


_TARGETS = ("r:id", "w:anchor")


class Token(NamedTuple):
    """A word, a sign, white space, or a whole thing such as a picture, a note or a task box."""

    text: str
    """The letters; of a whole thing what tells it from another."""
    face: str = ""
    """The run's properties, as they are written."""
    link: Link | None = None
    whole: tuple[Element, ...] = ()
    """The elements of a thing that is not cut."""

    @property
    def key(self) -> tuple[str, bool, bool, bool]:
        """Give what is compared: words in a link, or code, are not the same as words outside.

        Not every program takes back a style of letters.
        """
        return self.text, self.link is not None, bool(self.whole), "w:rStyle" in self.face

    @property
    def is_space(self) -> bool:
        """Tell whether it is nothing but white space within a line."""
        return not self.whole and self.text.isspace() and self.text not in "\n\t"


def tokens(paragraph: Element) -> list[Token]:
    """Cut a paragraph; bookmarks are no part of its words."""
    return list(_cut(paragraph.elements, None))


def _cut(elements: Sequence[Element], link: Link | None) -> Iterator[Token]:
    at = 0
    while at < len(elements):
        element = elements[at]
        at += 1
        if is_note_mark(elements, at - 1):
            yield Token("note", "", link, tuple(elements[at - 1 : at + 2]))
            at += 2
        if element.name in ("w:pPr", "w:bookmarkStart", "w:bookmarkEnd"):
            continue
        if element.name == "w:hyperlink":
            yield from _cut(element.elements, Link(tuple(element.attributes.items())))
        elif element.name != "w:r":
            yield Token(_identity(element), "", link, (element,))
        elif element.find("w:fldChar"):
            # A field stands for its result: all its runs go together.
            end = _end_of_field(elements, at - 1)
            runs = tuple(elements[at - 1 : end])
            yield Token(
                "".join(e.text() for e in runs if not e.find("w:instrText")), "", link, runs
            )
            at = end
        else:
            yield from _cut_run(element, link)


def is_note_mark(elements: Sequence[Element], at: int) -> bool:
    """Tell whether a bookmark that is round a note's mark, and nothing else, begins here."""
    if elements[at].name != "w:bookmarkStart" or at + 2 >= len(elements):
        return False
    mark, end = elements[at + 1 : at + 3]
    noted = next(mark.every("w:footnoteReference"), None)
    return noted is not None and end.get("w:id") == elements[at].get("w:id")


def _end_of_field(elements: Sequence[Element], start: int) -> int:
    depth = 0
    for number in range(start, len(elements)):
        sign = elements[number].find("w:fldChar")
        if sign:
            depth += {"begin": 1, "end": -1}.get(sign.get("w:fldCharType"), 0)
            if depth == 0:
                return number + 1
    return len(elements)


def _cut_run(run: Element, link: Link | None) -> Iterator[Token]:
    properties = run.find("w:rPr")
    face = properties.xml() if properties else ""
    letters: list[str] = []
    for child in run.elements:
        if child.name == "w:rPr":
            continue
        if child.name == "w:t":
            letters.append(child.text())
        elif child.name in _LETTERS and not child.attributes:
            letters.append(_LETTERS[child.name])
        else:
            yield Token(_identity(run), face, link, (run,))
            return
    for word in _TOKEN.findall("".join(letters)):
        yield Token(word, face, link)


def _identity(element: Element) -> str:
    """Tell a thing that is not cut from others: numbers that only count do not matter."""
    picture = next(element.every("wp:inline"), None)
    if picture:
        told = next(picture.every("wp:docPr"))
        size = next(picture.every("wp:extent"))
        source = next(picture.every("a:blip"))
        return " ".join(
            ("picture", source.get("r:embed"), size.get("cx"), told.get("descr"), told.get("title"))
        )
    if next(element.every("w:footnoteReference"), None):
        return "note"
    if element.name == "w:sdt":
        return element.find("w:sdtContent").text()  # type: ignore[union-attr]
    return element.xml()


def plain(token: Token) -> tuple[Element, ...]:
    """Give the runs of a whole thing as they may stand inside a tracked change.

    A control in a tracked change cannot be taken back by every program: its glyph can.
    """
    found: list[Element] = []
    for element in token.whole:
        content = element.find("w:sdtContent")
        found += content.elements if content else [element]
    return tuple(found)
