"""Say what became of every comment.

Somebody stood up and said it, and somebody wrote it down. Without an answer both have done so in
vain.

Write an arrow behind the comment, and behind it where you used it, or why you did not.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB501"
NAME = "open-item"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find comments without a disposition."""
    words = template.dispositions
    used = words.used[0] if words.used else ""
    declined = words.declined[0] if words.declined else ""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if spec is None or not isinstance(values, Ledger):
            continue
        for item in values.items:
            if item.disposition == "open":
                yield Found(
                    line=item.line,
                    column=draft.column(item.line, item.name),
                    section=spec.id,
                    due=spec.due,
                    message=msg('"{item}" is still open', item=item.name),
                    hint=msg(
                        'write behind it "-> {used}: …" or "-> {declined}: …"',
                        used=used,
                        declined=declined,
                    )
                    if used and declined
                    else msg('write behind it "-> …" what became of it'),
                )
