"""Twins: comments that say the same as another, or much the same. They are told, never dropped."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from anbefal.alignment.likeness import candidates, likeness
from anbefal.tree import fold
from anbefal.values import Struct

ALIKE = 0.75
# Of two words one in common says nothing.
_FEWEST_WORDS = 4
_WORD = re.compile(r"\w+")


class Said(NamedTuple):
    """A comment that is there: its id, its words, and the group that has it."""

    id: str
    text: str
    group: str


class Twin(Struct, frozen=True):
    """Two comments of which the later says what the earlier says."""

    id: str
    group: str
    other: str
    other_group: str
    same: bool
    """False where they only look alike."""


def find_twins(old: Sequence[Said], new: Sequence[Said]) -> list[Twin]:
    """Find for each new comment one before it that says the same, else the one most like it."""
    every = [*old, *new]
    first: dict[str, int] = {}
    bags = [Counter(_WORD.findall(fold(one.text))) for one in every]
    found: dict[int, tuple[bool, int]] = {}
    for number, (one, bag) in enumerate(zip(every, bags, strict=True)):
        # Signs count only where there are no words.
        key = " ".join(_WORD.findall(fold(one.text))) if bag else fold(one.text)
        earlier = first.setdefault(key, number)
        if earlier != number and number >= len(old):
            found[number] = True, earlier
    best: dict[int, float] = {}
    for earlier, position in candidates(bags, bags[len(old) :]):
        number = position + len(old)
        if earlier >= number or found.get(number, (False, 0))[0]:
            continue
        if min(bags[earlier].total(), bags[number].total()) < _FEWEST_WORDS:
            continue
        alike = likeness(bags[earlier], bags[number])
        if alike >= ALIKE and alike > best.get(number, 0.0):
            best[number] = alike
            found[number] = False, earlier
    return [_twin(every[n], every[other], same) for n, (same, other) in sorted(found.items())]


def _twin(one: Said, other: Said, same: bool) -> Twin:
    return Twin(one.id, one.group, other.id, other.group, same)
