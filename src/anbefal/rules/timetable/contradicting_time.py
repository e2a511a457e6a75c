"""Let the text say the same time as the programme.

"We meet again at 12.00" is what the room hears. When the programme says 11.30, half of them are
late, and it is nobody's fault.

Correct the time in the text, or that of the row.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.day import Row, days_of, lines_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.times import write_time

ID = "AB608"
NAME = "contradicting-time"
LEVEL: Level = "error"

_AT = r"(?:kl\.?|klokken|at)"
_TIME = rf"(?:(?:{_AT}\s*)?(\d{{1,2}})[.:](\d\d)|{_AT}\s*(\d{{1,2}}))(?![.:,]?\d)"
_AGAIN = re.compile(
    rf"\b(?:igen|mødes|samles|fortsætter|again|back|meet|resume)\b[^.!?\d]{{0,40}}?\s{_TIME}",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"(?<![-–\d])\b(?:(?:frem\s+)?til|indtil|until|till|slutter)\s+(?:senest\s+)?{_TIME}",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    r"\b(?:mellem|fra|between|from)\s+(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d\d))?"
    r"\s*(?:-|–|og|til|and|to)\s*(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d\d))?(?![.:,]?\d)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\b(?:de|the)\s+(?:næste|next)\s+(\d{1,3})\s+min", re.IGNORECASE)
_LONGEST = 2000


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find times and lengths in a row's own text that are not those of the row."""
    for day in days_of(draft):
        for number, row in enumerate(day.rows):
            if row.start is None or row.end is None:
                continue
            again = _starts_behind(row, day.rows[number + 1 : number + 6])
            for line, text in (pair for slot in row.slots for pair in lines_of(slot)):
                steps = {s.minutes for slot in row.slots for s in slot.steps if s.line == line}
                for words, meant in _wrong(text[:_LONGEST], row, again, steps):
                    yield Found(
                        line=line,
                        column=draft.column(line, words),
                        section=day.spec.id,
                        message=msg(
                            '"{words}" does not fit "{row}", which is {meant}',
                            words=words,
                            row=row.slot.name,
                            meant=meant,
                        ),
                        hint=msg("correct the time in the text, or that of the row"),
                    )


def _starts_behind(row: Row, behind: tuple[Row, ...]) -> set[int | None]:
    """Give when people may be called together again: at the end, or when work goes on."""
    work = next((other.start for other in behind if not other.is_break), None)
    return {row.end, work}


def _wrong(
    text: str, row: Row, again: set[int | None], steps: set[int | None]
) -> Iterator[tuple[str, str]]:
    assert row.start is not None and row.end is not None
    span = f"{write_time(row.start)}–{write_time(row.end)}"
    for found in _WINDOW.finditer(text):
        first, last = _minutes(found[1], found[2]), _minutes(found[3], found[4])
        if first < row.start or last > row.end:
            yield found[0], span
    text = _WINDOW.sub(lambda found: " " * len(found[0]), text)
    for found in _AGAIN.finditer(text):
        if _time(found) not in again:
            yield found[0], span
    for found in _UNTIL.finditer(text):
        if _time(found) != row.end:
            yield found[0], span
    for found in _NEXT.finditer(text):
        if int(found[1]) not in {row.end - row.start, *steps}:
            yield found[0], span


def _time(found: re.Match[str]) -> int:
    return _minutes(found[1] or found[3], found[2])


def _minutes(hour: str, minute: str | None) -> int:
    return int(hour) * 60 + int(minute or 0)
