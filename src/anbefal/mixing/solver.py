"""The solver: betters a seating, or proves that none is better; the one door to ortools.

What two tables have in common is counted table by table, never pair by pair: so the model is
small, and its bound is near from the start.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import ceil, comb
from typing import NamedTuple

from ortools.sat.python import cp_model

from anbefal.mixing.problem import Problem, count_meetings, count_uneven
from anbefal.mixing.swaps import MOST_STEPS, STEPS, search
from anbefal.values import Struct, replace

# Of the solver's own measure of work; a second does more on any machine of this decade, so that
# work, and not the clock, ends the search, and the same seed gives the same groups.
WORK_A_SECOND = 0.35


class Seating(Struct, frozen=True):
    """A seating that keeps all wishes, what it costs, and below what no seating can go."""

    seats: tuple[int, ...]
    meetings: int
    least_meetings: int
    uneven: int
    least_uneven: int
    """Of seatings with as few meetings as this one."""
    by_clock: bool
    """The clock stopped the search before the work was done: a faster machine may find others."""


class Impossible(Exception):
    """Say that no seating keeps all the wishes, and which of them are at odds.

    A wish is its kind ("fixed", "together", "apart") and its place in the problem's list.
    """

    def __init__(self, wishes: Sequence[tuple[str, int]]) -> None:
        """Take the wishes."""
        super().__init__(wishes)
        self.wishes = tuple(wishes)


WISHES = ("fixed", "together", "apart")


class Undecided(Exception):
    """Say that time ran out before any seating was found."""


def solve(problem: Problem, seed: int, seconds: float) -> Seating:
    """Find a seating in some seconds: as few meetings as can be first, then even tables.

    Raises Impossible or Undecided.
    """
    seats = search(problem, seed, min(MOST_STEPS, max(1, int(seconds * STEPS))))
    best = seats if problem.keeps(seats) else None
    model = _Model(problem)
    work = seconds * WORK_A_SECOND / 2
    least, least_uneven, by_clock = problem.least_meetings, 0, False
    if best is None or count_meetings(problem, best) > least:
        found = model.minimize(model.meetings, best or seats, seed, work, seconds / 2)
        if found is None:
            raise Impossible(_at_odds(problem, seed, work))
        best = _better(problem, best, found.seats)
        least, by_clock = max(least, found.bound), found.by_clock
    if best is None:
        raise Undecided
    meetings = count_meetings(problem, best)
    if count_uneven(problem, best):
        model.cap_meetings(meetings)
        found = model.minimize(model.uneven, best, seed, work, seconds / 2)
        if found is not None:
            best = _better(problem, best, found.seats) or best
            least_uneven, by_clock = found.bound, by_clock or found.by_clock
    meetings, uneven = count_meetings(problem, best), count_uneven(problem, best)
    return Seating(best, meetings, least, uneven, min(least_uneven, uneven), by_clock)


def _at_odds(problem: Problem, seed: int, work: float) -> list[tuple[str, int]]:
    """Give a few wishes that cannot all be kept, and could if any of them fell."""
    wishes = [(kind, n) for kind in WISHES for n in range(len(getattr(problem, kind)))]
    step = len(wishes)
    while step:
        for start in range(0, len(wishes), step):
            fewer = wishes[:start] + wishes[start + step :]
            kept = {
                kind: tuple(getattr(problem, kind)[n] for of, n in fewer if of == kind)
                for kind in WISHES
            }
            plain = replace(problem, earlier=(), traits=(), **kept)
            nobody = (0,) * problem.members
            if _Model(plain).minimize(0, nobody, seed, work, 1) is None:
                wishes = fewer
                break
        else:
            step //= 2
    return wishes


def _better(
    problem: Problem, best: tuple[int, ...] | None, found: tuple[int, ...] | None
) -> tuple[int, ...] | None:
    """Give the better of two seatings; the first where they are as good."""
    if found is None or not problem.keeps(found):
        return best
    if best is None:
        return found
    costs = [(count_meetings(problem, s), count_uneven(problem, s)) for s in (best, found)]
    return found if costs[1] < costs[0] else best


class _Found(Struct, frozen=True):
    seats: tuple[int, ...] | None
    bound: int
    by_clock: bool


class _Cost(NamedTuple):
    """A part of a sum: what it is for a number of some members at a table."""

    variable: cp_model.IntVar
    members: tuple[int, ...]
    table: int
    of: Callable[[int], int]


class _Model:
    """The constraints, and the two sums to make small."""

    def __init__(self, problem: Problem) -> None:
        """Give every unit a table, and every table its even share."""
        self.problem = problem
        self._costs: list[_Cost] = []
        self.model = cp_model.CpModel()
        self.at = [
            [self.model.new_bool_var(f"u{unit}t{table}") for table in range(problem.tables)]
            for unit in range(len(problem.units))
        ]
        self.unit_of = {m: number for number, unit in enumerate(problem.units) for m in unit}
        for row in self.at:
            self.model.add_exactly_one(row)
        for table in range(problem.tables):
            size = sum(len(unit) * self.at[n][table] for n, unit in enumerate(problem.units))
            self.model.add_linear_constraint(size, problem.least, problem.most)
        for member, table in problem.fixed:
            self.model.add(self.at[self.unit_of[member]][table] == 1)
        for one, other in problem.apart:
            for table in range(problem.tables):
                self.model.add_at_most_one(
                    [self.at[self.unit_of[one]][table], self.at[self.unit_of[other]][table]]
                )
        self._tell_apart()
        self.meetings = sum(cost for old in problem.earlier for cost in self._met(old))
        self.uneven = sum(
            cost
            for trait in problem.traits
            for _, having in trait.values
            for cost in self._unevenness(having)
        )

    def _count(self, members: Sequence[int], table: int) -> cp_model.LinearExprT:
        return sum(self.at[self.unit_of[member]][table] for member in members)

    def _met(self, old: Sequence[int]) -> Iterator[cp_model.IntVar]:
        """Give for each table how often two of an old one meet there: n(n - 1)/2, as its edges."""
        most = min(len(old), self.problem.most)
        for table in range(self.problem.tables):
            cost = self.model.new_int_var(0, comb(most, 2), "")
            count = self._count(old, table)
            for n in range(1, most):
                self.model.add(cost >= n * count - n * (n + 1) // 2)
            self._costs.append(_Cost(cost, tuple(old), table, lambda n: comb(n, 2)))
            yield cost

    def _unevenness(self, having: tuple[int, ...]) -> Iterator[cp_model.IntVar]:
        tables = self.problem.tables
        low, high = len(having) // tables, -(-len(having) // tables)
        for table in range(tables):
            cost = self.model.new_int_var(0, len(having), "")
            count = self._count(having, table)
            self.model.add(cost >= count - high)
            self.model.add(cost >= low - count)
            self._costs.append(_Cost(cost, having, table, lambda n: max(0, n - high, low - n)))
            yield cost

    def _tell_apart(self) -> None:
        """Let tables that nothing tells apart be taken in the order of those who sit there."""
        free = [n for n in range(len(self.at)) if n not in self.problem.places]
        for first, second in pairwise(self.problem.alike):
            before: list[cp_model.IntVar] = []
            for unit in free:
                self.model.add(self.at[unit][second] <= sum(before))
                before.append(self.at[unit][first])

    def ordered(self, seats: Sequence[int]) -> tuple[int, ...]:
        """Number the tables of a seating anew, as the order of those who sit there asks."""
        alike = self.problem.alike
        taken: dict[int, int] = {}
        for unit in self.problem.units:
            table = seats[unit[0]]
            if table in alike and table not in taken:
                taken[table] = alike[len(taken)]
        return tuple(taken.get(table, table) for table in seats)

    def cap_meetings(self, most: int) -> None:
        """Allow no seating with more meetings."""
        self.model.add(self.meetings <= most)

    def minimize(
        self,
        sum_: cp_model.LinearExprT,
        hint: Sequence[int],
        seed: int,
        work: float,
        seconds: float,
    ) -> _Found | None:
        """Make a sum small, beginning at a seating; None where no seating is possible."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        seats = self.ordered(hint)
        for number, unit in enumerate(self.problem.units):
            for table in range(self.problem.tables):
                self.model.add_hint(self.at[number][table], seats[unit[0]] == table)
        for cost in self._costs:
            count = sum(seats[member] == cost.table for member in cost.members)
            self.model.add_hint(cost.variable, cost.of(count))
        self.model.minimize(sum_)
        solver = cp_model.CpSolver()
        solver.parameters.random_seed = seed
        solver.parameters.max_deterministic_time = work
        solver.parameters.max_time_in_seconds = seconds
        # Of several workers the first one to finish decides, which is not always the same.
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        if status in (cp_model.INFEASIBLE, cp_model.MODEL_INVALID):
            return None
        found = None
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            found = tuple(
                next(t for t in range(self.problem.tables) if solver.value(self.at[unit][t]))
                for unit in (self.unit_of[m] for m in range(self.problem.members))
            )
        stopped = status != cp_model.OPTIMAL and solver.wall_time >= seconds
        return _Found(found, max(0, ceil(solver.best_objective_bound - 1e-6)), stopped)
