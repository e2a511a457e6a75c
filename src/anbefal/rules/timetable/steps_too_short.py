"""Share out all the time of a row among its steps.

Minutes that belong to no step are spent by whoever speaks first. If they are meant for moving
tables, or for questions, that is a step as well.

Give the minutes to a step, write a step for them, or make the row shorter.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB606"
NAME = "steps-too-short"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows whose steps leave time over; steps without minutes at all are not counted."""
    for day in days_of(draft):
        for row in day.rows:
            total, minutes = sum(row.planned), row.minutes
            if not total or minutes is None or total >= minutes:
                continue
            yield Found(
                line=row.slot.line,
                section=day.spec.id,
                message=msg(
                    'the steps of "{row}" leave {rest} of its {minutes} minutes over',
                    row=row.slot.name,
                    minutes=minutes,
                    rest=minutes - total,
                ),
                hint=msg("give the rest to a step, or make the row shorter"),
            )
