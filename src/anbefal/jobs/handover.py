"""Hand over: a page for each group, for those who carry its text on in the next workshop."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from anbefal import rules
from anbefal.compare import compare_drafts
from anbefal.composers.handover import Part, compose_handover
from anbefal.errors import AnbefalError
from anbefal.history import open_history
from anbefal.i18n import msg
from anbefal.jobs.check import MINIMUM, score
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft
from anbefal.jobs.lint import check_workshop
from anbefal.jobs.looks import load_looks
from anbefal.jobs.render import (
    all_saved_on,
    check_formats,
    plan,
    refuse_unreadable,
    usual_folder,
    write_all,
)
from anbefal.jobs.workshops import open_workshop, workshop_states
from anbefal.model import Workshop
from anbefal.values import replace
from anbefal.workspace import Workspace


def handover(
    workspace: Workspace,
    paths: Sequence[Path],
    formats: Sequence[str],
    out: Path | None,
    workshop: int | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write the hand-over of some drafts, all if none, to a workshop, else to the open one."""
    check_formats(formats)
    check_workshop(workspace.assembly, workshop)
    number = workshop if workshop is not None else open_workshop(workspace)
    loaded = load_texts(workspace, paths)
    planned = workspace.assembly.find_workshop(number) if number is not None else None
    document = compose_handover(
        make_parts(workspace, loaded, planned),
        planned,
        workspace.assembly,
        rules.infos(),
        all_saved_on(workspace, loaded),
    )
    document = replace(document, looks=load_looks(workspace.root, formats))
    named = [(document.identifier, document)]
    outputs = plan(named, formats, out or usual_folder(workspace), [workspace.drafts])
    return write_all(outputs, progress)


def load_texts(workspace: Workspace, paths: Sequence[Path]) -> list[Loaded]:
    """Load what is handed over: a kind of document that is not scored only where it is named.

    Raises AnbefalError where there is nothing.
    """
    loaded = [one for one in load_drafts(workspace, paths) if paths or one.template.gate]
    if not loaded:
        raise AnbefalError(
            msg("there is no draft to hand over"),
            msg("make one: anbefal new GROUP"),
        )
    for one in loaded:
        refuse_unreadable(one)
    return loaded


def make_parts(
    workspace: Workspace, loaded: Sequence[Loaded], planned: Workshop | None
) -> list[Part]:
    """Score each draft for a workshop, and tell what changed in it since an earlier one."""
    pasts = _pasts(workspace, planned.number if planned else None, loaded)
    return [_part(workspace, one, planned, pasts) for one in loaded]


class Past(NamedTuple):
    """What the drafts were when a workshop was closed, by path."""

    workshop: Workshop
    texts: Mapping[str, bytes]


def _pasts(workspace: Workspace, number: int | None, loaded: Sequence[Loaded]) -> list[Past]:
    """Read the drafts of every workshop that was closed before this one, newest first."""
    history = open_history(workspace.root)
    paths = [one.draft.path for one in loaded]
    pasts = []
    for state in reversed(workshop_states(workspace, history)):
        workshop = workspace.assembly.find_workshop(state.number)
        earlier = number is None or state.number < number
        if history and workshop and state.closed and earlier:
            pasts.append(Past(workshop, history.read_all(state.closed, paths)))
    return pasts


def _part(
    workspace: Workspace, one: Loaded, planned: Workshop | None, pasts: Sequence[Past]
) -> Part:
    """Score a draft, and compare it with the newest workshop that it left in another state."""
    number = planned.number if planned else None
    minimum = planned.gate if planned else MINIMUM
    scored = score(one, workspace.assembly, minimum, number)
    whole = score(one, workspace.assembly, MINIMUM, None)
    path = one.draft.path
    past = next((past for past in pasts if past.texts.get(path) != one.data), None)
    if past is None or path not in past.texts:
        return Part(one.draft, one.template, scored, whole)
    before = read_draft(workspace, path, past.texts[path])
    change = compare_drafts(before.draft, one.draft)
    return Part(one.draft, one.template, scored, whole, change, past.workshop)
