"""Say why not all were counted.

A tally out of fewer than all members is fair: some had gone home. But readers compare the tallies
of the recommendations, and they can only do so out of the same number.

Count again when all are there, or tell in the text how many were away.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template, read_tally
from anbefal.model.finding import Level

ID = "AB212"
NAME = "tally-total"
LEVEL: Level = "hint"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find tallies out of fewer than all members."""
    for spec in template.field:
        field = draft.fields.get(spec.id)
        tally = read_tally(field.value, spec) if field and spec.kind == "tally" else None
        if field is None or tally is None or tally.total is None or assembly.members is None:
            continue
        if tally.sum <= tally.total < assembly.members:
            yield Found(
                line=field.line,
                message=msg(
                    '"{key}" is out of {total}; the assembly has {members} members',
                    key=spec.key,
                    total=tally.total,
                    members=assembly.members,
                ),
                hint=msg("count again when all are there, or tell how many were away"),
            )
