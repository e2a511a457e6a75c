"""Past: how far each draft was when the workshops were closed."""

from collections.abc import Sequence

from anbefal import clock
from anbefal.composers.report import Past, Stage
from anbefal.history import History
from anbefal.jobs.check import points
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.jobs.workshops import workshop_states
from anbefal.model import GateResult, Version, WorkshopState
from anbefal.tree import count_words
from anbefal.workspace import Workspace


def read_past(
    workspace: Workspace,
    history: History | None,
    loaded: Sequence[Loaded],
    gate: GateResult,
    date: str,
    version: str | None = None,
) -> Past:
    """Read what a history tells of some drafts, up to a version, or up to now.

    Earlier texts are read by the templates and the plan of the workspace given.
    """
    if history is None or history.head() is None:
        return Past()
    saved, states = closed_by(workspace, history, version)
    scores = {one.path: one.score for one in gate.drafts}
    texts = [_texts(history, state, loaded) for state in states]
    stages = {}
    for one in loaded:
        path = one.draft.path
        earlier = [
            _stage(workspace, state, path, held[path])
            for state, held in zip(states, texts, strict=True)
            if path in held
        ]
        if earlier and path in scores:
            stages[path] = (*earlier, Stage("", date, printed_words(one), scores[path]))
    closed = {state.number: clock.iso_date(state.time or 0) for state in states}
    return Past(len(saved), closed, stages)


def closed_by(
    workspace: Workspace, history: History, version: str | None
) -> tuple[list[Version], list[WorkshopState]]:
    """Give the versions up to one, or up to now, and the workshops that were closed by then."""
    saved = history.log()
    if version:
        at = next((n for n, one in enumerate(saved) if one.id == version), 0)
        saved = saved[at:]
    known = {one.id for one in saved}
    return saved, [s for s in workshop_states(workspace, history) if s.closed in known]


def _texts(history: History, state: WorkshopState, loaded: Sequence[Loaded]) -> dict[str, bytes]:
    assert state.closed is not None
    return history.read_all(state.closed, [one.draft.path for one in loaded])


def _stage(workspace: Workspace, state: WorkshopState, path: str, data: bytes) -> Stage:
    before = read_draft(workspace, path, data)
    score = points(before, workspace.assembly, state.number)
    day = clock.iso_date(state.time or 0)
    return Stage(f"{state.number}. {state.name}", day, printed_words(before), score)


def printed_words(one: Loaded) -> int:
    """Count the words that are printed: no notes, no questions."""
    sections = (s for s in one.draft.sections if s.spec is None or s.spec.publish)
    return count_words(one.draft.lead) + sum(count_words(s.nodes) for s in sections)
