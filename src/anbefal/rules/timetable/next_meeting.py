"""Say when and where the next meeting is: day, year and place.

"See you on the 18th" is heard by those who are in the room. Whoever reads the run sheet later, or
was ill that day, cannot come.

Write date, year and place in the front matter, behind "næste møde:". A date that is said in the
text, or that stands in `anbefal.toml`, must be the same.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.dates import WEEKDAYS, NamedDay, find_days, name_day, read_day
from anbefal.i18n import Message, msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.times import read_span

ID = "AB614"
NAME = "next-meeting"
LEVEL: Level = "warning"

FIELD = "next-meeting"
_SPEAKS_OF_IT = re.compile(
    r"\b(?:vi ses|ses igen|næste (?:møde|samling|gang)|see you|next (?:meeting|time))\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_SMALL_WORDS = {"den", "d", "kl", "klokken", "at", "on", "the", "i", "på", "in"}


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a next meeting that lacks its year or place, or that is said to be on two days."""
    spec = template.find_field(FIELD)
    if spec is None:
        return
    text = " ".join(draft.text_of(FIELD).split())
    named = next(find_days(text), None)
    field = draft.fields.get(FIELD)
    if field and re.search(r"\w", text):
        lacks = _lacks(named, _place(text, named))
        if lacks:
            yield _found(draft, field.line, text, "", lacks, spec.key)
        yield from _unlike_the_plan(draft, field.line, named, assembly)
    for line, said, section in _said(draft):
        lacks = None if text else _lacks(said, "")
        if lacks:
            yield _found(draft, line, said.words, section, lacks, spec.key)
        elif named and (said.day, said.month) != (named.day, named.month):
            yield Found(
                line=line,
                column=draft.column(line, said.words),
                section=section,
                message=msg(
                    '"{words}" is not the day at the top: "{text}"', words=said.words, text=text
                ),
                hint=msg("correct the one that is wrong"),
            )


def _unlike_the_plan(
    draft: Draft, line: int, named: NamedDay | None, assembly: Assembly
) -> Iterator[Found]:
    here, meeting = read_day(draft.text_of("date")), assembly.meeting
    if named is None or here is None or meeting is None or meeting.date != here:
        return
    if meeting.next and named.date(here.year) != meeting.next:
        yield Found(
            line=line,
            message=msg(
                "anbefal.toml says that the next meeting is on {date}",
                date=name_day(meeting.next),
            ),
            hint=msg("correct the one that is wrong"),
        )


def _said(draft: Draft) -> Iterator[tuple[int, NamedDay, str]]:
    """Give line, date and section of each place in the text that speaks of the next meeting."""
    for section in draft.sections:
        for at in tree.lines_of_text(section.nodes):
            for number, line in enumerate(tree.text(at).split("\n"), tree.line(at)):
                found = _SPEAKS_OF_IT.search(line)
                days = (day for day in find_days(line) if found and day.at > found.start())
                said = next(days, None)
                if said:
                    yield number, said, section.id


def _place(text: str, named: NamedDay | None) -> str:
    """Give what is left of the words when day and time are taken out."""
    rest = text.replace(named.words, " ") if named else text
    rest = read_span(_WEEKDAY.sub(" ", rest).strip(" ,.")).rest
    rest = re.sub(r"\b(?:kl\.?|klokken|at)\s*\d{1,2}(?:[.:]\d\d)?", " ", rest, flags=re.IGNORECASE)
    return " ".join(w for w in re.findall(r"\w+", rest) if w.casefold() not in _SMALL_WORDS)


def _lacks(named: NamedDay | None, place: str) -> Message | None:
    """Say what is missing; None where nothing is."""
    if named is None:
        return msg("the day")
    if named.year is None:
        return msg("the year") if place else msg("the year and the place")
    return None if place else msg("the place")


def _found(draft: Draft, line: int, words: str, section: str, lacks: Message, key: str) -> Found:
    return Found(
        line=line,
        column=draft.column(line, words),
        section=section,
        message=msg('the next meeting, "{words}", lacks {lacks}', words=words, lacks=lacks),
        hint=msg('write date, year and place between the two lines "---": "{key}: …"', key=key),
    )
