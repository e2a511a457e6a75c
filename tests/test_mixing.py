"""Mixing: everybody once, even tables, wishes kept; and as good as it says it is."""

import os
import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal.mixing import Problem, Trait, count_meetings, count_pairs, count_uneven, search
from anbefal.mixing.solver import Impossible, Seating, solve


@st.composite
def problems(draw: st.DrawFn, most: int = 7) -> Problem:
    """Give a small problem with any wishes, such as may not all be kept."""
    members = draw(st.integers(2, most))
    tables = draw(st.integers(1, min(3, members)))
    one = st.integers(0, members - 1)
    table = st.integers(0, tables - 1)
    earlier = []
    for _ in range(draw(st.integers(0, 2))):
        seats = draw(st.lists(table, min_size=members, max_size=members))
        earlier += [tuple(m for m in range(members) if seats[m] == t) for t in range(tables)]
    colours = draw(st.lists(st.integers(0, 2), min_size=members, max_size=members))
    trait = Trait(
        "colour",
        tuple((str(v), tuple(m for m in range(members) if colours[m] == v)) for v in range(3)),
    )
    pair = st.tuples(one, one).filter(lambda pair: pair[0] != pair[1])
    return Problem(
        members,
        tables,
        tuple(old for old in earlier if len(old) > 1),
        (trait,),
        tuple(draw(st.lists(st.tuples(one, table), max_size=2))),
        tuple(draw(st.lists(pair, max_size=2))),
        tuple(draw(st.lists(pair, max_size=2))),
    )


def best_of(problem: Problem) -> tuple[int, int] | None:
    """Try every seating there is."""
    return min(
        (
            (count_meetings(problem, seats), count_uneven(problem, seats))
            for seats in product(range(problem.tables), repeat=problem.members)
            if problem.keeps(seats)
        ),
        default=None,
    )


@settings(max_examples=25, deadline=None)
@given(problems(), st.integers(0, 5))
def test_of_all_seatings_none_is_better_and_the_bound_says_so(problem: Problem, seed: int) -> None:
    best = best_of(problem)
    try:
        found = solve(problem, seed, 10)
    except Impossible as error:
        assert best is None
        assert error.wishes
        return
    assert problem.keeps(found.seats)
    assert (found.meetings, found.uneven) == best
    assert (found.least_meetings, found.least_uneven) == best


@settings(max_examples=60, deadline=None)
@given(problems(most=30), st.integers(0, 5))
def test_swaps_place_everybody_at_even_tables_and_count_what_it_costs(
    problem: Problem, seed: int
) -> None:
    plain = Problem(problem.members, problem.tables, problem.earlier, problem.traits)
    seats = search(plain, seed, 300)
    assert plain.keeps(seats)
    assert plain.least_meetings <= count_meetings(plain, seats)
    assert search(plain, seed, 300) == seats


def test_wishes_at_odds_are_named_and_no_others() -> None:
    problem = Problem(
        9, 3, together=((0, 1), (1, 2), (4, 5)), apart=((0, 2), (6, 7)), fixed=((3, 1),)
    )
    with pytest.raises(Impossible) as caught:
        solve(problem, 1, 10)
    assert set(caught.value.wishes) == {("together", 0), ("together", 1), ("apart", 0)}
    with pytest.raises(Impossible) as caught:
        solve(Problem(4, 2, fixed=((0, 0), (1, 0), (2, 0))), 1, 10)
    assert len(caught.value.wishes) == 3


def days(members: int, tables: int, workshops: int, seed: int) -> list[tuple[Problem, Seating]]:
    """Mix an assembly anew from workshop to workshop; two of each table stay at it."""
    chance = random.Random(seed)
    traits = tuple(
        Trait(
            name, tuple((str(v), tuple(m for m in range(members) if of[m] == v)) for v in range(n))
        )
        for name, n in (("gender", 2), ("age", 3), ("part of town", 5))
        for of in ([chance.randrange(n) for _ in range(members)],)
    )
    seats = [m % tables for m in range(members)]
    chance.shuffle(seats)
    earlier: list[tuple[int, ...]] = []
    found = []
    for _ in range(workshops - 1):
        sat = [tuple(m for m in range(members) if seats[m] == t) for t in range(tables)]
        earlier += sat
        fixed = tuple((m, t) for t in range(tables) for m in chance.sample(sat[t], 2))
        problem = Problem(members, tables, tuple(earlier), traits, fixed)
        seating = solve(problem, 1, 10)
        assert problem.keeps(seating.seats)
        found.append((problem, seating))
        seats = list(seating.seats)
    return found


def test_36_members_in_5_groups_over_4_workshops_are_mixed_as_well_as_can_be() -> None:
    for problem, seating in days(36, 5, 4, 1):
        assert seating.meetings == seating.least_meetings, "proven"
        assert seating.least_uneven <= seating.uneven < 20
        assert count_pairs(problem, seating.seats) <= seating.meetings


def test_the_same_seed_gives_the_same_groups() -> None:
    problem, seating = days(36, 5, 3, 2)[-1]
    assert solve(problem, 1, 10) == seating
    assert solve(problem, 2, 10).seats != seating.seats


@pytest.mark.torture
@pytest.mark.parametrize(
    "tables", [5, 20, 25] if os.environ.get("ANBEFAL_TORTURE") == "1" else [25]
)
def test_200_members_are_mixed_well_within_the_limit(tables: int) -> None:
    for _, seating in days(200, tables, 3, 3):
        assert seating.meetings <= seating.least_meetings * 1.05
        assert seating.uneven <= 20
