"""Say what happens in each row.

A heading is a theme, and no plan: whoever steps in for somebody who is ill must be able to read
what to do.

Write a line of text or a few steps below the row. Breaks need none.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import Row, days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB612"
NAME = "missing-process"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows of work that have neither text nor steps nor a label that says what is done."""
    for day in days_of(draft):
        for row in day.rows:
            if not row.is_break and not _says_what(row):
                yield Found(
                    line=row.slot.line,
                    section=day.spec.id,
                    message=msg('"{row}" does not say what happens', row=row.slot.name),
                    hint=msg("write a line or a few steps below it"),
                )


def _says_what(row: Row) -> bool:
    return any(
        slot.words or slot.steps or any(slot.find(id) for id in ("process", "case", "part"))
        for slot in row.slots
    )
