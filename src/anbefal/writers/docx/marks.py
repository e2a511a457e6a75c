"""Footnote marks: numbered in the order in which they are written.

Word takes a footnote's mark in the body alone. So a note that only another note refers to has its
mark beside the other's, and each further reference is a field that repeats the mark's number.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from anbefal import tree
from anbefal.model.document import Document
from anbefal.writers.docx import markup

LOOKS = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
SEPARATOR = markup.run(",", LOOKS)


class Marks:
    """Hand out a document's footnote marks, in the order in which they are written."""

    def __init__(self, document: Document) -> None:
        """Find out which notes are referred to again, and so need a name."""
        self._notes = document.notes
        self._inside = {
            label: list(tree.references(document.notes[label])) for label in self._notes
        }
        self._again: set[str] = set()
        self.numbers: dict[str, int] = {}
        """By label: what has a mark in the body."""
        if self._notes:
            found = Counter(tree.references(document.body))
            self._again = {label for label in found if found[label] > 1}
            self._again.update(label for labels in self._inside.values() for label in labels)

    def write(self, label: str, new_id: Callable[[], int]) -> str:
        """Write a reference: the mark itself the first time; "" where there is no such note."""
        if label in self.numbers:
            number = self.numbers[label]
            return markup.field(rf"NOTEREF {_name(number)} \f \h", str(number), LOOKS)
        placed = [self._place(each, new_id) for each in self._reached(label)]
        return SEPARATOR.join(placed)

    def _reached(self, label: str) -> Iterator[str]:
        """Give a note and those that it alone leads to, each with its number."""
        waiting = [label]
        while waiting:
            each = waiting.pop()
            if each in self._notes and each not in self.numbers:
                self.numbers[each] = len(self.numbers) + 1
                yield each
                waiting += reversed(self._inside[each])

    def _place(self, label: str, new_id: Callable[[], int]) -> str:
        number = self.numbers[label]
        mark = f'<w:r>{LOOKS}<w:footnoteReference w:id="{number}"/></w:r>'
        if label not in self._again:
            return mark
        id = new_id()
        return (
            f'<w:bookmarkStart w:id="{id}" w:name="{_name(number)}"/>{mark}'
            f'<w:bookmarkEnd w:id="{id}"/>'
        )


def _name(number: int) -> str:
    # "_Ref" is the name that Word gives, and hides.
    return f"_RefNote{number}"
