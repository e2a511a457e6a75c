"""Say where, with which, or why.

"Not used" without a reason is a door that closes without a word, and "not relevant" can be said of
anything. "Used" without a place cannot be found again.

Write behind the words the section where it was used, the number of the comment that it was joined
with, or your reason.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import Message, msg
from anbefal.kinds.ids import ids_in
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.language.reasons import says_nothing
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB503"
NAME = "unfinished-disposition"
LEVEL: Level = "warning"

_REASON = msg("write your reason behind it, as you would say it to the one who asked")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find dispositions that lack their section, their other comment or their reason."""
    for section in draft.sections:
        if not isinstance(section.values, Ledger):
            continue
        for item in section.values.items:
            fault = _fault(item, template)
            if fault:
                yield Found(
                    line=item.line,
                    column=draft.column(item.line, item.name),
                    section=section.id,
                    message=fault[0],
                    hint=fault[1],
                )


def _fault(item: LedgerItem, template: Template) -> tuple[Message, Message] | None:
    told = re.search(r"\w", item.target)
    if item.disposition == "used" and not told:
        return (
            msg('"{item}" is used, but not told where', item=item.name),
            msg("write the section's heading behind it"),
        )
    if item.disposition == "declined" and not told:
        return (
            msg('"{item}" is not used, and nobody says why', item=item.name),
            _REASON,
        )
    if item.disposition == "declined" and says_nothing(
        item.target, template.language, (item.text, item.source, *template.dispositions.declined)
    ):
        return (
            msg(
                '"{item}" is not used, and "{words}" is no reason',
                item=item.name,
                words=item.target,
            ),
            _REASON,
        )
    if item.disposition == "merged" and not ids_in(item.target):
        return (
            msg('"{item}" is joined with another, but not told which', item=item.name),
            msg("write the other comment's number behind it, such as G5"),
        )
    return None
