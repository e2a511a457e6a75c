"""Steps: real `anbefal` commands in a workspace, at a moment of the day, told as they go."""

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

SUMMER_TIME = timezone(timedelta(hours=2))
WINTER_TIME = timezone(timedelta(hours=1))


class Step:
    """Run commands in the workspace, at a moment of the day."""

    def __init__(self, workspace: Path, clock: datetime) -> None:
        """Take the workspace, and the time that its commands are told it is."""
        self.workspace = workspace
        self.clock = clock

    def run(self, *words: str, quiet: bool = False, expect: tuple[int, ...] = (0,)) -> int:
        """Run one command; stop the demo where it ends as it should not."""
        if not quiet:
            print(f"\n$ anbefal {' '.join(words)}", flush=True)
        moment = {"SOURCE_DATE_EPOCH": str(int(self.clock.timestamp())), "ANBEFAL_LANG": ""}
        done = subprocess.run(
            [sys.executable, "-m", "anbefal", *words],
            cwd=self.workspace,
            env={**os.environ, **moment},
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.PIPE if quiet else None,
            check=False,
        )
        if done.returncode not in expect:
            sys.stderr.write((done.stdout or b"").decode() + (done.stderr or b"").decode())
            sys.exit(f"anbefal {' '.join(words)}: ended with {done.returncode}")
        return done.returncode


def headline(words: str) -> None:
    """Print what begins now."""
    print(f"\n{'=' * len(words)}\n{words}\n{'=' * len(words)}", flush=True)


def tell(words: str) -> None:
    """Print what happens."""
    print(f"\n{words}", flush=True)


def progress(number: int, count: int, words: str) -> None:
    """Show progress on a terminal only."""
    if sys.stderr.isatty():
        end = "\r\x1b[K" if number == count else ""
        sys.stderr.write(f"\r\x1b[K{number}/{count} {words}{end}")
        sys.stderr.flush()
