"""Log: the versions of a draft, or of the whole workspace, newest first."""

from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.history import History, open_history
from anbefal.i18n import msg
from anbefal.jobs.workshops import workshop_states
from anbefal.model import DraftTrailer, Version, WorkshopMark
from anbefal.values import Struct
from anbefal.workspace import Workspace, relative

USUAL_ROWS = 20


class DraftRow(Struct, frozen=True):
    """What a version did to one draft."""

    trailer: DraftTrailer
    gained: float | None = None
    """Points since the version of the draft before, where both have a score and both were read."""


class LogRow(Struct, frozen=True):
    """One version, and what it did to the drafts that were asked for."""

    version: Version
    drafts: tuple[DraftRow, ...]


class LogMark(Struct, frozen=True):
    """A closing, or a reopening, of a workshop."""

    number: int
    reopened: bool
    mark: WorkshopMark


class Past(Struct, frozen=True):
    """Versions, and what befell the workshops in their time, both newest first."""

    rows: tuple[LogRow, ...] = ()
    marks: tuple[LogMark, ...] = ()

    def trends(self) -> dict[str, list[float]]:
        """Give each draft's scores, oldest first."""
        found: dict[str, list[float]] = {}
        for row in reversed(self.rows):
            for draft in row.drafts:
                if draft.trailer.score is not None:
                    found.setdefault(draft.trailer.path, []).append(draft.trailer.score)
        return found


def log(workspace: Workspace, path: Path | None, rows: int = USUAL_ROWS) -> Past:
    """Give the newest `rows` versions: of all, or of the draft or folder that `path` names."""
    history = open_history(workspace.root)
    if history is None:
        if path:
            workspace.draft_paths((path,))
        return Past()
    shown = None
    if path is not None:
        shown = relative(workspace.root, path) if path.is_dir() else past_path(workspace, path)
    # One more than is shown: what the last one gained is counted from there.
    versions = history.log(None if shown == "." else shown, rows + 1)
    every = _rows(versions, shown if path and not path.is_dir() else None)
    since = 0 if len(versions) <= rows else versions[rows - 1].time
    return Past(tuple(every[:rows]), _marks(workspace, history, since))


def _rows(versions: list[Version], path: str | None) -> list[LogRow]:
    rows: list[LogRow] = []
    scores: dict[str, float] = {}
    for version in reversed(versions):
        drafts = []
        for trailer in version.drafts:
            if path in (None, trailer.path):
                before = scores.get(trailer.path)
                gained = None
                if trailer.score is not None:
                    gained = None if before is None else round(trailer.score - before, 1)
                    scores[trailer.path] = trailer.score
                drafts.append(DraftRow(trailer, gained))
        rows.append(LogRow(version, tuple(drafts)))
    return rows[::-1]


def _marks(workspace: Workspace, history: History, since: int) -> tuple[LogMark, ...]:
    found = [
        LogMark(state.number, reopened, mark)
        for state in workshop_states(workspace, history)
        for number in range(len(state.closings))
        for reopened, marks in ((False, state.closings), (True, state.reopenings))
        for mark in marks[number : number + 1]
        if mark.time >= since
    ]
    return tuple(sorted(found, key=lambda one: one.mark.time)[::-1])


def past_path(workspace: Workspace, path: Path) -> str:
    """Give the path of one draft that is here, or was in any version: by path, id or group."""
    if path.is_dir():
        raise AnbefalError(
            msg('"{path}" is a folder', path=relative(workspace.root, path)),
            msg("name one draft: {ids}", ids=workspace.draft_ids()),
        )
    try:
        return relative(workspace.root, workspace.draft_paths((path,))[0])
    except AnbefalError:
        if workspace.assembly.find_group(str(path)) is not None:
            # Loaded here: a group's draft is the one that says so, and must be read.
            from anbefal.jobs.drafts import load_drafts

            return load_drafts(workspace, (path,))[0].draft.path
        history = open_history(workspace.root)
        for shown in (relative(workspace.root, path), f"drafts/{path}.md"):
            if history and history.has_held(shown):
                return shown
        raise
