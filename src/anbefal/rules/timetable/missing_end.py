"""Say when a row ends, where the next row does not.

Whoever leads it cannot say how long is left, and the next row begins late. Where the next row
begins right behind it, its start is enough.

Write both times, such as "15.05–15.15". A last row that only says goodbye needs no end.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB604"
NAME = "missing-end"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows that have a start, but no end of their own and none by the next row."""
    for day in days_of(draft):
        for number, row in enumerate(day.rows, 1):
            slot = row.slot
            if slot.start is None or slot.end is not None or row.end is not None:
                continue
            if row.is_break and number == len(day.rows):
                continue
            yield Found(
                line=slot.line,
                section=day.spec.id,
                message=msg('"{row}" has no end', row=slot.name),
                hint=msg('write both times, such as "10.45–11.00"'),
            )
