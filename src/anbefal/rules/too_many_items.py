"""Choose: keep within the number that the template allows.

Ten principles guide nobody. To choose is the work that the assembly was asked to do.

Merge those that say the same, and take out the weakest.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.entries import Entries
from anbefal.kinds.items import Items
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB404"
NAME = "too-many-items"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find lists and entries that are more than the template's greatest number."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        if spec is None or not isinstance(values, (Items, Entries)):
            continue
        count = len(values.items if isinstance(values, Items) else values.entries)
        if 0 < spec.items.max < count:
            yield Found(
                line=section.line,
                section=spec.id,
                message=msg(
                    '"{heading}" has {count}; at most {most} are asked for',
                    heading=section.heading,
                    count=count,
                    most=spec.items.max,
                ),
                hint=msg("merge those that say the same, and take out the weakest"),
            )
