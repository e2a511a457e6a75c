"""Give the document a title.

The title is what the council, the newspaper and the other groups will call the recommendation. It
is one line with a single "#" in front.

Say in one sentence what you want, and for whom.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB106"
NAME = "missing-title"
LEVEL: Level = "warning"
EXAMPLE = msg("# Everyone under 25 can find a place to live in Nordvig")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a draft without a title, or with an empty one."""
    if draft.title is None or not draft.title.text:
        yield Found(
            line=draft.title.line if draft.title else _first_line(draft),
            requirements=("title",) if template.heading.weight else (),
            message=msg("the title is missing"),
            hint=msg(
                'write a line "# …" at the top: {guidance}',
                guidance=template.heading.guidance or template.title,
            ),
        )


def _first_line(draft: Draft) -> int:
    """Give the line that the title should stand above: the first below the front matter."""
    if draft.lead:
        return tree.line(draft.lead[0])
    if draft.sections:
        return draft.sections[0].line
    return min(draft.body_line, max(1, len(draft.lines)))
