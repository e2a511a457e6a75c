"""Write all times in one way.

"10.30" here and "12:45" there make two people's work of one sheet, and a search for a time finds
half of them.

Choose the dot or the colon, and keep to it.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB624"
NAME = "mixed-times"
LEVEL: Level = "hint"

_TIME = re.compile(
    r"(?<![\d.,:/-])(?:[01]?\d|2[0-4])([.:])[0-5]\d(?![.:,/]?\d)(?!\s*(?:kr|%|mio|mia|km|m\b))"
)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find the first time that is written in the way that fewer times are."""
    if not any(True for _ in days_of(draft)):
        return
    times = [
        (number, found)
        for section in draft.sections
        for at in tree.lines_of_text(section.nodes)
        for number, text in enumerate(tree.text(at).split("\n"), tree.line(at))
        for found in _TIME.finditer(text)
    ]
    colons = [pair for pair in times if pair[1][1] == ":"]
    dots = [pair for pair in times if pair[1][1] == "."]
    fewer, more = sorted((colons, dots), key=len)
    if not fewer:
        return
    line, found = fewer[0]
    yield Found(
        line=line,
        column=draft.column(line, found[0]),
        section=next((s.id for s in reversed(draft.sections) if s.line <= line), ""),
        message=msg(
            '"{time}" is written otherwise than {count} times are: "{other}"',
            time=found[0],
            count=len(more),
            other=more[0][1][0],
        ),
        hint=msg("choose the dot or the colon, and keep to it"),
    )
