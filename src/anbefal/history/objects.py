"""What git holds: many objects read, or written, by one process."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from anbefal.history.failures import NEWEST_UNKNOWN, damaged
from anbefal.history.git import Git
from anbefal.history.paths import encoded
from anbefal.i18n import msg

_FOUND = re.compile(rb"([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)")


class Held(NamedTuple):
    """An object: id, kind and bytes."""

    id: str
    kind: str
    data: bytes


def fetch(git: Git, names: Iterable[str]) -> list[Held | None]:
    """Read objects by names that passed an allow-list ("ID", "ID:path"); None where none is."""
    asked = [encoded(name) for name in names]
    if not asked:
        return []
    out = git.ask("cat-file", "--batch", "--buffer", stdin=b"\n".join(asked) + b"\n")
    answers: list[Held | None] = []
    at = 0
    for _ in asked:
        end = out.find(b"\n", at)
        if end < 0:
            raise damaged(git.place.top, msg("git answered too little"))
        found = _FOUND.fullmatch(out, at, end)
        at = end + 1
        if found is None:
            answers.append(None)
            continue
        size = int(found[3])
        answers.append(Held(found[1].decode(), found[2].decode(), out[at : at + size]))
        at += size + 1
    return answers


def object_id(kind: str, data: bytes, length: int) -> str:
    """Compute the id that git will give to an object; `length` tells which of its two hashes."""
    # Loaded here: it brings a library with it, and whoever only reads needs no sums.
    import hashlib

    whole = b"%s %d\0%s" % (kind.encode(), len(data), data)
    if length == 64:
        return hashlib.sha256(whole).hexdigest()
    return hashlib.sha1(whole, usedforsecurity=False).hexdigest()


def store(git: Git, kind: str, objects: Iterable[bytes], folder: Path) -> list[str]:
    """Write objects exactly as they are, synced, by way of copies in `folder`; give their ids.

    This verb and not "mktree" or "mktag", which do not sync what they write (git 2.39).
    """
    given = list(objects)
    if not given:
        return []
    names = []
    for number, data in enumerate(given):
        copy = folder / f"{kind}-{number}"
        copy.write_bytes(data)
        names.append(_quoted(copy))
    words = ["hash-object", "-w", "--no-filters", "--stdin-paths", "-t", kind]
    if kind == "tree":
        # Rows that are not ours are copied as they stood, old sins included.
        words.append("--literally")
    ids = git.ask(*words, stdin=b"\n".join(names) + b"\n").decode().split()
    if ids != [object_id(kind, data, len(ids[0])) for data in given]:
        raise damaged(git.place.top, msg("git wrote something else than was given"))
    return ids


def _quoted(path: Path) -> bytes:
    """Quote a path as git reads it, so that no sign of a folder's name can end the line."""
    return b'"' + b"".join(b"\\%03o" % byte for byte in encoded(str(path))) + b'"'


def head(git: Git) -> str | None:
    """Give the id of the newest version, or None before the first."""
    answer = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}")
    if not answer.status:
        return answer.out.decode().strip()
    # Before the first version nothing has the branch's name; a broken one must not pass as that.
    branch = git.run("symbolic-ref", "--quiet", "HEAD")
    known = git.run("for-each-ref", "--format=%(refname)", branch.out.decode().strip() or "HEAD")
    if branch.status or known.status or known.out or known.error:
        raise damaged(git.place.top, known.error or NEWEST_UNKNOWN)
    return None


def blobs(git: Git, version: str) -> dict[str, str]:
    """List the files below the workspace in a version: path -> id of the content."""
    prefix = git.place.prefix
    words = ["ls-tree", "-r", "-z", "--full-tree", version]
    if prefix:
        words += ["--", prefix]
    out = git.ask(*words).decode("utf-8", "surrogateescape")
    files: dict[str, str] = {}
    for row in out.split("\0"):
        about, _, path = row.partition("\t")
        # Links and nested repositories are no files of ours.
        if about.startswith("100"):
            files[path.removeprefix(prefix)] = about.split(" ")[2]
    return files
