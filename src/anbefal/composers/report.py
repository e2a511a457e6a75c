"""The compiled report: the assembly's word to the council, made of all drafts."""

import datetime
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.facts import draft_facts, group_name, tally_words
from anbefal.dates import write_day
from anbefal.i18n import Message, msg, translate
from anbefal.kinds.entries import Entries, Entry
from anbefal.model import Assembly, Document, Draft, Image, Meeting, Template

Notes = dict[str, tuple[tree.Node, ...]]


class Part(NamedTuple):
    """A draft of the report, with its template."""

    draft: Draft
    template: Template


def compose_report(
    parts: Sequence[Part],
    assembly: Assembly,
    images: Mapping[str, Image],
    date: str,
    reason: str = "",
) -> Document:
    """Compose the report: vision first, then the recommendations in the assembly's order.

    `reason` says why it was printed below the gate; it stands on the title page.
    """
    language = assembly.language
    ordered = in_order(parts, assembly)
    visions = [part for part in ordered if part.template.report == "vision"]
    others = [part for part in ordered if part.template.report == "recommendation"]
    report = assembly.report
    notes: Notes = {}
    return Document(
        title=report.title if report else assembly.name,
        subtitle=report.subtitle if report else assembly.slogan,
        language=language,
        publisher=assembly.name,
        status=_status(date, reason, language),
        date=date,
        identifier=translate(msg("report"), language),
        keywords=tuple(group.theme for group in assembly.group),
        facts=_facts(ordered, assembly),
        contents=2,
        images=images,
        notes=notes,
        body=(
            *_about(assembly),
            *(
                node
                for part in visions
                for node in tree.in_language(_vision(part, notes), part.draft.language, language)
            ),
            *(
                node
                for n, part in enumerate(others, 1)
                for node in tree.in_language(
                    _recommendation(n, part, assembly, notes), part.draft.language, language
                )
            ),
            *_priorities(others, assembly),
            *_agreement(ordered, assembly),
        ),
    )


def in_order(parts: Sequence[Part], assembly: Assembly) -> list[Part]:
    """Sort drafts as their groups stand in `anbefal.toml`; those of no group come last, by path."""
    order = {group.id: number for number, group in enumerate(assembly.group)}

    def place(part: Part) -> tuple[int, str]:
        spec = part.template.field_of_kind("group")
        group = assembly.find_group(part.draft.text_of(spec.id)) if spec else None
        return (order[group.id] if group else len(order), part.draft.path)

    return sorted(parts, key=place)


def _status(date: str, reason: str, language: str) -> str:
    if reason:
        return translate(
            msg("Draft, printed before it was finished: {reason}", reason=reason), language
        )
    return "" if date else translate(msg("Draft, not saved"), language)


def _facts(parts: Sequence[Part], assembly: Assembly) -> tuple[tuple[str, str], ...]:
    language = assembly.language
    facts: list[tuple[Message, str]] = []
    meeting = assembly.meeting
    if assembly.question:
        facts.append((msg("Question"), assembly.question))
    if assembly.members:
        facts.append((msg("Members"), str(assembly.members)))
    if meeting and meeting.date:
        facts.append((msg("Meeting"), _meeting(meeting, meeting.date, language)))
    count = sum(1 for part in parts if part.template.report == "recommendation")
    facts.append((msg("Recommendations"), str(count)))
    return tuple((translate(label, language), value) for label, value in facts)


def _meeting(meeting: Meeting, day: datetime.date, language: str) -> str:
    number = msg("no. {number} of {of}", number=meeting.number, of=meeting.of)
    if meeting.of is None:
        number = msg("no. {number}", number=meeting.number)
    parts = [translate(number, language), write_day(day, language), meeting.place]
    return ", ".join(part for part in parts if part)


