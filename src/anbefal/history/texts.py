"""The words of a version: author, message and trailers, cleaned when written, parsed when read."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from anbefal.history.paths import ID
from anbefal.model import DraftTrailer

_DRAFT = re.compile(r"(?P<path>.+) (?P<score>-|\d+(?:\.\d+)?) \+(?P<added>\d+) -(?P<removed>\d+)")
_TRAILER = re.compile(r"[A-Za-z][A-Za-z0-9-]*: .*")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_NOT_TEXT = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


def clean_line(text: str) -> str:
    """Make one line of plain words: no line ends, no control characters, single spaces."""
    return " ".join(_printable(text).split())


def clean_text(text: str) -> str:
    """Make lines of plain words, without blanks at the ends; tables keep their spaces."""
    lines = (_printable(line).rstrip() for line in text.splitlines())
    return "\n".join(lines).strip("\n")


def _printable(text: str) -> str:
    return "".join(" " if unicodedata.category(char) in _NOT_TEXT else char for char in text)


def clean_name(author: str) -> str:
    """Make a name that git can hold: the signs round an address would break the line."""
    return clean_line(re.sub("[<>]", " ", author)).strip(" .,:;\"'\\")[:200] or "anonymous"


def slug(author: str) -> str:
    """Make an author's id, for the address: ASCII letters, digits and hyphens."""
    lower = unicodedata.normalize("NFC", clean_name(author)).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64] or "anonymous"


def zone(minutes: int) -> str:
    """Write a zone's offset as git does: 120 is +0200."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}{rest:02d}"


def identity(author: str, time: int, offset: int) -> dict[str, str]:
    """Name the author and the committer, who are one, for the making of a version."""
    values = {
        "NAME": clean_name(author),
        "EMAIL": f"{slug(author)}@anbefal.invalid",
        "DATE": f"@{time} {zone(offset)}",
    }
    return {
        f"GIT_{who}_{key}": value
        for who in ("AUTHOR", "COMMITTER")
        for key, value in values.items()
    }


def draft_trailer(draft: DraftTrailer) -> tuple[str, str]:
    """Write what a version says of one draft; `read_message` reads it."""
    score = "-" if draft.score is None else f"{draft.score:.1f}"
    return "Draft", f"{draft.path} {score} +{draft.added} -{draft.removed}"


def workshop_trailer(number: int) -> tuple[str, str]:
    """Write in which workshop a version was saved."""
    return "Workshop", str(number)


def restored_trailer(version: str) -> tuple[str, str]:
    """Write from which earlier version the drafts of a version were brought back."""
    return "Restored", version


def write_message(message: str, trailers: Sequence[tuple[str, str]]) -> bytes:
    """Write a version's message: one line, and a last paragraph of trailers that nobody forges."""
    text = clean_line(message) or "-"
    if trailers:
        lines = (
            f"{re.sub('[^A-Za-z0-9-]', '', key)}: {clean_line(value)}" for key, value in trailers
        )
        text += "\n\n" + "\n".join(lines)
    return f"{text}\n".encode()


class Told(NamedTuple):
    """What a version's message says, without our trailers, and what those say."""

    message: str
    workshop: int | None = None
    drafts: tuple[DraftTrailer, ...] = ()
    restored: str | None = None


def read_message(text: str) -> Told:
    """Part a message from our trailers; a last paragraph of anything else belongs to it."""
    body, split, last = text.strip().rpartition("\n\n")
    lines = last.splitlines()
    if not split or not all(_TRAILER.fullmatch(line) for line in lines):
        return Told(text.strip())
    workshop: int | None = None
    restored: str | None = None
    drafts: list[DraftTrailer] = []
    others: list[str] = []
    for line in lines:
        key, _, value = line.partition(": ")
        found = _DRAFT.fullmatch(value)
        if key == "Draft" and found:
            score = None if found["score"] == "-" else float(found["score"])
            drafts.append(
                DraftTrailer(found["path"], score, int(found["added"]), int(found["removed"]))
            )
        elif key == "Workshop" and re.fullmatch("[0-9]{1,4}", value):
            workshop = int(value)
        elif key == "Restored" and ID.fullmatch(value):
            restored = value
        else:
            others.append(line)
    if others:
        body += "\n\n" + "\n".join(others)
    return Told(body, workshop, tuple(drafts), restored)
