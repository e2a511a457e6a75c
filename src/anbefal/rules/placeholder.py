"""Replace every placeholder and piece of guidance by your own words.

Square brackets, dots and words such as "skriv her" show where something is still to be written. In
a printed recommendation they show that nobody read it through.

Write what should stand there, or take the line out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds import section_units
from anbefal.kinds.entries import Entries
from anbefal.kinds.items import Items
from anbefal.model import Assembly, Draft, Found, Section, Template
from anbefal.model.finding import Level

ID = "AB406"
NAME = "placeholder"
LEVEL: Level = "warning"

_BRACKETS = re.compile(r"\[(?!sic\]|\^|[0-9 ]*\]|[xX]\])[^\[\]]{1,120}\]")
_DOTS = re.compile(r"(?::|^)\s*((?:\.{3,}|…|\?{2,}|_{3,}))\s*$")
_MAY_END_IN_DOTS = re.compile(r"\.\.\.|…|\?\?|___")
_LEAST_GUIDANCE = 20

Words = tuple[str, tuple[str, ...]]
"""What finds placeholder words as a pattern, and the words folded, which is quicker to look for."""


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find brackets, dots, the template's placeholder words, and its guidance left in the text."""
    words = _words(template)
    guidance = _guidance(
        tuple(
            text
            for spec in template.section
            for text in (spec.guidance, *(task.text for task in spec.task))
        )
    )
    if draft.title:
        for mark, _ in _marks(draft.title.text, words, ()):
            yield _found(
                draft, draft.title.line, mark, "", ("title",) if template.heading.weight else ()
            )
    for node in draft.lead:
        for mark, line in _in_block(node, words, guidance):
            yield _found(draft, line, mark, "", ())
    for section in draft.sections:
        if section.spec and section.spec.kind in ("ledger", "questions"):
            continue
        for node in section.nodes:
            for mark, line in _in_block(node, words, guidance):
                # Of a part that stands twice only the first is read.
                counts = draft.find_section(section.id) is section
                units = _units(section, line) if counts else ()
                yield _found(draft, line, mark, section.id, units)
    for id, field in draft.fields.items():
        for value in draft.list_of(id):
            for mark, _ in _marks(value, words, ()):
                spec = template.find_field(id)
                asked = spec and spec.presence == "required" and spec.weight
                yield _found(draft, field.line, mark, "", (f"field.{id}",) if asked else ())


def has_mark(text: str, template: Template) -> bool:
    """Tell whether a line holds a mark, so that no other rule judges what is not written yet."""
    return any(True for _ in _marks(text, _words(template), ()))


def _words(template: Template) -> Words | None:
    return _listed(template.words.placeholders)


@lru_cache(maxsize=16)
def _guidance(texts: tuple[str, ...]) -> tuple[str, ...]:
    # The same for every draft of a template.
    folded = (tree.fold(text) for text in texts)
    return tuple(text for text in folded if len(text) >= _LEAST_GUIDANCE)


@lru_cache(maxsize=16)
def _listed(words: tuple[str, ...]) -> Words | None:
    listed = "|".join(re.escape(word) for word in words)
    if not listed:
        return None
    return rf"(?<!\w)(?:{listed})(?!\w)", tuple(tree.fold(word) for word in words)


def _in_block(
    node: tree.Node, words: Words | None, guidance: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    """Give each mark below a block, with its line; code is quoted, so nothing in it is a mark."""
    for at in tree.lines_of_text([node]):
        for mark, number in _marks(tree.unquoted(at), words, guidance):
            yield mark, tree.line(at) + number


def _marks(text: str, words: Words | None, guidance: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    folded = tree.fold(text)
    for known in guidance:
        if known in folded:
            yield text.strip().split("\n")[0], 0
            return
    brackets, dots = "[" in text, _MAY_END_IN_DOTS.search(text)
    if words and not any(word in folded for word in words[1]):
        words = None
    if not (brackets or dots or words):
        return
    for number, line in enumerate(text.split("\n")):
        for match in _BRACKETS.finditer(line) if brackets else ():
            yield match[0], number
        end = _DOTS.search(line) if dots else None
        if end:
            yield end[1], number
        if words:
            for match in re.finditer(words[0], line, re.IGNORECASE):
                yield match[0], number


def _found(draft: Draft, line: int, mark: str, section: str, units: tuple[str, ...]) -> Found:
    return Found(
        line=line,
        column=draft.column(line, mark),
        section=section,
        requirements=units,
        message=msg('"{mark}" is still to be written', mark=mark),
        hint=msg("write what should stand there, or take it out"),
    )


def _units(section: Section, line: int) -> tuple[str, ...]:
    """Give the units of the part that a line of a section belongs to."""
    spec, values = section.spec, section.values
    if spec is None:
        return ()
    asked = {unit.id for unit in section_units(spec)}
    if isinstance(values, Items):
        number = sum(1 for item in values.items if item.line <= line)
        return tuple(sorted(asked & {f"{spec.id}.{number}"}))
    if isinstance(values, Entries):
        number = sum(1 for entry in values.entries if entry.line <= line)
        entry = values.entries[number - 1] if number else None
        label = next((at for at in entry.labels if at.line == line), None) if entry else None
        unit = f"{spec.id}.{number}.{label.id}" if label else f"{spec.id}.{number}"
        return tuple(sorted(asked & {unit}))
    # In prose a mark leaves the text open; how long it is, is another unit's question.
    return tuple(sorted(asked & {f"{spec.id}.text"}))
