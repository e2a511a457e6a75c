"""A tally: counted hands, by level of agreement."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from anbefal.model.template import FieldSpec
from anbefal.values import Struct

if TYPE_CHECKING:
    from anbefal.model.draft import Value

# More hands than any assembly has: a number of thousands of digits is never computed with.
_MOST_DIGITS, _TOO_MANY = 9, 10**9


class Tally(Struct, frozen=True):
    """How many stand on each level, and out of how many."""

    counts: Mapping[str, int]
    """By level id; only the levels that were written."""
    total: int | None = None
    """None where nobody wrote out of how many."""

    @property
    def sum(self) -> int:
        """Give how many hands were counted."""
        return sum(self.counts.values())

    def objecting(self, spec: FieldSpec) -> int:
        """Give how many cannot live with it."""
        return sum(self.counts.get(level.id, 0) for level in spec.levels if level.objects)


def read_tally(value: "Value", spec: FieldSpec) -> Tally | None:
    """Read a field's value as a tally; None where it is none, which another rule tells."""
    if not isinstance(value, Mapping) or not value:
        return None
    keys = {level.key for level in spec.levels} | {spec.total}
    if any(key not in keys or not count.isdecimal() for key, count in value.items()):
        return None
    counts = {level.id: _int(value[level.key]) for level in spec.levels if level.key in value}
    total = value.get(spec.total) if spec.total else None
    return Tally(counts, None if total is None else _int(total))


def _int(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else _TOO_MANY
