"""Delete hidden comments that silence nothing any more.

The text was mended, or the comment stands in the wrong place: it speaks of the block right below
it, above a heading of everything under that heading, and above the title of the whole file. Left
behind, it would hide the next mistake.

Delete the comment, or move it right above what it speaks of.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Draft, Found
from anbefal.model.finding import Level
from anbefal.silence import Heard

ID = "AB123"
NAME = "silence-unused"
LEVEL: Level = "hint"


def check(draft: Draft, heard: Heard) -> Iterator[Found]:
    """Find rules that a directive names and that found nothing there."""
    for directive, rule in heard.unused:
        yield Found(
            line=directive.line,
            column=draft.column(directive.line, rule),
            message=msg(
                "{rule} has nothing to remark here, so this comment does nothing", rule=rule
            ),
            hint=msg("delete the comment, or move it right above what it speaks of"),
        )
