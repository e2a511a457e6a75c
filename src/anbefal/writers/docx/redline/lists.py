"""Lists: what was an item of a list is one of the list as it is now, or numbers would start anew.

Each version numbers its lists for itself. An old list is given the number of the new one to which
most of its items went, if both are of one shape and start at one number.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.pairing import Step
from anbefal.writers.docx.redline.units import Unit


class Lists:
    """The numbering of the document, to which that of others is added."""

    def __init__(self, part: Element) -> None:
        """Take the numbering part of the package that the document is made in."""
        self._part = part
        self._shapes = {
            one.get("w:numId"): _shape(one) for one in part.elements if one.name == "w:num"
        }

    def take_up(self, part: Element, blocks: Sequence[Element]) -> None:
        """Add the lists that some blocks of a package use; their items get the new numbers."""
        known = {one.get("w:abstractNumId") for one in self._part.elements}
        first = next(n for n, one in enumerate(self._part.elements) if one.name == "w:num")
        self._part.children[first:first] = [
            one
            for one in part.elements
            if one.name == "w:abstractNum" and one.get("w:abstractNumId") not in known
        ]
        used = {number.get("w:val") for block in blocks for number in block.every("w:numId")}
        numbers: dict[str, str] = {}
        for one in part.elements:
            if one.name == "w:num" and one.get("w:numId") in used:
                number = str(max(map(int, self._shapes)) + 1)
                numbers[one.get("w:numId")] = number
                one.attributes["w:numId"] = number
                self._part.children.append(one)
                self._shapes[number] = _shape(one)
        renumber(blocks, numbers)

    def match(self, steps: Sequence[Step]) -> dict[str, str]:
        """Give the new number of each old list that is still there."""
        votes: Counter[tuple[str, str]] = Counter()
        for step in steps:
            for one in step.old:
                for other in step.new:
                    old, new = _number(one), _number(other)
                    if old and new and self._shapes[old] == self._shapes[new]:
                        votes[old, new] += 1
        found: dict[str, str] = {}
        for (old, new), _ in sorted(votes.items(), key=lambda vote: -vote[1]):
            if old not in found and new not in found.values():
                found[old] = new
        return found


def renumber(elements: Sequence[Element], numbers: Mapping[str, str]) -> None:
    """Give the items of some blocks the numbers of other lists."""
    for element in elements:
        for number in element.every("w:numId"):
            value = number.get("w:val")
            number.attributes["w:val"] = numbers.get(value, value)


def _shape(one: Element) -> str:
    """Give what is the same of two lists that count alike."""
    return "".join(child.xml() for child in one.elements)


def _number(unit: Unit) -> str:
    number = unit.properties.find("w:numPr", "w:numId") if unit.properties else None
    return number.get("w:val") if number else ""
