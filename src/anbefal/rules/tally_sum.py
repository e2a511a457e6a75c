"""Count every hand, and say out of how many.

"27 for" is much of 30 and little of 60. When the hands do not add up to their total, somebody will
ask who the others were.

Write the total, and count again where some are missing. Those who did not vote are not counted in
the total.
"""

from collections.abc import Iterator

from anbefal.i18n import msg, msgs
from anbefal.model import Assembly, Draft, Found, Template, read_tally
from anbefal.model.finding import Level

ID = "AB210"
NAME = "tally-sum"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find tallies without a total, or with fewer hands than their total."""
    for spec in template.field:
        field = draft.fields.get(spec.id)
        tally = read_tally(field.value, spec) if field and spec.kind == "tally" else None
        if field is None or tally is None or not spec.total:
            continue
        units = (f"field.{spec.id}",) if spec.presence == "required" and spec.weight else ()
        if tally.total is None:
            yield Found(
                line=field.line,
                requirements=units,
                message=msg('"{key}" does not say out of how many', key=spec.key),
                hint=msg('write the total last: "{total}: {sum}"', total=spec.total, sum=tally.sum),
            )
        elif tally.sum < tally.total <= (assembly.members or tally.total):
            yield Found(
                line=field.line,
                requirements=units,
                message=msgs(
                    '"{key}" lacks {count} hand: {sum} of {total} are counted',
                    '"{key}" lacks {count} hands: {sum} of {total} are counted',
                    tally.total - tally.sum,
                    key=spec.key,
                    sum=tally.sum,
                    total=tally.total,
                ),
                hint=msg(
                    'count again, or write how many voted: "{total}: {sum}"',
                    total=spec.total,
                    sum=tally.sum,
                ),
            )
