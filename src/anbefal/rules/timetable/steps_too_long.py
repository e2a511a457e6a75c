"""Let the steps of a row fit into it.

What does not fit is taken from the next row, or from the people who came to speak last. On a day
of four workshops ten minutes are a whole question.

Shorten a step, or give the row more time.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB605"
NAME = "steps-too-long"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows whose steps take longer than the row."""
    for day in days_of(draft):
        for row in day.rows:
            total, minutes = sum(row.planned), row.minutes
            if minutes is None or total <= minutes:
                continue
            yield Found(
                line=row.slot.line,
                section=day.spec.id,
                message=msg(
                    'the steps of "{row}" take {total} minutes, and it has {minutes}',
                    row=row.slot.name,
                    total=total,
                    minutes=minutes,
                ),
                hint=msg("shorten a step, or give the row more time"),
            )
