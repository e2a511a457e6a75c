"""Keep one title.

A line with a single "#" is the document's title. A second one would begin a new document in the
middle of this one, and what follows it belongs to no part.

Put two signs ("##") in front of a part's heading, or three ("###") inside a part.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB107"
NAME = "repeated-title"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find level-1 headings behind the title."""
    nodes = [*draft.lead, *(node for section in draft.sections for node in section.nodes)]
    for node in nodes:
        if node.type == "heading" and node.tag == "h1":
            words = " ".join(tree.text(node).split())
            yield Found(
                line=tree.line(node),
                column=draft.column(tree.line(node), words),
                message=msg('"{words}" is a second title', words=words),
                hint=msg('write "##" in front of a part, and "###" inside one'),
            )
