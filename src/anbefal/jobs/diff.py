"""Diff: what changed in the drafts between two versions."""

from collections.abc import Sequence
from pathlib import Path

from anbefal.compare import compare_drafts
from anbefal.history import History
from anbefal.i18n import Message, msg
from anbefal.jobs.collector import without_collector
from anbefal.jobs.pairs import Pair, pair_drafts, read_state
from anbefal.jobs.show import required_history
from anbefal.jobs.snapshots import take_snapshots
from anbefal.model import Comparison, DraftChange, Moment, Problem
from anbefal.readers import markdown
from anbefal.values import replace
from anbefal.workspace import Workspace

NOW = "now"


def diff(
    workspace: Workspace, paths: Sequence[Path] = (), old: str | None = None, new: str = NOW
) -> Comparison:
    """Compare the drafts that some paths name, all for none, at two versions.

    Without `old`, with the last workshop that was closed before. Raises AnbefalError for a version
    that is not there, and for a path that names no draft in either.
    """
    return compare_states(workspace, paths, old, new)[0]


def compare_states(
    workspace: Workspace, paths: Sequence[Path], old: str | None, new: str
) -> tuple[Comparison, list[Pair]]:
    """Compare as `diff` does; give the drafts' two states as well, in the same order."""
    notes: list[Message] = []
    history = None
    if old is None:
        history = required_history(workspace)
        old = _usual_start(history, new, notes)
    before, after = take_snapshots(workspace, (old.strip(), new.strip()), history)
    moments = (before.moment, after.moment)
    with without_collector():
        pairs = pair_drafts(workspace, before, after, paths)
        drafts = tuple(_compare(workspace, pair, moments) for pair in pairs)
    return Comparison(*moments, drafts, tuple(notes)), pairs


def _usual_start(history: History, new: str, notes: list[Message]) -> str:
    """Name the last workshop that closed before a version; the first version where none did."""
    closed = sorted(history.closed_workshops())
    if new.strip().isdecimal():
        closed = [number for number in closed if number < int(new)]
    if closed:
        return str(closed[-1])
    first = history.first()
    assert first is not None, "a history that is there holds a version"
    notes.append(
        msg("no workshop was closed before: this is the difference from the first version")
    )
    return first[:10]


def _compare(workspace: Workspace, pair: Pair, moments: tuple[Moment, Moment]) -> DraftChange:
    shown = pair.shown
    if pair.old and pair.new and pair.old.data is not None and pair.old.data == pair.new.data:
        moved = pair.old.path != pair.new.path
        change = DraftChange(shown.path, "", shown.group, "moved" if moved else "same")
        return replace(change, before=pair.old.path)
    drafts = [
        read_state(workspace, state.path, state.data, markdown.read) if state else None
        for state in pair
    ]
    notes = tuple(
        msg("{version}: {problem}", version=moment.label, problem=told)
        for draft, moment in zip(drafts, moments, strict=True)
        for problem in (draft.problems if draft else ())
        if (told := _told(problem))
    )
    if any(draft and not draft.readable for draft in drafts):
        change = DraftChange(shown.path, "", shown.group, "edited", notes=notes)
        return replace(change, before=pair.old.path if pair.old else "")
    change = replace(compare_drafts(*drafts), group=shown.group, notes=notes)
    # Of a head that could not be read, nothing is known to have come or gone.
    return replace(change, fields=()) if notes else change


def _told(problem: Problem) -> Message | None:
    """Tell of what keeps a draft, or its front matter, from being compared."""
    if problem.kind.startswith("front-matter-"):
        return msg("the front matter cannot be read")
    if problem.kind == "too-large":
        return msg("the file is larger than {limit} KB", **problem.values)
    if problem.kind == "too-deep":
        return msg(
            "lists, quotes or emphasis are nested deeper than {limit} levels", **problem.values
        )
    known = {
        "not-text": msg("the file is not text"),
        "not-a-file": msg("this is not a file that can be read"),
    }
    return known.get(problem.kind)
