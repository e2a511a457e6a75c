"""Weaving: two texts in one, every change marked, so that either can be had back.

A paragraph's end is a sign in the text like any other. What the text is with all that went left
out is the new one, and with all that came left out the old one; the rest is looks.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal.i18n import Message, msg, translate
from anbefal.writers.docx.redline.bookmarks import Bookmarks, wrap
from anbefal.writers.docx.redline.comments import Comments
from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.ends import Ended, settle
from anbefal.writers.docx.redline.marks import Hand, Side
from anbefal.writers.docx.redline.notes import Notes
from anbefal.writers.docx.redline.pairing import Step, pair
from anbefal.writers.docx.redline.relations import Relations
from anbefal.writers.docx.redline.runs import write_runs
from anbefal.writers.docx.redline.tables import weave_rows
from anbefal.writers.docx.redline.tokens import Token
from anbefal.writers.docx.redline.units import Unit, units
from anbefal.writers.docx.redline.words import Stretch, compare_words


class Keeping(NamedTuple):
    """What the document keeps apart from its body."""

    comments: Comments
    bookmarks: Bookmarks
    notes: Notes
    body: Relations
    noted: Relations


class Weaver:
    """Weave the blocks of one pair of texts."""

    def __init__(self, hand: Hand, language: str, keeping: Keeping) -> None:
        """Take whose changes they are, in which language, and what the document keeps."""
        self.hand = hand
        self.language = language
        self.keeping = keeping
        self._relations = keeping.body

    def weave(self, steps: Sequence[Step], remarks: Sequence[str] = ()) -> list[Ended | Element]:
        """Weave matched units; the last paragraph's end is still to be settled.

        `remarks` become a comment on the first paragraph.
        """
        blocks = [block for step in steps for block in self._step(step)]
        first = next((block for block in blocks if isinstance(block, Ended)), None)
        if first and remarks:
            first.runs = self.keeping.comments.about(first.runs, remarks, self.hand)
        return blocks

    def _weave_note(self, old: Sequence[Element], new: Sequence[Element]) -> list[Element]:
        """Weave what two footnotes hold."""
        self._relations = self.keeping.noted
        woven = self._weave_cell(old, new)
        self._relations = self.keeping.body
        return woven

    def _weave_cell(self, old: Sequence[Element], new: Sequence[Element]) -> list[Element]:
        """Weave what two cells hold."""
        return settle(self.weave(list(pair(units(old), units(new)))))

    def _step(self, step: Step) -> Iterator[Ended | Element]:
        old, new = step.old, step.new
        if old and new:
            if old[0].is_table:
                yield from self._table(old[0], new[0])
            else:
                yield from self._paragraphs(old, new)
        elif old:
            yield from self._whole(old[0], "del")
        else:
            yield from self._whole(new[0], "ins")

    # -- paragraphs ----------------------------------------------------------------------

    def _paragraphs(self, old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Ended]:
        if len(old) == len(new) == 1:
            yield self._edited(old[0], new[0])
        elif len(new) > 1:
            yield from self._split(old[0], new, "ins")
        else:
            yield from self._split(new[0], old, "del")

    def _edited(self, old: Unit, new: Unit) -> Ended:
        stretches = compare_words(old.tokens, new.tokens)
        return self._ended(stretches, new, old.properties, new.properties)

    def _ended(
        self,
        stretches: Sequence[Stretch],
        shown: Unit,
        before: Element | None,
        now: Element | None,
        side: Side | None = None,
    ) -> Ended:
        self.keeping.notes.weave(stretches, self._weave_note)
        runs = write_runs(stretches, self.hand, self._tell_link)
        if _is_picture_replaced(stretches):
            runs = self._comment(runs, msg("a picture was replaced"))
        return Ended(wrap(shown.element, runs), before, now, self.hand, side)

    def _split(self, whole: Unit, parts: Sequence[Unit], side: Side) -> Iterator[Ended]:
        """Write a paragraph whose parts stand alone on the other side: their ends came, or went."""
        joined: list[Token] = []
        ends = set()
        for part in parts:
            joined += part.tokens
            ends.add(len(joined))
        came = side == "ins"
        stretches = compare_words(*((whole.tokens, joined) if came else (joined, whole.tokens)))
        lines: list[list[Stretch]] = [[]]
        count = 0
        for stretch in stretches:
            lines[-1].append(stretch)
            if stretch.new if came else stretch.old:
                count += 1
                if count in ends and len(lines) < len(parts):
                    lines.append([])
        if not all(map(_has_kept, lines)):
            # Too little is left of it: the parts stand for themselves.
            gone, come = ([whole], parts) if came else (parts, [whole])
            for unit in gone:
                yield self._one_sided(unit.element, "del")
            for unit in come:
                yield self._one_sided(unit.element, "ins")
            return
        for line, part in zip(lines[:-1], parts, strict=False):
            yield self._ended(line, part, part.properties, part.properties, side)
        last = parts[-1].properties
        before, now = (whole.properties, last) if came else (last, whole.properties)
        yield self._ended(lines[-1], parts[-1] if came else whole, before, now)

    def _whole(self, unit: Unit, side: Side) -> Iterator[Ended | Element]:
        """Write what came, or went, as it is."""
        if not unit.is_table:
            yield self._one_sided(unit.element, side)
            return
        table = unit.element.copy()
        for row in table.elements:
            if row.name == "w:tr":
                self.mark_row(row, side)
        yield table
        if unit.behind:
            yield self._one_sided(unit.behind, side)

    def _one_sided(self, paragraph: Element, side: Side) -> Ended:
        unit = Unit(paragraph)
        stretches = [
            Stretch(token, None) if side == "del" else Stretch(None, token) for token in unit.tokens
        ]
        return self._ended(stretches, unit, unit.properties, unit.properties, side)

    # -- tables --------------------------------------------------------------------------

    def _table(self, old: Unit, new: Unit) -> Iterator[Ended | Element]:
        yield weave_rows(old.element, new.element, self._weave_cell, self.mark_row)
        if new.behind:
            behind, before = Unit(new.behind), old.behind or new.behind
            yield self._edited(Unit(before), behind)

    def mark_row(self, row: Element, side: Side) -> None:
        """Mark a row, and everything in it, as one that came or went."""
        for cell in row.elements:
            if cell.name == "w:tc":
                cell.children = [
                    self._one_sided(child, side).element()
                    if isinstance(child, Element) and child.name == "w:p"
                    else child
                    for child in cell.children
                ]
        self.hand.row_properties(row, side)

    # -- what cannot be marked -------------------------------------------------------------

    def _tell_link(self, before: str, now: str, link: Element) -> list[Element]:
        keeping = self.keeping
        if keeping.bookmarks.is_same(before, now):
            return [link]
        told = self._relations.address(before) or f'"{keeping.bookmarks.title(before)}"'
        return self._comment([link], msg("the link led to {address} before", address=told))

    def _comment(self, elements: Sequence[Element], message: Message) -> list[Element]:
        lines = [translate(message, self.language)]
        return self.keeping.comments.about(elements, lines, self.hand)


def _has_kept(line: Sequence[Stretch]) -> bool:
    return any(one.side is None and not one.token.is_space for one in line)


def _is_picture_replaced(stretches: Sequence[Stretch]) -> bool:
    sides = {s.side for s in stretches if s.token.whole and s.token.text.startswith("picture ")}
    return {"ins", "del"} <= sides
