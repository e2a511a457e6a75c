"""Count as support what hands can be raised for.

A rule that counts "yes" where the hands are counted as "for" finds no support at all, and every
label that follows from it is wrong.

Write in `support` of `[agreement]` in `anbefal.toml` one or more of the levels that the finding
names.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB215"
NAME = "unknown-level"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find tallies that have none of the levels that the assembly counts as support."""
    spec = template.field_of_kind("tally")
    field = draft.fields.get(spec.id) if spec else None
    support = assembly.agreement.support
    if spec is None or field is None or not support:
        return
    levels = [level.id for level in spec.levels]
    # Templates may have different levels: a rule for all of them names more than one has.
    if not set(levels) & set(support):
        yield Found(
            line=field.line,
            message=msg(
                'the rule of agreement counts "{support}", of which "{key}" has no level',
                support=list(support),
                key=spec.key,
            ),
            hint=msg(
                "write in [agreement] of anbefal.toml: support = one or more of {levels}",
                levels=levels,
            ),
        )
