"""Count no more hands than there are.

A tally with more hands than members, or than its own total, is wrong, and it makes every other
figure of the report look doubtful.

Count again, and correct the figure that is wrong. How many members there are stands as `members` in
`anbefal.toml`.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template, read_tally
from anbefal.model.finding import Level

ID = "AB211"
NAME = "tally-too-large"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find tallies that exceed their total or the assembly."""
    for spec in template.field:
        field = draft.fields.get(spec.id)
        tally = read_tally(field.value, spec) if field and spec.kind == "tally" else None
        if field is None or tally is None:
            continue
        most = max(tally.sum, tally.total or 0)
        if tally.total is not None and tally.sum > tally.total:
            message = msg(
                '"{key}" counts {sum} hands, but says that there are {total}',
                key=spec.key,
                sum=tally.sum,
                total=tally.total,
            )
        elif assembly.members is not None and most > assembly.members:
            message = msg(
                '"{key}" counts {sum} hands, but the assembly has {members} members',
                key=spec.key,
                sum=most,
                members=assembly.members,
            )
        else:
            continue
        yield Found(
            line=field.line,
            requirements=(f"field.{spec.id}",)
            if spec.presence == "required" and spec.weight
            else (),
            message=message,
            hint=msg("count again, and correct the figure that is wrong"),
        )
