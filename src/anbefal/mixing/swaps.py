"""Swaps: a good seating by swaps, cooled down step by step; the same for the same seed."""

from collections.abc import Sequence
from math import exp
from random import Random

from anbefal.mixing.problem import Problem

STEPS = 20_000
"""Swaps that are tried for a second of the time that is given."""
MOST_STEPS = 240_000

_HOT, _COLD = 4.0, 0.2
_MEETING, _APART = 6, 60
"""What a meeting again and a broken wish weigh against one who sits unevenly."""


def search(problem: Problem, seed: int, steps: int) -> tuple[int, ...]:
    """Give the best seating that was found; it may break a wish to sit apart.

    Those who must sit together are placed at the outset and stay.
    """
    state = _State(problem, seed)
    chance = state.chance
    best, best_cost = list(state.seats), state.cost
    free = state.free
    if len(free) < 2:
        return tuple(best)
    rate = (_COLD / _HOT) ** (1 / steps)
    heat = _HOT
    for _ in range(steps):
        heat *= rate
        one = free[int(chance.random() * len(free))]
        other = free[int(chance.random() * len(free))]
        here, there = state.seats[one], state.seats[other]
        if here == there:
            continue
        before = state.cost
        state.move(one, there)
        # A table with one more than another may give that one away, rather than swap.
        if state.sizes[there] > problem.most or state.sizes[here] < problem.least:
            state.move(other, here)
        worse = state.cost - before
        if worse > 0 and chance.random() >= exp(-worse / heat):
            state.move(one, here)
            if state.seats[other] == here and other != one:
                state.move(other, there)
        elif state.cost < best_cost:
            best, best_cost = list(state.seats), state.cost
            if best_cost <= state.least:
                break
    return tuple(best)


class _State:
    """A seating, with the counts from which the cost of moving one member is read."""

    def __init__(self, problem: Problem, seed: int) -> None:
        """Place everybody: first those who are fixed or sit together, then the rest by chance."""
        self.problem = problem
        self.chance = Random(seed)
        self.sizes = [0] * problem.tables
        self.cost = 0
        self.least = problem.least_meetings * _MEETING
        self._cells: list[list[tuple[list[int], list[int]]]] = [[] for _ in range(problem.members)]
        for old in problem.earlier:
            self._count(old, [_MEETING * n for n in range(len(old) + 1)])
        for trait in problem.traits:
            for _, having in trait.values:
                low, high = (
                    len(having) // problem.tables,
                    -(-len(having) // problem.tables),
                )
                steps = [-1 if n < low else 1 if n >= high else 0 for n in range(len(having) + 1)]
                self.cost += low * problem.tables
                self._count(having, steps)
        self._apart: list[list[int]] = [[] for _ in range(problem.members)]
        for one, other in problem.apart:
            self._apart[one].append(other)
            self._apart[other].append(one)
        self.seats = [-1] * problem.members
        self.free = self._place()

    def _count(self, members: Sequence[int], steps: list[int]) -> None:
        """Count some members at each table; one more where there are n costs `steps[n]`."""
        counts = [0] * self.problem.tables
        for member in members:
            self._cells[member].append((counts, steps))

    def _place(self) -> list[int]:
        problem = self.problem
        units = sorted(
            enumerate(problem.units), key=lambda one: (one[0] not in problem.places, -len(one[1]))
        )
        loose: list[int] = []
        for number, unit in units:
            if number in problem.places:
                self._sit(unit, problem.places[number])
            elif len(unit) > 1:
                self._sit(unit, self._roomiest(unit))
            else:
                loose += unit
        self.chance.shuffle(loose)
        for member in loose:
            self._sit((member,), min(range(problem.tables), key=lambda t: (self.sizes[t], t)))
        return sorted(loose)

    def _roomiest(self, unit: Sequence[int]) -> int:
        def strangers(table: int) -> int:
            return sum(self.seats[one] == table for member in unit for one in self._apart[member])

        return min(
            range(self.problem.tables),
            key=lambda t: (
                self.sizes[t] + len(unit) > self.problem.most,
                strangers(t),
                self.sizes[t],
            ),
        )

    def _sit(self, unit: Sequence[int], table: int) -> None:
        for member in unit:
            self._add(member, table)

    def move(self, member: int, table: int) -> None:
        """Let a member sit at another table."""
        here = self.seats[member]
        if here == table:
            return
        for counts, steps in self._cells[member]:
            counts[here] -= 1
            self.cost -= steps[counts[here]]
        self.cost -= _APART * sum(self.seats[one] == here for one in self._apart[member])
        self.sizes[here] -= 1
        self._add(member, table)

    def _add(self, member: int, table: int) -> None:
        for counts, steps in self._cells[member]:
            self.cost += steps[counts[table]]
            counts[table] += 1
        self.seats[member] = -1
        self.cost += _APART * sum(self.seats[one] == table for one in self._apart[member])
        self.sizes[table] += 1
        self.seats[member] = table
