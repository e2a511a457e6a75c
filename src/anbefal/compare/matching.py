"""Matching: two states of a draft laid side by side, and what of either is what of the other."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, partial

from anbefal.alignment.sequences import rising
from anbefal.compare.blocks import Placed, lay_out, set_keys
from anbefal.compare.pairing import Link, Pairing
from anbefal.compare.sections import divide, match_parts, match_sections
from anbefal.model import Direction, Draft


class Matching:
    """Which sections and blocks of two states of a draft belong together."""

    def __init__(self, old: Draft | None, new: Draft | None) -> None:
        """Take both states; None stands for one that is not there."""
        self.old, self.new = old, new
        self.old_sections, self.before = lay_out(old)
        self.new_sections, self.after = lay_out(new)
        set_keys(self.before, self.after)
        self.sections = match_sections(
            self.old_sections, self.new_sections, self.before, self.after
        )
        """The section before, by the section now."""
        links = self._find_links()
        self.stayed = self._find_stayed(links)
        """Of the links whose blocks kept their place: the first block now."""
        # What was split or joined and moved as well is told as what went and what came.
        links = [link for link in links if link.new[0] in self.stayed or link.is_pair]
        self.of_old = {i: link for link in links for i in link.old}
        self.of_new = {j: link for link in links for j in link.new}

    def _find_links(self) -> list[Link]:
        pairing = Pairing(self.before, self.after)
        pairing.link_ids()
        old, new = divide(self.before), divide(self.after)
        parts = match_parts(old, new, self.before, self.after, self.sections)
        for j, i in parts.items():
            pairing.link_part(old[i], new[j])
        pairing.link_elsewhere()
        for j, i in parts.items():
            pairing.link_rest(old[i], new[j])
        return sorted(pairing.links, key=lambda link: link.new)

    def _find_stayed(self, links: Sequence[Link]) -> set[int]:
        """Find what kept its place: of each section the most words whose order is the same."""
        at_home: dict[int, list[Link]] = {}
        for link in links:
            if self.is_at_home(link):
                at_home.setdefault(self.after[link.new[0]].section, []).append(link)
        stayed: set[int] = set()
        for here in at_home.values():
            pairs = [(link.old[0], link.new[0]) for link in here]
            size = partial(self._size, [link.new for link in here])
            stayed.update(j for _, j in rising(pairs, size))
        return stayed

    def is_at_home(self, link: Link) -> bool:
        """Tell whether both sides of a link stand in the same section."""
        section = self.after[link.new[0]].section
        return self.sections.get(section, -1) == self.before[link.old[0]].section

    def old_blocks(self, section: int) -> range:
        """Give the numbers of a section's blocks before."""
        return self._old_ranges[section]

    def new_blocks(self, section: int) -> range:
        """Give the numbers of a section's blocks now."""
        return self._new_ranges[section]

    @cached_property
    def _old_ranges(self) -> list[range]:
        return _ranges(self.before, len(self.old_sections))

    @cached_property
    def _new_ranges(self) -> list[range]:
        return _ranges(self.after, len(self.new_sections))

    @cached_property
    def kept_sections(self) -> set[int]:
        """Give the sections of now that kept their place among the others."""
        pairs = sorted((j, i) for j, i in self.sections.items())
        size = partial(self._size, [self.new_blocks(j) for j, _ in pairs])
        return {j for _, j in rising([(i, j) for j, i in pairs], size)}

    def _size(self, rows: Sequence[Sequence[int]], number: int) -> int:
        """Give the letters of one of some rows of blocks: what moved is the shorter."""
        return 1 + sum(len(self.after[j].source) for j in rows[number])

    def direction(self, link: Link) -> Direction:
        """Tell which way a block went past those that stayed; "" for another section."""
        if not self.is_at_home(link):
            return ""
        old, new = self._stayed_places[self.after[link.new[0]].section]
        before, now = bisect_left(old, link.old[0]), bisect_left(new, link.new[0])
        return "up" if now < before else "down" if before < now else ""

    @cached_property
    def _stayed_places(self) -> dict[int, tuple[list[int], list[int]]]:
        """Give, of each section, the places of what stayed: before, and now."""
        places: dict[int, tuple[list[int], list[int]]] = {}
        for j in sorted(self.stayed):
            old, new = places.setdefault(self.after[j].section, ([], []))
            old.append(self.of_new[j].old[0])
            new.append(j)
        return places


def _ranges(placed: Sequence[Placed], count: int) -> list[range]:
    """Give each section's blocks, which stand side by side in the row."""
    sections = [one.section for one in placed]
    starts = [bisect_left(sections, number) for number in range(count + 1)]
    return [range(start, end) for start, end in zip(starts, starts[1:], strict=False)]
