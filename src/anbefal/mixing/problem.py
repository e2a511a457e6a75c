"""The problem: members, tables and wishes by number, and what a seating costs.

A seating is a tuple: the number of each member's table.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations
from math import comb

from anbefal.values import Struct

Seats = Sequence[int]


class Trait(Struct, frozen=True):
    """What members share: the numbers of those who have each value."""

    name: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


class Problem(Struct, frozen=True, dict=True):
    """Members to place at tables of even sizes, who have met before and differ in some traits."""

    members: int
    tables: int
    earlier: tuple[tuple[int, ...], ...] = ()
    """Each table of each earlier workshop: who sat there."""
    traits: tuple[Trait, ...] = ()
    fixed: tuple[tuple[int, int], ...] = ()
    """Member and table."""
    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()

    @property
    def least(self) -> int:
        """Give the size of the smallest table."""
        return self.members // self.tables

    @property
    def most(self) -> int:
        """Give the size of the largest table."""
        return -(-self.members // self.tables)

    @cached_property
    def units(self) -> tuple[tuple[int, ...], ...]:
        """Give those who must sit together, as one unit each; most members are their own."""
        leader = list(range(self.members))

        def find(member: int) -> int:
            while leader[member] != member:
                member = leader[member]
            return member

        for one, other in self.together:
            first, second = sorted((find(one), find(other)))
            leader[second] = first
        units: dict[int, list[int]] = {}
        for member in range(self.members):
            units.setdefault(find(member), []).append(member)
        return tuple(tuple(unit) for unit in units.values())

    @cached_property
    def places(self) -> dict[int, int]:
        """Give the table of every unit that has one fixed, by the unit's number."""
        of = {member: number for number, unit in enumerate(self.units) for member in unit}
        return {of[member]: table for member, table in self.fixed}

    @cached_property
    def alike(self) -> tuple[int, ...]:
        """Give the tables that nothing tells from each other: nobody is fixed there."""
        taken = {table for _, table in self.fixed}
        return tuple(table for table in range(self.tables) if table not in taken)

    @cached_property
    def least_meetings(self) -> int:
        """Give a number that no seating can go below: each old table spread as wide as it goes."""
        return sum(self._spread_wide(table) for table in self.earlier)

    def _spread_wide(self, old: Sequence[int]) -> int:
        counts = [0] * self.tables
        there = set(old)
        loose = len(there)
        for number, table in self.places.items():
            sitting = len(there.intersection(self.units[number]))
            counts[table] += sitting
            loose -= sitting
        for _ in range(loose):
            counts[counts.index(min(counts))] += 1
        return sum(comb(count, 2) for count in counts)

    def keeps(self, seats: Seats) -> bool:
        """Tell whether a seating keeps sizes, fixed places and wishes."""
        sizes = Counter(seats)
        return (
            all(self.least <= sizes[table] <= self.most for table in range(self.tables))
            and all(seats[member] == table for member, table in self.fixed)
            and all(seats[one] == seats[other] for one, other in self.together)
            and all(seats[one] != seats[other] for one, other in self.apart)
        )


def count_meetings(problem: Problem, seats: Seats) -> int:
    """Count how often two who sit at one table have sat at one before."""
    return sum(
        comb(count, 2)
        for old in problem.earlier
        for count in Counter(seats[member] for member in old).values()
    )


def count_pairs(problem: Problem, seats: Seats) -> int:
    """Count the pairs that meet again, each once, however often they met before."""
    return len(
        {
            (one, other)
            for old in problem.earlier
            for one, other in combinations(sorted(old), 2)
            if seats[one] == seats[other]
        }
    )


def count_uneven(problem: Problem, seats: Seats) -> int:
    """Count how many sit at a table that has too many, or too few, who share a value."""
    return sum(
        missed(counts, len(having))
        for trait in problem.traits
        for _, having in trait.values
        for counts in (counts_of(problem, having, seats),)
    )


def counts_of(problem: Problem, having: Iterable[int], seats: Seats) -> tuple[int, ...]:
    """Count at each table those who have a value."""
    counts = Counter(seats[member] for member in having)
    return tuple(counts[table] for table in range(problem.tables))


def missed(counts: Sequence[int], having: int) -> int:
    """Count what lies outside the even share, rounded down and up."""
    low, high = having // len(counts), -(-having // len(counts))
    return sum(max(low - count, 0, count - high) for count in counts)
