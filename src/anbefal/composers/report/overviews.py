"""Overviews: what the groups want, side by side: principles, agreement, and minorities' words."""

from collections.abc import Mapping

from anbefal import tree
from anbefal.composers.facts import objecting_first
from anbefal.composers.report.book import Book, Chapter, joined
from anbefal.composers.report.chapters import with_notes
from anbefal.composers.report.references import lead, resolver
from anbefal.i18n import Message, msg, msgs
from anbefal.kinds import says_something
from anbefal.kinds.items import Items
from anbefal.model import AgreementLabel, FieldSpec, Section, Tally, read_tally, standing_of

_SHARED = ("principles", "values")
"""The lists that every group has: its guiding principles, and the values of the vision."""


def principles(book: Book) -> tuple[tree.Node, ...]:
    """Give the names of all groups' principles, each leading to where it is explained."""
    rows: list[list[tree.Phrase]] = []
    for chapter in book.proposals:
        names: list[tree.Phrase] = [
            book.link(chapter, item.name, section.heading)
            for section in chapter.published
            if section.id in _SHARED and isinstance(section.values, Items)
            for item in section.values.items
            if item.name
        ]
        if names:
            rows.append([book.named(chapter), joined(names, " · ")])
    if not rows:
        return ()
    lead_in = msg("Each name leads to the place where it is explained.")
    head = [book.say(msg("Recommendation")), book.say(msg("Principles"))]
    return (*tree.paragraph(book.say(lead_in)), *tree.table(head, rows))


def tally_of(chapter: Chapter) -> tuple[FieldSpec, Tally] | None:
    """Give a draft's counted hands; None where none were counted."""
    spec = chapter.template.field_of_kind("tally")
    field = chapter.draft.fields.get(spec.id) if spec else None
    tally = read_tally(field.value, spec) if spec and field else None
    return (spec, tally) if spec and tally else None


def agreement(book: Book) -> tuple[tree.Node, ...]:
    """Print every tally: those who cannot live with it first, each count out of how many."""
    asked = [c for c in book.proposals if c.template.field_of_kind("tally")]
    counted = {chapter.anchor: tally_of(chapter) for chapter in asked}
    if not any(counted.values()):
        return ()
    levels: dict[str, str] = {}
    for chapter in asked:
        spec = chapter.template.field_of_kind("tally")
        for level in objecting_first(spec) if spec else ():
            levels.setdefault(level.id, level.key[:1].upper() + level.key[1:])
    labelled = bool(book.assembly.agreement.label)
    head = [book.say(msg("Recommendation")), *levels.values()]
    head += [book.say(msg("Label"))] * labelled
    rows: list[list[tree.Phrase]] = []
    for chapter in asked:
        found = counted[chapter.anchor]
        told = [_out_of(book, found[1], level) if found else "" for level in levels]
        rows.append([book.link(chapter), *(told or [""])])
        if not found:
            rows[-1][1] = book.say(msg("not counted"))
        elif labelled:
            standing = standing_of(found[1], found[0], book.assembly.agreement)
            rows[-1].append((standing.label if standing else "") or "–")
    lead_in = msg("Counted hands. Those who cannot live with it stand first.")
    return (
        *tree.paragraph(book.say(lead_in)),
        *tree.table(head, rows),
        *tree.bullets(book.say(_meaning(book, label)) for label in book.assembly.agreement.label),
    )


def _meaning(book: Book, label: AgreementLabel) -> Message:
    """Say what the assembly decided that a label stands for."""
    rule = book.assembly.agreement
    keys = {
        level.id: level.key
        for chapter in book.proposals
        if (spec := chapter.template.field_of_kind("tally"))
        for level in spec.levels
        if level.id in rule.support or (not rule.support and not level.objects)
    }
    support = " + ".join(f'"{key}"' for key in dict.fromkeys(keys.values()))
    values = {"label": label.name, "support": support}
    if label.at_least:
        return msg("{label}: at least {share} {support}", share=label.at_least, **values)
    if label.more_than:
        return msg("{label}: more than {share} {support}", share=label.more_than, **values)
    return msg("{label}: all others", **values)


def _out_of(book: Book, tally: Tally, level: str) -> str:
    count = tally.counts.get(level)
    if count is None:
        return "–"
    total = tally.total if tally.total is not None else tally.sum
    return book.say(msg("{count} of {total}", count=count, total=total))


def minorities(book: Book) -> tuple[tree.Node, ...]:
    """Collect the words of those who cannot live with a recommendation."""
    nodes: list[tree.Node] = []
    for chapter in book.proposals:
        found = tally_of(chapter)
        objecting = found[1].objecting(found[0]) if found else 0
        section = _minority(chapter)
        if not section and not objecting:
            continue
        nodes += tree.heading(3, book.named(chapter), f"minorities-{chapter.anchor}")
        nodes += _size(book, chapter, found)
        if section:
            text = _bare(lead(section.nodes, resolver(book, chapter)))
            own = with_notes(book, chapter, text)
            nodes += tree.in_language(own, chapter.draft.language, book.language)
        else:
            nodes += tree.paragraph(book.say(msg("Their words are missing.")))
    return tuple(nodes)


def _size(
    book: Book, chapter: Chapter, found: tuple[FieldSpec, Tally] | None
) -> tuple[tree.Node, ...]:
    if not found:
        return ()
    spec, tally = found
    message = msgs(
        "{count} of {total} cannot live with it.",
        "{count} of {total} cannot live with it.",
        tally.objecting(spec),
        total=tally.total if tally.total is not None else tally.sum,
    )
    standing = standing_of(tally, spec, book.assembly.agreement)
    words = tree.strong(book.say(message))
    if standing and standing.below:
        few = msg("That is fewer than the {share} that make a minority.", share=standing.below)
        words += tree.plain(f" {book.say(few)}")
    return tree.paragraph(words)


def _minority(chapter: Chapter) -> Section | None:
    """Give the section where a minority has its say; none where it says nothing."""
    spec = chapter.template.field_of_kind("tally")
    section = chapter.draft.find_section(spec.minority) if spec and spec.minority else None
    return section if section and says_something(section.nodes) else None


def _bare(stream: list[tree.StreamToken]) -> list[tree.StreamToken]:
    """Let headings within be small: the text has its own place, and its anchors, in its chapter."""
    deeper: Mapping[str, str] = {"h1": "h4", "h2": "h4", "h3": "h4", "h4": "h5"}
    return [
        token.copy(tag=deeper.get(token.tag, token.tag)) if "heading" in token.type else token
        for token in stream
    ]
