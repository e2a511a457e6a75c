"""Delivery: files are made one by one, or by several processes, and put in place all at the end.

Until the last is made they wait in a folder of their own: a run that fails or is cut short leaves
every file as it was, and no more than one document is in memory.
"""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Self

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.jobs.collector import undisturbed
from anbefal.jobs.processes import share, worth

_DONE = b"+"


def deliver(
    targets: Sequence[Sequence[Path]],
    make: Callable[[int], Iterable[bytes]],
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write files into one folder and those below it; the first of them into the folder itself.

    `make` gives what goes to each of the n-th targets, in order.

    Raises what `make` raises, for the first of them that does.
    """
    paths = [path for some in targets for path in some]
    for path in paths:
        if path.is_dir():
            raise files.unusable(path, IsADirectoryError(errno.EISDIR, "a folder"))
    if not paths:
        return []
    with _Staging(paths[0]) as staging:

        def put(number: int) -> None:
            for path, data in zip(targets[number], make(number), strict=True):
                staging.put(path, data)

        _make_all(targets, put, progress)
        staging.move(paths)
    return paths


def _make_all(
    targets: Sequence[Sequence[Path]],
    put: Callable[[int], None],
    progress: Callable[[int, int], None],
) -> None:
    count = sum(map(len, targets))
    processes = worth(len(targets))
    ours = os.getpid()
    made = 0

    def work(numbers: Sequence[int]) -> list[bytes]:
        """Make what comes under some numbers, up to the first that cannot be made."""
        nonlocal made
        answers = []
        with contextlib.suppress(AnbefalError):
            for number in undisturbed(numbers):
                put(number)
                answers.append(_DONE)
                made += len(targets[number]) * processes
                if made < count and os.getpid() == ours:
                    progress(made, count)
        return answers + [b""] * (len(numbers) - len(answers))

    # What every process needs is loaded by the first, before they part.
    first = range(1) if processes > 1 else range(0)
    for number in first:
        put(number)
        # What was loaded for it may be such that nobody can part any more.
        processes = min(processes, worth(len(targets)))
    numbers = range(len(first), len(targets))
    for number, answer in zip(numbers, share(work, numbers, processes), strict=True):
        if answer != _DONE:
            put(number)
    progress(count, count)


class _Staging:
    """A folder beside the files' places, on the same disk, that is gone afterwards."""

    def __init__(self, first: Path) -> None:
        """Take the first file's place, whose folder may not be there yet."""
        self._folder = home = first.parent
        try:
            while not home.exists() and home != home.parent:
                home = home.parent
            self._place = Path(tempfile.mkdtemp(prefix=files.UNFINISHED, dir=home))
        except OSError as error:
            raise files.unusable(first, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._place, ignore_errors=True)

    def put(self, path: Path, data: bytes) -> None:
        """Write all of a file, synced. Raises AnbefalError where that cannot be done."""
        try:
            waiting = self._waiting(path)
            waiting.parent.mkdir(parents=True, exist_ok=True)
            with waiting.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise files.unusable(path, error) from None

    def move(self, paths: Sequence[Path]) -> None:
        """Move the files to their places, in a folder that is made if it is missing."""
        path = paths[0]
        try:
            folders = list(dict.fromkeys(path.parent for path in paths))
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            for path in paths:
                files.move_into_place(self._waiting(path), path)
        except FileExistsError:
            # A file stands where the folder should be.
            raise files.unusable(path, OSError(errno.ENOTDIR, "")) from None
        except OSError as error:
            raise files.unusable(path, error) from None
        for folder in folders:
            files.sync_folder(folder)

    def _waiting(self, path: Path) -> Path:
        return self._place / path.relative_to(self._folder)
