"""Files: atomic writes, encodings and limits."""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from anbefal.errors import AnbefalError
from anbefal.i18n import msg

MAX_DRAFT_BYTES = 200 * 1024
MAX_CONFIG_BYTES = 256 * 1024
MAX_REGISTER_BYTES = 8 * 1024 * 1024
"""The first wordings of comments: as many as a whole town makes."""

UNFINISHED = ".anbefal-"
"""How the name of a file or folder begins while it is written; one left over was never finished."""


class Decoded(NamedTuple):
    """Text as read, its encoding, and whether the bytes made sense as text at all."""

    text: str
    encoding: str
    readable: bool


def decode(data: bytes) -> Decoded:
    """Read bytes as UTF-8, UTF-16 with a byte-order mark, or Windows-1252, in that order."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return Decoded(data.decode("utf-16"), "utf-16", True)
        except UnicodeDecodeError:
            return Decoded("", "utf-16", False)
    if b"\x00" in data:
        return Decoded("", "binary", False)
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(data.decode("utf-8-sig"), "utf-8", True)
    with contextlib.suppress(UnicodeDecodeError):
        return Decoded(data.decode("cp1252"), "cp1252", True)
    return Decoded("", "binary", False)


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Read a regular file; past `limit` bytes only one byte more is read, so that it shows.

    Raises AnbefalError when the file is missing, a folder, a device or may not be read.
    """
    try:
        # A named pipe would hang and a device would never end: only regular files are read.
        if not stat.S_ISREG(path.stat().st_mode):
            raise AnbefalError(
                msg('"{path}" is not a file', path=str(path)),
                msg("name a file, or the folder that holds the drafts"),
            )
        with path.open("rb") as file:
            return file.read() if limit is None else file.read(limit + 1)
    except FileNotFoundError:
        raise AnbefalError(
            msg('"{path}" does not exist', path=str(path)),
            msg("check the spelling, and that you stand in the right folder"),
        ) from None
    except OSError as error:
        raise unusable(path, error) from None


def unusable(path: Path, error: OSError) -> AnbefalError:
    """Say in two lines that the operating system refused a file or folder."""
    if error.errno in _OF_THE_NAME:
        hint = msg("check the path, or choose another name")
    else:
        hint = msg(
            "check that the disk has room and that you may read and write there, and try again"
        )
    return AnbefalError(
        msg('"{path}" cannot be used: {reason}', path=str(path), reason=_reason(error)),
        hint,
    )


_OF_THE_NAME = (errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EEXIST)


def _reason(error: OSError) -> object:
    known = {
        errno.EACCES: msg("permission denied"),
        errno.EPERM: msg("permission denied"),
        errno.ENOSPC: msg("the disk is full"),
        errno.EROFS: msg("the disk is read-only"),
        errno.ENOTDIR: msg("a part of the path is a file, not a folder"),
        errno.EISDIR: msg("it is a folder"),
        errno.ENAMETOOLONG: msg("the name is too long"),
        errno.ELOOP: msg("it is a link that points to itself"),
        errno.EEXIST: msg("it exists already"),
    }
    return known.get(error.errno or 0, msg("error {number}", number=error.errno or 0))


def write_atomic(path: Path, data: bytes) -> None:
    """Write all of a file or nothing: a temporary file in the same folder, synced, then moved.

    Makes the folder if it is missing. Raises AnbefalError and leaves the old file as it was.
    """
    # Loaded here: the commands that only read do without it.
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
    except FileExistsError:
        # A file stands where the folder should be.
        raise unusable(path, OSError(errno.ENOTDIR, "")) from None
    except OSError as error:
        raise unusable(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        move_into_place(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise unusable(path, error) from None
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def move_into_place(temporary: Path, path: Path) -> None:
    """Move a finished file to its place, with the rights of the one that stood there."""
    temporary.chmod(_mode(path))
    _replace(temporary, path)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _replace(temporary: Path, path: Path) -> None:
    """Move into place; Windows refuses while somebody reads the old file, so try for 2.5 s."""
    for attempt in range(25):
        try:
            temporary.replace(path)
            return
        except PermissionError:
            if os.name != "nt" or attempt == 24:
                raise
            time.sleep(0.1)


def sync_folder(folder: Path) -> None:
    """Make sure that what was moved into a folder stays there, where the system can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def walk(folder: Path) -> Iterator[Path]:
    """Give every regular file below a folder, in order, following no links.

    What of ours was never finished is left out, and a folder with a history of its own.
    """
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(UNFINISHED) and not Path(root, name, ".git").exists()
        )
        for name in sorted(names):
            path = Path(root, name)
            if name.startswith(UNFINISHED):
                continue
            if not path.is_symlink() and path.is_file():
                yield path
