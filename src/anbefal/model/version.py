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


class WorkshopState(Struct, frozen=True):
    """A workshop of the plan, and the version that closed it, if any."""

    number: int
    name: str
    closed: str | None = None
    time: int | None = None
    reason: str = ""
