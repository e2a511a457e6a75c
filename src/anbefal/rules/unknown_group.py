"""Name a group that the assembly has.

Group names stand in `anbefal.toml` only, so that themes and mergers are decided in one place. A
draft of an unknown group is left out of overviews and of the report.

Write the group's name as it stands there; a merged group answers to its old names as well.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB205"
NAME = "unknown-group"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a group field that names no group of the assembly."""
    for spec in template.field:
        name = draft.text_of(spec.id).strip()
        if spec.kind != "group" or not name or assembly.find_group(name):
            continue
        line = draft.fields[spec.id].line
        yield Found(
            line=line,
            column=draft.column(line, name),
            message=msg('the assembly has no group "{group}"', group=name),
            hint=msg("use one of: {groups}", groups=[group.id for group in assembly.group])
            if assembly.group
            else msg("add the group to anbefal.toml"),
        )
