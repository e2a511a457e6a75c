"""Call counted hands what the assembly decided to call them.

"Strong support" is no feeling: the members chose beforehand what it stands for, and somebody will
count. The rule is `[agreement]` in `anbefal.toml`.

Write the label that the finding names, or leave the line out: every document prints the label that
follows from the tally.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template, read_tally, standing_of
from anbefal.model.finding import Level

ID = "AB214"
NAME = "wrong-label"
LEVEL: Level = "error"

_LABEL = "agreement"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find labels that do not follow from the tally by the assembly's rule."""
    typed = draft.text_of(_LABEL).strip()
    spec = template.field_of_kind("tally")
    if not typed or not assembly.agreement.label or spec is None:
        return
    line = draft.fields[_LABEL].line
    field = draft.fields.get(spec.id)
    tally = read_tally(field.value, spec) if field else None
    standing = standing_of(tally, spec, assembly.agreement) if tally else None
    if standing is None:
        yield Found(
            line=line,
            message=msg('"{label}" rests on no counted hands', label=typed),
            hint=msg('count hands, and write them: "{key}: …"', key=spec.key),
        )
    elif tree.fold(typed) != tree.fold(standing.label):
        counted = {"support": standing.support, "of": standing.of}
        yield Found(
            line=line,
            message=msg(
                '"{typed}" is wrong: {support} of {of} support it, which is "{label}"',
                typed=typed,
                label=standing.label,
                **counted,
            )
            if standing.label
            else msg(
                '"{typed}" is wrong: {support} of {of} support it, which has no label',
                typed=typed,
                **counted,
            ),
            hint=msg("write that, or leave the line out: documents print what was counted"),
        )
