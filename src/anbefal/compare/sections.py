"""Sections and entries: which part of the old draft is which part of the new."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.alignment.likeness import best_first, likeness
from anbefal.compare.blocks import Placed
from anbefal.model import Section
from anbefal.readers.markdown import heading_key

# Of two parts under different headings, so much must be the same for one to be the other, renamed.
_RENAMED = 0.5
_ELSEWHERE = 0.6
# The headings alone tell so much of two sections that are empty, or written anew.
_LIKE_HEADING = 0.66


class Part(NamedTuple):
    """A heading and the blocks under it: a section, or an entry of one."""

    section: int
    entry: int
    name: str
    blocks: Sequence[int]
    """Numbers of blocks in the draft's flat row."""


def match_sections(
    old: Sequence[Section | None],
    new: Sequence[Section | None],
    before: Sequence[Placed],
    after: Sequence[Placed],
) -> dict[int, int]:
    """Match sections, new to old: by template id, by heading, by what they say.

    The first of either, title and lead, are always a pair.
    """
    found = {0: 0} if old and new else {}
    _match_keys(found, [_id(section) for section in old], [_id(section) for section in new])
    # A heading without words has a key, too.
    _match_keys(found, *([s and (_heading(s),) for s in row] for row in (old, new)))
    partners = set(found.values())
    left = [number for number in range(len(old)) if number not in partners]
    right = [number for number in range(len(new)) if number not in found]
    if not left or not right:
        return found
    bags, new_bags = _bags(before, left), _bags(after, right)

    def judge(i: int, j: int, alike: float) -> float:
        if alike >= _RENAMED:
            return alike
        one, other = _heading(old[left[i]]), _heading(new[right[j]])
        names = likeness(Counter(str(one).split()), Counter(str(other).split()))
        return names / 2 if names >= _LIKE_HEADING else 0.0

    taken: set[int] = set()
    for _, i, j in best_first(bags, new_bags, judge):
        if left[i] not in taken and right[j] not in found:
            found[right[j]] = left[i]
            taken.add(left[i])
    return found


def _id(section: Section | None) -> str:
    return section.id if section else ""


def _heading(section: Section | None) -> str:
    return heading_key(section.heading) if section else ""


def _match_keys(found: dict[int, int], old: Sequence[Hashable], new: Sequence[Hashable]) -> None:
    """Match what has the same key and no partner yet, the first with the first."""
    taken = set(found.values())
    places: dict[Hashable, list[int]] = {}
    for number in range(len(old) - 1, -1, -1):
        if old[number] and number not in taken:
            places.setdefault(old[number], []).append(number)
    for number, key in enumerate(new):
        if number not in found and places.get(key):
            found[number] = places[key].pop()


def _bags(placed: Sequence[Placed], sections: Sequence[int]) -> list[Counter[str]]:
    bags = {number: Counter[str]() for number in sections}
    for one in placed:
        if one.section in bags:
            bags[one.section].update(one.bag)
    return list(bags.values())


def divide(placed: Sequence[Placed]) -> list[Part]:
    """Divide a draft into its sections' entries, and what stands before the first of each."""
    groups: dict[tuple[int, int], list[int]] = {}
    for number, one in enumerate(placed):
        groups.setdefault((one.section, one.entry), []).append(number)
    parts = []
    for (section, entry), blocks in groups.items():
        name = heading_key(placed[blocks[0]].block.text) if entry else ""
        parts.append(Part(section, entry, name, blocks))
    return parts


def match_parts(
    old: Sequence[Part],
    new: Sequence[Part],
    before: Sequence[Placed],
    after: Sequence[Placed],
    sections: dict[int, int],
) -> dict[int, int]:
    """Match entries, new to old: by name within a section, by what they say, then anywhere."""
    found: dict[int, int] = {}
    keys = [(part.section, part.name) for part in old]
    new_keys = [(sections.get(part.section, -1), part.name) for part in new]
    _match_keys(found, keys, new_keys)
    partners = set(found.values())
    left = [n for n, part in enumerate(old) if part.entry and n not in partners]
    right = [n for n, part in enumerate(new) if part.entry and n not in found]
    if not left or not right:
        return found
    bags = [_bag(old[n], before) for n in left]
    new_bags = [_bag(new[n], after) for n in right]

    def judge(i: int, j: int, alike: float) -> float:
        one, other = old[left[i]], new[right[j]]
        at_home = sections.get(other.section) == one.section
        if one.name == other.name and one.name:
            return 1 + alike
        return alike + at_home if alike >= (_RENAMED if at_home else _ELSEWHERE) else 0.0

    taken: set[int] = set()
    for _, i, j in best_first(bags, new_bags, judge):
        if left[i] not in taken and right[j] not in found:
            found[right[j]] = left[i]
            taken.add(left[i])
    return found


def _bag(part: Part, placed: Sequence[Placed]) -> Counter[str]:
    bag: Counter[str] = Counter()
    for number in part.blocks:
        bag.update(placed[number].bag)
    # Its own name counts, so that an entry that is no more than a name can be found.
    bag.update(tree.words(part.name))
    return bag
