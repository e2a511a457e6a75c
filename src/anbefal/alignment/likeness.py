"""Likeness: how much two texts have in common, and which of many are worth asking about."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

# So many pairs are looked at one by one; of more, only those that share a rare word.
_FEW_PAIRS = 400
_RARE = 12


class Likely(NamedTuple):
    """How alike two things are, from 0 to 1, and their places in either row."""

    likeness: float
    old: int
    new: int


def likeness(old: Counter[str], new: Counter[str]) -> float:
    """Give the share of words that two bags have in common (Dice), from 0 to 1."""
    if len(new) < len(old):
        old, new = new, old
    total = old.total() + new.total()
    common = sum([min(old[word], new[word]) for word in old.keys() & new.keys()])
    return 2 * common / total if total else 0.0


def candidates(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]]
) -> Iterable[tuple[int, int]]:
    """Give the pairs of bags that can be alike: all of few, those with a rare word of many."""
    if len(old) * len(new) <= _FEW_PAIRS:
        return [(i, j) for i in range(len(old)) for j in range(len(new))]
    places: dict[str, list[int]] = {}
    for number, bag in enumerate(old):
        for word in bag:
            places.setdefault(word, []).append(number)
    counts = Counter(word for bag in new for word in bag)
    found: dict[tuple[int, int], None] = {}
    for number, bag in enumerate(new):
        for word in bag:
            if counts[word] <= _RARE and len(places.get(word, ())) <= _RARE:
                found.update(dict.fromkeys((i, number) for i in places.get(word, ())))
    return found


def best_first(
    old: Sequence[Counter[str]],
    new: Sequence[Counter[str]],
    judge: Callable[[int, int, float], float],
) -> list[Likely]:
    """Give the pairs that a judge lets pass, the most alike first; it may raise a likeness.

    The judge is given both places and the likeness, and gives 0 for a pair that is out.
    """
    judged = (Likely(judge(i, j, likeness(old[i], new[j])), i, j) for i, j in candidates(old, new))
    return sorted((one for one in judged if one.likeness), key=lambda o: (-o.likeness, o.new))