def _about(assembly: Assembly) -> tuple[tree.Node, ...]:
    """Tell how the text came about, computed from `anbefal.toml`."""

    def say(message: Message) -> str:
        return translate(message, assembly.language)

    nodes: list[tree.Node] = [
        *tree.heading(2, say(msg("How we worked")), "how-we-worked", new_page=True)
    ]
    nodes += tree.paragraph(assembly.mandate) if assembly.mandate else ()
    if assembly.group:
        nodes += tree.heading(3, say(msg("The groups")))
        rows = [(group.id, group.theme) for group in assembly.group]
        nodes += tree.table([say(msg("Group")), say(msg("Theme"))], rows)
    if assembly.workshop:
        nodes += tree.heading(3, say(msg("The workshops")))
        nodes += tree.table(
            [say(msg("Workshop")), say(msg("Time")), say(msg("Groups"))],
            [
                (
                    f"{w.number}. {w.name}",
                    "–".join(time for time in (w.start, w.end) if time),
                    w.setting,
                )
                for w in sorted(assembly.workshop, key=lambda w: w.number)
            ],
        )
    if assembly.expert:
        kinds = {"official": msg("Official"), "independent": msg("Independent")}
        nodes += tree.heading(3, say(msg("Experts we asked")))
        nodes += tree.table(
            [say(msg("Role")), say(msg("Kind")), say(msg("Groups"))],
            [(e.role, say(kinds[e.kind]), ", ".join(e.groups)) for e in assembly.expert],
        )
    return tuple(nodes)


def _vision(part: Part, notes: Notes) -> tuple[tree.Node, ...]:
    return _chapter(part, part.draft.title.text if part.draft.title else part.draft.id, notes)


def _recommendation(
    number: int, part: Part, assembly: Assembly, notes: Notes
) -> tuple[tree.Node, ...]:
    title = part.draft.title.text if part.draft.title else part.draft.id
    words = msg("Recommendation {number}: {title}", number=number, title=title)
    # Who writes and carries on is the working day's business, not the council's.
    facts = dict(draft_facts(part.draft, part.template, assembly))
    shown = [translate(m, part.draft.language) for m in (msg("Group"), msg("Agreement"))]
    lines = [f"{label}: {facts[label]}" for label in shown if label in facts]
    return _chapter(part, translate(words, part.draft.language), notes, lines)


def _chapter(
    part: Part, heading: str, notes: Notes, facts: Sequence[str] = ()
) -> tuple[tree.Node, ...]:
    """Give a draft's published sections, and add its footnotes to the report's."""
    draft = part.draft
    shown, hidden = list(draft.lead), list[tree.Node]()
    for section in draft.sections:
        published = section.spec is None or section.spec.publish
        (shown if published else hidden).extend((section.head, *section.nodes))
    body, own = tree.lift_footnotes(shown, hidden, scope=draft.id)
    notes |= own
    return (
        *tree.heading(2, heading, draft.id, new_page=True),
        *(node for line in facts for node in tree.paragraph(line)),
        *tree.shift_headings(body, 1),
    )


def _entries(part: Part, label: str) -> list[Entry]:
    """Give the entries of the section that has a label, such as the priorities' "more"."""
    return [
        entry
        for section in part.draft.sections
        if isinstance(section.values, Entries)
        and section.spec
        and label in [spec.id for spec in section.spec.label]
        for entry in section.values.entries
    ]


def _priorities(parts: Sequence[Part], assembly: Assembly) -> tuple[tree.Node, ...]:
    """Show all groups' priorities side by side, so that their conflicts can be seen."""

    def say(message: Message) -> str:
        return translate(message, assembly.language)

    def text(entry: Entry, id: str) -> str:
        label = entry.find(id)
        return label.text if label else ""

    rows = [
        (str(number), entry.name, text(entry, "more"), text(entry, "less"))
        for number, part in enumerate(parts, 1)
        for entry in _entries(part, "more")
    ]
    if not rows:
        return ()
    head = [say(msg("No.")), say(msg("Priority")), say(msg("More of")), say(msg("Less of"))]
    return (
        *tree.heading(2, say(msg("All priorities side by side")), "priorities", new_page=True),
        *tree.table(head, rows),
    )


def _agreement(parts: Sequence[Part], assembly: Assembly) -> tuple[tree.Node, ...]:
    """Print every tally, with how many were asked."""
    rows = []
    for part in parts:
        spec = part.template.field_of_kind("tally")
        group = part.template.field_of_kind("group")
        field = part.draft.fields.get(spec.id) if spec else None
        if spec and field and isinstance(field.value, Mapping):
            name = group_name(part.draft, group, assembly) if group else part.draft.id
            rows.append((name, tally_words(field.value, spec, part.draft.language)))
    if not rows:
        return ()
    head = [translate(m, assembly.language) for m in (msg("Group"), msg("Counted hands"))]
    heading = translate(msg("Agreement"), assembly.language)
    return (*tree.heading(2, heading, "agreement"), *tree.table(head, rows))
