"""Account for every minute between the first row and the last.

In a gap people stand about, or the row before takes the time. A break, or finding one's new
table, takes its minutes too, and is a row.

Write what happens in between as a row of its own, or let the row before or behind take the time.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.times import write_time

ID = "AB602"
NAME = "gap"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows that begin after everything before them has ended."""
    for day in days_of(draft):
        latest: int | None = None
        known = True
        for row in day.rows:
            if known and latest is not None and row.start is not None and row.start > latest:
                yield Found(
                    line=row.slot.line,
                    section=day.spec.id,
                    message=msg(
                        'nothing is planned from {start} until "{row}" begins at {end}',
                        start=write_time(latest),
                        row=row.slot.name,
                        end=write_time(row.start),
                    ),
                    hint=msg("write what happens in between, or let a row take the time"),
                )
            known = row.end is not None
            latest = max(latest or 0, row.end) if row.end is not None else latest
