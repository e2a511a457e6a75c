"""Ends: paragraphs that wait for their mark, because the last one of a text cannot lose its own.

Where the last paragraph came or went, the change of an end is told one paragraph earlier, as Word
does it: the end before it came or went, and the last one took on other looks.
"""

from collections.abc import Sequence

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.marks import Hand, Side
from anbefal.writers.docx.redline.units import shape


class Ended:
    """A woven paragraph: its runs, its properties on either side, and what became of its end."""

    def __init__(
        self,
        runs: list[Element],
        before: Element | None,
        now: Element | None,
        hand: Hand,
        side: Side | None = None,
    ) -> None:
        """Take everything; of an end that came or went only one of the properties counts."""
        self.hand = hand
        self.runs = runs
        self.before = before
        self.now = now
        self.side = side

    def element(self) -> Element:
        """Give the paragraph."""
        if self.side:
            own = self.now if self.side == "ins" else self.before
            properties = self.hand.paragraph_properties(own, None, self.side)
        else:
            differs = shape(self.before) != shape(self.now)
            before = (self.before or Element("w:pPr")) if differs else None
            properties = self.hand.paragraph_properties(self.now, before, None)
        return Element("w:p", {}, [properties, *self.runs])


def settle(blocks: Sequence[Ended | Element]) -> list[Element]:
    """Give the blocks of a whole body or cell, the last paragraph's end kept."""
    settled = list(blocks)
    last = settled[-1] if settled else None
    if isinstance(last, Ended) and last.side:
        _keep_last_end(settled, last)
    return [block.element() if isinstance(block, Ended) else block for block in settled]


def _keep_last_end(blocks: list[Ended | Element], last: Ended) -> None:
    side, at = last.side, len(blocks) - 2
    while at >= 0:
        block = blocks[at]
        if not isinstance(block, Ended):
            break
        if block.side != side:
            _give_end(blocks, at, block, last)
            return
        at -= 1
    # A table stands before it, or nothing at all: an empty line is left of it.
    last.side = None
    last.before = last.now = last.now or last.before


def _give_end(blocks: list[Ended | Element], at: int, block: Ended, last: Ended) -> None:
    """Let the last end be the one that a paragraph before it had."""
    if block.side is None:
        if last.side == "ins":
            last.before = block.before
        else:
            last.now = block.now
        block.side = last.side
    else:
        # One went and the other came: they are the same end, and their words one paragraph's.
        if last.side == "ins":
            last.before = block.before
        else:
            last.now = block.now
        follower = blocks[at + 1]
        assert isinstance(follower, Ended), "only paragraphs stand between"
        follower.runs[:0] = block.runs
        del blocks[at]
    last.side = None
