"""The past: versions as they were saved, newest first, by one process."""

from collections.abc import Sequence

from anbefal.history.failures import failed
from anbefal.history.git import Git
from anbefal.history.objects import head
from anbefal.history.paths import checked, tag_name
from anbefal.history.tags import workshop_of
from anbefal.history.texts import read_message
from anbefal.model import Version

_FIELDS = ("%H", "%at", "%an", "%D", "%B")
_PLAIN = (
    *("-z", "--no-color", "--no-notes", "--no-mailmap", "--no-show-signature"),
    *("--no-ext-diff", "--no-textconv"),
)
_FEW = 3
"""Paths: so many are asked for one by one; of more, the newest versions are read together."""
_VERSIONS_EACH = 4
"""Versions to look through first, for each path: most were saved lately."""


def read_log(git: Git, path: str | None, limit: int | None) -> list[Version]:
    """List the versions of one path, or of the whole workspace; none before the first save."""
    prefix = git.place.prefix
    words = ["log", *_PLAIN, f"--format=tformat:{'%x00'.join(_FIELDS)}", "--no-patch"]
    words += ["--decorate=full", f"--decorate-refs={tag_name(prefix, 'workshop/')}*"]
    if limit is not None:
        words.append(f"--max-count={max(limit, 0)}")
    words += ["--end-of-options", "HEAD", "--"]
    below = prefix.rstrip("/") if path is None else prefix + checked(path)
    answer = git.run(*words, *([below] if below else []))
    if answer.status:
        if head(git) is None:
            return []
        raise failed(git.place.top, answer.error)
    values = answer.out.decode("utf-8", "replace").split("\0")
    width = len(_FIELDS)
    return [
        _version(prefix, *values[at : at + width])
        for at in range(0, len(values) - width + 1, width)
    ]


def _version(prefix: str, name: str, time: str, author: str, tags: str, text: str) -> Version:
    told = read_message(text)
    refs = (tag.removeprefix("tag: ") for tag in tags.split(", "))
    closes = [number for ref in refs if (number := workshop_of(prefix, ref)) is not None]
    return Version(
        id=name,
        time=int(time or 0),
        author=author,
        message=told.message,
        workshop=told.workshop,
        closes=max(closes, default=None),
        drafts=told.drafts,
        restored=told.restored,
    )


def read_times(git: Git, paths: Sequence[str]) -> dict[str, int]:
    """Give when the newest version of each path was saved; the same times as `read_log` gives."""
    times: dict[str, int] = {}
    missing = dict.fromkeys(paths)
    for limit in (_VERSIONS_EACH * len(paths), None):
        if len(missing) > _FEW and _look_through(git, missing, limit, times):
            break
    for path in missing:
        if newest := read_log(git, path, 1):
            times[path] = newest[0].time
    return times


def _look_through(
    git: Git, missing: dict[str, None], limit: int | None, times: dict[str, int]
) -> bool:
    """Move paths to `times`, newest version first; tell whether it is no use to look further.

    Where two pasts were joined, only git can tell which of them a path came by.
    """
    prefix = git.place.prefix
    words = ["log", *_PLAIN, "--format=tformat:%x00%at %P", "--name-only", "--no-renames"]
    words += [] if limit is None else [f"--max-count={limit}"]
    folders = {(prefix + checked(path)).rpartition("/")[0] for path in missing}
    below = [] if "" in folders else sorted(folders)
    answer = git.run(*words, "--end-of-options", "HEAD", "--", *below)
    if answer.status:
        raise failed(git.place.top, answer.error)
    # An empty piece stands before each version's time and parents; its paths follow.
    pieces = iter(answer.out.decode("utf-8", "surrogateescape").split("\0"))
    time = 0
    for piece in pieces:
        if not piece:
            time_, _, parents = next(pieces, "0 ").partition(" ")
            if " " in parents:
                return True
            time = int(time_ or 0)
            continue
        path = piece.removeprefix("\n").removeprefix(prefix)
        if path in missing:
            del missing[path]
            times[path] = time
            if not missing:
                return True
    return False
