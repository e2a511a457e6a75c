"""Moments of the past as people name them: yesterday 14:30, i går kl. 14.30, 21/11, mandag."""

import datetime
import re
import unicodedata
from collections.abc import Iterator

from anbefal.dates import WEEKDAYS, month_of
from anbefal.times import read_span
from anbefal.values import Struct

# Nobody names a moment by more: what is longer is not searched.
_LONGEST = 60
_LAST_MINUTE = 24 * 60 - 1
# A day without a year is looked for this far back: 29 February may be eight years away.
_YEARS_BACK = 9

_FROM_TODAY = {
    **dict.fromkeys(("i dag", "idag", "today"), 0),
    **dict.fromkeys(("i går", "igår", "yesterday"), -1),
    **dict.fromkeys(("i forgårs", "forgårs", "the day before yesterday"), -2),
    **dict.fromkeys(("i morgen", "tomorrow"), 1),
}
_YEAR = r"(?P<year>\d{4}|\d{2})"
_MONTH = r"(?P<name>[a-z]{3,9})"
_DAYS = tuple(
    re.compile(rf"(?:{form})(?=[ ,]|$)", re.ASCII)
    for form in (
        f"(?P<near>{'|'.join(_FROM_TODAY)})",
        rf"(?:(?P<before>sidste|last)\s|on\s)?(?P<week>{'|'.join(WEEKDAYS)})",
        rf"(?P<before>i)\s(?P<week>{'|'.join(WEEKDAYS)})s",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        rf"(?P<day>\d{{1,2}})-(?P<month>\d{{1,2}})-{_YEAR}",
        rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?:/{_YEAR})?",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.(?:\s?{_YEAR})?",
        # "12.11" alone is a time.
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})(?=,?\s)",
        rf"(?:den\s)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?{_MONTH}\.?(?:,?\s(?P<year>\d{{4}}))?",
        rf"{_MONTH}\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?",
    )
)


class When(Struct, frozen=True):
    """A minute as clocks on the wall showed it, or a whole day."""

    minute: datetime.datetime
    """Without a zone; of a whole day the last minute."""
    whole_day: bool = False

    @property
    def begins(self) -> datetime.datetime:
        """Give the first minute that is meant."""
        return self.minute.replace(hour=0, minute=0) if self.whole_day else self.minute


def read_when(text: str, now: datetime.datetime) -> When | None:
    """Read the moment that somebody names at `now`, both by the clock on the wall.

    A time alone is today's. A weekday, and a date without a year, is the latest one that is not
    still to come. None for what names no moment, or a day that is in no calendar.
    """
    if len(text) > _LONGEST:
        return None
    text = " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(" ,")
    text = re.sub(r"(?<=\d)t(?=\d)", " ", text)
    for days, rest in _readings(text, now.date()):
        minutes = _minutes(rest)
        if days and (minutes is not None or not rest):
            named = [_at(day, minutes) for day in days]
            return next((when for when in named if when.begins <= now), named[0])
    minutes = _minutes(text)
    return None if minutes is None else _at(now.date(), minutes)


def _at(day: datetime.date, minutes: int | None) -> When:
    hour, minute = divmod(_LAST_MINUTE if minutes is None else min(minutes, _LAST_MINUTE), 60)
    return When(datetime.datetime.combine(day, datetime.time(hour, minute)), minutes is None)


def _minutes(text: str) -> int | None:
    """Read a text that is one time of day and nothing else."""
    span = read_span(text)
    return None if span.end is not None or span.stated or span.rest else span.start


def _readings(text: str, today: datetime.date) -> Iterator[tuple[list[datetime.date], str]]:
    """Give each way to read a day in a text, its latest date first, and what stands beside it."""
    for form in _DAYS:
        first = form.match(text)
        if first:
            yield _dates(first, today), text[first.end() :].strip(" ,")
        for gap in re.finditer("[ ,]+", text):
            last = form.fullmatch(text, gap.end())
            if last:
                yield _dates(last, today), text[: gap.start()]


def _dates(found: re.Match[str], today: datetime.date) -> list[datetime.date]:
    """Give the dates that a day may be, the latest first; none for a day of no calendar."""
    parts = found.groupdict()
    if parts.get("near"):
        return [today + datetime.timedelta(_FROM_TODAY[parts["near"]])]
    if parts.get("week"):
        back = (today.weekday() - WEEKDAYS[parts["week"]]) % 7
        weeks = (back or 7,) if parts["before"] else (back, back + 7)
        return [today - datetime.timedelta(days) for days in weeks]
    month = month_of(parts["name"]) if parts.get("name") else int(parts["month"])
    year = parts.get("year")
    if year is None:
        years = [today.year - back for back in range(_YEARS_BACK)]
    else:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    dates = (_date(one, month or 0, int(parts["day"])) for one in years)
    return [date for date in dates if date]


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
