"""Keep the parts in the template's order.

All recommendations are read side by side. When their parts follow one another in the same order,
readers find their way, and the editorial group can compile them.

Move the section, with its heading, to where the finding says; or let `anbefal lint --fix` do it.
"""

from collections.abc import Iterator

from anbefal.i18n import Message, msg
from anbefal.model import Assembly, Draft, Found, Section, Template
from anbefal.model.finding import Level

ID = "AB103"
NAME = "misplaced-section"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find the fewest sections that would have to move, where the template asks for an order."""
    if not template.ordered:
        return
    order = {spec.id: number for number, spec in enumerate(template.section)}
    known = [s for s in draft.sections if s.id and draft.find_section(s.id) is s]
    stays = longest_rising([order[s.id] for s in known])
    for position, section in enumerate(known):
        if position in stays:
            continue
        before = [s for p, s in enumerate(known) if p in stays and order[s.id] < order[section.id]]
        yield Found(
            line=section.line,
            column=draft.column(section.line, section.heading),
            section=section.id,
            message=_place(section, before[-1] if before else None),
            hint=msg("move the section, heading and text, there"),
        )


def _place(section: Section, before: Section | None) -> Message:
    if before is None:
        return msg('"{heading}" should be the first section', heading=section.heading)
    return msg(
        '"{heading}" should follow "{before}"', heading=section.heading, before=before.heading
    )


def longest_rising(numbers: list[int]) -> set[int]:
    """Give the positions of a longest rising run; the lists are a handful long."""
    best: list[list[int]] = []
    for position, number in enumerate(numbers):
        longest: list[int] = []
        for run in best:
            if numbers[run[-1]] < number and len(run) > len(longest):
                longest = run
        best.append([*longest, position])
    run = max(best, key=len, default=[])
    return set(run)
