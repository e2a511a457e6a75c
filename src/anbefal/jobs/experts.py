"""Experts: who may ask whom, who sits where when, and what became of the questions."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from anbefal.composers.experts import (
    Load,
    Missed,
    Plan,
    Sheet,
    compose_plan,
    compose_sheets,
)
from anbefal.errors import AnbefalError
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.jobs.drafts import load_drafts
from anbefal.jobs.lint import check_workshop
from anbefal.jobs.looks import load_looks
from anbefal.jobs.render import check_formats, plan, refuse_unreadable, usual_folder, write_all
from anbefal.kinds.asking import Asked, Experts, questions_of
from anbefal.model import Assembly, Document, Expert, Group, Workshop
from anbefal.rules.timetable.expert_load import LEAST
from anbefal.seating import Seating, Wish, seat
from anbefal.times import read_span
from anbefal.values import replace
from anbefal.workspace import CONFIG, Workspace

LONGEST = 30
"""Minutes of a meeting, unless somebody asks for more."""
_STEP = 5


class Listed(NamedTuple):
    """An expert, the groups that may ask, and how many questions each group has."""

    expert: Expert
    groups: tuple[Group, ...]
    questions: dict[str, int]


class Coverage(NamedTuple):
    """What became of some questions."""

    questions: int
    unanswered: int
    unused: int
    """Answers that nobody says the use of."""
    unfounded: int
    """Questions without an answer that the text leans on all the same."""
    nobody: int
    """Questions that no known expert is asked."""
    kinds: dict[str, int]
    """How many answers there are of each kind, in the templates' own words."""


class Covered(NamedTuple):
    """What became of the questions: of each group, to each expert, and of all."""

    groups: tuple[tuple[Group, Coverage], ...]
    experts: tuple[tuple[Expert, Coverage], ...]
    every: Coverage
    open: tuple[Asked, ...]
    """The questions that need somebody's hand, in the order of the groups."""


def listing(workspace: Workspace) -> list[Listed]:
    """Give every expert of the assembly, with the groups that may ask."""
    assembly = workspace.assembly
    _refuse_none(assembly)
    asked = _asked(workspace)
    rows = []
    for expert in assembly.expert:
        counts = {
            group.id: sum(one.group == group and expert in one.experts for one in asked)
            for group in assembly.group
        }
        rows.append(Listed(expert, assembly.may_ask(expert), counts))
    return rows


def coverage(workspace: Workspace) -> Covered:
    """Count what became of the questions."""
    assembly = workspace.assembly
    _refuse_none(assembly)
    asked = _asked(workspace)
    return Covered(
        tuple(
            (group, cover([one for one in asked if one.group == group])) for group in assembly.group
        ),
        tuple(
            (expert, cover([one for one in asked if expert in one.experts]))
            for expert in assembly.expert
        ),
        cover(asked),
        tuple(one for one in asked if one.open or one.unused or not one.experts),
    )


def cover(asked: Sequence[Asked]) -> Coverage:
    """Count what became of some questions."""
    kinds: dict[str, int] = {}
    for one in asked:
        if not one.open and one.question.answer_kind:
            kinds[one.question.answer_kind] = kinds.get(one.question.answer_kind, 0) + 1
    return Coverage(
        len(asked),
        sum(one.open for one in asked),
        sum(one.unused for one in asked),
        sum(one.unfounded for one in asked),
        sum(not one.experts for one in asked),
        kinds,
    )


