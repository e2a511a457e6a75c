"""Name somebody who writes down what is said in each room.

What is said in rooms side by side is heard by a third of those who came. Without a collector the
plenary hears what the loudest remembers.

Write the line "Samler op:" below the row of each room.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB626"
NAME = "missing-collector"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find rows that are held beside others, each in its room, without a collector."""
    for day in days_of(draft):
        label = next((label for label in day.spec.label if label.id == "collector"), None)
        roomed = [row for row in day.rows if row.room and not row.is_break]
        for number, row in enumerate(roomed):
            near = roomed[max(0, number - 20) : number + 21]
            found = row.slot.find("collector")
            if label is None or (found and found.text):
                continue
            if any(other.beside(row) and other.overlaps(row) for other in near):
                yield Found(
                    line=row.slot.line,
                    section=day.spec.id,
                    message=msg('nobody writes down what is said in "{row}"', row=row.slot.name),
                    hint=msg('write the line "- **{label}:** …" below it', label=label.key),
                )
