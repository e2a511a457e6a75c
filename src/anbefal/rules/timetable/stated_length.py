"""Let the length beside a time be the one that the times give.

Two figures for the same thing: whoever prepares the step reads one, and whoever rings the bell the
other.

Correct the one that is wrong, or take the length out: the two times say it.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB607"
NAME = "stated-length"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a single length beside the times of a row without parts, which is not the row's."""
    for day in days_of(draft):
        for row in day.rows:
            slot = row.slot
            if row.parts or len(slot.stated) != 1 or slot.end is None or row.minutes is None:
                continue
            if slot.stated[0] != row.minutes:
                yield Found(
                    line=slot.line,
                    section=day.spec.id,
                    message=msg(
                        '"{row}" says {stated} minutes, but its times give {minutes}',
                        row=slot.name,
                        stated=slot.stated[0],
                        minutes=row.minutes,
                    ),
                    hint=msg("correct the one that is wrong"),
                )
