"""The user's own index: kept in step for exactly the saved paths, so that `git status` is clean."""

import re
import time
from collections.abc import Mapping
from pathlib import Path

from anbefal.history.failures import failed, lock_in_the_way, refused_name
from anbefal.history.git import Git
from anbefal.history.locks import remove_abandoned
from anbefal.history.paths import encoded
from anbefal.history.trees import Entry

# Seconds to wait for another program that holds the index.
WAIT = 2.0

_REFUSED = re.compile("Invalid path '(.+)'")


def write_rows(
    git: Git, rows: Mapping[str, Entry | None], since: float | None, length: int
) -> bool:
    """Set or remove rows by path from the top; False when the index cannot be written now.

    `length` is that of an id here: git has two kinds.

    Another program may hold it, or it may be broken: that must not stop a save.
    """
    if not rows:
        return True
    lines = []
    for path, entry in rows.items():
        about = f"{entry.mode} {entry.id}" if entry else f"0 {'0' * (length or 40)}"
        lines.append(about.encode() + b"\t" + encoded(path) + b"\0")
    deadline = time.monotonic() + WAIT
    while True:
        answer = git.run("update-index", "-z", "--index-info", stdin=b"".join(lines))
        if not answer.status:
            return True
        if refused := _REFUSED.search(answer.error):
            raise refused_name(refused[1])
        lock = lock_in_the_way(answer.error)
        if lock is None:
            return _unharmed(git, answer.error)
        if time.monotonic() > deadline:
            if not _ours(git, lock) or not remove_abandoned(lock, since):
                return False
            deadline = time.monotonic() + WAIT
        time.sleep(0.05)


def _unharmed(git: Git, error: str) -> bool:
    """Pass by a broken index, but not a full disk or a folder that may not be written."""
    if "index file" in error or "bad signature" in error or "bad index" in error:
        return False
    raise failed(git.place.top, error)


def _ours(git: Git, lock: Path) -> bool:
    return lock.parent == git.place.git_dir
