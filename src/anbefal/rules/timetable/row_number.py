"""Number the rows without a hole and without a repeat.

"We go on at 5" needs a 5. When a row was taken out or put in, the numbers behind it are wrong, and
so are the notes that name them.

Number them anew, or leave the numbers out. What belongs together may be `4a` and `4b`.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import Message, msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB609"
NAME = "row-number"
LEVEL: Level = "warning"

_NUMBER = re.compile(r"^(\d{1,2})\s?([a-zæøå])?(?:[.)]\s?|\s)(?=\D)", re.IGNORECASE)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find numbers in front of rows that do not follow the one before."""
    for day in days_of(draft):
        last, letter = 0, ""
        seen: set[tuple[int, str]] = set()
        slots = [slot for row in day.rows for slot in row.slots]
        numbered = [(slot, found) for slot in slots if (found := _NUMBER.match(slot.name))]
        for slot, found in numbered if len(numbered) > 1 else ():
            number, part = int(found[1]), (found[2] or "").casefold()
            follows = number == last + 1 or (number == last and letter < part)
            if last and not follows:
                yield Found(
                    line=slot.line,
                    section=day.spec.id,
                    message=_message(slot.name, number, last, (number, part) in seen),
                    hint=msg("number the rows anew, or leave the numbers out"),
                )
            seen.add((number, part))
            last, letter = number, part


def _message(row: str, number: int, last: int, repeated: bool) -> Message:
    if repeated:
        return msg('number {number} stands twice: "{row}"', number=number, row=row)
    if number <= last:
        return msg('"{row}" stands behind number {last}', row=row, last=last)
    return msg(
        '"{row}" follows number {last}: {missing} is missing', row=row, last=last, missing=last + 1
    )
