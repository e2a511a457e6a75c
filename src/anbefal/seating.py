"""Seating: who sits at which table when, so that nobody is at two tables at once.

Experts and groups are two sides, a meeting is a line between them, and a time is a colour: by
König's theorem as many times are enough as the busiest of them has meetings, where all are there
all the time. Meetings are placed one by one, and where one finds no time that is free for both,
others change places along a chain of two times.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple


class Wish(NamedTuple):
    """A meeting to be placed: an expert, a group, and how many questions are still open."""

    expert: str
    group: str
    open: int = 0


class Seating(NamedTuple):
    """Who sits where, and the meetings that found no time."""

    tables: Mapping[tuple[int, str], str]
    """The expert, by time and group."""
    left: tuple[Wish, ...]


def seat(wishes: Sequence[Wish], hours: Mapping[str, Sequence[int]]) -> Seating:
    """Place every meeting that finds a time among its expert's, those with open questions first."""
    plan = _Plan(hours)
    counts = {wish.expert: 0 for wish in wishes}
    for wish in wishes:
        counts[wish.expert] += 1

    def urgency(wish: Wish) -> tuple[int, int]:
        return -wish.open, len(hours[wish.expert]) - counts[wish.expert]

    left = [wish for wish in sorted(wishes, key=urgency) if not plan.place(wish)]
    tables = {
        (time, group): expert
        for group, times in plan.groups.items()
        for time, expert in sorted(times.items())
    }
    return Seating(tables, tuple(left))


class _Plan:
    """The tables so far, from both sides."""

    def __init__(self, hours: Mapping[str, Sequence[int]]) -> None:
        """Begin with nobody at any table."""
        self.hours = hours
        self.experts: dict[str, dict[int, str]] = {}
        self.groups: dict[str, dict[int, str]] = {}
        self._times = sorted({time for times in hours.values() for time in times})

    def place(self, wish: Wish) -> bool:
        """Place a meeting, the earliest time first; others may change places for it."""
        busy, held = (
            self.experts.setdefault(wish.expert, {}),
            self.groups.setdefault(wish.group, {}),
        )
        mine = [time for time in sorted(self.hours[wish.expert]) if time not in busy]
        for time in mine:
            if time not in held:
                self._sit(wish.expert, wish.group, time)
                return True
        for time in mine:
            for other in (one for one in self._times if one not in held):
                chain = list(self._chain(wish.group, time, other))
                if all(at in self.hours[expert] for expert, _, _, at in chain):
                    self._swap(chain)
                    self._sit(wish.expert, wish.group, time)
                    return True
        return False

    def _chain(self, group: str, one: int, other: int) -> Iterator[tuple[str, str, int, int]]:
        """Give the meetings to move so that a group is free at a time: expert, group, from, to.

        It ends: every step leads to a meeting that no step before led to, and it never comes to
        the expert who is to be placed, for that one is free at the time that leads to experts.
        """
        while expert := self.groups[group].get(one):
            yield expert, group, one, other
            found = self.experts[expert].get(other)
            if found is None:
                return
            group = found
            yield expert, group, other, one

    def _swap(self, chain: Iterable[tuple[str, str, int, int]]) -> None:
        moves = list(chain)
        for expert, group, start, _ in moves:
            del self.experts[expert][start], self.groups[group][start]
        for expert, group, _, end in moves:
            self._sit(expert, group, end)

    def _sit(self, expert: str, group: str, time: int) -> None:
        self.experts[expert][time] = group
        self.groups[group][time] = expert
