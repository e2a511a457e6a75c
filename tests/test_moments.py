"""Moments as people name them: whatever way a time is written, the same minute is meant."""

import datetime
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbefal import clock
from anbefal.dates import write_day
from anbefal.moments import read_when

# A Sunday.
NOW = datetime.datetime(2026, 11, 22, 10, 15)

MEANT = {
    "14:30": "2026-11-22 14:30",
    "9.05": "2026-11-22 09:05",
    "kl. 9": "2026-11-22 09:00",
    "klokken 9.30": "2026-11-22 09:30",
    "9:30 am": "2026-11-22 09:30",
    "i dag 9.30": "2026-11-22 09:30",
    "yesterday 14:30": "2026-11-21 14:30",
    "Yesterday at 14:30": "2026-11-21 14:30",
    "2:30 pm yesterday": "2026-11-21 14:30",
    "i går 14.30": "2026-11-21 14:30",
    "I GÅR KL. 14.30": "2026-11-21 14:30",
    "  igår,  14.30 ": "2026-11-21 14:30",
    "i ga\u030ar 14.30": "2026-11-21 14:30",
    "14.30 i går": "2026-11-21 14:30",
    "i forgårs kl. 14.30": "2026-11-20 14:30",
    "2026-11-21 14:30": "2026-11-21 14:30",
    "2026-11-21T14:30": "2026-11-21 14:30",
    "21/11 14.30": "2026-11-21 14:30",
    "21/11-2026": None,
    "21/11/26 14:30": "2026-11-21 14:30",
    "21.11. 14.30": "2026-11-21 14:30",
    "21.11 14.30": "2026-11-21 14:30",
    "21.11.2026 kl. 14.30": "2026-11-21 14:30",
    "21-11-2026 14:30": "2026-11-21 14:30",
    "21. november 14.30": "2026-11-21 14:30",
    "den 21. nov. kl. 14.30": "2026-11-21 14:30",
    "21 November 2025, 14:30": "2025-11-21 14:30",
    "november 21st 14:30": "2026-11-21 14:30",
    "Nov 21, 2025 14:30": "2025-11-21 14:30",
    # The latest that is not still to come.
    "mandag 14.30": "2026-11-16 14:30",
    "sunday 9:30": "2026-11-22 09:30",
    "søndag 14.30": "2026-11-15 14:30",
    "23/11 9.00": "2025-11-23 09:00",
    "i søndags 9.30": "2026-11-15 09:30",
    "last sunday at 9:30": "2026-11-15 09:30",
    "on friday at 9:30": "2026-11-20 09:30",
    # A day alone means its end.
    "i dag": "2026-11-22 23:59",
    "yesterday": "2026-11-21 23:59",
    "søndag": "2026-11-22 23:59",
    "i mandags": "2026-11-16 23:59",
    "21/11": "2026-11-21 23:59",
    "12.11.": "2026-11-12 23:59",
    "1. maj": "2026-05-01 23:59",
    "29. februar": "2024-02-29 23:59",
    "2026-11-21 24:00": "2026-11-21 23:59",
    # What may be a day and may be a time is a time, as `log` writes them.
    "12.11": "2026-11-22 12:11",
    "tomorrow 9:00": "2026-11-23 09:00",
    # No moments: other names of versions, days of no calendar, spans, durations, half a word.
    **dict.fromkeys(
        ("", " ", "1", "14", "1430", "last", "now", "HEAD~1", "1..2", "abcdef12", "--at", "31/2"),
        None,
    ),
    **dict.fromkeys(
        ("25:99", "29/2/2025", "0/5", "21/13", "14.30-15.00", "20 min", "mandagen", "i", "kl."),
        None,
    ),
    **dict.fromkeys(
        ("9.30 9.40", "21/11 22/11", "yesterday today", "til 14.30", "14:30\x00x", "0000-01-01"),
        None,
    ),
}


@pytest.mark.parametrize("text", MEANT)
def test_a_moment_is_read_as_it_is_meant(text: str) -> None:
    when = read_when(text, NOW)
    assert (when and f"{when.minute:%Y-%m-%d %H:%M}") == MEANT[text]


