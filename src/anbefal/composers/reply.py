"""The reply sheet: every recommendation with room for an answer, and the same as data."""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from anbefal import tree
from anbefal.composers.facts import group_name, standing_in, tally_words
from anbefal.composers.forms import form
from anbefal.composers.gist import section_gist, shorten
from anbefal.composers.report import Book, Chapter, Part
from anbefal.dates import months_after, write_day
from anbefal.i18n import Message, msg, msgs, translate
from anbefal.kinds import says_something
from anbefal.kinds.entries import Entries, Entry
from anbefal.model import Assembly, Document, SectionSpec, read_tally
from anbefal.model.reply import Hands, Initiative, Recommendation, Reply, Status

ANSWERS = (msg("is followed"), msg("is followed in part"), msg("is not followed"))
PROGRESS = (msg("not begun"), msg("under way"), msg("carried out"), msg("given up"))

_TEXT_WORDS = 120
_ROOM, _SMALL_ROOM = 6, 3
"""Empty lines for the reasons."""


def make_reply(parts: Sequence[Part], assembly: Assembly, saved: str) -> Reply:
    """Make what the council is to answer; `saved` is the day of the version, or ""."""
    book = Book(parts, assembly)
    return Reply(
        1,
        assembly.name,
        assembly.language,
        saved or None,
        assembly.reply.handed_over,
        tuple(_recommendation(one, assembly) for one in book.of("recommendation")),
    )


def _recommendation(chapter: Chapter, assembly: Assembly) -> Recommendation:
    draft, template = chapter.draft, chapter.template
    group = template.field_of_kind("group")
    return Recommendation(
        id=draft.id,
        number=chapter.number,
        title=chapter.title,
        language=draft.language,
        group=group_name(draft, group, assembly) if group else "",
        addressee=", ".join(draft.list_of("addressee")) or assembly.reply.addressee,
        committee=", ".join(draft.list_of("committee")),
        text=_text(chapter),
        agreement=_hands(chapter, assembly),
        minority=_minority(chapter),
        initiatives=tuple(_initiatives(chapter)),
        status=tuple(_status(assembly)),
    )


def _text(chapter: Chapter) -> str:
    """Give the first part that says anything, cut short."""
    for section in chapter.published:
        if says_something(section.nodes):
            gist = section_gist(section, chapter.draft.language)
            if gist.items:
                return gist.words
            return shorten(_words(section.nodes), _TEXT_WORDS)
    return ""


def _words(nodes: Sequence[tree.Node]) -> str:
    texts = (" ".join(tree.text(node).split()) for node in tree.without_footnotes(nodes))
    return " ".join(text for text in texts if text)


def _hands(chapter: Chapter, assembly: Assembly) -> Hands | None:
    spec = chapter.template.field_of_kind("tally")
    field = chapter.draft.fields.get(spec.id) if spec else None
    tally = read_tally(field.value, spec) if spec and field else None
    if spec is None or tally is None:
        return None
    standing = standing_in(chapter.draft, spec, assembly)
    of = tally.sum if tally.total is None else tally.total
    label = standing.label if standing else ""
    return Hands(tally.counts, of, tally.objecting(spec), label or None)


def _minority(chapter: Chapter) -> str:
    spec = chapter.template.field_of_kind("tally")
    section = chapter.draft.find_section(spec.minority) if spec and spec.minority else None
    return _words(section.nodes) if section and says_something(section.nodes) else ""


def _initiatives(chapter: Chapter) -> Iterator[Initiative]:
    number = 0
    for section in chapter.published:
        spec, values = section.spec, section.values
        if spec is None or not spec.answered or not isinstance(values, Entries):
            continue
        for entry in values.entries:
            number += 1
            labels = _labels(entry, spec)
            yield Initiative(f"{chapter.draft.id}.{number}", entry.name, _prose(entry), labels)


def _labels(entry: Entry, spec: SectionSpec) -> dict[str, str]:
    keys = {label.id: label.key for label in spec.label}
    return {keys[one.id]: one.text for one in entry.labels if one.text}


def _prose(entry: Entry) -> str:
    """Give the words of an entry without the blocks that hold its labelled lines."""
    lines = [label.line for label in entry.labels]
    return _words(
        [
            node
            for node in entry.nodes
            if not any(tree.line(node) <= line <= tree.last_line(node) for line in lines)
        ]
    )


