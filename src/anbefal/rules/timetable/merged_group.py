"""Call a merged group by the name that it has now.

When 1 and 6 have become 1+6, those who came from 6 do not know whether "group 1" is theirs, and the
expert who is sent to "group 1" does not know either.

Write the new name. "The former group 6" may stand.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.timetable.no_such_group import mentions

ID = "AB617"
NAME = "merged-group"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a group's old number where not all that it was merged with are named beside it."""
    for line, words, section, ids in mentions(draft, assembly):
        told: set[str] = set()
        for id in ids:
            group = assembly.find_group(id)
            if (
                group is None
                or group.id == id
                or group.id in told
                or set(group.merged_from) <= {*ids}
            ):
                continue
            told.add(group.id)
            yield Found(
                line=line,
                column=draft.column(line, words),
                section=section,
                message=msg('group "{old}" is part of "{new}" now', old=id, new=group.id),
                hint=msg('write "{new}"', new=group.id),
            )
