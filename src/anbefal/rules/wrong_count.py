"""Name as many as are asked for, neither more nor fewer.

Two carry the work on: one alone may be ill on the day, and of five nobody knows who has the task.

Write the initials as a list, with a comma between them. The others who wrote are its scribes.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg, msgs
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB213"
NAME = "wrong-count"
LEVEL: Level = "warning"

_BETWEEN = re.compile(r"[,;/&+]|(?<!\w)(?:og|and)(?!\w)")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find lists of names that are longer or shorter than the template asks."""
    for spec in template.field:
        names = names_in(draft, spec.id)
        if spec.count and names and len(names) != spec.count:
            line = draft.fields[spec.id].line
            yield Found(
                line=line,
                column=draft.column(line, names[0]),
                requirements=(f"field.{spec.id}",)
                if spec.presence == "required" and spec.weight
                else (),
                due=spec.due,
                message=msg(
                    '"{key}" names {named}; asked for: {asked}',
                    key=spec.key,
                    named=len(names),
                    asked=spec.count,
                ),
                hint=msgs(
                    'write one in square brackets: "{key}: [AB]"',
                    'write {count} in square brackets, as in "{key}: [AB, CD]"',
                    spec.count,
                    key=spec.key,
                ),
            )


def names_in(draft: Draft, field_id: str) -> tuple[str, ...]:
    """Give the names of a field, once each, also where one text holds several."""
    names: dict[str, str] = {}
    for value in draft.list_of(field_id):
        for name in _BETWEEN.split(value):
            if name.strip():
                names.setdefault(tree.fold(name), name.strip())
    return tuple(names.values())
