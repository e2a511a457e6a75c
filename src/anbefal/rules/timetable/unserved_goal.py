"""Let at least one row serve each goal.

A goal that no row works towards is reached by luck. At the end of the day somebody ticks it all the
same.

Write the goal's number, or its words, in the line "Mål:" of the row that serves it; or take the
goal out.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.links import Links, read_links
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB622"
NAME = "unserved-goal"
LEVEL: Level = "warning"

LABEL = "goal"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find goals that no row names, where any row names one."""
    for links in read_links(draft):
        if links.label.id != LABEL or not links.links:
            continue
        named = named_parts(links)
        for part in links.parts:
            if tree.fold(part.name) not in named:
                yield Found(
                    line=part.line,
                    column=draft.column(part.line, part.name),
                    section=links.target.id,
                    message=msg('no row serves the goal "{name}"', name=part.name),
                    hint=msg(
                        'write it behind "{label}" in the row that serves it, or take it out',
                        label=links.label.key,
                    ),
                )


def named_parts(links: Links) -> set[str]:
    """Give the parts that any row names, folded."""
    return {tree.fold(name) for link in links.links for name in link.named}
