"""Let the weekday be the one that the date falls on.

People note the weekday and plan by it. When the two disagree, some come a day too early and some a
day too late.

Look the date up, and correct one of the two.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.dates import WEEKDAYS, find_days, name_weekday, read_day
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB613"
NAME = "wrong-weekday"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find weekdays that stand beside another date's; without a year, the year of the meeting."""
    date = read_day(draft.text_of("date"))
    field = draft.fields.get("weekday")
    wanted = WEEKDAYS.get(tree.fold(draft.text_of("weekday")))
    if field and date and wanted is not None and wanted != date.weekday():
        yield _found(draft, field.line, draft.text_of("weekday"), date.weekday(), "")
    for line, text, section in _texts(draft):
        for day in find_days(text):
            found = day.date(date.year) if date else day.date(0) if day.year else None
            if found and date and not day.year and found < date:
                found = day.date(date.year + 1)
            if found and day.weekday is not None and day.weekday != found.weekday():
                yield _found(draft, line, day.words, found.weekday(), section)


def _texts(draft: Draft) -> Iterator[tuple[int, str, str]]:
    for field in draft.fields.values():
        if isinstance(field.value, str):
            yield field.line, field.value, ""
    if draft.title:
        yield draft.title.line, draft.title.text, ""
    parts = [(draft.lead, ""), *((section.nodes, section.id) for section in draft.sections)]
    for nodes, section in parts:
        for at in tree.lines_of_text(nodes):
            for number, text in enumerate(tree.text(at).split("\n"), tree.line(at)):
                yield number, text, section


def _found(draft: Draft, line: int, words: str, weekday: int, section: str) -> Found:
    return Found(
        line=line,
        column=draft.column(line, words),
        section=section,
        message=msg('"{words}" is a {weekday}', words=words, weekday=name_weekday(weekday)),
        hint=msg("look the date up, and correct one of the two"),
    )
