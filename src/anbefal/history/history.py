"""The history of one workspace: what the jobs above ask for. Paths are relative to its root."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from anbefal.history.failures import PART_DAMAGED, damaged, nothing_saved, unknown_version
from anbefal.history.git import Git
from anbefal.history.locks import WorkLock
from anbefal.history.log import read_log, read_times
from anbefal.history.naming import find_first, find_version, read_moment
from anbefal.history.objects import blobs, fetch, head
from anbefal.history.paths import ID, checked, is_safe
from anbefal.history.repository import create, find
from anbefal.history.saving import Saved, Words, save
from anbefal.history.tags import Mark, Marks, close, read_marks, reopen
from anbefal.history.trees import parse
from anbefal.model import Version


def open_history(root: Path) -> "History | None":
    """Open the history of the workspace whose root is given, or None before the first version."""
    git = find(root)
    return History(git) if git else None


def create_history(root: Path) -> "History":
    """Open the history of a workspace, making an empty one when there is none."""
    return History(create(root))


class History:
    """Save, read and mark versions; every method raises AnbefalError with two lines."""

    __slots__ = ("_git", "_lock")

    def __init__(self, git: Git) -> None:
        """Take the door to one repository; `open_history` and `create_history` make it."""
        self._git = git
        self._lock = WorkLock(git.place.git_dir)

    def lock(self) -> AbstractContextManager[None]:
        """Keep other saves of this workspace waiting; `save` may be called inside."""
        return self._lock.held()

    def save(
        self,
        files: Mapping[str, bytes | None],
        author: str,
        message: str,
        trailers: Sequence[tuple[str, str]],
        time: int,
        offset: int,
    ) -> Saved:
        """Save files (None = deleted) as one version; `offset` is the zone's, in minutes."""
        with self.lock():
            return save(self._git, files, Words(author, message, trailers, time, offset))

    def head(self) -> str | None:
        """Give the id of the newest version, or None before the first."""
        return head(self._git)

    def files(self, version_id: str) -> dict[str, str]:
        """List a version's files below the workspace: path -> id of the content."""
        return blobs(self._git, self._known(version_id))

    def read(self, version_id: str, path: str) -> bytes | None:
        """Read a file of a version, or None when it was not there."""
        return self.read_all(version_id, [checked(path)]).get(path)

    def read_all(
        self, version_id: str, paths: Iterable[str] | None = None, prefix: str = ""
    ) -> dict[str, bytes]:
        """Read many files of a version: those named, or all whose path begins with `prefix`.

        A path that no version can hold is not there. Raises AnbefalError for one that is there
        and cannot be read.
        """
        version = self._known(version_id)
        if paths is None:
            ids = {
                path: name for path, name in self.files(version).items() if path.startswith(prefix)
            }
        else:
            top = self._git.place.prefix
            ids = {path: f"{version}:{top}{path}" for path in paths if is_safe(path)}
        held = dict(zip(ids, fetch(self._git, ids.values()), strict=True))
        found = {path: one.data for path, one in held.items() if one and one.kind == "blob"}
        # Git says the same of a path that is not there and of one whose text is lost.
        if len(found) < len(ids) and (set(ids) - set(found)) & set(self.files(version)):
            raise damaged(self._git.place.top, PART_DAMAGED)
        return found

    def folder(self, versions: Sequence[str | None], folder: str) -> list[dict[str, str]]:
        """List the files right in a folder in several versions: path -> id of the content.

        None stands for the newest version. Read by one process, however many files there are.
        """
        names = [self._known(version) if version else "HEAD" for version in versions]
        below = self._git.place.prefix + checked(folder)
        asked = [f"{name}{what}" for name in names for what in ("^{tree}", f":{below}")]
        held = fetch(self._git, asked)
        lists = []
        for top, found in zip(held[::2], held[1::2], strict=True):
            if top is None and self.head():
                raise damaged(self._git.place.top, PART_DAMAGED)
            row = parse(found.data, len(found.id) // 2) if found and found.kind == "tree" else {}
            lists.append({f"{folder}/{name}": e.id for name, e in row.items() if e.is_file})
        return lists

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Read contents by the ids that `folder` gave, each once, by one process."""
        wanted = [self._known(id) for id in dict.fromkeys(ids)]
        held = fetch(self._git, wanted)
        if None in held:
            raise damaged(self._git.place.top, PART_DAMAGED)
        return {id: found.data for id, found in zip(wanted, held, strict=True) if found}

    def read_versions(self, versions: Sequence[str | None], folder: str) -> list[dict[str, bytes]]:
        """Read the files right in a folder in several versions, each content once."""
        lists = self.folder(versions, folder)
        contents = self.contents(id for files in lists for id in files.values())
        return [{path: contents[id] for path, id in files.items()} for files in lists]

    def first(self) -> str | None:
        """Give the id of the oldest version, or None before it."""
        return find_first(self._git) if self.head() else None

    def log(self, path: str | None = None, limit: int | None = None) -> list[Version]:
        """List versions, newest first: of one file or folder, or of the whole workspace."""
        return read_log(self._git, path, limit)

    def times(self, paths: Sequence[str]) -> dict[str, int]:
        """Give when each path was last saved, those left out that no version holds."""
        return read_times(self._git, [path for path in paths if is_safe(path)])

    def has_held(self, path: str) -> bool:
        """Tell whether any version up to the newest one held a file of this path."""
        return is_safe(path) and bool(self.log(path, 1))

    def resolve(self, name: str) -> str:
        """Give the id of what a user named: "last", "1", "yesterday 14:30", an id's beginning.

        "now" is no version: it means the files as they stand (`is_now`).
        """
        return find_version(self._git, name)

    def moment(self, version_id: str) -> int:
        """Give when a version was saved, in seconds since 1970."""
        return read_moment(self._git, self._known(version_id))

    def close_workshop(
        self,
        number: int,
        message: str,
        author: str,
        time: int,
        offset: int,
        version_id: str | None = None,
    ) -> str:
        """Mark a version (else the newest) as what a workshop closed with, and give its id."""
        with self.lock():
            version = self._known(version_id) if version_id else self._newest()
            close(self._git, number, version, Words(author, message, (), time, offset))
        return version

    def reopen_workshop(
        self, number: int, message: str, author: str, time: int, offset: int
    ) -> str:
        """Mark that a workshop is open again from the newest version, and give its id."""
        with self.lock():
            version = self._newest()
            reopen(self._git, number, version, Words(author, message, (), time, offset))
        return version

    def workshops(self) -> dict[int, Marks]:
        """Give each workshop's closings and reopenings, oldest first."""
        return read_marks(self._git)

    def closed_workshops(self) -> dict[int, Mark]:
        """Give the workshops that are closed now, with the newest closing of each."""
        marks = self.workshops()
        return {number: all_.closings[-1] for number, all_ in marks.items() if all_.closed}

    def _newest(self) -> str:
        version = self.head()
        if version is None:
            raise nothing_saved()
        return version

    def _known(self, version_id: str) -> str:
        """Let only ids through, so that no text of a user becomes an option or an expression."""
        if not ID.fullmatch(version_id):
            raise unknown_version(version_id, list(self.closed_workshops()))
        return version_id
