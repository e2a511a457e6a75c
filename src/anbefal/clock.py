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


def iso_date(seconds: int) -> str:
    """Give the day of a moment in UTC, as ISO 8601, the same wherever it is asked."""
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
