"""Readable: turn matched words into few, long stretches, as an editor would mark them.

A shortest list of changes is not the one that reads best: a sentence written anew shares its
"og" and "at" with the old one by chance. Such islands go under, a stretch that only came or went
begins where a sentence or a part of one does, and where hardly anything is left, all is new.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from anbefal.alignment.sequences import Pair

# An island of so many telling words stays, however much is new round it.
_FIRM = 8
# Of a block of which less than so much stays, nothing is called the same.
_LEAST_KEPT = 0.12
_SENTENCE, _CLAUSE = ".!?:;…", ",)–-"


class Tokens(Protocol):
    """A text cut into words and signs, in columns."""

    @property
    def spaces(self) -> Sequence[str]:
        """The white space before each."""
        ...

    @property
    def cores(self) -> Sequence[str]:
        """The words and signs themselves."""
        ...

    @property
    def keys(self) -> Sequence[str]:
        """What of each is compared."""
        ...


class Run(NamedTuple):
    """A stretch of tokens: of the old from `i` to `i2`, of the new from `j` to `j2`."""

    i: int
    i2: int
    j: int
    j2: int
    equal: bool


def readable(old: Tokens, new: Tokens, pairs: Sequence[Pair], besides: int = 0) -> list[Run]:
    """Give the stretches that stayed and that changed, in turn.

    `besides` is the weight of what stayed before and behind the tokens that are given.
    """
    runs = _runs(pairs, len(old.keys), len(new.keys))
    if len(runs) < 2:
        return runs
    left, right = _sums(old), _sums(new)
    runs = _without_islands(runs, left, right)
    kept = besides + sum(left[run.i2] - left[run.i] for run in runs if run.equal)
    if kept < _LEAST_KEPT * (besides + max(left[-1], right[-1])):
        runs = _all_new(runs, new)
    return _settled(runs, old, new)


def _all_new(runs: list[Run], new: Tokens) -> list[Run]:
    """Call everything new but a label or a sentence that both begin or end with."""
    first, last = runs[0], runs[-1]
    start = int(first.equal and new.cores[first.j2 - 1][-1:] in _SENTENCE)
    ends = last.equal and last.j > 0 and new.cores[last.j - 1][-1:] in _SENTENCE
    end = len(runs) - int(ends and len(runs) > 1 + start)
    inner = [_whole(runs, start, end)] if start < end else []
    return [*runs[:start], *inner, *runs[end:]]


def _runs(pairs: Sequence[Pair], old: int, new: int) -> list[Run]:
    runs: list[Run] = []
    at = at_new = start = start_new = 0
    for i, j in [*pairs, (old, new)]:
        if i == at and j == at_new and i < old and j < new:
            at, at_new = i + 1, j + 1
            continue
        if at > start:
            runs.append(Run(start, at, start_new, at_new, True))
        if i > at or j > at_new:
            runs.append(Run(at, i, at_new, j, False))
        start, start_new = i, j
        at, at_new = i + 1, j + 1
    return runs


def _sums(tokens: Tokens) -> list[int]:
    """Give the running sum of weights: 2 for a telling word, 1 for a short one, 0 for a sign."""
    weights = [
        2 if len(key) > 3 else 1 if key.isalpha() else 2 * key[:1].isalnum() for key in tokens.keys
    ]
    return [0, *accumulate(weights)]


def _whole(runs: Sequence[Run], start: int, end: int) -> Run:
    first, last = runs[start], runs[end - 1]
    return Run(first.i, last.i2, first.j, last.j2, False)


def _without_islands(runs: Sequence[Run], left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """Let go of what stayed where it is less than what changed on both of its sides."""

    def size(run: Run) -> int:
        return max(left[run.i2] - left[run.i], right[run.j2] - right[run.j])

    kept: list[Run] = []
    for run in runs:
        kept.append(run)
        # A stretch that grew can drown the island before it, too.
        while len(kept) > 2 and not kept[-1].equal:
            before, island, after = kept[-3:]
            if not size(island) < min(size(before), size(after), _FIRM):
                break
            kept[-3:] = [_whole(kept, len(kept) - 3, len(kept))]
    return kept


def _settled(runs: list[Run], old: Tokens, new: Tokens) -> list[Run]:
    """Slide each stretch that only came, or only went, to where it reads best."""
    for number in range(1, len(runs) - 1):
        before, run, after = runs[number - 1 : number + 2]
        if run.equal or not (before.equal and after.equal):
            continue
        came = run.i == run.i2
        if not came and run.j < run.j2:
            continue
        tokens, start, end = (new, run.j, run.j2) if came else (old, run.i, run.i2)
        room = before.i2 - before.i - 1 if number > 1 else before.i2 - before.i
        keys = tokens.keys
        back = 0
        while back < room and keys[start - back - 1] == keys[end - back - 1]:
            back += 1
        room = after.i2 - after.i - 1 if number + 2 < len(runs) else after.i2 - after.i
        ahead = 0
        while ahead < room and keys[start + ahead] == keys[end + ahead]:
            ahead += 1
        shift = max(range(-back, ahead + 1), key=lambda by: _rest(tokens, start + by, end + by, by))
        if shift:
            runs[number - 1] = before._replace(i2=before.i2 + shift, j2=before.j2 + shift)
            runs[number] = Run(run.i + shift, run.i2 + shift, run.j + shift, run.j2 + shift, False)
            runs[number + 1] = after._replace(i=after.i + shift, j=after.j + shift)
    return [run for run in runs if run.i < run.i2 or run.j < run.j2]


def _rest(tokens: Tokens, start: int, end: int, shift: int) -> tuple[int, int]:
    """Tell how well a stretch reads that begins and ends here: higher is better."""
    return _edge(tokens, start) + _edge(tokens, end), -abs(shift)


def _edge(tokens: Tokens, at: int) -> int:
    if at in (0, len(tokens.keys)) or "\n\n" in tokens.spaces[at]:
        return 4
    sign = tokens.cores[at - 1][-1:]
    if not tokens.spaces[at]:
        return 0
    return 3 if sign in _SENTENCE else 2 if sign in _CLAUSE else 1
