"""Let members of the group carry its work on.

Those who carry a draft to the next table can tell why a sentence stands as it does. Somebody who
was not there cannot.

Correct the initials, or add them to the group's `members` in `anbefal.toml`. Whoever sat with the
group in a workshop, as the rosters have it, belongs to it. Where there are rosters, the scribes are
asked for, too; a group without a list and without a table is not.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.wrong_count import names_in

ID = "AB209"
NAME = "not-a-member"
LEVEL: Level = "warning"
MOST_GUESSES = 50
SCRIBES = "scribes"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find names that the draft's group does not list as members."""
    field = template.field_of_kind("group")
    group = assembly.find_group(draft.text_of(field.id)) if field else None
    sat = assembly.sat_with(group) if group and assembly.rosters else frozenset()
    if group is None or not (group.members or sat):
        return
    members = {tree.fold(name): name for name in (*group.members, *sorted(sat))}
    for spec in template.field:
        if not spec.members and not (sat and spec.id == SCRIBES):
            continue
        strangers = [n for n in names_in(draft, spec.id) if tree.fold(n) not in members]
        for number, name in enumerate(strangers):
            close = nearest(tree.fold(name), members) if number < MOST_GUESSES else None
            line = draft.fields[spec.id].line
            yield Found(
                line=line,
                column=draft.column(line, name),
                due=spec.due,
                message=msg('group {group} has no member "{name}"', group=group.id, name=name),
                hint=msg('did you mean "{key}"?', key=members[close])
                if close
                else msg("correct the initials, or add them to the group in anbefal.toml"),
            )
