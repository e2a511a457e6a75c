"""Status: groups by sections at a glance, with the progress since the last closed workshop."""

from anbefal.history import History, open_history
from anbefal.jobs.check import MINIMUM, score
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft
from anbefal.jobs.lint import judge
from anbefal.jobs.workshops import open_workshop, workshop_states
from anbefal.model import DraftScore, Silenced, WorkshopState
from anbefal.tree import count_words
from anbefal.values import Struct
from anbefal.workspace import Workspace


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


class DraftState(Struct, frozen=True):
    """One row: a draft, its score, and how much that has risen since the last closed workshop."""

    score: DraftScore
    theme: str
    words: int
    before: float | None
    """The score that the draft had when the last workshop was closed, by what is due now."""
    saved: bool
    """False: the file holds something that no version holds."""
    sections: tuple[SectionState, ...]
    silenced: tuple[Silenced, ...] = ()
    """The findings that the draft asks to let stand, with its reasons."""


class Status(Struct, frozen=True):
    """The whole overview."""

    assembly: str
    workshop: int | None
    workshops: tuple[WorkshopState, ...]
    drafts: tuple[DraftState, ...]


def status(workspace: Workspace) -> Status:
    """Give the overview of every draft, judged by what is due in the open workshop."""
    history = open_history(workspace.root)
    states = workshop_states(workspace, history)
    workshop = open_workshop(workspace, history)
    closed = [state for state in states if state.closed]
    loaded = load_drafts(workspace)
    paths = [one.draft.path for one in loaded]
    head = history.head() if history else None
    kept = history.read_all(head, paths) if history and head else {}
    before = _before(history, closed[-1] if closed else None, paths)
    return Status(
        workspace.assembly.name,
        workshop,
        tuple(states),
        tuple(_row(workspace, one, workshop, kept, before) for one in loaded),
    )


def _before(
    history: History | None, last: WorkshopState | None, paths: list[str]
) -> dict[str, bytes]:
    if history is None or last is None or last.closed is None:
        return {}
    return history.read_all(last.closed, paths)


def _row(
    workspace: Workspace,
    one: Loaded,
    workshop: int | None,
    kept: dict[str, bytes],
    before: dict[str, bytes],
) -> DraftState:
    now = score(one, workspace.assembly, _minimum(workspace, workshop), workshop)
    old = before.get(one.draft.path)
    earlier = (
        score(read_draft(workspace, one.draft.path, old), workspace.assembly, MINIMUM, workshop)
        if old is not None
        else None
    )
    group = workspace.assembly.find_group(now.group or "")
    return DraftState(
        score=now,
        theme=group.theme if group else "",
        words=sum(count_words(section.nodes) for section in one.draft.sections),
        before=earlier.score if earlier else None,
        saved=kept.get(one.draft.path) == one.data,
        sections=_sections(one, now),
        silenced=judge(one, workspace.assembly, workshop).silenced,
    )


def _minimum(workspace: Workspace, workshop: int | None) -> float:
    planned = workspace.assembly.find_workshop(workshop) if workshop else None
    return planned.gate if planned else MINIMUM


def _sections(one: Loaded, now: DraftScore) -> tuple[SectionState, ...]:
    states = []
    for spec in one.template.section:
        section = one.draft.find_section(spec.id)
        units = [unit for unit in now.units if unit.requirement.section == spec.id]
        states.append(
            SectionState(
                spec.id,
                spec.heading,
                spec.short or spec.heading,
                count_words(section.nodes) if section else 0,
                sum(unit.requirement.weight for unit in units if unit.met),
                sum(unit.requirement.weight for unit in units),
            )
        )
    return tuple(states)
