"""Progress: a draft is read as it stands and as it stood, and becomes a row of the overview."""

from collections.abc import Sequence

from anbefal import gate, tree
from anbefal.composers.facts import standing_in
from anbefal.history import open_history
from anbefal.jobs.batch import stands_alone
from anbefal.jobs.check import MINIMUM, points
from anbefal.jobs.collector import undisturbed
from anbefal.jobs.drafts import Loaded, load_draft, read_draft, with_pictures
from anbefal.jobs.lint import judge
from anbefal.jobs.processes import share, worth
from anbefal.jobs.status import DraftState, Look, QuestionState, SectionState
from anbefal.kinds.asking import Experts, questions_of
from anbefal.model import DraftScore
from anbefal.tree import Node, count_words
from anbefal.values import Unpackable, packer, unpacker
from anbefal.workspace import Workspace

_pack = packer(Node)
_ALONE = b"+"


def measure(
    workspace: Workspace, looks: Sequence[Look], workshop: int | None
) -> list[tuple[DraftState, bytes]]:
    """Make rows; each with its bytes, which are empty where they must not be kept."""
    # What every process needs is loaded once, before they part.
    workspace.find_template(workspace.assembly.default_template)
    unpack = unpacker(DraftState, Node)
    history = open_history(workspace.root)
    before = history.contents(look.before for look in looks if look.before) if history else {}

    def measured(look: Look) -> tuple[DraftState, bool]:
        return _measure(workspace, look, before.get(look.before or ""), workshop)

    def work(part: Sequence[Look]) -> list[bytes]:
        return [_packed(*measured(look)) for look in undisturbed(part)]

    # Most drafts are read twice: as they stand, and as they stood.
    answers = share(work, looks, worth(2 * len(looks)))
    return [
        (unpack(one[1:]), one[1:] if one[:1] == _ALONE else b"")
        if one
        else (measured(look)[0], b"")
        for one, look in zip(answers, looks, strict=True)
    ]


def _packed(row: DraftState, alone: bool) -> bytes:
    """Pack a row; nothing for one that cannot be handed on from process to process."""
    try:
        return (_ALONE if alone else b"-") + _pack(row)
    except Unpackable:
        return b""


def _measure(
    workspace: Workspace, look: Look, stood: bytes | None, workshop: int | None
) -> tuple[DraftState, bool]:
    """Make a row, and tell whether the drafts' own bytes are all that it depends on."""
    if look.now is None:
        now = load_draft(workspace, look.file)
    else:
        now = with_pictures(read_draft(workspace, look.shown, look.now), look.file.parent)
    loaded = [now]
    earlier = None
    if stood is not None:
        before = read_draft(workspace, look.shown, stood)
        loaded.append(before)
        asked = points(before, workspace.assembly, workshop)
        earlier = 100.0 if asked is None else asked
    row = _row(workspace, now, workshop, earlier)
    alone = all(map(stands_alone, loaded))
    for one in loaded:
        heads = (section.head for section in one.draft.sections)
        tree.take_apart([*one.draft.lead, *heads])
    return row, alone


def _row(
    workspace: Workspace, one: Loaded, workshop: int | None, earlier: float | None
) -> DraftState:
    planned = workspace.assembly.find_workshop(workshop) if workshop else None
    judged = judge(one, workspace.assembly, workshop)
    minimum = planned.gate if planned else MINIMUM
    now = gate.score(one.draft, one.template, judged.findings, minimum, workshop)
    group = workspace.assembly.find_group(now.group or "")
    field = one.template.field_of_kind("tally")
    return DraftState(
        path=one.draft.path,
        group=now.group,
        theme=group.theme if group else "",
        title=now.title,
        words=sum(count_words(section.nodes) for section in one.draft.sections),
        asked=bool(now.units),
        score=now.score,
        passed=now.passed,
        errors=now.errors,
        before=earlier,
        sections=_sections(one, now),
        silenced=judged.silenced,
        questions=_questions(one, workspace),
        agreement=standing_in(one.draft, field, workspace.assembly) if field else None,
    )


def _questions(one: Loaded, workspace: Workspace) -> QuestionState:
    assembly = workspace.assembly
    asked = list(questions_of(one.draft, one.template, assembly, Experts(assembly)))
    unanswered, unused = sum(at.open for at in asked), sum(at.unused for at in asked)
    return QuestionState(len(asked), unanswered, unused)


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
