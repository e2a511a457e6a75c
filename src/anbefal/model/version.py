"""Versions: what the past holds."""

from anbefal.values import Struct


class Change(Struct, frozen=True):
    """How many words came and went between two states of a draft."""

    added: int
    removed: int


class DraftTrailer(Struct, frozen=True):
    """What a version says of one draft: its score then, and the words added and removed."""

    path: str
    score: float | None
    added: int
    removed: int


class Version(Struct, frozen=True):
    """A save: who, when (seconds since 1970), and of what."""

    id: str
    time: int
    author: str
    message: str
    workshop: int | None = None
    closes: int | None = None
    """The workshop that this version closed."""
    drafts: tuple[DraftTrailer, ...] = ()
    restored: str | None = None
    """The version that its drafts were brought back from."""


class WorkshopMark(Struct, frozen=True):
    """One closing, or one reopening, of a workshop: of which version, when, by whom and why."""

    version: str
    time: int
    author: str
    reason: str = ""
    """Of a closing only where the gate said no."""


class WorkshopState(Struct, frozen=True):
    """A workshop of the plan, and the version that it is closed with, if it is."""

    number: int
    name: str
    closed: str | None = None
    time: int | None = None
    reason: str = ""
    closings: tuple[WorkshopMark, ...] = ()
    """All there ever were, oldest first; each but the last was followed by a reopening."""
    reopenings: tuple[WorkshopMark, ...] = ()
