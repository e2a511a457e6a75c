"""The cache: what reading a draft gave, so that an unchanged draft need not be read again.

One file a workspace and kind of result in the user's own cache folder, never in the workspace. It
is safe to delete; whatever is odd about it is taken for an empty one; it never changes a result,
for its key holds everything that a result depends on. `ANBEFAL_NO_CACHE=1` turns it off.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import anbefal
from anbefal.errors import AnbefalError
from anbefal.files import write_atomic
from anbefal.values import Unpackable, packer, unpacker
from anbefal.workspace import ROSTERS, Workspace, shipped_templates

MOST_BYTES = 64 * 1024 * 1024
MOST_ENTRIES = 20_000
MOST_WORKSPACES = 20
KEY_BYTES = 32
NO_KEY = bytes(KEY_BYTES)
"""Stands where a result must not be kept."""
_SUM = 32
_UNREAD = ("__pycache__", "samples", "locale")

Entries = dict[bytes, bytes]


def cache_key(shown: str, *parts: bytes | None) -> bytes:
    """Give the key of a draft: where it stands, and every byte of it, and of what is beside it."""
    hasher = hashlib.sha256()
    for part in (shown.encode("utf-8", "surrogatepass"), *parts):
        hasher.update(b"-" if part is None else b"+%d:%s" % (len(part), part))
    return hasher.digest()


class Cache:
    """The kept results of one workspace; `get` and `keep`, and `close` to write them."""

    def __init__(self, path: Path, base: bytes) -> None:
        """Open the file at `path` for results that depend on `base`."""
        self._path = path
        self._base = base
        self._old = _load(path, base)
        self._used: Entries = {}

    def get(self, key: bytes) -> bytes | None:
        """Give what is kept under a key."""
        found = self._old.get(key)
        if found is not None:
            self._used[key] = found
        return found

    def keep(self, key: bytes, result: bytes) -> None:
        """Keep a result."""
        self._used[key] = result

    def close(self) -> None:
        """Write what was used and, as far as there is room, what was kept before."""
        if self._used.keys() <= self._old.keys() and len(self._used) * 2 > len(self._old):
            return
        entries: Entries = {}
        size = 0
        for key, value in (*self._used.items(), *self._old.items()):
            size += len(value) + 64
            if size > MOST_BYTES or len(entries) >= MOST_ENTRIES:
                break
            entries[key] = value
        body = self._base + packer(_Nothing)(entries)
        with suppress(AnbefalError, OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomic(self._path, hashlib.sha256(body).digest() + body)
            _thin_out(self._path.parent, self._path.suffix)


class _Nothing:
    """No value is ever of this type."""


def _load(path: Path, base: bytes) -> Entries:
    try:
        if path.stat().st_size > 2 * MOST_BYTES:
            return {}
        data = path.read_bytes()
    except OSError:
        return {}
    body = data[_SUM:]
    if hashlib.sha256(body).digest() != data[:_SUM] or not body.startswith(base):
        return {}
    try:
        return unpacker(Entries, _Nothing)(body[len(base) :])
    except Unpackable:
        return {}


def _thin_out(folder: Path, suffix: str) -> None:
    """Forget the workspaces that were looked at longest ago."""
    files = sorted(folder.glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime_ns)
    for file in files[:-MOST_WORKSPACES]:
        file.unlink(missing_ok=True)


def open_cache(
    workspace: Workspace, kind: str, environ: Mapping[str, str] = os.environ
) -> Cache | None:
    """Open a workspace's cache of one kind of result.

    None where it is turned off, or there is no place for it, or spelling is checked: a dictionary
    of the system's is in no key.
    """
    folder = None if environ.get("ANBEFAL_NO_CACHE") else cache_folder(environ)
    if folder is None or workspace.assembly.spelling.on:
        return None
    name = hashlib.sha256(os.fsencode(workspace.root)).hexdigest()[:24]
    try:
        return Cache(folder / f"{name}.{kind}", digest(workspace))
    except OSError:
        return None


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Give the user's own cache folder, by the custom of the system."""
    named = environ.get("XDG_CACHE_HOME") or environ.get("LOCALAPPDATA") or ""
    if Path(named).is_absolute():
        return Path(named, "anbefal")
    try:
        home = Path.home()
    except RuntimeError:
        return None
    below = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return home / below / "anbefal" if home.is_absolute() else None


def digest(workspace: Workspace) -> bytes:
    """Sum up all that a draft's result depends on, besides the draft: program, words, templates."""
    hasher = hashlib.sha256()
    for part in (*_program(), *_configuration(workspace)):
        hasher.update(len(part).to_bytes(8, "big") + part)
    return hasher.digest()


def _program() -> Iterable[bytes]:
    yield f"{anbefal.__version__} {sys.version}".encode()
    # Not the version alone: somebody who changes a rule gets its results at once.
    yield from _stamps(os.path.dirname(anbefal.__file__))
    # What is installed beside us, such as the parser: its folder changes with every update.
    for module in ("markdown_it", "yaml", "msgspec"):
        # Found, not imported: whether PyYAML is loaded depends on the drafts.
        found = find_spec(module)
        if found and found.origin:
            yield _stamp(Path(found.origin)) + _stamp(Path(found.origin).parents[1])


def _stamps(folder: str) -> Iterable[bytes]:
    """Give a stamp of every file below a folder, those apart that no result depends on."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if not entry.is_dir():
                yield _stamped(entry.path, entry.stat())
            elif entry.name not in _UNREAD:
                yield from _stamps(entry.path)


def _stamp(path: Path) -> bytes:
    return _stamped(str(path), path.stat())


def _stamped(path: str, state: os.stat_result) -> bytes:
    return f"{path} {state.st_size} {state.st_mtime_ns}".encode("utf-8", "surrogateescape")


def _configuration(workspace: Workspace) -> Iterable[bytes]:
    """Give every file of the workspace, drafts apart, that a reader or rule may ask about."""
    own = [*workspace.root.glob("*.toml"), *workspace.root.glob("*.txt")]
    own += (workspace.root / ROSTERS).glob("*.toml")
    for folder in (workspace.root / "templates", shipped_templates()):
        own += [path for path in folder.glob("*/*") if path.suffix != ".docx"]
    for path in sorted(own):
        if path.is_file():
            yield os.fsencode(path)
            yield path.read_bytes()
