"""Name rules by their ids.

A hidden comment asks that a rule's findings be left out, but there is no rule of that name, so it
does nothing. The id stands in the finding itself, such as AB104.

Correct the id, or delete the comment.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Draft, Found
from anbefal.model.finding import Level
from anbefal.silence import Heard

ID = "AB121"
NAME = "silence-unknown"
LEVEL: Level = "warning"


def check(draft: Draft, heard: Heard) -> Iterator[Found]:
    """Find ids that no rule has."""
    for directive, rule in heard.unknown:
        yield Found(
            line=directive.line,
            column=draft.column(directive.line, rule),
            message=msg('there is no rule "{rule}"', rule=rule),
            hint=msg("take the id from the finding itself; all are listed by: anbefal rule"),
        )
