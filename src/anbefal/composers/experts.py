"""The experts' hour on paper: the plan for the wall, and a sheet of questions for each expert."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.forms import form
from anbefal.i18n import Message, msg, msgs, translate
from anbefal.kinds.asking import Asked
from anbefal.model import Assembly, Document, Expert, Group
from anbefal.times import write_time

KINDS = {"official": msg("official"), "independent": msg("independent")}
ANSWERS = (msg("fact"), msg("judgement"), msg("does not know"))
"""What an answer may be, where the template does not say it."""
_ROOM = 5
"""Empty lines for an answer."""


class Missed(NamedTuple):
    """A meeting that found no time."""

    expert: Expert
    group: Group
    open: int
    """How many of the group's questions to the expert have no answer."""


class Load(NamedTuple):
    """How much of an expert's time the plan takes."""

    expert: Expert
    tables: int
    minutes: int
    window: int
    """Minutes that the expert is there."""


class Plan(NamedTuple):
    """Who sits where when."""

    minutes: int
    """Of each meeting."""
    times: tuple[tuple[int, int], ...]
    """Start and end of each, in minutes after midnight."""
    groups: tuple[Group, ...]
    tables: Mapping[tuple[int, str], Expert]
    """By the number of the time, from 0, and the group's id."""
    loads: tuple[Load, ...]
    missed: tuple[Missed, ...]
    strangers: tuple[tuple[Asked, Expert], ...]
    """Open questions to an expert whom `anbefal.toml` does not let the group ask."""

    def visits(self, expert: Expert) -> Iterator[tuple[str, Group]]:
        """Give the times at which an expert sits with a group."""
        for number, time in enumerate(self.spans):
            for group in self.groups:
                if self.tables.get((number, group.id)) == expert:
                    yield time, group

    def guests(self, group: Group) -> Iterator[tuple[str, Expert]]:
        """Give the times at which a group has an expert at its table."""
        for number, time in enumerate(self.spans):
            expert = self.tables.get((number, group.id))
            if expert:
                yield time, expert

    @property
    def spans(self) -> tuple[str, ...]:
        """Give the times as people write them: "13.00–13.10"."""
        return tuple(f"{write_time(start)}–{write_time(end)}" for start, end in self.times)


def group_label(group: Group) -> Message | str:
    """Give what a group is called at a table: "Group 2", or its theme where it has no number."""
    return msg("Group {group}", group=group.id) if group.id[0].isdigit() else group.theme


def compose_plan(plan: Plan, assembly: Assembly) -> Document:
    """Compose the plan twice: what each group, and what each expert, has to know."""

    def say(words: Message | str) -> str:
        return words if isinstance(words, str) else translate(words, assembly.language)

    lasts = msgs(
        "Every meeting lasts {count} minute.", "Every meeting lasts {count} minutes.", plan.minutes
    )
    tables = [
        (say(group_label(group)), _lines(f"{at}: {one.role}" for at, one in plan.guests(group)))
        for group in plan.groups
    ]
    loads = [
        (
            load.expert.role,
            _lines(f"{at}: {say(group_label(group))}" for at, group in plan.visits(load.expert)),
            say(msg("{minutes} of {window}", minutes=load.minutes, window=load.window)),
        )
        for load in plan.loads
    ]
    body = [
        *tree.heading(2, say(msg("Who sits where when"))),
        *tree.paragraph(say(lasts)),
        *tree.table([say(msg("Group")), say(msg("Who comes when"))], tables),
        *tree.table([say(msg("Expert")), say(msg("Who is met when")), say(msg("Minutes"))], loads),
    ]
    if plan.missed:
        body += tree.heading(2, say(msg("No time was found for these")))
        body += tree.bullets(say(missed_words(one)) for one in plan.missed)
    return Document(
        title=say(msg("The experts' tables")),
        language=assembly.language,
        publisher=assembly.name,
        identifier=say(msg("experts-plan")),
        body=tuple(body),
    )


def _lines(lines: Iterable[str]) -> tuple[tree.Node, ...]:
    return tuple(node for line in lines for node in tree.paragraph(line)) or tree.paragraph("–")


