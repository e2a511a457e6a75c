"""Units: what stands in a body or a cell, as it is matched: paragraphs, and whole tables."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.tokens import Token, tokens

# Says where a paragraph stands on the page, not what it is: a mark for it would only be noise.
_LAYOUT = frozenset(("w:spacing", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:rPr"))

_LONGEST_LABEL = 40
_PLACED = ("w:tblInd", "w:tblBorders")


class Unit:
    """A paragraph, or a table with the small empty line behind it."""

    def __init__(self, element: Element, behind: Element | None = None) -> None:
        """Take a paragraph, or a table and what stands behind it."""
        self.element = element
        self.behind = behind

    @property
    def is_table(self) -> bool:
        """Tell whether it is a table."""
        return self.element.name == "w:tbl"

    @cached_property
    def tokens(self) -> list[Token]:
        """Give a paragraph's words."""
        return tokens(self.element)

    @cached_property
    def text(self) -> str:
        """Give the words as one text; of a table, all cells'."""
        if not self.is_table:
            return "".join([token.text for token in self.tokens])
        return "\n".join(row_text(row) for row in rows(self.element))

    @cached_property
    def style(self) -> str:
        """Give the paragraph's style; of a table what no mark can change: columns, place, bar."""
        if self.is_table:
            placed = [next(self.element.every(name), None) for name in _PLACED]
            told = "".join(each.xml() for each in placed if each)
            return f"table of {columns(self.element)} {told}"
        style = self.element.find("w:pPr", "w:pStyle")
        return style.get("w:val") if style else ""

    @cached_property
    def bag(self) -> Counter[str]:
        """Count the words."""
        return Counter(word for word in self.text.casefold().split() if word)

    @cached_property
    def label(self) -> str:
        """Give the bold words with a colon that a line begins with, "" for none."""
        label, colon, _ = self.text.partition(":")
        bold = not self.is_table and colon and "<w:b/>" in self.tokens[0].face
        return label if bold and len(label) <= _LONGEST_LABEL else ""

    @property
    def properties(self) -> Element | None:
        """Give the paragraph's properties."""
        return self.element.find("w:pPr")

    def forget(self) -> None:
        """Read the paragraph anew when it is asked for: it was changed."""
        for name in ("tokens", "text", "bag", "label"):
            self.__dict__.pop(name, None)


def units(elements: Sequence[Element]) -> list[Unit]:
    """Cut a row of blocks: a table is one with the paragraph that only keeps it from the next."""
    found: list[Unit] = []
    for element in elements:
        before = found[-1] if found else None
        if element.name == "w:p":
            unit = Unit(element)
            if before and before.is_table and not before.behind and unit.style == "AfterTable":
                before.behind = element
                continue
            found.append(unit)
        elif element.name == "w:tbl":
            found.append(Unit(element))
    return found


def rows(table: Element) -> list[Element]:
    """Give a table's rows."""
    return [child for child in table.elements if child.name == "w:tr"]


def cells(row: Element) -> list[Element]:
    """Give a row's cells."""
    return [child for child in row.elements if child.name == "w:tc"]


def row_text(row: Element) -> str:
    """Give the words of a row."""
    return "\t".join(" ".join(text_of(cell).split()) for cell in cells(row))


def text_of(element: Element) -> str:
    """Give all the words of paragraphs, wherever they stand."""
    return " ".join("".join(t.text for t in tokens(p)) for p in element.every("w:p"))


def columns(table: Element) -> int:
    """Count a table's columns."""
    return sum(1 for _ in table.every("w:gridCol"))


def shape(properties: Element | None) -> str:
    """Give what of a paragraph's properties says what it is: style, list, indent, bar, side."""
    inside = properties.elements if properties else []
    return "".join(child.xml() for child in inside if child.name not in _LAYOUT)
