"""Name somebody who is responsible for each row.

A row without a name is begun late and ended by nobody. Breaks run by themselves; all else needs
one who opens it, keeps the time and closes it.

Write the line "Ansvarlig:" below the row, with a role or with initials.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB611"
NAME = "missing-responsible"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows of work without the label "responsible", or with a blank one."""
    for day in days_of(draft):
        label = next((label for label in day.spec.label if label.id == "responsible"), None)
        for row in day.rows if label else ():
            found = row.slot.find("responsible")
            if row.is_break or (found and found.text) or label is None:
                continue
            yield Found(
                line=found.line if found else row.slot.line,
                section=day.spec.id,
                message=msg('nobody is responsible for "{row}"', row=row.slot.name),
                hint=msg('write the line "- **{label}:** …" below it', label=label.key),
            )
