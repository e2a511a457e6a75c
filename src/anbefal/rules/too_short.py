"""Write enough for a stranger to follow.

A part below its least length is rarely understood by somebody who was not at the table.

Say who does what, where and when; give the example you used in the discussion.
"""

from collections.abc import Iterator, Sequence

from anbefal.i18n import msg
from anbefal.kinds import says_something
from anbefal.kinds.entries import Entries, Entry
from anbefal.kinds.items import Item, Items
from anbefal.kinds.prose import Prose
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB401"
NAME = "too-short"
LEVEL: Level = "warning"
EXAMPLE = msg(
    "From 2027 the library and an association visit everyone over 80 who wishes it, every month."
)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find prose, items and entries with fewer words than the template asks."""
    for section in draft.sections:
        spec = section.spec
        if spec is None or draft.find_section(spec.id) is not section:
            continue
        values, least = section.values, spec.items.words_min
        if (
            isinstance(values, Prose)
            and values.words < spec.words.min
            # A section that says nothing is another rule's.
            and says_something(section.nodes)
        ):
            yield Found(
                line=section.line,
                section=spec.id,
                requirements=(f"{spec.id}.length",) if spec.presence == "required" else (),
                message=msg(
                    '"{heading}" has {words} words; at least {least} are asked for',
                    heading=section.heading,
                    words=values.words,
                    least=spec.words.min,
                ),
                hint=msg("write more: {guidance}", guidance=spec.guidance or spec.heading),
            )
        elif isinstance(values, (Items, Entries)):
            for number, part in enumerate(_parts(values), 1):
                if part.words < least:
                    yield Found(
                        line=part.line,
                        column=draft.column(part.line, part.name),
                        section=spec.id,
                        requirements=(f"{spec.id}.{number}",)
                        if spec.presence == "required" and number <= spec.items.min
                        else (),
                        message=msg(
                            '"{name}" has {words} words; at least {least} are asked for',
                            name=part.name,
                            words=part.words,
                            least=least,
                        ),
                        hint=msg("write more: {guidance}", guidance=spec.guidance or spec.heading),
                    )


def _parts(values: Items | Entries) -> Sequence[Item | Entry]:
    return values.items if isinstance(values, Items) else values.entries
