"""The page's measures, in twips: 1/1440 inch, 567 to the centimetre."""

from typing import NamedTuple


class Page(NamedTuple):
    """A sheet of paper, and how far from its edges the text, the header and the footer stand."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    gutter: int = 0
    orientation: str = ""

    @property
    def text_width(self) -> int:
        """Give how wide a line is."""
        return self.width - self.left - self.right - self.gutter

    @property
    def text_height(self) -> int:
        """Give how high a picture may be, with a line of its caption below it."""
        return self.height - self.top - self.bottom - 849

    def turned(self) -> "Page":
        """Give the sheet laid on its side; one that lies already stays as it is."""
        if self.width > self.height:
            return self
        return self._replace(width=self.height, height=self.width, orientation="landscape")


# A4 with 2.7 cm at the sides.
A4 = Page(11906, 16838, 1701, 1531, 1588, 1531, 794, 737)
TEXT_WIDTH = A4.text_width
# How far in the words of an item, a quote and a code block stand.
LIST_STEP, QUOTE_STEP, CODE_STEP = 425, 340, 120
