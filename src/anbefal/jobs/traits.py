"""Traits: columns of the list of members become what a seating spreads."""

from collections.abc import Sequence
from typing import NamedTuple

from anbefal.jobs.members import Member, Members, fold
from anbefal.mixing import Trait

MOST_VALUES = 12
"""Values of a column; one with more, such as a street, sorts nobody."""
_BANDS = 3
_MOST_DIGITS = 6


class Traits(NamedTuple):
    """What is spread, and the names of the columns that are not."""

    kept: tuple[Trait, ...]
    left_out: tuple[str, ...]


def read_traits(members: Members, rows: Sequence[Member]) -> Traits:
    """Read the traits of some members of the list, by their numbers among these.

    Numbers of many kinds, such as ages, become three bands of as many members each. An empty cell
    is no value.
    """
    kept, left_out = [], []
    for column, name in enumerate(members.traits):
        values: dict[str, list[int]] = {}
        words: dict[str, str] = {}
        for number, row in enumerate(rows):
            word = row.traits[column]
            if word:
                words.setdefault(fold(word), word)
                values.setdefault(fold(word), []).append(number)
        if len(values) > _BANDS * 2 and all(_is_number(word) for word in values):
            kept.append(Trait(name, _banded(values)))
        elif len(values) > MOST_VALUES or not any(len(having) > 1 for having in values.values()):
            left_out.append(name)
        elif len(values) > 1 or any(len(having) < len(rows) for having in values.values()):
            kept.append(
                Trait(name, tuple((words[key], tuple(values[key])) for key in sorted(values)))
            )
    return Traits(tuple(kept), tuple(left_out))


def _is_number(word: str) -> bool:
    return word.isdecimal() and len(word) <= _MOST_DIGITS


def _banded(values: dict[str, list[int]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Part numbers into bands; those with the same number stay in the same one."""
    numbers = sorted((int(word), tuple(having)) for word, having in values.items())
    whole = sum(len(having) for _, having in numbers)
    bands: list[list[tuple[int, tuple[int, ...]]]] = [[] for _ in range(_BANDS)]
    before = 0
    for number, having in numbers:
        bands[min(_BANDS - 1, (2 * before + len(having)) * _BANDS // (2 * whole))].append(
            (number, having)
        )
        before += len(having)
    return tuple(
        (f"{band[0][0]}–{band[-1][0]}", tuple(sorted(m for _, having in band for m in having)))
        for band in bands
        if band
    )
