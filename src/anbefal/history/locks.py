"""Locks: our own round the work tree, and those that a killed git left behind.

Git makes `x.lock` beside what it writes and removes it when done; killed, it leaves the lock,
and every later writer is refused. We remove one only while we hold our own lock, and only when

- it is older than a quarter of an hour, or
- a save of ours was cut short (its folder `anbefal.saving` is still there), and the lock is no
  older than that save, and has stood still for the second or two that we waited for it.
"""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from anbefal.files import unusable
from anbefal.history.failures import waiting
from anbefal.history.paths import is_safe

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 60
ABANDONED = 15 * 60
# What is still locked after so many seconds is so by nobody who lives.
PAUSE = 2.0


class WorkLock:
    """Keep two of our own processes from writing at once; the holder may take it again."""

    __slots__ = ("_lock", "_path")

    def __init__(self, git_dir: Path) -> None:
        """Name the file, without making it."""
        self._path = git_dir / "anbefal.lock"
        self._lock: BaseFileLock | None = None

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Wait up to a minute, and hold on. The system frees it when a process dies."""
        # Loaded here: whoever only reads takes no lock.
        from filelock import FileLock, Timeout

        lock = self._lock = self._lock or FileLock(self._path, timeout=PATIENCE, poll_interval=0.01)
        try:
            lock.acquire()
        except Timeout:
            raise waiting(PATIENCE) from None
        except OSError as error:
            raise unusable(self._path.parent, error) from None
        try:
            yield
        finally:
            lock.release()


class Journal:
    """What a save is about, on disk while it lasts, so that the next one can mend it."""

    __slots__ = ("_finished", "_list", "folder", "left", "since")

    def __init__(self, git_dir: Path) -> None:
        """Read what the last save left undone: paths whose row in the index is unsure."""
        self.folder = git_dir / "anbefal.saving"
        self._list = self.folder / "paths"
        self._finished = self.folder / "finished"
        self.left: tuple[str, ...] = ()
        self.since: float | None = None
        """When a save began that was cut short: locks made since may be its own."""
        with contextlib.suppress(OSError):
            if not self.folder.is_symlink():
                names = self._list.read_bytes().decode("utf-8", "surrogateescape").split("\0")
                # What follows the last NUL may be half a name.
                self.left = tuple(name for name in names[:-1] if is_safe(name))
                if not self._finished.exists():
                    self.since = self._list.stat().st_mtime

    def begin(self, paths: tuple[str, ...]) -> None:
        """Write down what is about to be saved."""
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        self.folder.mkdir(exist_ok=True)
        for copy in self.folder.glob("*-*"):
            copy.unlink()
        text = "".join(f"{path}\0" for path in paths)
        # Moved into place: what the last save left undone is not lost in between.
        whole = self.folder / "paths.new"
        whole.write_bytes(text.encode("utf-8", "surrogateescape"))
        whole.replace(self._list)
        self._finished.unlink(missing_ok=True)

    def end(self, indexed: bool) -> None:
        """Forget it, or keep only the paths for the index; neither can undo what was saved."""
        if indexed:
            # Loaded here: whoever only reads removes nothing.
            import shutil

            shutil.rmtree(self.folder, ignore_errors=True)
            return
        with contextlib.suppress(OSError):
            if self.folder.is_dir() and not self.folder.is_symlink():
                self._finished.write_bytes(b"")


def clear(git_dir: Path, refs: Iterable[Path], since: float) -> None:
    """Remove what a write of ours left locked when it was cut short, `since`: at once, not only
    when a later one is refused, since that may come when nobody remembers what was cut short.

    A git whose parent was killed may still be at work: it gets a moment to end by itself.
    """
    locks = [git_dir / "index.lock", git_dir / "HEAD.lock"]
    locks += [path.with_name(f"{path.name}.lock") for path in refs]
    deadline = time.monotonic() + PAUSE
    while any(os.path.lexists(lock) for lock in locks) and time.monotonic() < deadline:
        time.sleep(0.02)
    for lock in locks:
        remove_abandoned(lock, since)


def remove_abandoned(lock: Path, since: float | None) -> bool:
    """Remove a lock whose owner was killed; True when nothing stands in the way any more."""
    try:
        made = lock.lstat().st_mtime
        if abs(time.time() - made) < ABANDONED and (since is None or made < since):
            return False
        lock.unlink()
    except FileNotFoundError:
        pass
    except OSError:
        return False
    return True
