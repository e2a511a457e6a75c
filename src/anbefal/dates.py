"""Dates as people write them."""

import datetime
import re
from collections.abc import Iterator

from anbefal.i18n import LANGUAGES, Message, msg, translate
from anbefal.values import Struct

_MONTHS = (
    msg("January"),
    msg("February"),
    msg("March"),
    msg("April"),
    msg("May"),
    msg("June"),
    msg("July"),
    msg("August"),
    msg("September"),
    msg("October"),
    msg("November"),
    msg("December"),
)

_WEEKDAY_NAMES = (
    msg("Monday"),
    msg("Tuesday"),
    msg("Wednesday"),
    msg("Thursday"),
    msg("Friday"),
    msg("Saturday"),
    msg("Sunday"),
)
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("mandag", "monday"),
            ("tirsdag", "tuesday"),
            ("onsdag", "wednesday"),
            ("torsdag", "thursday"),
            ("fredag", "friday"),
            ("lørdag", "saturday"),
            ("søndag", "sunday"),
        )
    )
    for name in names
}
# Nobody writes a date among so many letters: what is longer is not searched.
_LONGEST = 5000
_MONTH = r"(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|o[ck]t|nov|dec)[a-z]{0,6}"
_NAMED = re.compile(
    rf"(?<![\w-])(?:(?P<week>{'|'.join(WEEKDAYS)}),?\s+)?(?:(?:d\.|den|the)\s*)?(?:"
    r"(?P<y1>\d{4})-(?P<m1>\d{2})-(?P<d1>\d{2})"
    r"|(?P<d2>\d{1,2})[./](?P<m2>\d{1,2})[./-]\s?(?P<y2>\d{4})"
    rf"|(?P<d3>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?P<m3>{_MONTH})\b(?:\.?,?\s(?P<y3>\d{{4}}))?"
    rf"|(?P<m4>{_MONTH})\.?\s(?P<d4>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y4>\d{{4}}))?"
    r"|(?P<d5>\d{1,2})/(?P<m5>\d{1,2}))(?![\w-])",
    re.IGNORECASE,
)


class NamedDay(Struct, frozen=True):
    """A date in a text, as far as it says which."""

    words: str
    at: int
    weekday: int | None
    """0 is Monday; None where none is written."""
    day: int
    month: int
    year: int | None

    def date(self, year: int) -> datetime.date | None:
        """Give the date, in a year where it names none; None for a day of no calendar."""
        try:
            return datetime.date(self.year or year, self.month, self.day)
        except ValueError:
            return None


def find_days(text: str) -> Iterator[NamedDay]:
    """Give the dates in a text; a day and a month in figures alone only behind a weekday."""
    for found in _NAMED.finditer(text) if len(text) <= _LONGEST else ():
        parts = {
            key[0]: value for key, value in found.groupdict().items() if value and key[1].isdigit()
        }
        week = found["week"]
        month = int(parts["m"]) if parts["m"].isdecimal() else month_of(parts["m"])
        if not month or (found["d5"] and not week):
            continue
        yield NamedDay(
            " ".join(found[0].split()),
            found.start(),
            WEEKDAYS[week.casefold()] if week else None,
            int(parts["d"]),
            month,
            int(parts["y"]) if "y" in parts else None,
        )


def name_weekday(number: int) -> Message:
    """Name a weekday: 0 is "Monday"."""
    return _WEEKDAY_NAMES[number]


def read_day(iso: str) -> datetime.date | None:
    """Read the day of an ISO 8601 date or time; None where it is none."""
    try:
        return datetime.date.fromisoformat(iso.strip()[:10])
    except ValueError:
        return None


def month_of(word: str) -> int | None:
    """Give the number of a month by its name, or three letters of it or more, in any language."""
    for number, month in enumerate(_MONTHS, start=1):
        names = (translate(month, language).casefold() for language in LANGUAGES)
        if len(word) >= 3 and any(name.startswith(word.casefold()) for name in names):
            return number
    return None


def name_day(day: datetime.date) -> Message:
    """Name a day in full: "23 May 2026"."""
    return msg("{day} {month} {year}", day=day.day, month=_MONTHS[day.month - 1], year=day.year)


def write_day(day: datetime.date, language: str) -> str:
    """Write a day in full in a language."""
    return translate(name_day(day), language)


def months_after(day: datetime.date, months: int) -> datetime.date | None:
    """Give the same day some months later, or the month's last; None past the calendar's end."""
    years, month = divmod(day.month - 1 + months, 12)
    if day.year + years > datetime.MAXYEAR:
        return None
    first = datetime.date(day.year + years, month + 1, 1)
    for number in range(day.day, 27, -1):
        try:
            return first.replace(day=number)
        except ValueError:
            continue
    return first.replace(day=day.day)
