"""Give as many points as the template asks for.

One principle or one dilemma is an opinion; several show what holds when they pull in different
directions.

Add the missing ones. A list item begins with "- ", an entry with a heading "### ".
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import section_units
from anbefal.kinds.entries import Entries
from anbefal.kinds.items import Items
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB403"
NAME = "too-few-items"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find lists and entries that are fewer than the template's least number."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if (
            spec is None
            or not isinstance(values, (Items, Entries))
            or draft.find_section(spec.id) is not section
        ):
            continue
        count = len(values.items if isinstance(values, Items) else values.entries)
        least = max(spec.items.min, 1 if spec.presence == "required" else 0)
        if count >= least or (spec.presence != "required" and count == 0):
            continue
        yield Found(
            line=section.line,
            section=spec.id,
            requirements=tuple(
                unit.id for unit in section_units(spec) if int(unit.id.split(".")[1]) > count
            ),
            message=msg(
                '"{heading}" has {count}; at least {least} are asked for',
                heading=section.heading,
                count=count,
                least=least,
            ),
            hint=msg(
                'add another, beginning with "{sign}": {guidance}',
                sign="- " if spec.kind == "list" else "### ",
                guidance=spec.guidance or spec.heading,
            ),
        )
