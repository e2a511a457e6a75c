"""The hand-over: one page a group, for those who carry its text on at the next table."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.facts import SCRIBES, draft_facts
from anbefal.composers.gist import section_gist
from anbefal.i18n import Message, msg, msgs, translate
from anbefal.kinds import says_something
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.kinds.questions import Question, Questions
from anbefal.model import (
    Assembly,
    Document,
    Draft,
    DraftChange,
    DraftScore,
    Group,
    Roster,
    RuleInfo,
    Section,
    SectionChange,
    Step,
    Template,
    Workshop,
)

_STEPS = 3
"""Things that are told in full of all that is missing."""


class Part(NamedTuple):
    """A draft to hand over: what it scores, and what changed since an earlier workshop."""

    draft: Draft
    template: Template
    score: DraftScore
    """By what is due in the workshop."""
    whole: DraftScore
    """By all that the template asks for."""
    change: DraftChange | None = None
    since: Workshop | None = None


class _Page:
    """A group's page as it is put together, in the draft's own language."""

    def __init__(self, part: Part) -> None:
        """Begin an empty page."""
        self.part = part
        self.nodes: list[tree.Node] = []

    def say(self, message: Message) -> str:
        """Put a message into the draft's language."""
        return translate(message, self.part.draft.language)

    def add(self, heading: Message, *nodes: tree.Node) -> None:
        """Add a part with its heading."""
        self.nodes += (*tree.heading(3, self.say(heading)), *nodes)


def compose_handover(
    parts: Sequence[Part],
    workshop: Workshop | None,
    assembly: Assembly,
    rules: Sequence[RuleInfo],
    date: str,
) -> Document:
    """Compose a page for each draft; `workshop` is the one that they are handed over to."""
    languages = {part.draft.language for part in parts}
    language = languages.pop() if len(languages) == 1 else assembly.language
    title = msg("Hand-over")
    if workshop:
        number, called = workshop.number, workshop.name
        title = msg("Hand-over to workshop {number}: {name}", number=number, name=called)
    name = translate(msg("hand-over"), language)
    return Document(
        title=translate(title, language),
        subtitle=when(workshop),
        language=language,
        publisher=assembly.name,
        status="" if date else translate(msg("Not saved"), language),
        date=date,
        identifier=name if len(parts) != 1 else f"{name}-{parts[0].draft.id}",
        contents=2 if len(parts) > 1 else 0,
        sheets=True,
        body=tuple(
            node
            for number, part in enumerate(parts)
            for node in tree.in_language(
                _page(part, workshop, assembly, rules, first=number == 0),
                part.draft.language,
                language,
            )
        ),
    )


def when(workshop: Workshop | None) -> str:
    """Tell when a workshop is held, and who sits with whom."""
    if workshop is None:
        return ""
    times = "–".join(time for time in (workshop.start, workshop.end) if time)
    return " · ".join(words for words in (times, workshop.setting) if words)


def _page(
    part: Part,
    workshop: Workshop | None,
    assembly: Assembly,
    rules: Sequence[RuleInfo],
    first: bool,
) -> tuple[tree.Node, ...]:
    page = _Page(part)
    draft = part.draft
    title = draft.title.text if draft.title else draft.id
    page.nodes += tree.heading(2, title, draft.id, new_page=not first)
    page.nodes += _who(page, workshop, assembly)
    _add_tasks(page, workshop)
    page.add(msg("What the text says now"), *_text(page))
    items = [item for section in draft.sections for item in _items(section)]
    _add_open(page)
    _add_questions(page)
    _add_declined(page, [item for item in items if item.disposition == "declined"])
    _add_change(page)
    _add_missing(page, {rule.id: rule.example for rule in rules if rule.example})
    return tuple(page.nodes)


