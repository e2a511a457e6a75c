"""Give twins the same pattern of steps.

Three cases that are told in the same way should get the same time. When one of them lacks the
minutes of a step, or has others, somebody forgot to write them, and that table speaks less.

Write the same minutes for the same steps, or let the step have another name where it is meant to
be another.
"""

from collections import Counter
from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.kinds.timetable import Slot
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB610"
NAME = "uneven-twins"
LEVEL: Level = "warning"

MOST_ROWS = 100
_LEAST_STEPS = 2
_WORDS = 2

Steps = dict[str, int | None]


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows with the same steps as others, but not with the same minutes."""
    for day in days_of(draft):
        slots = [slot for row in day.rows for slot in row.slots][:MOST_ROWS]
        for twins in _twins([(slot, _steps(slot)) for slot in slots]):
            usual = _usual([steps for _, steps in twins])
            for slot, steps in twins:
                if _pattern(steps, usual) != tuple(usual.values()):
                    yield Found(
                        line=slot.line,
                        section=day.spec.id,
                        message=msg(
                            '"{row}" shares its time otherwise than its twins: {own}, not {usual}',
                            row=slot.name,
                            own=_written(_pattern(steps, usual)),
                            usual=_written(tuple(usual.values())),
                        ),
                        hint=msg("give the same steps the same minutes"),
                    )


def _steps(slot: Slot) -> Steps:
    return {" ".join(tree.words(tree.fold(s.text))[:_WORDS]): s.minutes for s in slot.steps}


def _twins(slots: list[tuple[Slot, Steps]]) -> Iterator[list[tuple[Slot, Steps]]]:
    """Give the rows that have most of their steps in common, two or more at a time."""
    left = [(slot, steps) for slot, steps in slots if len(steps) >= _LEAST_STEPS]
    while left:
        first = left.pop(0)
        own = [one for one in left if _alike(first[1], one[1])]
        left = [one for one in left if one not in own]
        if own:
            yield [first, *own]


def _alike(one: Steps, other: Steps) -> bool:
    common = len(one.keys() & other.keys())
    timed = any(one.values()) and any(other.values())
    return timed and common >= _LEAST_STEPS and 2 * common > max(len(one), len(other))


def _usual(patterns: list[Steps]) -> Steps:
    """Give, for the steps of the first, the minutes that most of them have."""
    return {
        key: Counter(steps.get(key) for steps in patterns).most_common(1)[0][0]
        for key in patterns[0]
        if sum(key in steps for steps in patterns) == len(patterns)
    }


def _pattern(steps: Steps, usual: Steps) -> tuple[int | None, ...]:
    return tuple(steps.get(key) for key in usual)


def _written(pattern: tuple[int | None, ...]) -> str:
    return " + ".join("?" if minutes is None else str(minutes) for minutes in pattern)
