"""Give every group ten minutes with each expert whom it may ask.

In five minutes a group has sat down, said what its recommendation is about, and heard half an
answer. An expert with six groups needs an hour of those that `anbefal.toml` gives.

Make the step longer, give the expert fewer groups in `anbefal.toml`, or let two groups ask
together.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import Day, Row, days_of
from anbefal.kinds.timetable import Step
from anbefal.model import Assembly, Draft, Expert, Found, Template
from anbefal.model.finding import Level
from anbefal.times import read_span, write_time

ID = "AB619"
NAME = "expert-load"
LEVEL: Level = "warning"

LEAST = 10
"""Minutes that a group needs with an expert."""
_EXPERTS = re.compile(r"\b(?:ekspert|fagperson|fagekspert|expert)\w*", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:spørg|tal|snak|rådslag|mød|interview|ask|talk|speak|meet|consult)\w*", re.IGNORECASE
)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find steps with experts that are too short for the groups, or outside the experts' hours."""
    invited = [one for one in assembly.expert if assembly.may_ask(one)]
    for day in days_of(draft):
        for row in day.rows if invited else ():
            for step, start, end in _asking(row):
                shares = [(expert, _shared(expert, start, end)) for expert in invited]
                if all(minutes <= 0 for _, minutes in shares):
                    yield _nobody_there(step, start, end, day)
                for expert, minutes in shares:
                    groups = len(assembly.may_ask(expert))
                    if 0 < minutes < LEAST * groups:
                        yield _crowded(step, expert, minutes, groups, day)


def _shared(expert: Expert, start: int, end: int) -> int:
    first, last = _hours(expert)
    return min(end, last) - max(start, first)


def _nobody_there(step: Step, start: int, end: int, day: Day) -> Found:
    return Found(
        line=step.line,
        section=day.spec.id,
        message=msg(
            "this step is at {start}–{end}, when no expert is there",
            start=write_time(start),
            end=write_time(end),
        ),
        hint=msg("move it into the hours that anbefal.toml gives the experts"),
    )


def _crowded(step: Step, expert: Expert, minutes: int, groups: int, day: Day) -> Found:
    return Found(
        line=step.line,
        section=day.spec.id,
        message=msg(
            '"{expert}" has {minutes} minutes here for {groups} groups: {each} each',
            expert=expert.role,
            minutes=minutes,
            groups=groups,
            each=f"{minutes / groups:.3g}",
        ),
        hint=msg("make the step longer, or give the expert fewer groups in anbefal.toml"),
    )


def _asking(row: Row) -> Iterator[tuple[Step, int, int]]:
    """Give the steps in which experts are asked, with the times that the steps before give."""
    at = row.start
    for step in row.slot.steps:
        if at is None or step.minutes is None:
            at = None
            continue
        if _EXPERTS.search(step.text) and _ASKS.search(step.text):
            yield step, at, at + step.minutes
        at += step.minutes


def _hours(expert: Expert) -> tuple[int, int]:
    first = read_span(expert.start).start if expert.start else None
    last = read_span(expert.end).start if expert.end else None
    return first or 0, last or 24 * 60
