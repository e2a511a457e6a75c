"""Versions as a person names them: by workshop, by time, as the last one, or by an id."""

import re
from typing import TYPE_CHECKING

from anbefal import clock
from anbefal.history.failures import (
    before_the_first,
    many_versions,
    nothing_saved,
    shown_twice,
    still_to_come,
    unknown_version,
)
from anbefal.history.git import Git
from anbefal.history.objects import fetch, head
from anbefal.history.paths import ID
from anbefal.history.tags import read_marks

if TYPE_CHECKING:
    from anbefal.moments import When

_NOW = ("now", "nu")
_FIRST = ("first", "første")
_LAST = ("last", "sidste", "seneste")
# No clock of a computer showed anything before.
_LONG_AGO = 1970
_AUTHORED = re.compile(rb"^author .* (\d+) [+-]\d{4}$", re.MULTILINE)


def is_now(name: str) -> bool:
    """Tell whether a name means the files as they stand, which no version is."""
    return name.strip().casefold() in _NOW


def find_version(git: Git, name: str) -> str:
    """Give the id of "first", "last", a workshop as closed, a time, or the beginning of an id.

    No name can be two of them: a workshop has one digit or two, an id only digits and a to f, and
    what names a moment holds another sign. Raises AnbefalError with what there is to choose among.
    """
    name = name.strip()
    newest = head(git)
    if newest is None:
        raise nothing_saved()
    if name.casefold() in _LAST:
        return newest
    if name.casefold() in _FIRST:
        return find_first(git)
    marks = {number: marks for number, marks in read_marks(git).items() if marks.closings}
    if re.fullmatch("[1-9][0-9]?", name, re.ASCII) and int(name) in marks:
        return marks[int(name)].closings[-1].version_id
    if ID.fullmatch(name.lower()):
        found = _by_id(git, name.lower())
        if len(found) > 1:
            raise many_versions(name)
        if found:
            return found[0]
    # Loaded here: the words for days and times in two languages are many, and rarely asked for.
    from anbefal.moments import read_when

    now = clock.now().seconds
    when = read_when(name, clock.on_the_wall(now))
    if when is None:
        raise unknown_version(name, list(marks))
    if when.begins > clock.on_the_wall(now):
        raise still_to_come(name, _time(git, newest))
    return _by_time(git, name, when)


def find_first(git: Git) -> str:
    """Give the id of the oldest version; there must be one."""
    return _walk(git, "--reverse").split()[0]


def _by_id(git: Git, name: str) -> list[str]:
    # Not "rev-parse": a branch may be named as an id begins.
    out = git.ask("rev-parse", f"--disambiguate={name}")
    return [held.id for held in fetch(git, out.decode().split()) if held and held.kind == "commit"]


def _by_time(git: Git, name: str, when: "When") -> str:
    """Give the newest version that was saved at a moment or before it."""
    moments = clock.last_moments(when.minute) if when.minute.year > _LONG_AGO else ()
    found = [version for moment in moments if (version := _newest_at(git, moment))]
    if not found:
        first = find_first(git)
        raise before_the_first(name, when.minute, first[:10], _time(git, first))
    if len(set(found)) > 1:
        raise shown_twice(when.minute, [version[:10] for version in found])
    return found[0]


def _newest_at(git: Git, moment: int) -> str | None:
    # In git's words a commit must be of an age of at least this, in seconds since 1970.
    return _walk(git, "--max-count=1", f"--min-age={moment}") or None


def _walk(git: Git, *words: str) -> str:
    below = git.place.prefix.rstrip("/")
    out = git.ask("rev-list", *words, "--end-of-options", "HEAD", "--", *([below] if below else []))
    return out.decode().strip()


def _time(git: Git, version: str) -> str:
    return clock.shown_time(read_moment(git, version))


def read_moment(git: Git, version: str) -> int:
    """Give when a version was saved, in seconds since 1970."""
    held = next(iter(fetch(git, [version])))
    found = _AUTHORED.search(held.data) if held and held.kind == "commit" else None
    if found is None:
        raise unknown_version(version, list(read_marks(git)))
    return int(found[1])