def _status(assembly: Assembly) -> Iterator[Status]:
    start = assembly.reply.handed_over
    for months in assembly.reply.months:
        yield Status(months, months_after(start, months) if start else None)


# -- the sheet -------------------------------------------------------------------------------


class _Words:
    """The words of the sheet's language."""

    def __init__(self, reply: Reply) -> None:
        self.language = reply.language

    def say(self, message: Message) -> str:
        return translate(message, self.language)

    def every(self, messages: Sequence[Message]) -> list[str]:
        return [self.say(message) for message in messages]


def compose_reply(reply: Reply, parts: Sequence[Part]) -> Document:
    """Compose the sheet that the council fills in: a recommendation begins a page."""
    words = _Words(reply)
    body: list[tree.Node] = []
    by_id = {part.draft.id: part for part in parts}
    for number, one in enumerate(reply.recommendations):
        body += _page(one, by_id[one.id], words, first=number == 0)
    facts = [(words.say(msg("To be filled in by")), words.say(msg("the council")))]
    if reply.handed_over:
        day = write_day(reply.handed_over, reply.language)
        facts.append((words.say(msg("Handed over")), day))
    return Document(
        title=words.say(msg("Reply to the recommendations")),
        language=reply.language,
        publisher=reply.assembly,
        status="" if reply.saved else words.say(msg("Not saved")),
        date=reply.saved or "",
        identifier=words.say(msg("reply")),
        facts=tuple(facts),
        body=tuple(body),
    )


def _page(one: Recommendation, part: Part, words: _Words, first: bool) -> Iterator[tree.Node]:
    say, language = words.say, words.language

    def own(text: str) -> list[tree.StreamToken]:
        return tree.foreign(text, one.language, language)

    label = say(msg("Recommendation {number}", number=one.number))
    title = [*tree.plain(f"{label}: "), *own(one.title)]
    yield from tree.heading(2, title, one.id, new_page=not first)
    told = [
        (msg("Id"), tree.plain(one.id)),
        (msg("Group"), own(one.group)),
        (msg("To"), own(one.addressee)),
        (msg("Committee"), own(one.committee)),
        (msg("Agreement"), own(_agreement(one, part))),
    ]
    yield from tree.bullets(
        [*tree.strong(f"{say(name)}:"), *tree.plain(" "), *value]
        for name, value in told
        if tree.words_of(value)
    )
    yield from tree.paragraph(own(one.text))
    if one.minority:
        heard = tree.strong(say(msg("Those who cannot live with it:")))
        yield from tree.paragraph([*heard, *tree.plain(" "), *own(one.minority)])
    reasons = say(msg("Reasons:"))
    answer, answers = say(msg("The recommendation")), words.every(ANSWERS)
    yield from tree.heading(3, say(msg("Answer")))
    whole = [*tree.plain(f"{one.id} "), *own(one.title)]
    yield from form(whole, _ROOM, answer, answers, reasons)
    if one.initiatives:
        yield from tree.heading(3, say(msg("Answers to each initiative")))
    for initiative in one.initiatives:
        named = [*tree.plain(f"{initiative.id} "), *own(initiative.title)]
        yield from form(named, _SMALL_ROOM, say(msg("The initiative")), answers, reasons)
    yield from tree.heading(3, say(msg("What has happened since")))
    for status in one.status:
        yield from form(_when(status, words), _SMALL_ROOM, say(msg("It is")), words.every(PROGRESS))
    yield from tree.heading(3, say(msg("Who answers")))
    yield from form(say(msg("Name and role")), 1, say(msg("Day")), ())


def _when(status: Status, words: _Words) -> str:
    after = words.say(msgs("After {count} month", "After {count} months", status.months))
    due = status.due
    return f"{after}: {write_day(due, words.language)}" if isinstance(due, datetime.date) else after


def _agreement(one: Recommendation, part: Part) -> str:
    """Give the hands in words, with the label behind them."""
    spec = part.template.field_of_kind("tally")
    field = part.draft.fields.get(spec.id) if spec else None
    value = field.value if field else None
    if one.agreement is None or spec is None or not isinstance(value, Mapping):
        return ""
    counted = tally_words(value, spec, one.language)
    return f"{counted} – {one.agreement.label}" if one.agreement.label else counted
