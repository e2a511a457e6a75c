"""Pairing: which block of the old draft is which of the new, wherever it stands now."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal.alignment.likeness import best_first, candidates, likeness
from anbefal.alignment.sequences import match
from anbefal.compare.blocks import Placed
from anbefal.compare.sections import Part

# Between two blocks that stayed: so alike is the same block, edited.
_EDITED = 0.4
_BEYOND_DOUBT = 0.75
# The only two there: less will do.
_ALONE = 0.3
# Past others, or in another section: it must be clear, and long enough to be no chance.
_CLEAR, _WORDS = 0.6, 5
# So few words are said twice in any text: the same block elsewhere needs more.
_SAID_TWICE = 3
_SAME_LABEL = 0.5

# Of a paragraph that was split: so much of each part, and of the whole, must be found in it.
_PART, _WHOLE, _SPLIT_WORDS, _MOST_PARTS = 0.6, 0.65, 8, 6
_RUNNING = ("paragraph", "item", "quote")


class Link(NamedTuple):
    """Blocks of either draft that are one another: one and one, one and many, many and one."""

    old: tuple[int, ...]
    new: tuple[int, ...]

    @property
    def is_pair(self) -> bool:
        """Tell whether it is one and one."""
        return len(self.old) == len(self.new) == 1


class Pairing:
    """Find the links between two drafts, the surest first."""

    def __init__(self, before: Sequence[Placed], after: Sequence[Placed]) -> None:
        """Take the flat rows of both drafts."""
        self.before = before
        self.after = after
        self.links: list[Link] = []
        self._old: set[int] = set()
        self._new: set[int] = set()

    def link(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Keep a link between blocks that have none yet."""
        if self._old.isdisjoint(old) and self._new.isdisjoint(new):
            self.links.append(Link(tuple(old), tuple(new)))
            self._old.update(old)
            self._new.update(new)

    def _link_pair(self, i: int, j: int) -> None:
        """Keep a link between two blocks that have none."""
        self.links.append(Link((i,), (j,)))
        self._old.add(i)
        self._new.add(j)

    def link_ids(self) -> None:
        """Link the items that have the same id, where each stands once."""
        ids = Counter(one.id for one in self.before)
        places = {one.id: n for n, one in enumerate(self.before) if one.id and ids[one.id] == 1}
        ids = Counter(one.id for one in self.after)
        for number, one in enumerate(self.after):
            if one.id in places and ids[one.id] == 1:
                self.link([places[one.id]], [number])

    def link_part(self, old: Part, new: Part) -> None:
        """Link the blocks of one entry, or of what stands before the first, in their order."""
        if self._is_head(old, new):
            self.link(old.blocks[:1], new.blocks[:1])
        left = [number for number in old.blocks if number not in self._old]
        right = [number for number in new.blocks if number not in self._new]
        same = match([self.before[i].key for i in left], [self.after[j].key for j in right])
        at = at_new = 0
        for i, j in [*same, (len(left), len(right))]:
            if i > at and j > at_new:
                self._link_gap(left[at:i], right[at_new:j])
            if i < len(left):
                self._link_pair(left[i], right[j])
            at, at_new = i + 1, j + 1

    def link_rest(self, old: Part, new: Part) -> None:
        """Link what is left of an entry when all that is surer was linked."""
        left = [number for number in old.blocks if number not in self._old]
        right = [number for number in new.blocks if number not in self._new]
        if left and right:
            self._link_gap(left, right)

    def _is_head(self, old: Part, new: Part) -> bool:
        """Tell whether both begin with their heading; a draft may have no title."""
        first, other = self.before[old.blocks[0]].block, self.after[new.blocks[0]].block
        return first.kind == other.kind == "heading" and first.level == other.level

    def _link_gap(self, old: Sequence[int], new: Sequence[int]) -> None:
        """Link what was edited, split or joined between two blocks that stayed."""
        if len(old) == len(new) and all(map(self._is_edited, old, new)):
            for i, j in zip(old, new, strict=True):
                self._link_pair(i, j)
            return
        for i, parts in self._split(self.before, old, self.after, new):
            self.link([i], parts)
        for j, parts in self._split(self.after, new, self.before, old):
            self.link(parts, [j])
        left = [number for number in old if number not in self._old]
        right = [number for number in new if number not in self._new]
        bags, new_bags = [self.before[i].bag for i in left], [self.after[j].bag for j in right]

        def judge(i: int, j: int, alike: float) -> float:
            one, other = self.before[left[i]], self.after[right[j]]
            if not _can_be(one, other):
                return 0.0
            if one.label and one.label == other.label:
                alike += _SAME_LABEL
            return alike if alike >= _ALONE else 0.0

        taken: list[tuple[int, int]] = []
        likely = best_first(bags, new_bags, judge)
        for alike, i, j in likely:
            if alike < _EDITED and not self._are_alone(left, right):
                break
            if left[i] in self._old or right[j] in self._new:
                continue
            crosses = _crosses(taken, i, j)
            if not crosses:
                insort(taken, (i, j))
            if not crosses or self._is_clear(left[i], right[j], alike):
                self._link_pair(left[i], right[j])

    def _are_alone(self, old: Sequence[int], new: Sequence[int]) -> bool:
        """Tell whether no more than one block is left without a link on either side."""
        counts = (
            sum(i not in self._old for i in old),
            sum(j not in self._new for j in new),
        )
        return max(counts) <= 1

    def _is_edited(self, i: int, j: int) -> bool:
        """Tell whether one block is beyond doubt the other with some words changed."""
        one, other = self.before[i], self.after[j]
        left, right = set(one.key.split()), set(other.key.split())
        common = 2 * len(left & right)
        return _can_be(one, other) and common >= _BEYOND_DOUBT * (len(left) + len(right))

    def _is_clear(self, i: int, j: int, alike: float) -> bool:
        one, other = self.before[i], self.after[j]
        return alike >= _CLEAR and min(one.block.words, other.block.words) >= _WORDS

    def _split(
        self,
        whole: Sequence[Placed],
        wholes: Sequence[int],
        part: Sequence[Placed],
        parts: Sequence[int],
    ) -> Iterator[tuple[int, Sequence[int]]]:
        """Give each block that stands as two or more on the other side, with those."""
        if len(parts) < 2:
            return
        bags, part_bags = [whole[i].bag for i in wholes], [part[j].bag for j in parts]
        inside: dict[int, set[int]] = {}
        for i, j in candidates(bags, part_bags):
            one, other = whole[wholes[i]], part[parts[j]]
            if one.block.words < _SPLIT_WORDS or one.block.kind not in _RUNNING:
                continue
            if other.block.kind not in _RUNNING or not _can_be(one, other):
                continue
            total = part_bags[j].total()
            if total > 1 and (bags[i] & part_bags[j]).total() >= _PART * total:
                inside.setdefault(i, set()).add(parts[j])
        for i, found in inside.items():
            # Side by side in the draft: what stands between may have its partner elsewhere.
            for run in _consecutive(sorted(found)):
                joined: Counter[str] = sum((part[number].bag for number in run), Counter())
                best = max(likeness(bags[i], part[number].bag) for number in run)
                if 1 < len(run) <= _MOST_PARTS and likeness(bags[i], joined) > max(_WHOLE, best):
                    yield wholes[i], run

    def link_elsewhere(self) -> None:
        """Link what stands in another section or entry now, the same or edited."""
        left = [n for n, one in enumerate(self.before) if n not in self._old and _can_move(one)]
        right = [n for n, one in enumerate(self.after) if n not in self._new and _can_move(one)]
        places: dict[str, list[int]] = {}
        for i in reversed(left):
            places.setdefault(self.before[i].key, []).append(i)
        for j in right:
            if places.get(self.after[j].key):
                self.link([places[self.after[j].key].pop()], [j])
        left = [i for i in left if i not in self._old and self.before[i].block.words >= _WORDS]
        right = [j for j in right if j not in self._new and self.after[j].block.words >= _WORDS]

        def judge(i: int, j: int, alike: float) -> float:
            possible = alike >= _CLEAR and _can_be(self.before[left[i]], self.after[right[j]])
            return alike if possible else 0.0

        bags = [self.before[i].bag for i in left]
        for _, i, j in best_first(bags, [self.after[j].bag for j in right], judge):
            self.link([left[i]], [right[j]])


def _can_be(one: Placed, other: Placed) -> bool:
    """Tell whether two blocks may be the same one: items of two ids are not, nor headings."""
    if one.id and other.id and one.id != other.id:
        return False
    return (one.block.kind == "heading") == (other.block.kind == "heading")


def _can_move(one: Placed) -> bool:
    """Tell whether a block is long enough to be known elsewhere; a section's heading never is."""
    if one.block.kind == "heading":
        return one.block.level > 2
    return one.block.words >= _SAID_TWICE


def _crosses(taken: Sequence[tuple[int, int]], i: int, j: int) -> bool:
    """Tell whether a pair goes past one of those taken, none of which goes past another."""
    at = bisect_left(taken, (i, j))
    return (at > 0 and taken[at - 1][1] > j) or (at < len(taken) and taken[at][1] < j)


def _consecutive(numbers: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