def missed_words(one: Missed) -> Message:
    """Tell which meeting found no time, and how many open questions wait for it."""
    return msgs(
        "{group} and {expert}: {count} open question",
        "{group} and {expert}: {count} open questions",
        one.open,
        group=group_label(one.group),
        expert=one.expert.role,
    )


class Sheet(NamedTuple):
    """All that one expert is asked; `expert` is None for what nobody is asked."""

    expert: Expert | None
    questions: tuple[Asked, ...]
    visits: tuple[tuple[str, Group], ...] = ()


def compose_sheets(sheets: Sequence[Sheet], assembly: Assembly) -> Document:
    """Compose a page or more for each expert, with room to write every answer."""
    language = assembly.language
    name = translate(msg("question-sheets"), language)
    one = sheets[0].expert if len(sheets) == 1 else None
    body: list[tree.Node] = []
    for number, sheet in enumerate(sheets):
        body += _sheet(sheet, assembly, first=number == 0)
    return Document(
        title=translate(msg("Questions to experts"), language),
        language=language,
        publisher=assembly.name,
        identifier=f"{name}-{one.id}" if one else name,
        body=tuple(body),
    )


def _sheet(sheet: Sheet, assembly: Assembly, first: bool) -> Iterator[tree.Node]:
    def say(words: Message | str) -> str:
        return words if isinstance(words, str) else translate(words, assembly.language)

    expert = sheet.expert
    title = expert.role if expert else say(msg("Questions that no known expert is asked"))
    yield from tree.heading(2, title, expert.id if expert else "nobody", new_page=not first)
    if expert:
        facts = [(msg("Kind"), say(KINDS[expert.kind]))]
        if expert.areas:
            facts.append((msg("Knows about"), ", ".join(expert.areas)))
        visits = [f"{at} {say(group_label(group))}" for at, group in sheet.visits]
        if visits:
            facts.append((msg("Tables"), ", ".join(visits)))
        yield from tree.bullets(
            [*tree.strong(f"{say(label)}:"), *tree.plain(f" {words}")] for label, words in facts
        )
    for label, questions in _by_group(sheet.questions):
        yield from tree.heading(3, say(label))
        for asked in sorted(questions, key=lambda one: not one.open):
            nodes = tuple(question_nodes(asked))
            yield from tree.in_language(nodes, asked.draft.language, assembly.language)
    if expert:
        yield from tree.heading(3, say(msg("Asked at the table")))
        if not sheet.questions:
            yield from tree.paragraph(say(msg("Nobody has written a question yet.")))
        yield from _blank(
            say(msg("What else was asked, and what was answered")), assembly.language, ()
        )


def _by_group(questions: Sequence[Asked]) -> Iterator[tuple[Message | str, list[Asked]]]:
    found: dict[Message | str, list[Asked]] = {}
    for asked in questions:
        title = asked.draft.title.text if asked.draft.title else asked.draft.id
        label = group_label(asked.group) if asked.group else title
        found.setdefault(label, []).append(asked)
    yield from found.items()


def question_nodes(asked: Asked) -> Iterator[tree.Node]:
    """Print a question with room for its answer, or with the answer that is there."""
    question, language = asked.question, asked.draft.language
    words = f"{question.id} {question.text}".strip()
    if asked.open:
        yield from _blank(words, language, asked.kinds)
        return
    kind = f" ({question.answer_kind})" if question.answer_kind else ""
    label = translate(msg("Answered{kind}:", kind=kind), language)
    yield from tree.paragraph(tree.strong(words))
    yield from tree.paragraph([*tree.emphasis(label), *tree.plain(f" {question.answer}")])


def _blank(words: str, language: str, kinds: Sequence[str]) -> tuple[tree.Node, ...]:
    """Make a table of a question: room for the answer, and a box for each kind of answer."""
    ticks = kinds or [translate(message, language) for message in ANSWERS]
    return form(words, _ROOM, translate(msg("The answer is"), language), ticks)
