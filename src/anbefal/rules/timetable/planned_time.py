"""Hold each workshop when `anbefal.toml` says that it is held.

`status`, the gates and the hand-over go by the plan there, and the room goes by the run sheet. When
they differ, a workshop is closed while people write.

Correct the row, or the workshop's `start` and `end` in `anbefal.toml`.
"""

import re
from collections.abc import Iterator

from anbefal.dates import read_day
from anbefal.i18n import msg
from anbefal.kinds.day import Day, Row, days_of
from anbefal.model import Assembly, Draft, Found, Template, Workshop
from anbefal.model.finding import Level
from anbefal.times import read_span, write_time

ID = "AB621"
NAME = "planned-time"
LEVEL: Level = "error"

_WORKSHOP = re.compile(r"(?:værksted|workshop)\s*(\d{1,2})\b", re.IGNORECASE)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find workshops at other times than planned, and planned ones that no row holds.

    Only on the day of the assembly's meeting, and where any row is a workshop.
    """
    date = read_day(draft.text_of("date"))
    if date and assembly.meeting and assembly.meeting.date and date != assembly.meeting.date:
        return
    for day in days_of(draft):
        rows = workshop_rows(day, assembly)
        for workshop, row in rows:
            start, end = planned(workshop)
            if (start or row.start, end or row.end) == (row.start, row.end):
                continue
            yield Found(
                line=row.slot.line,
                section=day.spec.id,
                message=msg(
                    "workshop {number} is at {own} here, and at {planned} in anbefal.toml",
                    number=workshop.number,
                    own=_written(row.start, row.end),
                    planned=_written(start, end),
                ),
                hint=msg("correct the one that is wrong"),
            )
        held = {workshop.number for workshop, _ in rows}
        for workshop in assembly.workshop if rows else ():
            if workshop.number not in held:
                yield Found(
                    line=day.section.line,
                    section=day.spec.id,
                    message=msg(
                        'no row is workshop {number}, "{name}", of anbefal.toml',
                        number=workshop.number,
                        name=workshop.name,
                    ),
                    hint=msg("write a row for it, or take it out of anbefal.toml"),
                )


def workshop_rows(day: Day, assembly: Assembly) -> list[tuple[Workshop, Row]]:
    """Give the first row that is named after each workshop."""
    rows: dict[int, tuple[Workshop, Row]] = {}
    for row in day.rows:
        found = _WORKSHOP.search(row.slot.name)
        workshop = assembly.find_workshop(int(found[1])) if found else None
        if workshop:
            rows.setdefault(workshop.number, (workshop, row))
    return list(rows.values())


def planned(workshop: Workshop) -> tuple[int | None, int | None]:
    """Give when a workshop begins and ends by the plan, in minutes after midnight."""
    start = read_span(workshop.start).start if workshop.start else None
    end = read_span(workshop.end).start if workshop.end else None
    return start, end


def _written(start: int | None, end: int | None) -> str:
    return "–".join("?" if time is None else write_time(time) for time in (start, end))
