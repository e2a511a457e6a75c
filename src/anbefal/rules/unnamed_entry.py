"""Give every entry a name.

Priorities and initiatives are spoken of by name: in the plenary, in the overview across groups and
in the council's answer.

Write a few words behind "###".
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.entries import Entries
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB407"
NAME = "unnamed-entry"
LEVEL: Level = "warning"
EXAMPLE = msg("### A visit at home or on a screen")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find entries whose level-3 heading is blank."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if (
            spec is None
            or not isinstance(values, Entries)
            or draft.find_section(spec.id) is not section
        ):
            continue
        for number, entry in enumerate(values.entries, 1):
            if not entry.name:
                counts = spec.presence == "required" and number <= max(1, spec.items.min)
                yield Found(
                    line=entry.line,
                    section=spec.id,
                    requirements=(f"{spec.id}.{number}",) if counts and spec.weight else (),
                    message=msg('an entry of "{heading}" has no name', heading=section.heading),
                    hint=msg('write a few words behind "###"'),
                )
