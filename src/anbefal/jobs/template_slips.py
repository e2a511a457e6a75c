"""Slips: what a template that can be read still says wrongly, or says and nobody heeds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.i18n import Message, msg
from anbefal.kinds import requirements, section_units
from anbefal.model import Assembly, FieldSpec, SectionSpec, Template
from anbefal.model.finding import Level
from anbefal.readers.markdown import TEMPLATE_KEYS, heading_key

Steps = tuple[str | int, ...]

# Which kinds heed a key; elsewhere it is written in vain.
_SECTION_KEYS: Mapping[str, tuple[str, ...]] = {
    "words": ("prose",),
    "items": ("list", "entries", "timetable"),
    "label": ("entries", "timetable", "questions"),
    "sources": ("ledger", "questions"),
    "letters": ("ledger", "questions"),
    "unique": ("entries", "timetable"),
    "answered": ("entries",),
    "experts": ("questions",),
    "breaks": ("timetable",),
}
_FIELD_KEYS: Mapping[str, tuple[str, ...]] = {
    "choices": ("choice",),
    "levels": ("tally",),
    "total": ("tally",),
    "minority": ("tally",),
    "count": ("list", "people"),
    "members": ("people",),
}
# Small words that each language is full of and the other has not.
_SMALL_WORDS = {
    "da": {"og", "er", "det", "til", "ikke", "hvad", "jeres", "skal", "der", "hvem", "når", "af"},
    "en": {"and", "is", "it", "to", "not", "what", "your", "should", "who", "when", "the", "of"},
}
_LONGEST_LABEL = 60


class Slip(NamedTuple):
    """One slip: how bad it is, the way to its key in the file, and what to do."""

    level: Level
    steps: Steps
    message: Message
    hint: Message


def find_slips(template: Template, assembly: Assembly | None) -> Iterator[Slip]:
    """Give every slip of a template; with an assembly also what its workshops contradict."""
    yield from _shared_headings(template)
    yield from _double_words(template)
    yield from _limits(template)
    for number, field in enumerate(template.field):
        yield from _field(field, ("field", number))
    for number, section in enumerate(template.section):
        yield from _section(section, template, ("section", number))
    if template.gate and not requirements(template):
        yield Slip(
            "warning",
            ("gate",),
            msg("nothing is asked for, so no draft gets a score"),
            msg("make a section required, or write gate = false"),
        )
    yield from _language(template)
    if assembly is not None and assembly.workshop:
        yield from _due(template, max(workshop.number for workshop in assembly.workshop))


def _shared_headings(template: Template) -> Iterator[Slip]:
    owners: dict[str, SectionSpec] = {}
    for number, section in enumerate(template.section):
        for key, words in (("heading", [section.heading]), ("synonyms", section.synonyms)):
            for heading in words:
                owner = owners.setdefault(heading_key(heading), section)
                if owner is not section:
                    yield Slip(
                        "error",
                        ("section", number, key),
                        msg(
                            'the heading "{heading}" belongs to another section already: "{other}"',
                            heading=heading,
                            other=owner.heading,
                        ),
                        msg("change one of the two, or take the synonym out"),
                    )


def _double_words(template: Template) -> Iterator[Slip]:
    yield from _doubles([((field.key,), ("field", n)) for n, field in enumerate(template.field)])
    for number, field in enumerate(template.field):
        at: Steps = ("field", number, "levels")
        levels = [((level.key,), at) for level in field.levels]
        yield from _doubles([*levels, *([((field.total,), at)] if field.total else [])])
        yield from _double_ids([(level.id, at) for level in field.levels])
    for number, section in enumerate(template.section):
        labels = list(enumerate(section.label))
        at = ("section", number, "label")
        yield from _doubles([((s.key, *s.synonyms), (*at, n)) for n, s in labels])
        yield from _double_ids([(label.id, (*at, n, "id")) for n, label in labels])


def _doubles(rows: Iterable[tuple[Sequence[str], Steps]]) -> Iterator[Slip]:
    """Tell of words that stand for two things; a thing may have several words."""
    seen: dict[str, int] = {}
    for number, (words, steps) in enumerate(rows):
        for word in words:
            if seen.setdefault(tree.fold(word), number) != number:
                yield Slip(
                    "error",
                    steps,
                    msg('the word "{word}" stands for two things', word=word),
                    msg("give each a word of its own"),
                )


def _double_ids(rows: Sequence[tuple[str, Steps]]) -> Iterator[Slip]:
    for number, (id, steps) in enumerate(rows):
        if id in [other for other, _ in rows[:number]]:
            yield Slip(
                "error",
                steps,
                msg('the id "{id}" stands twice', id=id),
                msg("give each an id of its own"),
            )


def _limits(template: Template) -> Iterator[Slip]:
    limits: list[tuple[str, int, int, Steps]] = [
        ("words", template.heading.words.min, template.heading.words.max, ("heading", "words"))
    ]
    for number, section in enumerate(template.section):
        words, items = section.words, section.items
        limits.append(("words", words.min, words.max, ("section", number, "words")))
        limits.append(("items", items.min, items.max, ("section", number, "items")))
    for key, least, most, steps in limits:
        if 0 < most < least:
            yield Slip(
                "error",
                steps,
                msg(
                    '"{key}" asks for at least {least} and at most {most}',
                    key=key,
                    least=least,
                    most=most,
                ),
                msg("make max {least} or more, or leave it out", least=least),
            )


def _field(field: FieldSpec, at: Steps) -> Iterator[Slip]:
    if tree.fold(field.key) in TEMPLATE_KEYS:
        yield Slip(
            "error",
            (*at, "key"),
            msg('"{key}" names the template of a draft, and can be nothing else', key=field.key),
            msg("choose another word"),
        )
    if field.kind == "choice" and not field.choices:
        yield Slip(
            "error",
            (*at, "kind"),
            msg("a choice without choices can never be filled in"),
            msg('add a line: choices = ["…", "…"]'),
        )
    if field.kind == "tally" and not field.levels:
        yield Slip(
            "error",
            (*at, "kind"),
            msg("a tally without levels can never be filled in"),
            msg('add a line: levels = [{{ id = "for", key = "{key}" }}]', key="…"),
        )
    if field.kind == "tally" and not field.total:
        yield Slip(
            "warning",
            (*at, "kind"),
            msg("a tally without a total does not say how many were asked"),
            msg('add a line: total = "…"'),
        )
    for key, kinds in _FIELD_KEYS.items():
        if field.kind not in kinds and getattr(field, key):
            yield _in_vain(key, field.kind, kinds, at)


def _section(section: SectionSpec, template: Template, at: Steps) -> Iterator[Slip]:
    for key, kinds in _SECTION_KEYS.items():
        value = getattr(section, key)
        if section.kind not in kinds and value != type(value)():
            yield _in_vain(key, section.kind, kinds, at)
    for number, label in enumerate(section.label):
        for word in (label.key, *label.synonyms):
            if any(sign in word for sign in ":()") or len(word) > _LONGEST_LABEL:
                yield Slip(
                    "error",
                    (*at, "label", number, "key"),
                    msg('the label "{label}" can never be found in a draft', label=word),
                    msg(
                        "leave out : ( and ), and keep it within {most} letters",
                        most=_LONGEST_LABEL,
                    ),
                )
    workshops = [task.workshop for task in section.task]
    for number, workshop in enumerate(workshops):
        if workshop in workshops[:number]:
            yield Slip(
                "error",
                (*at, "task", number, "workshop"),
                msg("workshop {number} has two tasks here", number=workshop),
                msg("write them together in one text"),
            )
    if template.gate and section.presence == "required" and not section_units(section):
        yield Slip(
            "warning",
            (*at, "presence"),
            msg('"{heading}" is required, but nothing in it counts', heading=section.heading),
            msg('choose the kind "prose", "list" or "entries", or make it optional')
            if section.weight
            else msg("give it a weight, or make it optional"),
        )
    if section.kind == "ledger" and not any(_dispositions(template)):
        yield Slip(
            "error",
            at,
            msg("no words are given for what became of a comment"),
            msg('write [dispositions], and below it used = ["…"], declined = ["…"]'),
        )


def _in_vain(key: str, kind: str, kinds: Sequence[str], at: Steps) -> Slip:
    return Slip(
        "warning",
        (*at, key),
        msg('"{key}" says nothing for the kind "{kind}"', key=key, kind=kind),
        msg("take it out, or choose the kind: {kinds}", kinds=list(kinds)),
    )


def _dispositions(template: Template) -> tuple[tuple[str, ...], ...]:
    words = template.dispositions
    return (words.used, words.merged, words.declined)


def _language(template: Template) -> Iterator[Slip]:
    text = [template.title, template.heading.guidance]
    text += [word for field in template.field for word in (field.key, field.guidance)]
    for section in template.section:
        text += [section.heading, section.guidance, *(task.text for task in section.task)]
        text += [label.key for label in section.label]
    text += [word for words in _dispositions(template) for word in words]
    found = [tree.fold(word) for word in tree.words(" ".join(text))]
    counts = {code: sum(word in small for word in found) for code, small in _SMALL_WORDS.items()}
    other = next(code for code in counts if code != template.language)
    if counts[other] > max(3, 2 * counts[template.language]):
        yield Slip(
            "warning",
            ("language",),
            msg('the language is "{own}", but most words are not', own=template.language),
            msg('write language = "{other}", or translate headings and guidance', other=other),
        )


def _due(template: Template, last: int) -> Iterator[Slip]:
    due: list[tuple[int | None, Steps]] = [(template.heading.due, ("heading", "due"))]
    due += [(field.due, ("field", n, "due")) for n, field in enumerate(template.field)]
    for number, section in enumerate(template.section):
        at: Steps = ("section", number)
        due.append((section.due, (*at, "due")))
        due += [(label.due, (*at, "label", n, "due")) for n, label in enumerate(section.label)]
        due += [(t.workshop, (*at, "task", n, "workshop")) for n, t in enumerate(section.task)]
    for workshop, steps in due:
        if workshop is not None and workshop > last:
            yield Slip(
                "warning",
                steps,
                msg(
                    "this is due in workshop {number}, but the last one planned is {last}",
                    number=workshop,
                    last=last,
                ),
                msg("plan the workshop in anbefal.toml, or choose an earlier one"),
            )
