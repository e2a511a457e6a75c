"""Compare: what changed between two states of a draft, as an editor would tell it.

Sections are matched first, then blocks, then the words of the blocks that differ; each step is
bounded, whatever stands in the file.
"""

from anbefal.compare.drafts import compare_drafts
from anbefal.model import Change, Draft

__all__ = ["compare_drafts", "count_changes"]


def count_changes(old: Draft | None, new: Draft | None) -> Change:
    """Count the words added and removed; None stands for a draft that is not there."""
    if old is None and new is None:
        return Change(0, 0)
    change = compare_drafts(old, new)
    return Change(change.inserted, change.deleted)
