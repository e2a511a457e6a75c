"""Dates as people write them."""

import datetime

from anbefal.i18n import LANGUAGES, msg, translate

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


def write_day(day: datetime.date, language: str) -> str:
    """Write a day in full: "23 May 2026"."""
    month = _MONTHS[day.month - 1]
    return translate(msg("{day} {month} {year}", day=day.day, month=month, year=day.year), language)
