"""The one clock: what it shows can be set, so that the same input gives the same bytes."""

import os
import time
from datetime import UTC, datetime
from typing import NamedTuple


class Moment(NamedTuple):
    """Seconds since 1970, and the local zone's offset from UTC in minutes."""

    seconds: int
    offset: int


def now() -> Moment:
    """Give the present, or the moment that SOURCE_DATE_EPOCH names (in UTC)."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    if fixed.isdecimal() and len(fixed) < 12:
        return Moment(int(fixed), 0)
    local = time.localtime()
    return Moment(int(time.time()), (local.tm_gmtoff or 0) // 60)


def wait(seconds: float) -> None:
    """Let some time go by."""
    time.sleep(seconds)


def on_the_wall(seconds: int) -> datetime:
    """Give what the clocks of the local zone show at a moment, without a zone."""
    return datetime(*time.localtime(seconds)[:6])


def shown_time(seconds: int) -> str:
    """Give a moment in the reader's own zone: 2026-05-23 11:10."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def last_moments(minute: datetime) -> tuple[int, ...]:
    """Give the last second that the clocks of the local zone showed a minute.

    Two where they were set back over it; where they were set forward, the last second before.
    """
    wall = minute.replace(second=59, microsecond=0)
    early, late = (int(wall.replace(fold=fold).timestamp()) for fold in (0, 1))
    if early <= late:
        return tuple({early: None, late: None})
    # In the gap a clock that was not yet set is ahead of one that was.
    before, after = late, early
    while after - before > 1:
        middle = (before + after) // 2
        if on_the_wall(middle) <= wall:
            before = middle
        else:
            after = middle
    return (before,)


def iso_date(seconds: int) -> str:
    """Give the day of a moment in UTC, as ISO 8601, the same wherever it is asked."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def iso_time(seconds: int) -> str:
    """Give a moment in UTC, as ISO 8601."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
