"""Status: groups by sections at a glance, with the progress since the last closed workshop."""

from collections.abc import Sequence
from pathlib import Path

from anbefal.history import object_id, open_history
from anbefal.jobs.cache import Cache, cache_key, open_cache
from anbefal.jobs.workshops import first_open, workshop_states
from anbefal.model import Silenced, Standing, WorkshopState
from anbefal.values import Struct, Unpackable, replace, unpacker
from anbefal.workspace import Workspace, draft_bytes, relative


class SectionState(Struct, frozen=True):
    """How far one section of one draft is."""

    id: str
    heading: str
    short: str
    """The heading in a word, for the head of a column."""
    words: int
    done: int
    """Weight that is done, of `due`; both 0 where nothing is asked for yet."""
    due: int


class QuestionState(Struct, frozen=True):
    """How far a draft's questions to experts are."""

    asked: int = 0
    unanswered: int = 0
    unused: int = 0
    """Answers that nobody says the use of."""


class DraftState(Struct, frozen=True):
    """One row: a draft, its score, and how much that has risen since the last closed workshop."""

    path: str
    group: str | None
    theme: str
    title: str
    words: int
    asked: bool
    """False: nothing is asked of the draft, and so its score says nothing."""
    score: float
    passed: bool
    errors: int
    before: float | None
    """The score that the draft had when the last workshop was closed, by what is due now."""
    sections: tuple[SectionState, ...]
    silenced: tuple[Silenced, ...] = ()
    """The findings that the draft asks to let stand, with its reasons."""
    questions: QuestionState = QuestionState()
    agreement: Standing | None = None
    """What the counted hands come to; None where none were counted."""
    saved: bool = False
    """False: the file holds something that no version holds."""


class Status(Struct, frozen=True):
    """The whole overview."""

    assembly: str
    workshop: int | None
    workshops: tuple[WorkshopState, ...]
    drafts: tuple[DraftState, ...]


class Look(Struct, frozen=True):
    """What there is to look at of one draft."""

    file: Path
    shown: str
    now: bytes | None
    """None where there is no such file."""
    before: str | None
    """The id of what the draft held when the last workshop was closed."""


def status(workspace: Workspace) -> Status:
    """Give the overview of every draft, judged by what is due in the open workshop."""
    history = open_history(workspace.root)
    states = workshop_states(workspace, history)
    workshop = first_open(states)
    closed = next((state.closed for state in reversed(states) if state.closed), None)
    files = {relative(workspace.root, file): file for file in workspace.draft_paths(())}
    versions = (None, closed) if closed else (None,)
    kept, before = (*(history.folder(versions, "drafts") if history else ()), {}, {})[:2]
    looks = [
        Look(file, shown, draft_bytes(file), before.get(shown)) for shown, file in files.items()
    ]
    rows = _rows(workspace, looks, workshop)
    return Status(
        workspace.assembly.name,
        workshop,
        tuple(states),
        tuple(
            replace(row, saved=_holds(kept.get(look.shown), look.now))
            for look, row in zip(looks, rows, strict=True)
        ),
    )


def _holds(id: str | None, data: bytes | None) -> bool:
    """Tell whether a version holds these bytes, by the id that git gave them."""
    return id is not None and data is not None and object_id("blob", data, len(id)) == id


def _rows(workspace: Workspace, looks: Sequence[Look], workshop: int | None) -> list[DraftState]:
    """Look the rows up, and make those that are not known: only that needs to read drafts."""
    cache = open_cache(workspace, "status")
    keys = [cache_key(f"{look.shown} {workshop} {look.before}", look.now) for look in looks]
    rows = _known(cache, keys) if cache else {}
    missing = [number for number, key in enumerate(keys) if key not in rows]
    if missing:
        from anbefal.jobs.progress import measure

        measured = measure(workspace, [looks[number] for number in missing], workshop)
        for number, (row, packed) in zip(missing, measured, strict=True):
            rows[keys[number]] = row
            if cache and packed:
                cache.keep(keys[number], packed)
    if cache:
        cache.close()
    return [rows[key] for key in keys]


def _known(cache: Cache, keys: Sequence[bytes]) -> dict[bytes, DraftState]:
    unpack = unpacker(DraftState, _Nothing)
    rows: dict[bytes, DraftState] = {}
    for key in keys:
        packed = cache.get(key)
        try:
            if packed:
                rows[key] = unpack(packed)
        except Unpackable:
            continue
    return rows


class _Nothing:
    """No value is ever of this type."""