PAST = st.datetimes(datetime.datetime(1990, 1, 1), NOW).map(lambda at: at.replace(second=0))
FORMS = (
    "{at:%Y-%m-%d} {at:%H:%M}",
    "{at:%Y-%m-%dT%H:%M}",
    "{at.day}/{at.month}/{at.year} {at:%H.%M}",
    "{at:%d.%m.%Y} kl. {at.hour}.{at:%M}",
    "{at:%d-%m-%Y}, {at:%H:%M}",
    "{da} kl. {at:%H.%M}",
    "{en} at {at:%H:%M}",
    "kl. {at:%H.%M} den {da}",
    "{at:%H:%M}, {at.day}/{at.month}/{at.year}",
)


@given(PAST, st.sampled_from(FORMS))
def test_every_way_to_write_a_minute_means_that_minute(at: datetime.datetime, form: str) -> None:
    at = at.replace(microsecond=0)
    text = form.format(at=at, da=write_day(at.date(), "da"), en=write_day(at.date(), "en"))
    when = read_when(text, NOW)
    assert when is not None and (when.minute, when.whole_day) == (at, False)


@given(st.datetimes(datetime.datetime(2015, 1, 1), datetime.datetime(2040, 1, 1)))
def test_a_day_without_a_year_is_the_latest_that_is_not_to_come(now: datetime.datetime) -> None:
    for form in ("{at.day}/{at.month}", "{at.day}. {month}", "{at.day}.{at.month}."):
        for back in (0, 1, 40, 364):
            at = now.date() - datetime.timedelta(back)
            if (at.month, at.day) != (2, 29):
                month = write_day(at, "da").split(" ")[1]
                when = read_when(form.format(at=at, month=month), now)
                assert when and when.whole_day and when.minute.date() == at


@given(st.text(alphabet="0123456789abcdefABCDEF", max_size=64))
def test_no_id_and_no_number_of_a_workshop_is_a_moment(text: str) -> None:
    assert read_when(text, NOW) is None


WORDS = st.sampled_from(
    [*"0123456789./-: ,", "kl.", "i går", "maj", "13", "2026", "om", "den", "last", "søndag", "st"]
)


@given(st.one_of(st.text(max_size=70), st.lists(WORDS, max_size=12).map("".join)))
def test_any_text_is_a_moment_or_none_and_never_a_fault(text: str) -> None:
    when = read_when(text, NOW)
    assert when is None or when.begins <= when.minute
    assert when is None or re.search(r"[^0-9a-fA-F]", text)


# --- clocks that are set --------------------------------------------------------------------------


@pytest.fixture
def copenhagen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Copenhagen")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def utc(text: str) -> int:
    return int(datetime.datetime.fromisoformat(f"{text}+00:00").timestamp())


@pytest.mark.parametrize(
    ("wall", "moments"),
    [
        ("2026-11-21 14:30", ["2026-11-21 13:30:59"]),
        ("2026-07-21 14:30", ["2026-07-21 12:30:59"]),
        # Set back at 3:00 to 2:00 on 25 October, forward at 2:00 to 3:00 on 29 March.
        ("2026-10-25 01:59", ["2026-10-24 23:59:59"]),
        ("2026-10-25 02:00", ["2026-10-25 00:00:59", "2026-10-25 01:00:59"]),
        ("2026-10-25 02:59", ["2026-10-25 00:59:59", "2026-10-25 01:59:59"]),
        ("2026-10-25 03:00", ["2026-10-25 02:00:59"]),
        ("2026-03-29 01:59", ["2026-03-29 00:59:59"]),
        ("2026-03-29 02:00", ["2026-03-29 00:59:59"]),
        ("2026-03-29 02:30", ["2026-03-29 00:59:59"]),
        ("2026-03-29 03:00", ["2026-03-29 01:00:59"]),
    ],
)
@pytest.mark.usefixtures("copenhagen")
def test_a_minute_ends_when_the_local_clocks_say_so(wall: str, moments: list[str]) -> None:
    found = clock.last_moments(datetime.datetime.fromisoformat(wall))
    assert list(found) == [utc(moment) for moment in moments]


@given(st.integers(utc("2000-01-01"), utc("2037-01-01")))
def test_every_second_is_in_the_minute_that_the_clock_shows_then(seconds: int) -> None:
    shown = clock.on_the_wall(seconds).replace(second=0)
    assert any(0 <= last - seconds < 60 for last in clock.last_moments(shown))
