"""Let one row end before the next begins.

While two rows run at the same time, half of the room misses one of them, and nobody knows who is
to lead. What happens side by side is held in rooms of its own.

Move one of the two, or write the line "Lokale:" below both.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import Row, days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.times import write_time

ID = "AB601"
NAME = "overlap"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows that begin before an earlier one has ended, in no room of their own."""
    for day in days_of(draft):
        running: list[Row] = []
        for row in day.rows:
            running = [r for r in running if r.end and row.start is not None and r.end > row.start]
            hit = next((r for r in running if r.overlaps(row) and not r.beside(row)), None)
            if hit and hit.end is not None:
                yield Found(
                    line=row.slot.line,
                    section=day.spec.id,
                    message=msg(
                        '"{row}" begins before "{other}" ends at {time}',
                        row=row.slot.name,
                        other=hit.slot.name,
                        time=write_time(hit.end),
                    ),
                    hint=msg("move one of the two, or give both a room of their own"),
                )
            # Of a great many at once the last few are enough to be told of.
            running = [*running[-8:], row]
