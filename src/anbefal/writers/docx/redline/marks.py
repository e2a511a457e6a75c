"""Marks: whose change it was and when, and the elements that say so."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from anbefal.writers.docx.redline.element import Element

Side = Literal["ins", "del"]

# The schema's order of what may follow the properties of a paragraph's style.
_LAST = ("w:rPr", "w:sectPr", "w:pPrChange")


class Hand(NamedTuple):
    """Who changed the text, and when (ISO 8601 in UTC; empty where nobody knows)."""

    author: str
    date: str = ""

    def mark(self, name: str, children: Sequence[Element | str] = ()) -> Element:
        """Give an element that tells of a change; its number is given when all are known."""
        attributes = {"w:id": "", "w:author": self.author}
        if self.date:
            attributes["w:date"] = self.date
        return Element(name, attributes, children)

    def paragraph_properties(
        self, now: Element | None, before: Element | None, side: Side | None
    ) -> Element:
        """Give a paragraph's properties with what became of its end and of themselves.

        `before` are the properties that it had, None where they are the same or it had none.
        """
        inside = [child for child in (now.children if now else ()) if not _is_last(child)]
        made = Element("w:pPr", {}, inside)
        if side:
            made.children.append(Element("w:rPr", {}, [self.mark(f"w:{side}")]))
        if before is not None:
            kept = [child for child in before.children if not _is_last(child)]
            made.children.append(self.mark("w:pPrChange", [Element("w:pPr", {}, kept)]))
        return made

    def row_properties(self, row: Element, side: Side) -> None:
        """Mark a whole row of a table as one that came or went."""
        properties = row.find("w:trPr")
        if properties is None:
            properties = Element("w:trPr")
            row.children.insert(0, properties)
        properties.children.append(self.mark(f"w:{side}"))


def _is_last(child: Element | str) -> bool:
    return isinstance(child, Element) and child.name in _LAST
