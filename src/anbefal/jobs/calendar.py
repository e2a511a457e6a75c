"""Calendar: a run sheet's rows as events (RFC 5545); icalendar's one door."""

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from anbefal.dates import read_day
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded
from anbefal.kinds.day import Row, days_of, lines_of
from anbefal.model import Assembly

if TYPE_CHECKING:
    import icalendar


def make(one: Loaded, assembly: Assembly, saved: str) -> bytes:
    """Make the calendar of a run sheet, with an event for each row that has a time.

    `saved` is the day of the version that holds it (ISO 8601), or "" where none does. Raises
    AnbefalError where icalendar is not installed, or the run sheet has no date.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise AnbefalError(
            msg("calendars need icalendar, which is not installed"),
            msg('install it: pip install "anbefal[calendar]"'),
        ) from None
    date = read_day(one.draft.text_of("date"))
    if date is None:
        raise AnbefalError(
            msg('"{path}" has no date', path=one.draft.path),
            msg("write year-month-day between the two lines of ---, such as 2026-05-23"),
        )
    calendar = Calendar()
    calendar.add("prodid", "-//anbefal//DA")
    calendar.add("version", "2.0")
    title = one.draft.title.text if one.draft.title else one.draft.id
    calendar.add("x-wr-calname", _clean(title))
    midnight = datetime.combine(date, time())
    stamp = datetime.combine(read_day(saved) or date, time(), UTC)
    met: Counter[str] = Counter()
    for row in (row for day in days_of(one.draft) for row in day.rows if row.start is not None):
        met[row.slot.name] += 1
        # The same row keeps its name for the reader's calendar when others come before it.
        key = (assembly.name, one.draft.path, str(date), row.slot.name, str(met[row.slot.name]))
        event = Event()
        event.add("uid", f"{sha256(repr(key).encode()).hexdigest()[:32]}@anbefal.invalid")
        event.add("dtstamp", stamp)
        _fill(event, one, row, midnight)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _fill(event: "icalendar.Event", one: Loaded, row: Row, midnight: datetime) -> None:
    """Write what a row says. Times have no zone: the meeting is where the people are."""
    event.add("dtstart", midnight + timedelta(minutes=row.start or 0))
    if row.end is not None:
        event.add("dtend", midnight + timedelta(minutes=row.end))
    event.add("summary", _clean(row.slot.name))
    room = row.slot.find("room")
    places = (room.text if room else "", one.draft.text_of("place"))
    if any(places):
        event.add("location", _clean(", ".join(place for place in places if place)))
    lines = (_clean(line.strip()) for slot in row.slots for _, line in lines_of(slot))
    text = "\n".join(line for line in lines if line)
    if text:
        event.add("description", text)


def _clean(words: str) -> str:
    return "".join(char if char.isprintable() else " " for char in words)
