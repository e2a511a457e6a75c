"""Need nobody in two rooms at once.

Members of two committees, and officials who serve both, are counted in twice. The room that they
leave out has planned with them.

Let them choose, and write them where they are; or hold the two one after the other.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.day import Row, days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.timetable.unknown_person import people_of

ID = "AB620"
NAME = "two-rooms"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find people who are named in two rows that are held side by side."""
    for day in days_of(draft):
        vague = {tree.fold(word) for label in day.spec.label for word in label.vague}
        labels = [label.id for label in day.spec.label if label.people]
        roomed = [(row, _people(row, labels) - vague) for row in day.rows if row.room]
        for number, (row, people) in enumerate(roomed):
            for other, others in roomed[max(0, number - 20) : number]:
                both = people & others
                if both and row.beside(other) and row.overlaps(other):
                    yield Found(
                        line=row.slot.line,
                        section=day.spec.id,
                        message=msg(
                            '{people} must be in "{row}" and in "{other}" at once',
                            people=sorted(name.upper() if len(name) < 4 else name for name in both),
                            row=row.slot.name,
                            other=other.slot.name,
                        ),
                        hint=msg("let them choose, or hold the two one after the other"),
                    )


def _people(row: Row, labels: list[str]) -> set[str]:
    found = (row.slot.find(id) for id in labels)
    return {name for label in found if label for name in people_of(label.text)}
