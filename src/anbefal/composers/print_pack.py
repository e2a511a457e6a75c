"""The print pack: all that one table needs for a workshop, to be printed and laid on it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.experts import question_nodes
from anbefal.composers.facts import draft_facts
from anbefal.composers.forms import form
from anbefal.composers.handover import Part, compose_handover, open_comments, seats, when
from anbefal.i18n import Message, msg, translate
from anbefal.kinds.asking import Asked
from anbefal.kinds.day import Row
from anbefal.model import Assembly, Document, Expert, Group, RuleInfo, Workshop
from anbefal.times import write_time
from anbefal.values import replace

_ROOM = 3
"""Empty lines for what became of a comment."""


class Running(NamedTuple):
    """A workshop's row in the run sheet, and the run sheet's language."""

    row: Row
    language: str


class Table(NamedTuple):
    """What is laid on one table."""

    part: Part
    text: Document
    """The draft as it stands, with numbers."""
    group: Group | None
    running: Running | None = None
    asked: tuple[Asked, ...] = ()
    guests: tuple[tuple[str, Expert], ...] = ()
    """When which expert comes."""


def compose_pack(
    table: Table, workshop: Workshop, assembly: Assembly, rules: Sequence[RuleInfo]
) -> Document:
    """Compose a table's papers, each on a page of its own, in the language of its draft."""
    draft, text = table.part.draft, table.text

    def say(message: Message) -> str:
        return translate(message, draft.language)

    def page(heading: Message, nodes: Sequence[tree.Node]) -> tree.Nodes:
        return (*tree.heading(2, say(heading), new_page=True), *nodes)

    brief = compose_handover([table.part], workshop, assembly, rules, text.date)
    # Its first heading is the text's own title, which the pack's own title page has.
    body = [*_cover(table, workshop, assembly), *page(msg("Hand-over"), brief.body[1:])]
    body += page(msg("The text as it stands"), tree.shift_headings(text.body, 1))
    if comments := tuple(_comments(table)):
        body += page(msg("Comments that nobody has answered yet"), comments)
    if questions := tuple(_questions(table)):
        body += page(msg("Questions to experts"), questions)
    title = msg("Workshop {number}: {name}", number=workshop.number, name=workshop.name)
    return replace(
        text,
        title=say(title),
        subtitle=text.title,
        authors=(),
        identifier=f"{say(msg('print-pack'))}-{draft.id}",
        facts=_facts(table, workshop, assembly),
        body=tuple(body),
    )


def _facts(table: Table, workshop: Workshop, assembly: Assembly) -> tuple[tuple[str, str], ...]:
    """Tell the group, who carries its text on, when it works, and who sits at its table."""
    draft, template = table.part.draft, table.part.template
    wanted = [spec for spec in template.field if spec.kind == "group" or spec.id == "carriers"]
    facts = draft_facts(draft, replace(template, field=tuple(wanted)), assembly)
    time = when(workshop)
    held = ((translate(msg("Time"), draft.language), time),) if time else ()
    return (*facts, *held, *seats(table.part, workshop, assembly))


def _cover(table: Table, workshop: Workshop, assembly: Assembly) -> Iterator[tree.Node]:
    """Tell what is done in the workshop, and which expert comes when."""
    language = table.part.draft.language

    def head(message: Message) -> tree.Nodes:
        return tree.heading(2, translate(message, language))

    if workshop.tasks:
        yield from head(msg("What you do in this workshop"))
        tasks = tree.bullets(workshop.tasks)
        yield from tree.in_language(tasks, assembly.language, language)
    if table.running:
        yield from head(msg("How the time is spent"))
        row = tuple(_row(table.running.row))
        yield from tree.in_language(row, table.running.language, language)
    if table.guests:
        yield from head(msg("Who comes when"))
        yield from tree.bullets(
            [*tree.strong(f"{time}:"), *tree.plain(f" {expert.role}")]
            for time, expert in table.guests
        )


def _row(row: Row) -> Iterator[tree.Node]:
    """Give a row of the run sheet word for word; one of a pasted table, cell by cell."""
    for slot in row.slots:
        title = " ".join(filter(None, (_time(row) if slot is row.slot else "", slot.name)))
        yield from tree.paragraph(tree.strong(title))
        for node in tree.write_footnotes_out(slot.nodes):
            if node.type != "tr":
                yield node
                continue
            cells = (" ".join(tree.text(cell).split()) for cell in node.children)
            yield from tree.bullets(words for words in cells if words)


def _time(row: Row) -> str:
    ends = [write_time(at) for at in (row.start, row.end) if at is not None]
    return "–".join(ends)


def _comments(table: Table) -> Iterator[tree.Node]:
    """Print every open comment, with room to write what became of it."""
    draft, words = table.part.draft, table.part.template.dispositions
    choices = [of[0] for of in (words.used, words.merged, words.declined) if of]
    what = translate(msg("What became of it"), draft.language)
    for comment in open_comments(draft):
        yield from form(comment, _ROOM, what, choices)


def _questions(table: Table) -> Iterator[tree.Node]:
    """Print the questions by whom they are put to, those without an answer first."""
    language = table.part.draft.language
    nobody = translate(msg("Questions that no known expert is asked"), language)
    found: dict[str, list[Asked]] = {}
    for asked in table.asked:
        roles = ", ".join(one.role for one in asked.experts)
        found.setdefault(roles or asked.question.expert or nobody, []).append(asked)
    for name, questions in found.items():
        yield from tree.heading(3, name)
        for asked in sorted(questions, key=lambda one: not one.open):
            yield from question_nodes(asked)
