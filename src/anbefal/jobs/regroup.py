"""Regroup: new groups for a workshop, so that as many as can be meet anew."""

from collections.abc import Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.i18n import Message, msg
from anbefal.jobs.lint import check_workshop
from anbefal.jobs.members import fold
from anbefal.jobs.seating import CARRIERS, Seating, Wish, prepare
from anbefal.jobs.traits import read_traits
from anbefal.mixing import (
    Problem,
    Trait,
    count_meetings,
    count_pairs,
    count_uneven,
    counts_of,
    missed,
)
from anbefal.model import Roster, RosterTable
from anbefal.values import Struct
from anbefal.workspace import Workspace, write_roster


class Spread(Struct, frozen=True):
    """How a value of a trait is spread: how many at each table, and how many sit unevenly."""

    trait: str
    value: str
    counts: tuple[int, ...]
    uneven: int


class Regrouping(Struct, frozen=True):
    """The groups that were made, and what is to be said of them."""

    roster: Roster
    members: int
    """Those who are placed."""
    pairs: int
    """Pairs that meet again, each once."""
    meetings: int
    """Their earlier meetings, all of them."""
    least_meetings: int
    """No seating has fewer."""
    uneven: int
    """Those who sit where too many, or too few, share a value."""
    least_uneven: int
    """No seating with as few meetings has fewer of them."""
    spread: tuple[Spread, ...]
    wishes: tuple[Wish, ...]
    """All of them are kept."""
    left_out: tuple[str, ...]
    """Columns that sort nobody."""
    notes: tuple[Message, ...]
    by_clock: bool
    """The clock stopped the search: a faster machine may find other groups."""
    path: Path | None
    """The file that was written."""


def regroup(
    workspace: Workspace,
    number: int,
    *,
    members: Path | None = None,
    groups: Sequence[str] = (),
    seed: int = 1,
    seconds: float = 10,
    keep: bool = False,
    dry_run: bool = False,
    again: bool = False,
) -> Regrouping:
    """Make the groups of a workshop, and write them into its roster unless it is a dry run.

    With `keep` everybody stays where they were, and only those without a table are placed. Raises
    AnbefalError where wishes are at odds, and where there are groups already, unless `again`.
    """
    check_workshop(workspace.assembly, number)
    own = next((one for one in workspace.assembly.rosters if one.workshop == number), None)
    if own and own.table and not again and not dry_run:
        raise AnbefalError(
            msg("workshop {number} has its groups already", number=number),
            msg("look at them: anbefal roster {number}, or make others: --again", number=number),
        )
    seating = prepare(workspace, number, members, groups)
    traits = read_traits(seating.traits, seating.rows)
    problem = _problem(seating, traits.kept)
    if keep:
        seats = _kept(seating)
        meetings = count_meetings(problem, seats)
        least, least_uneven, by_clock = meetings, count_uneven(problem, seats), False
    else:
        seats, least, least_uneven, by_clock = _solved(seating, problem, seed, seconds)
        meetings = count_meetings(problem, seats)
    names = [row.initials for row in seating.rows]
    roster = Roster(
        workshop=number,
        seed=None if keep else seed,
        meetings=None if keep else meetings,
        least=None if keep else least,
        absent=tuple(sorted(seating.absent)),
        table=_seated(seating, names, seats),
    )
    path = None if dry_run else write_roster(workspace.root, roster, workspace.assembly.language)
    return Regrouping(
        roster=roster,
        members=len(names),
        pairs=count_pairs(problem, seats),
        meetings=meetings,
        least_meetings=least,
        uneven=count_uneven(problem, seats),
        least_uneven=least_uneven,
        spread=tuple(
            Spread(trait.name, value, counts, missed(counts, len(having)))
            for trait in traits.kept
            for value, having in trait.values
            for counts in (counts_of(problem, having, seats),)
        ),
        wishes=() if keep else seating.wishes,
        left_out=traits.left_out,
        notes=seating.notes,
        by_clock=by_clock,
        path=path,
    )


