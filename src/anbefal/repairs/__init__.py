"""Repairs: pure, one module a repair. They mend the form of a draft, and never a word.

Adding a repair: one module here and one line in `REPAIRS`. A repair takes a draft and the lines it
was read from, and gives the lines as they should be, with a message for each thing it did. It is
tried, read back, and thrown away where the draft would say anything else: see `keeping`.
"""

from typing import Protocol

from anbefal.model import Draft
from anbefal.repairs import boxes, front_matter, ids, layout, numbers, order
from anbefal.repairs.repaired import Done, Given, Repaired

__all__ = ["REPAIRS", "Done", "Given", "Repair", "Repaired"]


class Repair(Protocol):
    """What every repair module offers."""

    @property
    def NEEDS_TEMPLATE(self) -> bool:
        """Tell whether it must be sure which template the draft follows."""
        ...

    def repair(self, draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
        """Mend the lines that a draft was read from."""
        ...

    def keeps(self, before: Draft, after: Draft) -> bool:
        """Tell whether the mended draft still says all that it must."""
        ...


# In this order: those that change a line where it stands, then those that move lines.
REPAIRS: tuple[Repair, ...] = (front_matter, boxes, ids, numbers, order, layout)
