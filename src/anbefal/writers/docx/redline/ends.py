"""Ends: paragraphs that wait for their mark, because the last one of a text cannot lose its own.

Where the last paragraph came or went, the change of an end is told one paragraph earlier, as Word
does it: the end before it came or went, and the last one took on other looks.
"""

from collections.abc import Sequence
from functools import cached_property

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

    @cached_property
    def text(self) -> str:
        """Give the words."""
        texts = (text for run in self.runs for text in run.every("w:t", "w:delText"))
        return "".join(text.text() for text in texts).strip()

    def is_whole(self) -> bool:
        """Tell whether all its words came, or went, with its end."""
        inside = (part for run in self.runs for part in _parts(run))
        return bool(self.side) and all(part.name == f"w:{self.side}" for part in inside)

    def ends_with_new_words(self) -> bool:
        """Tell whether the last words came."""
        words = [run for run in self.runs if run.name in ("w:r", "w:ins", "w:del", "w:hyperlink")]
        return bool(words) and next(words[-1].every("w:ins"), None) is not None

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


def _parts(run: Element) -> list[Element]:
    """Give what stands in a paragraph, that of a link one by one; bookmarks are no part of it."""
    parts = run.elements if run.name == "w:hyperlink" else [run]
    return [part for part in parts if not part.name.startswith("w:bookmark")]


def settle(blocks: Sequence[Ended | Element]) -> list[Element]:
    """Give the blocks of a whole body or cell, the last paragraph's end kept."""
    settled = list(blocks)
    _move_ends(settled)
    last = settled[-1] if settled else None
    if isinstance(last, Ended) and last.side:
        _keep_last_end(settled, last)
    return [block.element() if isinstance(block, Ended) else block for block in settled]


def _move_ends(blocks: Sequence[Ended | Element]) -> None:
    """Let the change of an end be told one paragraph earlier where LibreOffice needs it.

    By the rules it is the same. But words that came at the end of a paragraph and whole ones
    behind it are one change to LibreOffice, and rejecting it would lose the end between them. And
    what it takes for moved lends its looks to the paragraph behind it when it goes.
    """
    moved = _moved(blocks)
    number = 0
    while number < len(blocks) - 1:
        block, first = blocks[number], number
        group = _changed_behind(blocks, number)
        number += max(1, len(group))
        if not isinstance(block, Ended) or block.side or not group or not block.text:
            continue
        final = group[-1]
        came = final.side == "ins"
        if came and block.ends_with_new_words() or any(one.text in moved for one in group):
            behind = blocks[first + len(group) + 1 :][:1]
            if isinstance(behind[0] if behind else None, Ended) or came:
                block.side, final.side = final.side, None
                if came:
                    final.before = block.before
                else:
                    final.now = block.now


def _changed_behind(blocks: Sequence[Ended | Element], number: int) -> list[Ended]:
    """Give the paragraphs behind one whose ends all came, or all went."""
    group: list[Ended] = []
    for block in blocks[number + 1 :]:
        if not isinstance(block, Ended) or not block.is_whole():
            break
        if group and block.side != group[0].side:
            break
        group.append(block)
    return group


def _moved(blocks: Sequence[Ended | Element]) -> set[str]:
    """Give the words of paragraphs that both went and came."""
    changed = [block for block in blocks if isinstance(block, Ended) and block.side]
    came, went = ({one.text for one in changed if one.side == side} for side in ("ins", "del"))
    return {text for text in came & went if " " in text}


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
