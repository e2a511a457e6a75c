"""Folders as git keeps them: read raw, changed in memory, written by one process."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from anbefal.history.failures import PART_DAMAGED, damaged
from anbefal.history.git import Git
from anbefal.history.objects import Held, fetch, object_id, store
from anbefal.history.paths import encoded

FILE = "100644"
FOLDER = "40000"


class Entry(NamedTuple):
    """A row of a folder: mode and id."""

    mode: str
    id: str

    @property
    def is_file(self) -> bool:
        """Tell a plain file from a folder, a link and a nested repository."""
        return self.mode.startswith("100")


Folders = dict[str, dict[str, Entry]]
"""Folder ("" = the top) -> name -> entry; a folder that is not there is empty."""


def split(path: str) -> tuple[str, str]:
    """Part a path into folder and name."""
    folder, _, name = path.rpartition("/")
    return folder, name


def folders_of(paths: Iterable[str]) -> set[str]:
    """Give every folder from the top down to the paths."""
    found = {""}
    for path in paths:
        folder = split(path)[0]
        while folder:
            found.add(folder)
            folder = split(folder)[0]
    return found


def read_folders(git: Git, ref: str, wanted: set[str]) -> tuple[str | None, Folders]:
    """Read a ref's version and some of its folders; all of that one version.

    They are read one by one, and a neighbour may move the ref meanwhile: then all is read again.
    """
    order = sorted(wanted)
    names = [f"{ref}^{{commit}}"]
    names += [f"{ref}:{folder}" if folder else f"{ref}^{{tree}}" for folder in order]
    for _ in range(20):
        commit, *held = fetch(git, names)
        if commit is None:
            return None, {folder: {} for folder in order}
        top = held[0]
        if top is None or not commit.data.startswith(f"tree {top.id}\n".encode()):
            continue
        folders = _agreeing(dict(zip(order, held, strict=True)))
        if folders is not None:
            return commit.id, folders
    raise damaged(git.place.top, PART_DAMAGED)


def _agreeing(held: dict[str, Held | None]) -> Folders | None:
    """Parse folders that were read one by one; None when they are not of one version."""
    folders: Folders = {}
    for folder, found in held.items():
        above, name = split(folder)
        entry = folders[above].get(name) if folder else None
        if folder and (entry is None or entry.mode != FOLDER):
            folders[folder] = {}
        elif found is None or found.kind != "tree" or (entry and entry.id != found.id):
            return None
        else:
            folders[folder] = parse(found.data, len(found.id) // 2)
    return folders


def parse(data: bytes, width: int) -> dict[str, Entry]:
    """Give the rows of a folder by name; `width` is that of an id in bytes."""
    entries: dict[str, Entry] = {}
    at = 0
    while at < len(data):
        space = data.index(b" ", at)
        end = data.index(b"\0", space)
        name = data[space + 1 : end].decode("utf-8", "surrogateescape")
        identity = data[end + 1 : end + 1 + width].hex()
        entries[name] = Entry(data[at:space].decode().lstrip("0"), identity)
        at = end + 1 + width
    return entries


def write_folders(
    git: Git, folders: Folders, changes: Mapping[str, Entry | None], copies: Path
) -> str:
    """Write the folders with some paths changed, and give the id of the top one."""
    new = {folder: dict(entries) for folder, entries in folders.items()}
    for path, entry in changes.items():
        folder, name = split(path)
        if entry is None:
            new[folder].pop(name, None)
        else:
            new[folder][name] = entry
    known = (entry for held in (new, folders) for rows in held.values() for entry in rows.values())
    length = len(next(known).id)
    written: list[bytes] = []
    for folder in sorted(new, key=_depth, reverse=True):
        above, name = split(folder)
        if not new[folder] and folder:
            if name in new[above] and new[above][name].mode == FOLDER:
                del new[above][name]
        # A file that was saved in the place of a folder stays.
        elif not folder or changes.get(folder) is None:
            written.append(_raw(new[folder]))
            if folder:
                new[above][name] = Entry(FOLDER, object_id("tree", written[-1], length))
    return store(git, "tree", written, copies)[-1]


def _depth(folder: str) -> int:
    return folder.count("/") + bool(folder)


def _raw(entries: dict[str, Entry]) -> bytes:
    def order(row: tuple[str, Entry]) -> bytes:
        return encoded(row[0]) + (b"/" if row[1].mode == FOLDER else b"")

    return b"".join(
        entry.mode.encode() + b" " + encoded(name) + b"\0" + bytes.fromhex(entry.id)
        for name, entry in sorted(entries.items(), key=order)
    )
