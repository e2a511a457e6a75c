"""Write something under every required heading.

A heading with nothing below it tells the reader that the group had nothing to say.

Answer the template's question for this part; a few words now are better than none, and can be
improved later.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import says_something, section_units
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB105"
NAME = "empty-section"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find required sections without words or pictures."""
    for section in draft.sections:
        spec = section.spec
        if (
            spec is None
            or spec.presence != "required"
            or draft.find_section(spec.id) is not section
        ):
            continue
        if not says_something(section.nodes):
            yield Found(
                line=section.line,
                column=draft.column(section.line, section.heading),
                section=spec.id,
                requirements=tuple(unit.id for unit in section_units(spec)),
                message=msg('"{heading}" is empty', heading=section.heading),
                hint=msg(
                    "write below the heading: {guidance}", guidance=spec.guidance or spec.heading
                ),
            )
