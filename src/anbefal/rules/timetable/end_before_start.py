"""Let a row end after it begins.

A time that runs backwards is a slip of the pen, and the rows round it cannot be trusted either.

Correct one of the two times; a day that goes on past midnight is two run sheets.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.times import write_time

ID = "AB603"
NAME = "end-before-start"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows whose end is not behind their start."""
    for day in days_of(draft):
        for row in day.rows:
            slot = row.slot
            if slot.start is None or slot.end is None or slot.end > slot.start:
                continue
            yield Found(
                line=slot.line,
                section=day.spec.id,
                message=msg(
                    '"{row}" begins at {start} and ends at {end}',
                    row=slot.name,
                    start=write_time(slot.start),
                    end=write_time(slot.end),
                ),
                hint=msg("correct one of the two times"),
            )
