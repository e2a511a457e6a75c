"""Outlines: a template as a person reads it, from the top of the document to its end."""

import textwrap
from collections.abc import Iterator

from anbefal.cli.language import say
from anbefal.i18n import Message, msg, msgs, visible
from anbefal.jobs.templates import TemplatePage
from anbefal.model import FieldSpec, LabelSpec, SectionSpec, Template

LANGUAGES = {"da": msg("Danish"), "en": msg("English")}
_WIDTH = 100

_PRESENCE = {
    "required": msg("required"),
    "encouraged": msg("encouraged"),
    "optional": msg("optional"),
}
_FIELD_KINDS = {
    "text": msg("text"),
    "list": msg("a list"),
    "number": msg("a number"),
    "date": msg("a date"),
    "choice": msg("a choice"),
    "group": msg("a group of anbefal.toml"),
    "people": msg("initials"),
    "tally": msg("counted hands"),
}
_SECTION_KINDS = {
    "prose": msg("prose"),
    "list": msg("items"),
    "entries": msg('entries with headings "###"'),
    "ledger": msg("comments, and what became of them"),
    "questions": msg("questions with answers"),
    "timetable": msg("a timetable"),
}
_REPORTS = {
    "text": msg("a text of the editorial group"),
    "vision": msg("comes first in the report"),
    "recommendation": msg("a recommendation of the report"),
    "appendix": msg("a text at the end of the report"),
    "none": msg("no part of the report"),
}


def outline(page: TemplatePage) -> str:
    """Tell what a template asks for: the head first, then every part in its order."""
    template = page.template
    whose = msg("your own") if page.own else msg("comes with anbefal")
    facts = (LANGUAGES[template.language], whose, _REPORTS[template.report])
    lines = [f"{template.title} ({template.name})", _joined(*facts), say(_counted(page)), ""]
    lines += [say(msg("Front matter"))]
    for field in template.field:
        lines += _field(field)
    lines += ["", say(msg("Title")), *_heading(template)]
    for number, section in enumerate(template.section, 1):
        lines += ["", f"{number}. {section.heading}", *_section(section)]
    if not template.ordered:
        lines += ["", say(msg("The parts may stand in any order."))]
    return "\n".join(visible(line).rstrip() for line in lines)


def _counted(page: TemplatePage) -> Message:
    if not page.template.gate:
        return msg("is not scored")
    weight = sum(unit.weight for unit in page.units)
    units = msgs("{count} unit", "{count} units", len(page.units))
    return msg("{units} count, with a weight of {weight} in all", units=units, weight=weight)


def _field(field: FieldSpec) -> Iterator[str]:
    kind = " | ".join(field.choices) or say(_FIELD_KINDS[field.kind])
    asked = _asked(field.presence, field.due, field.weight)
    yield f"  {field.key}: {kind}, {_joined(_PRESENCE[field.presence], *asked)}"
    yield from _wrapped(field.guidance)


def _heading(template: Template) -> Iterator[str]:
    heading = template.heading
    asked = [_PRESENCE["required"], *_asked("required", heading.due, heading.weight)]
    limits = _limits(heading.words.min, heading.words.max, "words")
    yield f"  {_joined(*limits, *(asked if heading.weight else [_PRESENCE['optional']]))}"
    yield from _wrapped(heading.guidance)


def _section(section: SectionSpec) -> Iterator[str]:
    limits = _limits(section.words.min, section.words.max, "words")
    limits += _limits(section.items.min, section.items.max, "items")
    if section.items.words_min:
        limits.append(msg("{words} words or more each", words=section.items.words_min))
    facts = [_SECTION_KINDS[section.kind], *limits, _PRESENCE[section.presence]]
    facts += _asked(section.presence, section.due, section.weight)
    if not section.publish:
        facts.append(msg("not printed in the report"))
    yield f"  {_joined(*facts)}"
    yield from _wrapped(section.guidance)
    for label in section.label:
        yield f"  - {_label(label, section)}"
    for task in sorted(section.task, key=lambda task: task.workshop):
        words = msg("Workshop {number}: {text}", number=task.workshop, text=task.text)
        yield from _wrapped(say(words))


def _label(label: LabelSpec, section: SectionSpec) -> str:
    presence = "optional" if section.presence == "optional" else label.presence
    asked = _asked(presence, label.due or section.due, label.weight)
    return f"{label.key}: {_joined(_PRESENCE[label.presence], *asked)}"


def _asked(presence: str, due: int, weight: int) -> list[Message]:
    """Tell by when a part is asked for, and how much it counts."""
    if presence == "optional":
        return []
    by = [msg("by workshop {number}", number=due)]
    return [*by, msg("weight {weight}", weight=weight)] if presence == "required" and weight else by


def _limits(least: int, most: int, what: str) -> list[Message]:
    if not least and not most:
        return []
    if what == "words":
        if not most:
            return [msg("at least {least} words", least=least)]
        if not least:
            return [msg("at most {most} words", most=most)]
        return [msg("{least}–{most} words", least=least, most=most)]
    if not most:
        return [msg("at least {least}", least=least)]
    if not least:
        return [msg("at most {most}", most=most)]
    return [msg("{least}–{most} of them", least=least, most=most)]


def _joined(*facts: Message) -> str:
    return ", ".join(say(fact) for fact in facts)


def _wrapped(text: str) -> list[str]:
    indent = " " * 6
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent)