def sheets(
    workspace: Workspace,
    names: Sequence[str],
    formats: Sequence[str],
    out: Path | None,
    workshop: int | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write the question sheets of some experts, all if none is named."""
    check_formats(formats)
    assembly = workspace.assembly
    _refuse_none(assembly)
    wanted = [_find(assembly, name) for name in names] or list(assembly.expert)
    asked, planned = asked_and_planned(workspace, workshop)
    made = [
        Sheet(
            expert,
            tuple(one for one in asked if expert in one.experts),
            tuple(planned.visits(expert)) if planned else (),
        )
        for expert in wanted
    ]
    # Nothing that was asked is lost because nobody is asked it.
    lost = tuple(one for one in asked if not one.experts)
    if lost and not names:
        made.append(Sheet(None, lost))
    return _write(workspace, compose_sheets(made, assembly), formats, out, progress)


def asked_and_planned(
    workspace: Workspace, workshop: int | None
) -> tuple[list[Asked], Plan | None]:
    """Give every question, and who sits where when, where the experts have time in a workshop."""
    asked = _asked(workspace)
    if not _have_hours(workspace.assembly, workshop):
        return asked, None
    return asked, _plan(workspace.assembly, asked, workshop, None)


def seating_plan(workspace: Workspace, workshop: int | None, minutes: int | None) -> Plan:
    """Plan who sits where when: the experts' hours, cut to a workshop's time if one is named.

    Every meeting has so many minutes, or as many as there is time for: from 30 down to 10.
    """
    _refuse_none(workspace.assembly)
    check_workshop(workspace.assembly, workshop)
    return _plan(workspace.assembly, _asked(workspace), workshop, minutes)


def write_plan(
    workspace: Workspace,
    made: Plan,
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write the plan as documents for the wall."""
    check_formats(formats)
    return _write(workspace, compose_plan(made, workspace.assembly), formats, out, progress)


def _write(
    workspace: Workspace,
    document: Document,
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    document = replace(document, looks=load_looks(workspace.root, formats))
    named = [(document.identifier, document)]
    outputs = plan(named, formats, out or usual_folder(workspace), [workspace.drafts])
    return write_all(outputs, progress)


def _refuse_none(assembly: Assembly) -> None:
    if not assembly.expert:
        raise AnbefalError(
            msg("{config} names no experts", config=CONFIG),
            msg('add them: [[expert]] with id, role, kind = "official" or "independent", groups'),
        )


def _find(assembly: Assembly, name: str) -> Expert:
    found, _ = Experts(assembly).named(name)
    if len(found) == 1:
        return found[0]
    close = nearest(name, [one.id for one in assembly.expert])
    raise AnbefalError(
        msg('the assembly has no expert "{expert}"', expert=name),
        msg('did you mean "{key}"?', key=close)
        if close
        else msg("use one of: {names}", names=[one.id for one in assembly.expert]),
    )


def _asked(workspace: Workspace) -> list[Asked]:
    experts = Experts(workspace.assembly)
    asked: list[Asked] = []
    for one in load_drafts(workspace):
        if any(section.experts for section in one.template.section):
            refuse_unreadable(one)
            asked += questions_of(one.draft, one.template, workspace.assembly, experts)
    order = {group.id: number for number, group in enumerate(workspace.assembly.group)}
    return sorted(asked, key=lambda one: order.get(one.group.id if one.group else "", len(order)))


def _have_hours(assembly: Assembly, workshop: int | None) -> bool:
    planned = assembly.find_workshop(workshop) if workshop is not None else None
    return any(_window(one, planned) for one in assembly.expert)


def _window(expert: Expert, workshop: Workshop | None) -> tuple[int, int] | None:
    """Give when an expert is there: the hours of `anbefal.toml`, within the workshop's time."""
    starts = [read_span(one.start).start for one in (expert, workshop) if one and one.start]
    ends = [read_span(one.end).start for one in (expert, workshop) if one and one.end]
    begins = [start for start in starts if start is not None]
    stops = [end for end in ends if end is not None]
    if not begins or not stops or max(begins) >= min(stops):
        return None
    return max(begins), min(stops)


def _plan(
    assembly: Assembly, asked: Sequence[Asked], workshop: int | None, minutes: int | None
) -> Plan:
    planned = assembly.find_workshop(workshop) if workshop is not None else None
    windows = {
        one.id: window
        for one in assembly.expert
        if assembly.may_ask(one) and (window := _window(one, planned))
    }
    if not windows:
        raise AnbefalError(
            msg("nobody knows when the experts are there"),
            msg('give each [[expert]] of {config} its start and end: "13:00"', config=CONFIG),
        )
    wishes = [
        Wish(expert.id, group.id, _open(asked, expert, group))
        for expert in assembly.expert
        for group in assembly.may_ask(expert)
    ]
    made, length, times = _longest(wishes, windows, minutes)
    experts = {one.id: one for one in assembly.expert}
    tables = {at: experts[id] for at, id in made.tables.items()}
    used = [number for number, _ in tables]
    return Plan(
        length,
        tuple(times[: max(used, default=-1) + 1]),
        tuple(g for g in assembly.group if any(g.id == wish.group for wish in wishes)),
        tables,
        tuple(_loads(assembly, windows, tables, length)),
        tuple(
            Missed(experts[wish.expert], group, wish.open)
            for wish in made.left
            if (group := assembly.find_group(wish.group))
        ),
        tuple(_strangers(assembly, asked)),
    )


def _open(asked: Sequence[Asked], expert: Expert, group: Group) -> int:
    return sum(one.open and one.group == group and expert in one.experts for one in asked)


def _longest(
    wishes: Sequence[Wish], windows: dict[str, tuple[int, int]], minutes: int | None
) -> tuple[Seating, int, list[tuple[int, int]]]:
    """Make the plan with the longest meetings that leave nobody out, else with the shortest."""
    lengths = [minutes] if minutes else range(LONGEST, LEAST - 1, -_STEP)
    for length in lengths:
        times = _times(windows, length)
        hours = {
            wish.expert: [
                number
                for number, (start, end) in enumerate(times)
                if wish.expert in windows
                and windows[wish.expert][0] <= start
                and end <= windows[wish.expert][1]
            ]
            for wish in wishes
        }
        made = seat(wishes, hours)
        if not made.left:
            break
    return made, length, times


def _times(windows: dict[str, tuple[int, int]], minutes: int) -> list[tuple[int, int]]:
    first, last = min(w[0] for w in windows.values()), max(w[1] for w in windows.values())
    return [(at, at + minutes) for at in range(first, last - minutes + 1, minutes)]


def _loads(
    assembly: Assembly,
    windows: dict[str, tuple[int, int]],
    tables: dict[tuple[int, str], Expert],
    minutes: int,
) -> Iterator[Load]:
    for expert in assembly.expert:
        start, end = windows.get(expert.id, (0, 0))
        count = sum(at == expert for at in tables.values())
        yield Load(expert, count, count * minutes, end - start)


def _strangers(assembly: Assembly, asked: Sequence[Asked]) -> Iterator[tuple[Asked, Expert]]:
    for one in asked:
        for expert in one.experts if one.open else ():
            if one.group not in assembly.may_ask(expert):
                yield one, expert