def _who(page: _Page, workshop: Workshop | None, assembly: Assembly) -> tuple[tree.Node, ...]:
    """Tell the group, who wrote, who carries on, and how far the text is."""
    draft, score = page.part.draft, page.part.score
    facts = list(draft_facts(draft, page.part.template, assembly))
    if scribes := ", ".join(draft.list_of(SCRIBES)):
        facts.insert(1, (page.say(msg("Written by")), scribes))
    facts += seats(page.part, workshop, assembly)
    if score.units:
        values = {"percent": int(score.score), "minimum": f"{score.minimum:g}"}
        state = msg("{percent} % ({minimum} % is asked for)", **values)
        facts.append((page.say(msg("Finished")), page.say(state)))
    return tree.bullets(
        [*tree.strong(f"{label}:"), *tree.plain(f" {value}")] for label, value in facts
    )


def seats(part: Part, workshop: Workshop | None, assembly: Assembly) -> Iterator[tuple[str, str]]:
    """Tell who will sit at the table, and who of them is new there, by the rosters."""
    draft = part.draft
    field = part.template.field_of_kind("group")
    group = assembly.find_group(draft.text_of(field.id)) if field else None
    roster = assembly.roster(workshop.number) if workshop else None
    if group is None or workshop is None or roster is None:
        return
    sitting = [name for name in _at(roster, group, assembly) if roster.is_there(name)]
    before = assembly.roster(workshop.number - 1)
    known = set(_at(before, group, assembly)) if before else set(sitting)
    if sitting:
        yield translate(msg("At the table"), draft.language), ", ".join(sitting)
    if new := [name for name in sitting if name not in known]:
        yield translate(msg("New at the table"), draft.language), ", ".join(new)


def _at(roster: Roster, group: Group, assembly: Assembly) -> tuple[str, ...]:
    tables = [one for one in roster.table if assembly.find_group(one.group) == group]
    return tuple(name for one in tables for name in one.members)


def _add_tasks(page: _Page, workshop: Workshop | None) -> None:
    """Tell what this workshop is for: part by part where the template knows, else in general."""
    if workshop is None:
        return
    part = page.part
    own = [
        (spec.short or spec.heading, task.text)
        for spec in part.template.section
        for task in spec.task
        if task.workshop == workshop.number
    ]
    items: list[tree.Phrase] = [
        [*tree.strong(f"{name}:"), *tree.plain(f" {text}")] for name, text in own
    ]
    items = items or list(workshop.tasks)
    if items:
        heading = msg("Workshop {number}, {name}", number=workshop.number, name=workshop.name)
        page.add(heading, *tree.bullets(items))


def _text(page: _Page) -> Iterator[tree.Node]:
    """Give the gist of each section that is part of the recommendation."""
    draft, template = page.part.draft, page.part.template
    told = [s for s in draft.sections if s.spec is None or s.spec.publish]
    for section in told:
        if (
            section.spec
            and section.spec.presence == "optional"
            and not says_something(section.nodes)
        ):
            continue
        gist = section_gist(section, draft.language)
        name = section.heading if section.spec is None else section.spec.short or section.heading
        yield from gist.nodes(f"{name}:")
    found = {section.id for section in told}
    missing = [
        s.short or s.heading
        for s in template.section
        if s.presence == "required" and s.id not in found
    ]
    if missing:
        yield from tree.paragraph(page.say(msg("Not begun: {parts}", parts=missing)))


def _items(section: Section) -> tuple[LedgerItem, ...]:
    return section.values.items if isinstance(section.values, Ledger) else ()


def open_comments(draft: Draft) -> list[tree.Phrase]:
    """Give the comments of a draft that nobody has answered, each as a line."""
    items = [item for section in draft.sections for item in _items(section)]
    return [_comment(item) for item in items if item.disposition in ("open", "unknown")]


def _add_open(page: _Page) -> None:
    if lines := open_comments(page.part.draft):
        page.add(msg("Comments that nobody has answered yet"), *tree.bullets(lines))
    elif any(isinstance(section.values, Ledger) for section in page.part.draft.sections):
        none = msg("Every comment has been answered.")
        page.add(msg("Comments that nobody has answered yet"), *tree.paragraph(page.say(none)))


