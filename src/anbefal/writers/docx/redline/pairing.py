"""Pairing: which paragraphs and tables of the old text are which of the new, in one order.

A tracked change cannot say that something moved past others and was edited: what changed its
place went from there and came here.
"""

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal.alignment.likeness import best_first, likeness
from anbefal.alignment.sequences import match
from anbefal.writers.docx.redline.units import Unit

# So alike is the same paragraph, edited; with another style it must be clear.
_EDITED, _CLEAR, _ALONE = 0.4, 0.6, 0.15
# "More of: …" is the line that it was, whatever came behind the label: the nearest of several.
_SAME_LABEL, _FAR = 0.45, 0.02
# Of a paragraph that was split, so much must be found in its parts taken together.
_WHOLE, _PART, _SPLIT_WORDS, _MOST_PARTS = 0.7, 0.6, 6, 4
_MOST_PAIRS = 10_000


class Step(NamedTuple):
    """What stands next in the redline: units of the old and the new that are one another.

    One and one, one and many or many and one paragraphs; or one that went, or came.
    """

    old: Sequence[Unit]
    new: Sequence[Unit]


def pair(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Step]:
    """Lay two rows of units side by side, the old of each gap before the new."""
    same = match(_keys(old, whole=True), _keys(new, whole=True))
    for (i, j), before, after in _gaps(same, old, new):
        again = match(_keys(before, whole=False), _keys(after, whole=False))
        for (a, b), left, right in _gaps(again, before, after):
            yield from _pair_gap(left, right)
            if a < len(before):
                yield Step(before[a : a + 1], after[b : b + 1])
        if i < len(old):
            yield Step(old[i : i + 1], new[j : j + 1])


def _keys(units: Sequence[Unit], whole: bool) -> list[object]:
    """Give what is the same of units that are: the words, and to begin with their style too.

    What has no words is like nothing but its own kind.
    """
    return [
        (unit.style, unit.text) if whole or unit.is_table or not unit.text.strip() else unit.text
        for unit in units
    ]


def _gaps(
    pairs: Sequence[tuple[int, int]], old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[tuple[int, int], Sequence[Unit], Sequence[Unit]]]:
    """Give each pair with what stands before it on either side; the ends count as one."""
    at = at_new = 0
    for i, j in [*pairs, (len(old), len(new))]:
        yield (i, j), old[at:i], new[at_new:j]
        at, at_new = i + 1, j + 1


def _pair_gap(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Step]:
    """Lay side by side what was edited, split or joined; what is left went, or came."""
    if not old or not new:
        yield from (Step((unit,), ()) for unit in old)
        yield from (Step((), (unit,)) for unit in new)
        return
    taken = [*_split(old, new), *((j, i) for i, j in _split(new, old))]
    taken.sort(key=lambda step: (step[0].start, step[1].start))
    steps: list[tuple[range, range]] = []
    for one, other in taken:
        if not steps or (one.start >= steps[-1][0].stop and other.start >= steps[-1][1].stop):
            steps.append((one, other))
    for i, j in _edited(old, new):
        if all(_apart(i, j, one, other) for one, other in steps):
            insort(steps, (range(i, i + 1), range(j, j + 1)), key=lambda step: step[0].start)
    at = at_new = 0
    for one, other in [*steps, (range(len(old), len(old)), range(len(new), len(new)))]:
        left, right = old[at : one.start], new[at_new : other.start]
        if len(left) == len(right) == 1 and _may_be(left[0], right[0]):
            yield Step(left, right)
        else:
            yield from (Step((unit,), ()) for unit in left)
            yield from (Step((), (unit,)) for unit in right)
        if one or other:
            yield Step([old[n] for n in one], [new[n] for n in other])
        at, at_new = one.stop, other.stop


def _apart(i: int, j: int, one: range, other: range) -> bool:
    """Tell whether a pair stands wholly before or wholly behind a step."""
    before = i < one.start and j < other.start
    return before or (i >= one.stop and j >= other.stop)


def _edited(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    def judge(i: int, j: int, alike: float) -> float:
        one, other = old[i], new[j]
        if one.is_table != other.is_table or (one.is_table and one.style != other.style):
            return 0.0
        if one.label and one.label == other.label:
            alike += _SAME_LABEL - _FAR * min(abs(i - j), 10)
        least = _EDITED if _family(one) == _family(other) else _CLEAR
        return alike if alike >= least else 0.0

    likely = best_first([unit.bag for unit in old], [unit.bag for unit in new], judge)
    return ((one.old, one.new) for one in likely)


def _may_be(one: Unit, other: Unit) -> bool:
    """Tell whether the only two between others are one another, though little is alike."""
    if one.is_table or other.is_table:
        return one.style == other.style
    if not one.text.strip() or not other.text.strip():
        return False
    if _family(one) != _family(other):
        return False
    return likeness(one.bag, other.bag) >= _ALONE or one.label == other.label != ""


def _family(unit: Unit) -> str:
    return unit.style.rstrip("0123456789")


def _split(whole: Sequence[Unit], parts: Sequence[Unit]) -> Iterator[tuple[range, range]]:
    """Give each paragraph that stands as two or more, side by side, on the other side."""
    if len(whole) * len(parts) > _MOST_PAIRS:
        return
    for i, unit in enumerate(whole):
        if unit.is_table or unit.bag.total() < _SPLIT_WORDS:
            continue
        for j in range(len(parts) - 1):
            best = max(likeness(unit.bag, part.bag) for part in parts[j : j + _MOST_PARTS])
            if not _is_part(parts[j], unit):
                continue
            for end in range(j + 2, min(len(parts), j + _MOST_PARTS) + 1):
                if not _is_part(parts[end - 1], unit):
                    break
                joined = sum((part.bag for part in parts[j:end]), Counter[str]())
                if likeness(unit.bag, joined) > max(_WHOLE, best):
                    yield range(i, i + 1), range(j, end)
                    break


def _is_part(part: Unit, whole: Unit) -> bool:
    total = part.bag.total()
    common = (part.bag & whole.bag).total()
    return not part.is_table and total > 0 and common >= _PART * total
