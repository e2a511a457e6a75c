"""Give every part that the template requires a section of its own.

The parts are what the groups agreed to write, and what the council will look for in each
recommendation. A part that is missing cannot be read, compared or answered.

Write the heading that the finding names, as a level-2 heading, and the text below it. The number
in front of a heading, and capital letters, do not matter.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import section_units
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB101"
NAME = "missing-section"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find required sections that no heading answers to."""
    for position, spec in enumerate(template.section):
        if spec.presence != "required" or draft.find_section(spec.id):
            continue
        later = {s.id for s in template.section[position + 1 :]}
        line = next((s.line for s in draft.sections if s.id in later), max(1, len(draft.lines)))
        yield Found(
            line=line,
            section=spec.id,
            requirements=tuple(unit.id for unit in section_units(spec)),
            message=msg('the section "{heading}" is missing', heading=spec.heading),
            hint=msg(
                'write the line "## {heading}", and below it: {guidance}',
                heading=spec.heading,
                guidance=spec.guidance or spec.heading,
            ),
        )
