"""Seating: nobody is at two tables at once, and no meeting is lost that finds a time."""

from collections import Counter
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from anbefal.seating import Seating, Wish, seat

EXPERTS, GROUPS = "ABCDE", "123456"
PAIRS = st.lists(
    st.tuples(st.sampled_from(EXPERTS), st.sampled_from(GROUPS)), unique=True, max_size=24
)


def wishes_of(pairs: list[tuple[str, str]]) -> list[Wish]:
    return [Wish(*pair, open=(7 * n) % 3) for n, pair in enumerate(pairs)]


def holds(made: Seating, wishes: list[Wish], hours: dict[str, list[int]]) -> None:
    """Every meeting is at one table or left, at a time when the expert is there."""
    met = [(expert, group) for (_, group), expert in made.tables.items()]
    left = [(wish.expert, wish.group) for wish in made.left]
    assert sorted(met + left) == sorted((wish.expert, wish.group) for wish in wishes)
    at = Counter((time, expert) for (time, _), expert in made.tables.items())
    assert all(count == 1 for count in at.values())
    assert all(time in hours[expert] for (time, _), expert in made.tables.items())


@given(PAIRS, st.integers(0, 7))
def test_as_many_times_are_enough_as_the_busiest_has_meetings(
    pairs: list[tuple[str, str]], times: int
) -> None:
    wishes = wishes_of(pairs)
    hours = {expert: list(range(times)) for expert in EXPERTS}
    made = seat(wishes, hours)
    holds(made, wishes, hours)
    busiest = max(Counter(name for pair in pairs for name in pair).values(), default=0)
    assert bool(made.left) == (busiest > times)


@given(
    PAIRS,
    st.fixed_dictionaries({e: st.lists(st.integers(0, 5), unique=True) for e in EXPERTS}),
)
def test_nobody_is_at_two_tables_or_there_before_the_hour(
    pairs: list[tuple[str, str]], hours: dict[str, list[int]]
) -> None:
    wishes = wishes_of(pairs)
    made = seat(wishes, hours)
    holds(made, wishes, hours)
    assert made == seat(wishes, hours)
    for wish in made.left:
        # What was left has no time that is free for both.
        busy = {time for (time, group), at in made.tables.items() if wish.expert == at}
        held = {time for time, group in made.tables if group == wish.group}
        assert not set(hours[wish.expert]) - busy - held


def test_those_with_open_questions_come_first_and_are_kept_when_time_is_short() -> None:
    wishes = [Wish("A", group, open=int(group == "3")) for group in "123"]
    made = seat(wishes, {"A": [0, 1]})
    assert made.tables[0, "3"] == "A"
    assert [wish.group for wish in made.left] == ["2"]


def test_others_change_places_for_an_expert_who_has_little_time() -> None:
    # B has the open questions and the choice; A is there at the first time only.
    wishes = [Wish("B", "1", open=3), Wish("A", "1")]
    made = seat(wishes, {"A": [0], "B": [0, 1]})
    assert made.tables == {(0, "1"): "A", (1, "1"): "B"} and not made.left


def test_a_full_hour_is_filled_without_a_gap() -> None:
    wishes = [Wish(*pair) for pair in product("ABC", "123")]
    made = seat(wishes, {expert: [0, 1, 2] for expert in "ABC"})
    assert len(made.tables) == 9 and not made.left
