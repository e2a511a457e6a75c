"""Day: the rows of a timetable with the times that they get from each other.

A row without a time of its own is a part of the one above it. A row without an end lasts until
the next one begins.
"""

import re
from collections.abc import Iterator, Sequence

from anbefal import tree
from anbefal.kinds.entries import entries_of
from anbefal.kinds.timetable import Slot, Timetable
from anbefal.model import Draft, Section, SectionSpec
from anbefal.values import Struct

_NUMBER = re.compile(r"^\d{1,2}\s?[a-zæøå]?[.)]\s*")


class Row(Struct, frozen=True):
    """A row of the day, and the rows below it that have no time."""

    slot: Slot
    start: int | None
    end: int | None
    """Its own, or the next row's start; None where neither can be."""
    parts: tuple[Slot, ...]
    is_break: bool
    """Nobody works: lunch, coffee, arrival."""

    @property
    def minutes(self) -> int | None:
        """Give how long it lasts."""
        return None if self.start is None or self.end is None else self.end - self.start

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Give its own slot, and those of its parts."""
        return (self.slot, *self.parts)

    @property
    def room(self) -> str:
        """Give the room, folded; "" where none is named."""
        label = self.slot.find("room")
        return tree.fold(label.text) if label else ""

    @property
    def planned(self) -> tuple[int, ...]:
        """Give the minutes of each step, or of what stands beside the time for each part."""
        whole = self.slot.stated if not self.parts and len(self.slot.stated) == 1 else ()
        own = _planned(self.slot)
        return (*(() if own == whole else own), *(m for part in self.parts for m in _planned(part)))

    def beside(self, other: "Row") -> bool:
        """Tell whether two rows are held at the same time, each in a room of its own."""
        return bool(self.room and other.room and self.room != other.room)

    def overlaps(self, other: "Row") -> bool:
        """Tell whether both last at some minute."""
        if self.start is None or other.start is None or self.end is None or other.end is None:
            return False
        return self.start < other.end and other.start < self.end


class Day(Struct, frozen=True):
    """The rows of one timetable."""

    section: Section
    spec: SectionSpec
    rows: tuple[Row, ...]


def days_of(draft: Draft) -> Iterator[Day]:
    """Give each timetable of a draft as rows."""
    for section, spec, values in entries_of(draft):
        if isinstance(values, Timetable):
            yield Day(section, spec, tuple(_rows(values.slots, spec)))


def lines_of(slot: Slot) -> Iterator[tuple[int, str]]:
    """Give each line of text below a row's heading, or in its cells, with its number."""
    for at in tree.lines_of_text(slot.nodes):
        yield from enumerate(tree.text(at).split("\n"), tree.line(at))


def _rows(slots: Sequence[Slot], spec: SectionSpec) -> Iterator[Row]:
    groups: list[list[Slot]] = []
    for slot in slots:
        if groups and slot.start is slot.end is None:
            groups[-1].append(slot)
        else:
            groups.append([slot])
    before: int | None = None
    for number, (slot, *parts) in enumerate(groups):
        start = before if slot.start is None and slot.end is not None else slot.start
        end = slot.end
        if start is not None and (end is None or end <= start):
            follows = groups[number + 1][0].start if number + 1 < len(groups) else None
            given = follows is not None and follows > start and (not parts or end is not None)
            end = follows if given else None
        before = end
        yield Row(slot, start, end, tuple(parts), _is_break(slot.name, spec))


def _is_break(name: str, spec: SectionSpec) -> bool:
    words = _NUMBER.sub("", tree.fold(name))
    return any(words.startswith(tree.fold(word)) for word in spec.breaks)


def _planned(slot: Slot) -> tuple[int, ...]:
    steps = tuple(step.minutes for step in slot.steps if step.minutes)
    return steps or slot.stated
