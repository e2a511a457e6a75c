"""The opening: what stands on the title page, the question, and how the text came about."""

import datetime
from collections.abc import Iterator, Sequence

from anbefal import tree
from anbefal.composers.report.book import Book, joined
from anbefal.composers.report.ledgers import comments, questions
from anbefal.dates import read_day, write_day
from anbefal.i18n import Message, msg, msgs, translate
from anbefal.model import Meeting


def status(date: str, reason: str, language: str) -> str:
    """Give what is printed below the title where the text is not the finished one."""
    if reason:
        return translate(
            msg("Draft, printed before it was finished: {reason}", reason=reason), language
        )
    return "" if date else translate(msg("Draft, not saved"), language)


def facts(book: Book) -> tuple[tuple[str, str], ...]:
    """Give question, members, meeting and the number of recommendations."""
    assembly = book.assembly
    told: list[tuple[Message, str]] = []
    meeting = assembly.meeting
    if assembly.question:
        told.append((msg("Question"), assembly.question))
    if assembly.members:
        told.append((msg("Members"), str(assembly.members)))
    if meeting and meeting.date:
        told.append((msg("Meeting"), _meeting(book, meeting, meeting.date)))
    told.append((msg("Recommendations"), str(sum(1 for _ in book.of("recommendation")))))
    return tuple((book.say(label), value) for label, value in told)


def _meeting(book: Book, meeting: Meeting, day: datetime.date) -> str:
    number = msg("no. {number} of {of}", number=meeting.number, of=meeting.of)
    if meeting.of is None:
        number = msg("no. {number}", number=meeting.number)
    told = [book.say(number), write_day(day, book.language), meeting.place]
    return ", ".join(words for words in told if words)


def mandate(book: Book) -> tuple[tree.Node, ...]:
    """Print the question that the council asked, and what it promised."""
    assembly = book.assembly
    nodes: list[tree.Node] = []
    if assembly.question:
        nodes += tree.paragraph(book.say(msg("This is the question that the assembly was asked:")))
        nodes += tree.quote(tree.paragraph(assembly.question))
    if assembly.mandate:
        nodes += tree.paragraph(assembly.mandate)
    return tuple(nodes)


def process(book: Book) -> tuple[tree.Node, ...]:
    """Tell how the text came about, computed from `anbefal.toml`, the drafts and the history."""
    return (
        *tree.bullets(book.say(message) for message in _counted(book)),
        *_groups(book),
        *_workshops(book),
        *_experts(book),
    )


def _counted(book: Book) -> Iterator[Message]:
    assembly, past = book.assembly, book.past
    if assembly.group and assembly.members:
        yield msgs(
            "{members} members wrote in {count} group.",
            "{members} members wrote in {count} groups.",
            len(assembly.group),
            members=assembly.members,
        )
    if past.closed:
        yield msgs(
            "{count} workshop has been closed, and {versions} versions of the texts were saved.",
            "{count} workshops have been closed, and {versions} versions of the texts were saved.",
            len(past.closed),
            versions=past.versions,
        )
    heard = list(comments(book))
    if heard:
        answered = sum(1 for one in heard if one.answered)
        yield msgs(
            "{count} comment was received; {answered} of them have an answer.",
            "{count} comments were received; {answered} of them have an answer.",
            len(heard),
            answered=answered,
        )
    asked = list(questions(book))
    if asked:
        answered = sum(1 for one in asked if one.question.answer)
        yield msgs(
            "{count} question was put to experts; {answered} of them have an answer.",
            "{count} questions were put to experts; {answered} of them have an answer.",
            len(asked),
            answered=answered,
        )
    if assembly.editor:
        yield msgs(
            "{count} member, sent by a group, put the texts together.",
            "{count} members, sent by their groups, put the texts together.",
            len(assembly.editor),
        )


def _groups(book: Book) -> Iterator[tree.Node]:
    groups = book.assembly.group
    if not groups:
        return
    wrote: dict[str, list[tree.Phrase]] = {}
    for chapter in book.proposals:
        spec = chapter.template.field_of_kind("group")
        group = book.assembly.find_group(chapter.draft.text_of(spec.id)) if spec else None
        if group:
            wrote.setdefault(group.id, []).append(book.link(chapter))
    yield from tree.heading(3, book.say(msg("The groups")), "process-groups")
    head = [book.say(m) for m in (msg("Group"), msg("Theme"), msg("Wrote"))]
    yield from _table(
        head, [(group.id, group.theme, joined(wrote.get(group.id, ()))) for group in groups]
    )


def _workshops(book: Book) -> Iterator[tree.Node]:
    workshops = sorted(book.assembly.workshop, key=lambda w: w.number)
    if not workshops:
        return
    yield from tree.heading(3, book.say(msg("The workshops")), "process-workshops")
    closed = book.past.closed
    head = [msg("Workshop"), msg("Time"), msg("Groups"), *([msg("Closed")] if closed else [])]
    rows = []
    for one in workshops:
        time = "–".join(time for time in (one.start, one.end) if time)
        row = [f"{one.number}. {one.name}", time, one.setting]
        if closed:
            day = read_day(closed.get(one.number, ""))
            row.append(write_day(day, book.language) if day else book.say(msg("open")))
        rows.append(row)
    yield from _table([book.say(message) for message in head], rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[tree.Phrase]]) -> tuple[tree.Node, ...]:
    """Make a table without the columns that nobody has filled in."""
    kept = [n for n in range(len(head)) if any(row[n] for row in rows)]
    return tree.table([head[n] for n in kept], [[row[n] for n in kept] for row in rows])


def _experts(book: Book) -> Iterator[tree.Node]:
    experts = book.assembly.expert
    if not experts:
        return
    kinds = {"official": msg("Official"), "independent": msg("Independent")}
    yield from tree.heading(3, book.say(msg("Experts we asked")), "process-experts")
    head = [book.say(m) for m in (msg("Role"), msg("Kind"), msg("Groups"))]
    yield from _table(
        head, [(e.role, book.say(kinds[e.kind]), ", ".join(e.groups)) for e in experts]
    )
