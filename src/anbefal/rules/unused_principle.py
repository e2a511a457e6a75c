"""Let every principle show in what you propose.

A principle that no initiative and no priority names has not been put to use: either an example of
it is missing, or it is not the essence of what you want.

Write its name in the line of the initiative that carries it out, or in the priority that it
decides; or take the principle out.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import Names
from anbefal.i18n import msg
from anbefal.kinds.entries import entries_of
from anbefal.kinds.links import Links, read_links
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB408"
NAME = "unused-principle"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find parts of a section that links name, and that nothing in the draft's entries names."""
    for links in read_links(draft):
        if links.spec.kind == "timetable":
            # A programme proposes nothing; whether its rows serve its goals is another rule's.
            continue
        blank = links.blank if links.label.presence == "required" else 0
        if not links.links or blank or any(link.unknown for link in links.links):
            # A line that is blank, or names nothing, is told of first: it may be the one.
            continue
        used = {tree.fold(name) for link in links.links for name in link.named}
        unused = [part for part in links.parts if tree.fold(part.name) not in used]
        if unused:
            elsewhere = _mentioned(draft, links)
            unused = [part for part in unused if tree.fold(part.name) not in elsewhere]
        for part in unused:
            yield Found(
                line=part.line,
                column=draft.column(part.line, part.name),
                section=links.target.id,
                due=links.label.due or links.spec.due,
                message=msg('nothing that you propose names "{name}"', name=part.name),
                hint=msg(
                    'write it behind "{label}" where it is carried out, or take it out',
                    label=links.label.key,
                ),
            )


def _mentioned(draft: Draft, links: Links) -> set[str]:
    """Give the names, folded, that stand anywhere among the draft's entries."""
    names = Names(part.name for part in links.parts)
    return {
        tree.fold(name)
        for section, _, _ in entries_of(draft)
        if section is not links.target
        for node in section.nodes
        for name in names.mentioned(tree.text(node))
    }
