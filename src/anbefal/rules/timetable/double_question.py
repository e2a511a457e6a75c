"""Ask one question at a time.

Of two questions in one breath a table answers the easier one. The second is often the one that
somebody needs an answer to.

Make two items of it, each with its own minutes if it needs them.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB625"
NAME = "double-question"
LEVEL: Level = "hint"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find steps that hold two question marks or more."""
    for day in days_of(draft):
        for step in (step for row in day.rows for slot in row.slots for step in slot.steps):
            if step.text.count("? ") + step.text.endswith("?") < 2 or "(" in step.text:
                continue
            yield Found(
                line=step.line,
                section=day.spec.id,
                message=msg('"{step}" asks two things at once', step=step.text),
                hint=msg("make two items of it"),
            )
