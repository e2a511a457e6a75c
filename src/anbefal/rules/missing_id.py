"""Number every comment and question.

A number is what people point at when they ask what became of their comment, and what another
comment is joined with.

Write a letter for the source and a number in front, such as G14; or let `anbefal lint --fix` give
them.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.kinds.questions import Questions
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB508"
NAME = "missing-id"
LEVEL: Level = "hint"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find comments and questions without an id."""
    for section in draft.sections:
        values = section.values
        if isinstance(values, Ledger):
            nameless = [(item.name, item.line) for item in values.items if not item.id]
        elif isinstance(values, Questions):
            nameless = [(one.name, one.line) for one in values.questions if not one.id]
        else:
            continue
        for name, line in nameless:
            yield Found(
                line=line,
                section=section.id,
                message=msg('"{item}" has no number', item=name),
                hint=msg("write a letter and a number in front, such as G14"),
            )
