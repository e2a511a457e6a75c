"""Put every part of the template on the table in some workshop.

A part that no workshop works on is written by one person in the last ten minutes, and it is often
the vision.

Name the part in a step of the workshop that works on it, or in the line "Afsnit:" of its row.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import Names
from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.kinds.links import read_links
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.timetable.unserved_goal import named_parts

ID = "AB623"
NAME = "untouched-part"
LEVEL: Level = "warning"

LABEL = "part"
_OWN = re.compile(r"^(?:vores|jeres|our|your|the|de|den|det)\s+|\s*\([^()]*\)", re.IGNORECASE)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find parts that neither a line of a row nor a step names."""
    for links in read_links(draft):
        if links.label.id != LABEL:
            continue
        named = named_parts(links)
        short = {_OWN.sub("", part.name): part for part in links.parts}
        slots = (slot for day in days_of(draft) for row in day.rows for slot in row.slots)
        steps = " . ".join(step.text for slot in slots for step in slot.steps)
        lines = " . ".join(link.line.text for link in links.links)
        said = Names(short).mentioned(f"{steps} . {lines}")
        for words, part in short.items():
            if tree.fold(part.name) not in named and words not in said:
                yield Found(
                    line=part.line,
                    column=draft.column(part.line, part.name),
                    section=links.target.id,
                    message=msg('no workshop works on "{name}"', name=part.name),
                    hint=msg(
                        'name it in a step, or behind "{label}" in a row', label=links.label.key
                    ),
                )