def _problem(seating: Seating, traits: tuple[Trait, ...]) -> Problem:
    number = {row.initials: at for at, row in enumerate(seating.rows)}
    table = {id: at for at, id in enumerate(seating.tables)}

    def pairs(kind: str) -> tuple[tuple[int, int], ...]:
        wished = [wish.names for wish in seating.wishes if wish.kind == kind]
        return tuple((number[one], number[other]) for one, other in wished)

    return Problem(
        members=len(seating.rows),
        tables=len(seating.tables),
        earlier=tuple(tuple(number[name] for name in sat) for sat in seating.met),
        traits=traits,
        fixed=tuple((number[w.names[0]], table[w.group]) for w in _fixed(seating)),
        together=pairs("together"),
        apart=pairs("apart"),
    )


def _fixed(seating: Seating) -> list[Wish]:
    return [wish for wish in seating.wishes if wish.group]


def _solved(
    seating: Seating, problem: Problem, seed: int, seconds: float
) -> tuple[tuple[int, ...], int, int, bool]:
    try:
        from anbefal.mixing import solver
    except ImportError:
        raise AnbefalError(
            msg("new groups need ortools, which is not installed"),
            msg('install it: pip install "anbefal[regroup]"'),
        ) from None
    try:
        found = solver.solve(problem, seed, seconds)
    except solver.Impossible as error:
        raise _at_odds(seating, problem, error.wishes) from None
    except solver.Undecided:
        raise AnbefalError(
            msg(
                "no groups that keep every wish were found in {seconds} seconds",
                seconds=f"{seconds:g}",
            ),
            msg("give it more time: --time-limit 60"),
        ) from None
    return found.seats, found.least_meetings, found.least_uneven, found.by_clock


def _at_odds(seating: Seating, problem: Problem, wishes: Sequence[tuple[str, int]]) -> AnbefalError:
    told = {
        "fixed": _fixed(seating),
        "together": [wish for wish in seating.wishes if wish.kind == "together"],
        "apart": [wish for wish in seating.wishes if wish.kind == "apart"],
    }
    return AnbefalError(
        msg(
            "these wishes cannot all be kept at tables of at most {most}: {wishes}",
            most=problem.most,
            wishes=[wish_words(told[kind][number]) for kind, number in wishes],
        ),
        msg("let one of them go, and try again"),
    )


def wish_words(wish: Wish) -> Message:
    """Tell a wish in a few words."""
    values = {"names": " + ".join(wish.names), "group": wish.group}
    if wish.kind == CARRIERS:
        return msg("{names} carries on group {group}", **values)
    if wish.kind == "fixed":
        return msg("{names} in group {group}", **values)
    if wish.kind == "together":
        return msg("{names} together", **values)
    return msg("{names} apart", **values)


def _kept(seating: Seating) -> tuple[int, ...]:
    """Leave everybody where they were; whoever had no table goes to the smallest."""
    homes = [seating.home.get(fold(row.initials)) for row in seating.rows]
    seats = [seating.tables.index(home) if home else -1 for home in homes]
    for member, seat in enumerate(seats):
        if seat < 0:
            seats[member] = min(range(len(seating.tables)), key=lambda table: seats.count(table))
    return tuple(seats)


def _seated(
    seating: Seating, names: Sequence[str], seats: Sequence[int]
) -> tuple[RosterTable, ...]:
    carrying = {wish.names[0] for wish in seating.wishes if wish.kind == CARRIERS}
    tables = []
    for at, id in enumerate(seating.tables):
        sitting = sorted(name for name, seat in zip(names, seats, strict=True) if seat == at)
        stay = tuple(name for name in sitting if name in carrying)
        tables.append(RosterTable(group=id, members=tuple(sitting), carriers=stay))
    return tuple(tables)
