"""Choose new people for each panel.

Whoever sits in two panels speaks twice, and somebody else not at all. Each panel is also a new pair
of eyes on the case.

Choose another, or say in the row that the panel is the same.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import Row, days_of, lines_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.timetable.unknown_person import people_of

ID = "AB627"
NAME = "shared-panel"
LEVEL: Level = "warning"

_SAME = re.compile(r"\b(?:samme panel|the same panel|igen i panelet)\b", re.IGNORECASE)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find people who are in the panels of two rows."""
    for day in days_of(draft):
        seated: dict[str, Row] = {}
        for row in day.rows:
            label = row.slot.find("panel")
            text = " ".join(text for _, text in lines_of(row.slot)) if label else ""
            if label is None or _SAME.search(text):
                continue
            people = people_of(label.text)
            twice = sorted(name for name in people if name in seated)
            if twice:
                yield Found(
                    line=label.line,
                    column=draft.column(label.line, label.text),
                    section=day.spec.id,
                    message=msg(
                        '{people} sat in the panel of "{row}" already',
                        people=[name.upper() if len(name) < 4 else name for name in twice],
                        row=seated[twice[0]].slot.name,
                    ),
                    hint=msg("choose somebody else, or say that the panel is the same"),
                )
            for name in people:
                seated.setdefault(name, row)