def _comment(item: LedgerItem, behind: str = "") -> tree.Phrase:
    """Give a comment word for word, with where it was heard."""
    source = f" ({item.source})" if item.source else ""
    name = [*tree.strong(item.id), *tree.plain(" ")] if item.id else []
    reason = tree.emphasis(behind) if behind else []
    gap = tree.plain(" – ") if behind else []
    return [*name, *tree.plain(f"{item.text}{source}"), *gap, *reason]


def _add_declined(page: _Page, items: Sequence[LedgerItem]) -> None:
    unsaid = page.say(msg("no reason is written"))
    if items:
        page.add(
            msg("Left out, and why"),
            *tree.bullets(_comment(item, item.target or unsaid) for item in items),
        )


def _add_questions(page: _Page) -> None:
    found = [
        question
        for section in page.part.draft.sections
        if isinstance(section.values, Questions)
        for question in section.values.questions
    ]
    ordered = sorted(found, key=lambda question: bool(question.answer))
    if ordered:
        lines = [_question(page, question) for question in ordered]
        page.add(msg("Questions to experts"), *tree.bullets(lines))


def _question(page: _Page, question: Question) -> tree.Phrase:
    asked = f" ({question.expert})" if question.expert else ""
    name = [*tree.strong(question.id), *tree.plain(" ")] if question.id else []
    words = [*name, *tree.plain(f"{question.text}{asked} – ")]
    if not question.answer:
        return [*words, *tree.strong(page.say(msg("no answer yet")))]
    kind = f" ({question.answer_kind})" if question.answer_kind else ""
    return [*words, *tree.emphasis(f"{page.say(msg('answer'))}{kind}: {question.answer}")]


def _add_change(page: _Page) -> None:
    """Tell how many words came and went in each section since an earlier workshop."""
    change, since = page.part.change, page.part.since
    if change is None or since is None or change.change == "same":
        return
    parts = [
        (_name(page, section), section.inserted, section.deleted)
        for section in change.sections
        if section.inserted or section.deleted
    ]
    if not parts:
        return
    parts.append((page.say(msg("in all")), change.inserted, change.deleted))
    words: list[tree.StreamToken] = []
    for number, (name, inserted, deleted) in enumerate(parts):
        counts = " ".join([f"+{inserted}"] * bool(inserted) + [f"−{deleted}"] * bool(deleted))
        words += tree.plain(f"{' · ' if number else ''}{name} ")
        words += tree.strong(counts)
    heading = msg(
        "Words in and out since workshop {number}: {name}", number=since.number, name=since.name
    )
    page.add(heading, *tree.paragraph(words))


def _name(page: _Page, section: SectionChange) -> str:
    """Give a section's name in a word, where the template has one."""
    spec = page.part.template.find_section(section.id)
    short = spec.short if spec else ""
    return short or section.heading or section.before or page.say(msg("Title and lead"))


def _add_missing(page: _Page, examples: dict[str, Message]) -> None:
    """Tell the few things that bring the draft over the workshop's gate, else over the last."""
    score = page.part.score if page.part.score.first else page.part.whole
    if not score.units:
        return
    heading = msg("What is missing to reach {minimum} %", minimum=f"{score.minimum:g}")
    if not score.first:
        page.add(heading, *tree.paragraph(page.say(msg("Nothing is missing."))))
        return
    items = [_step(page, step, score, examples) for step in score.first[:_STEPS]]
    if rest := len(score.first) - len(items):
        more = msgs("… and {count} more thing", "… and {count} more things", rest)
        items.append(tree.plain(page.say(more)))
    page.add(heading, *tree.bullets(items))


def _step(page: _Page, step: Step, score: DraftScore, examples: dict[str, Message]) -> tree.Phrase:
    finding = step.finding
    line = page.say(msg("line {line}: {message}", line=finding.line, message=finding.message))
    gain = 100 * step.gain // score.due
    won = tree.plain(f" (+{gain} %)") if gain else []
    hint = " ".join(page.say(finding.hint).split())
    example = examples.get(finding.rule)
    shown = page.say(msg("for example: {example}", example=example)) if example else ""
    behind = "; ".join(words for words in (hint, shown) if words)
    return [*tree.strong(line), *won, *tree.plain(f" – {behind}" if behind else "")]
