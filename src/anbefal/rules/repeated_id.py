"""Give every comment and question a number of its own.

People point at a number: "what became of G5?". When two comments share it, nobody can tell which
of them was used.

Give the second one the next free number.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.kinds.questions import Questions
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB506"
NAME = "repeated-id"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find ids that stand twice in a draft."""
    first: dict[str, int] = {}
    for section in draft.sections:
        values = section.values
        if isinstance(values, Ledger):
            named = [(item.id, item.line) for item in values.items]
        elif isinstance(values, Questions):
            named = [(question.id, question.line) for question in values.questions]
        else:
            continue
        for id, line in named:
            if id and first.setdefault(id, line) != line:
                yield Found(
                    line=line,
                    column=draft.column(line, id),
                    section=section.id,
                    message=msg("{id} stands in line {line} already", id=id, line=first[id]),
                    hint=msg("give this one the next free number"),
                )
