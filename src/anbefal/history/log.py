"""The past: versions as they were saved, newest first, by one process."""

import re

from anbefal.history.failures import failed, many_versions, nothing_saved, unknown_version
from anbefal.history.git import Git
from anbefal.history.objects import fetch, head
from anbefal.history.paths import ID, checked, tag_name
from anbefal.history.tags import read_marks, workshop_of
from anbefal.history.texts import read_message
from anbefal.model import Version

_AUTHORED = re.compile(rb"^author .* (\d+) [+-]\d{4}$", re.MULTILINE)
_FIELDS = ("%H", "%at", "%an", "%D", "%B")


def read_log(git: Git, path: str | None, limit: int | None) -> list[Version]:
    """List the versions of one path, or of the whole workspace; none before the first save."""
    prefix = git.place.prefix
    words = ["log", "-z", f"--format=tformat:{'%x00'.join(_FIELDS)}", "--no-color", "--no-notes"]
    words += ["--no-mailmap", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-patch"]
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
    message, workshop, drafts = read_message(text)
    refs = (tag.removeprefix("tag: ") for tag in tags.split(", "))
    closes = [number for ref in refs if (number := workshop_of(prefix, ref)) is not None]
    return Version(
        id=name,
        time=int(time or 0),
        author=author,
        message=message,
        workshop=workshop,
        closes=max(closes, default=None),
        drafts=drafts,
    )


def read_moment(git: Git, version: str) -> int:
    """Give when a version was saved, in seconds since 1970."""
    held = next(iter(fetch(git, [version])))
    found = _AUTHORED.search(held.data) if held and held.kind == "commit" else None
    if found is None:
        raise unknown_version(version, list(read_marks(git)))
    return int(found[1])


def find_version(git: Git, name: str) -> str:
    """Give the id of "last", of a workshop as closed, or of the beginning of an id."""
    name = name.strip()
    if name == "last":
        newest = head(git)
        if newest is None:
            raise nothing_saved()
        return newest
    marks = {
        number: all_marks for number, all_marks in read_marks(git).items() if all_marks.closings
    }
    if re.fullmatch("[1-9][0-9]?", name) and int(name) in marks:
        return marks[int(name)].closings[-1].version_id
    if ID.fullmatch(name.lower()):
        # Not "rev-parse": a branch may be named as an id begins.
        out = git.ask("rev-parse", f"--disambiguate={name.lower()}")
        commits = [
            held.id for held in fetch(git, out.decode().split()) if held and held.kind == "commit"
        ]
        if len(commits) > 1:
            raise many_versions(name)
        if commits:
            return commits[0]
    if head(git) is None:
        raise nothing_saved()
    raise unknown_version(name, list(marks))
