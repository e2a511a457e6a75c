"""Sequences: the longest common subsequence of two, exact where they are short enough for it.

The exact way is bit-parallel (Hyyrö 2004): a row of the table is one whole number of as many bits
as the old sequence is long, so that hundreds of words cost as much as a few. It is still
quadratic; past a size, things that stand but once on either side divide the sequences first.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import pairwise

# Rows of 4,000 bits, 4,000 times over: 2 MB and some milliseconds.
_MOST_CELLS = 16_000_000

Pair = tuple[int, int]


def match(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Give the places of what stands in both, in the same order, as pairs that only rise."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    pairs = [(n, n) for n in range(start)]
    inner = _match_inner(old[start : len(old) - end], new[start : len(new) - end])
    pairs += [(i + start, j + start) for i, j in inner]
    pairs += [(len(old) - n, len(new) - n) for n in range(end, 0, -1)]
    return pairs


def _match_inner(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    if len(old) * len(new) <= _MOST_CELLS:
        return match_exactly(old, new)
    pairs: list[Pair] = []
    ends = [(-1, -1), *_once_each(old, new), (len(old), len(new))]
    for (i, j), (i2, j2) in pairwise(ends):
        if i >= 0:
            pairs.append((i, j))
        left, right = old[i + 1 : i2], new[j + 1 : j2]
        fits = len(left) * len(right) <= _MOST_CELLS
        found = match_exactly(left, right) if fits else _match_roughly(left, right)
        pairs += [(i + 1 + a, j + 1 + b) for a, b in found]
    return pairs


def match_exactly(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Give a longest common subsequence, at the cost of the product of both lengths."""
    if not old or not new:
        return []
    places: dict[Hashable, int] = {}
    for number, item in enumerate(old):
        places[item] = places.get(item, 0) | 1 << number
    everywhere = (1 << len(old)) - 1
    row = everywhere
    rows = []
    for item in new:
        hits = row & places.get(item, 0)
        row = ((row + hits) | (row - hits)) & everywhere
        rows.append(row)
    pairs = []
    i, j = len(old), len(new)
    while i and j:
        if old[i - 1] == new[j - 1]:
            # As late as can be: what stayed keeps together.
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif rows[j - 1] >> (i - 1) & 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _once_each(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Match what stands once in either."""
    left, right = Counter(old), Counter(new)
    places = {item: n for n, item in enumerate(old) if left[item] == 1}
    pairs = [(places[item], n) for n, item in enumerate(new) if item in places and right[item] == 1]
    return rising(pairs)


def _match_roughly(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Match the first with the first of its kind, the second with the second, and so on."""
    places: dict[Hashable, list[int]] = {}
    for number in range(len(old) - 1, -1, -1):
        places.setdefault(old[number], []).append(number)
    pairs = [(places[item].pop(), n) for n, item in enumerate(new) if places.get(item)]
    return rising(pairs)


def rising(pairs: Sequence[Pair], weigh: Callable[[int], int] = lambda number: 1) -> list[Pair]:
    """Of pairs sorted by their second, give those of most weight whose firsts rise.

    `weigh` gives the weight of the pair with a number.
    """
    if all(one < other for (one, _), (other, _) in pairwise(pairs)):
        return list(pairs)
    firsts = sorted({i for i, _ in pairs})
    # A Fenwick tree of the best chain that ends at or below a first.
    best: list[tuple[int, int]] = [(0, -1)] * (len(firsts) + 1)
    behind: list[int] = []
    top = (0, -1)
    for number, (i, _) in enumerate(pairs):
        rank = bisect_left(firsts, i)
        chain, at = (0, -1), rank
        while at:
            chain = max(chain, best[at])
            at &= at - 1
        behind.append(chain[1])
        mine = (chain[0] + weigh(number), number)
        top = max(top, mine)
        at = rank + 1
        while at < len(best):
            best[at] = max(best[at], mine)
            at += at & -at
    found = []
    number = top[1]
    while number >= 0:
        found.append(pairs[number])
        number = behind[number]
    return found[::-1]
