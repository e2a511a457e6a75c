"""The comparison: what changed between two versions, as a document.

Words that came and went are nodes of their own ("ins", "del") inside the blocks of the text, a
block that came or went as a whole says so in its `meta`, and words of ours are notes: a writer
decides how to show them. Each changed section can be looked at in two views, "inline" and "side".
"""

from anbefal.composers.diff.pages import VIEWS, compose_diff
from anbefal.composers.diff.summary import compose_summary, tell_changes

__all__ = ["VIEWS", "compose_diff", "compose_summary", "tell_changes"]
