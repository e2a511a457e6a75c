"""Notes: the footnotes of old and new texts in one part, in the order of their marks.

LibreOffice tells notes by their order alone: none without a mark may stand among them.
"""

from collections.abc import Callable, Sequence

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.tokens import Token
from anbefal.writers.docx.redline.words import Stretch

_MARK = "w:footnoteReference"

Weave = Callable[[Sequence[Element], Sequence[Element]], list[Element]]


class Notes:
    """The notes of all packages that were taken up, each under a number of its own."""

    def __init__(self) -> None:
        """Start without any."""
        self._notes: dict[str, list[Element]] = {}
        self._woven: dict[str, list[Element]] = {}

    def take_up(self, part: Element, blocks: Sequence[Element]) -> None:
        """Take a package's notes; its marks, in `blocks`, get their new numbers."""
        numbers: dict[str, str] = {}
        for note in part.elements:
            if not note.get("w:type"):
                number = str(len(self._notes) + 1)
                numbers[note.get("w:id")] = number
                self._notes[number] = note.elements
        for block in blocks:
            for mark in block.every(_MARK):
                mark.attributes["w:id"] = numbers[mark.get("w:id")]

    def weave(self, stretches: Sequence[Stretch], weave: Weave) -> None:
        """Weave the notes whose marks stayed in a paragraph."""
        for stretch in stretches:
            if stretch.old and stretch.new and stretch.old.whole:
                old, new = _number(stretch.old), _number(stretch.new)
                if old and new:
                    self._woven[new] = weave(self._notes[old], self._notes[new])

    def finish(self, part: Element, body: Element) -> None:
        """Number the marks of the finished body in their order, and write their notes."""
        kept = [note for note in part.elements if note.get("w:type")]
        for number, mark in enumerate(body.every(_MARK), 1):
            old = mark.get("w:id")
            inside = self._woven.get(old) or self._notes[old]
            kept.append(Element("w:footnote", {"w:id": str(number)}, inside))
            mark.attributes["w:id"] = str(number)
        part.children = list(kept)


def _number(token: Token) -> str:
    for element in token.whole:
        for mark in element.every(_MARK):
            return mark.get("w:id")
    return ""
