"""Workshops: closing one is an annotated tag over all drafts, reopening one is another.

`workshop/2` closes workshop 2, `workshop/2.reopened-1` opens it again, `workshop/2.2` closes it
once more. Nothing is ever moved or deleted, so the number of tags tells whether it is closed.
"""

import re
from typing import NamedTuple

from anbefal.files import unusable
from anbefal.history.failures import closed_already, failed, not_closed
from anbefal.history.git import Git
from anbefal.history.locks import Journal
from anbefal.history.paths import tag_name
from anbefal.history.saving import Words, clear_locks, move
from anbefal.history.texts import clean_name, clean_text, slug, zone

_NAME = re.compile(r"workshop/([1-9]\d?)(?:\.(reopened-)?([1-9]\d*))?")
_FIELDS = (
    "refname",
    "objecttype",
    "*objecttype",
    "objectname",
    "*objectname",
    "creatordate:raw",
    "taggername",
    "contents",
)


class Mark(NamedTuple):
    """A version that a workshop was closed with, or opened again from: when, why, and by whom."""

    version_id: str
    time: int
    message: str
    author: str


class Marks(NamedTuple):
    """All closings and all reopenings of one workshop, oldest first."""

    closings: tuple[Mark, ...] = ()
    reopenings: tuple[Mark, ...] = ()

    @property
    def closed(self) -> bool:
        """Tell whether the last that happened was a closing."""
        return len(self.closings) > len(self.reopenings)


def workshop_of(prefix: str, ref: str) -> int | None:
    """Give the number of the workshop that a tag closes."""
    found = _NAME.fullmatch(ref.removeprefix(tag_name(prefix, "")))
    return (
        int(found[1]) if found and ref.startswith(tag_name(prefix, "")) and not found[2] else None
    )


def read_marks(git: Git) -> dict[int, Marks]:
    """Read every workshop's closings and reopenings by one process."""
    start = tag_name(git.place.prefix, "")
    template = "".join(f"%({field})%00" for field in _FIELDS)
    answer = git.run("for-each-ref", f"--format={template}", f"{start}workshop/")
    # A broken mark is only warned of: without it the workshop would pass for open.
    if answer.status or "broken" in answer.error:
        raise failed(git.place.top, answer.error)
    values = answer.out.decode("utf-8", "replace").split("\0")
    found: dict[tuple[int, bool], list[tuple[int, Mark]]] = {}
    for at in range(0, len(values) - len(_FIELDS), len(_FIELDS)):
        ref, kind, inner, own, target, date, who, text = values[at : at + len(_FIELDS)]
        name = _NAME.fullmatch(ref.strip().removeprefix(start))
        if name is None or "commit" not in (kind, inner):
            continue
        time = int(date.split(" ")[0] or 0)
        mark = Mark(target or own, time, text.strip("\n") if inner else "", who)
        found.setdefault((int(name[1]), bool(name[2])), []).append((int(name[3] or 1), mark))
    marks: dict[int, Marks] = {}
    for number in sorted({number for number, _ in found}):
        closings, reopenings = (
            tuple(mark for _, mark in sorted(found.get((number, reopened), [])))
            for reopened in (False, True)
        )
        marks[number] = Marks(closings, reopenings)
    return marks


def close(git: Git, number: int, version: str, words: Words) -> None:
    """Tag a version as the one that a workshop was closed with."""
    marks = read_marks(git).get(number, Marks())
    count = len(marks.closings)
    name = f"workshop/{number}" + (f".{count + 1}" if count else "")
    if marks.closed or not _write(git, name, version, words):
        raise closed_already(number)


def reopen(git: Git, number: int, version: str, words: Words) -> None:
    """Tag a version as the one from which a workshop was open again."""
    marks = read_marks(git).get(number, Marks())
    name = f"workshop/{number}.reopened-{len(marks.reopenings) + 1}"
    if not marks.closed or not _write(git, name, version, words):
        raise not_closed(number)


def _write(git: Git, name: str, version: str, words: Words) -> bool:
    journal = Journal(git.place.git_dir)
    try:
        clear_locks(git, journal)
        # What the index lacks of an earlier save is still to be mended by the next.
        journal.begin(journal.left)
        return _write_tag(git, name, version, words)
    except OSError as error:
        raise unusable(git.place.top, error) from None
    finally:
        if not git.killed:
            journal.end(indexed=not journal.left)


def _write_tag(git: Git, name: str, version: str, words: Words) -> bool:
    ref = tag_name(git.place.prefix, name)
    who = f"{clean_name(words.author)} <{slug(words.author)}@anbefal.invalid>"
    lines = [
        f"object {version}",
        "type commit",
        f"tag {ref.removeprefix('refs/tags/')}",
        f"tagger {who} {words.time} {zone(words.offset)}",
        "",
        clean_text(words.message),
        "",
    ]
    text = "\n".join(lines).encode("utf-8", "surrogateescape")
    # Not "mktag", which does not sync what it writes (git 2.39).
    made = git.ask("hash-object", "-w", "-t", "tag", "--stdin", stdin=text)
    return move(git, ref, made.decode().strip(), None, words.message)
