"""Saving: bytes become a version, whole or not at all.

The order is what makes it safe. First the contents and folders are written, which nobody sees.
Then the index, so that a plain `git commit` that comes between keeps the new text rather than
undoing it. Last the branch is moved from the very version that was read to the new one; if
somebody else moved it meanwhile, everything is read again on top of theirs.
"""

import os
import time as clock
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from anbefal.errors import AnbefalError
from anbefal.files import unusable
from anbefal.history.disk import sync
from anbefal.history.failures import (
    NEWEST_UNKNOWN,
    busy,
    damaged,
    failed,
    lock_in_the_way,
    shows_old_version,
)
from anbefal.history.git import Git
from anbefal.history.index import write_rows
from anbefal.history.locks import Journal, clear, remove_abandoned
from anbefal.history.objects import object_id, store
from anbefal.history.paths import checked, tag_name
from anbefal.history.texts import clean_line, identity, write_message
from anbefal.history.trees import (
    FILE,
    Entry,
    Folders,
    folders_of,
    read_folders,
    split,
    write_folders,
)

ATTEMPTS = 30
# Seconds to wait for another program that holds the branch: a slow disk may stall it.
PATIENCE = 10


class Saved(NamedTuple):
    """The version that holds what was to be saved, and whether it is a new one.

    The id is None when there was nothing to save and nothing has ever been saved.
    `indexed` is False when the user's own index could not follow; the next save mends it.
    """

    version_id: str | None
    new: bool
    indexed: bool = True


class Words(NamedTuple):
    """What a version says of itself: who, why, when (seconds, and the zone in minutes)."""

    author: str
    message: str
    trailers: Sequence[tuple[str, str]]
    time: int
    offset: int


def save(git: Git, files: Mapping[str, bytes | None], words: Words) -> Saved:
    """Save files by path (None = it is gone). The caller holds the work tree's lock."""
    journal = Journal(git.place.git_dir)
    try:
        return _save(git, files, words, journal)
    except OSError as error:
        raise unusable(git.place.top, error) from None
    except AnbefalError:
        # Every git that we started has ended by itself, and so left no lock.
        if not git.killed:
            journal.end(indexed=False)
        raise


def _save(git: Git, files: Mapping[str, bytes | None], words: Words, journal: Journal) -> Saved:
    contents = {git.place.prefix + checked(path): data for path, data in files.items()}
    branch = current_branch(git)
    clear_locks(git, journal)
    wanted = folders_of([*contents, *journal.left])
    new: dict[str, Entry | None] | None = None
    indexed = True
    for attempt in range(ATTEMPTS):
        head, folders = read_folders(git, branch, wanted)
        changed = {path: data for path, data in contents.items() if _differs(folders, path, data)}
        left = {path: _entry(folders, path) for path in journal.left}
        if not changed:
            if left:
                indexed = write_rows(git, left, journal.since, len(head or ""))
            journal.end(indexed)
            return Saved(_holder(git, head, list(contents)), False, indexed)
        if new is None:
            journal.begin(tuple({**left, **contents}))
            new = _write_contents(git, contents, journal.folder, folders)
        changes = {path: new[path] for path in changed}
        top = write_folders(git, folders, changes, journal.folder)
        version = _write_version(git, top, head, words)
        indexed = write_rows(git, {**left, **new}, journal.since, len(version))
        if move(git, branch, version, head, words.message, journal.since):
            journal.end(indexed)
            return Saved(version, True, indexed)
        # By chance, so that two who met do not meet again.
        clock.sleep(0.01 * (attempt + 1) * os.urandom(1)[0] / 255)
    raise busy()


def clear_locks(git: Git, journal: Journal) -> None:
    """Remove the locks that a save, a closing or a reopening left behind that was cut short."""
    if journal.since is not None:
        common = git.place.common
        branch = git.run("symbolic-ref", "--quiet", "HEAD").out.decode("utf-8", "surrogateescape")
        tags = (common / tag_name(git.place.prefix, "workshop")).glob("*.lock")
        refs = [common / "packed-refs", *(tag.with_suffix("") for tag in tags)]
        refs += [common / branch.strip()] if branch.startswith("refs/heads/") else []
        clear(git.place.git_dir, refs, journal.since)


def current_branch(git: Git) -> str:
    """Give the full name of the branch that is checked out, born or not."""
    answer = git.run("symbolic-ref", "--quiet", "HEAD")
    branch = answer.out.decode("utf-8", "surrogateescape").strip()
    if answer.status == 1 and not answer.error:
        raise shows_old_version()
    if answer.status or not branch.startswith("refs/heads/"):
        raise damaged(git.place.top, answer.error or NEWEST_UNKNOWN)
    return branch


def move(
    git: Git, ref: str, new: str, old: str | None, why: str, since: float | None = None
) -> bool:
    """Move a ref from `old` (None = it is not there) to `new`; False when it is elsewhere."""
    words = ["update-ref", "-m", f"anbefal: {clean_line(why)[:200]}"]
    deadline = clock.monotonic() + PATIENCE
    while True:
        answer = git.run(*words, "--end-of-options", ref, new, old or "0" * len(new))
        if not answer.status:
            # Git syncs the file, and not its being moved into place.
            sync((git.place.common / ref).parent, git.place.git_dir)
            return True
        lock = lock_in_the_way(answer.error)
        # Git has waited a second for the lock by itself (core.filesRefLockTimeout).
        if lock is None:
            break
        if not remove_abandoned(lock, since) and clock.monotonic() > deadline:
            raise busy()
    if any(word in answer.error for word in ("but expected", "already exists")):
        return False
    if "unable to resolve reference" in answer.error and "broken" not in answer.error:
        return False
    raise failed(git.place.top, answer.error)


def _entry(folders: Folders, path: str) -> Entry | None:
    folder, name = split(path)
    entry = folders[folder].get(name)
    return entry if entry and entry.is_file else None


def _differs(folders: Folders, path: str, data: bytes | None) -> bool:
    entry = _entry(folders, path)
    if entry is None or data is None:
        return (entry is None) != (data is None)
    return object_id("blob", data, len(entry.id)) != entry.id


def _write_contents(
    git: Git, contents: Mapping[str, bytes | None], folder: Path, folders: Folders
) -> dict[str, Entry | None]:
    rows: dict[str, Entry | None] = dict.fromkeys(contents)
    given = {path: data for path, data in contents.items() if data is not None}
    for path, name in zip(given, store(git, "blob", given.values(), folder), strict=True):
        before = _entry(folders, path)
        rows[path] = Entry(before.mode if before else FILE, name)
    return rows


def _write_version(git: Git, top: str, head: str | None, words: Words) -> str:
    parents = ["-p", head] if head else []
    out = git.ask(
        "commit-tree",
        *parents,
        top,
        stdin=write_message(words.message, words.trailers),
        variables=identity(words.author, words.time, words.offset),
    )
    return out.decode().strip()


def _holder(git: Git, head: str | None, paths: list[str]) -> str | None:
    """Give the newest version that touched the paths: what they hold now, it holds."""
    if head is None or not paths:
        return head
    lines = "\n".join([head, "--", *paths, ""]).encode("utf-8", "surrogateescape")
    out = git.ask("rev-list", "--max-count=1", "--stdin", stdin=lines)
    return out.decode().strip() or head
