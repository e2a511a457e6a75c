"""A tally: counted hands, by level of agreement."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from anbefal.model.assembly import Agreement, AgreementLabel
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


class Standing(Struct, frozen=True):
    """What counted hands come to by the assembly's own rule, in counts and never in decimals."""

    support: int
    objecting: int
    of: int
    """How many were asked; how many hands there are where nobody wrote it."""
    label: str
    """What the assembly calls so much support; "" where it has no word for it."""
    below: str
    """The least share of a minority, where those who object are fewer; "" where they are not."""


def standing_of(tally: Tally, spec: FieldSpec, rule: Agreement) -> Standing | None:
    """Judge counted hands; None where they do not add up, which another rule tells."""
    of = tally.sum if tally.total is None else tally.total
    if not of or tally.sum > of:
        return None
    supporting = rule.support or tuple(level.id for level in spec.levels if not level.objects)
    support = sum(tally.counts.get(id, 0) for id in supporting)
    objecting = tally.objecting(spec)
    reached = [label for label in rule.label if _reaches(label, support, of)]
    best = max(reached, key=_height, default=None)
    few = rule.minority is not None and objecting and not _is_share(objecting, of, rule.minority)
    return Standing(
        support, objecting, of, best.name if best else "", (few and rule.minority) or ""
    )


def _reaches(label: AgreementLabel, count: int, of: int) -> bool:
    return (label.at_least is None or _is_share(count, of, label.at_least)) and (
        label.more_than is None or _is_share(count, of, label.more_than, beyond=True)
    )


def _is_share(count: int, of: int, share: str, beyond: bool = False) -> bool:
    """Tell whether so many are a share of all, or more; in whole numbers, which lose nothing."""
    part, whole = _ratio(share)
    return count * whole > part * of or (not beyond and count * whole == part * of)


def _height(label: AgreementLabel) -> tuple[int, bool]:
    """Order labels by what they ask for; more than a share is more than the share."""
    asked = [share for share in (label.at_least, label.more_than) if share is not None]
    # A denominator of a thousand at most: this tells all shares apart that can be written.
    heights = [part * 10**12 // whole for part, whole in map(_ratio, asked)]
    return max(heights, default=-1), label.more_than is not None


def _ratio(share: str) -> tuple[int, int]:
    """Read "66,6 %" as 666 of 1000, and "2/3" as 2 of 3."""
    if "/" in share:
        part, _, whole = share.partition("/")
        return int(part), int(whole)
    digits, _, decimals = share.rstrip(" %").replace(",", ".").partition(".")
    return int(digits + decimals), 100 * 10 ** len(decimals)
