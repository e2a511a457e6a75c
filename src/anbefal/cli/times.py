"""Times as a person reads them."""

import time


def shown_time(seconds: int) -> str:
    """Give a moment in the reader's own time zone: 2026-05-23 11:10."""
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
