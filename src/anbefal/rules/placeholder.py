"""Replace every placeholder and piece of guidance by your own words.

Square brackets, dots and words such as "skriv her" show where something is still to be written. In
a printed recommendation they show that nobody read it through.

Write what should stand there, or take the line out.
"""

import re
from collections.abc import Iterator

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
_LEAST_GUIDANCE = 20


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find brackets, dots, the template's placeholder words, and its guidance left in the text."""
    words = _words(template)
    if draft.title:
        for mark, _ in _marks(draft.title.text, words, ()):
            yield _found(
                draft, draft.title.line, mark, "", ("title",) if template.heading.weight else ()
            )
    for node in draft.lead:
        for mark, line in _in_block(node, words, template):
            yield _found(draft, line, mark, "", ())
    for section in draft.sections:
        if section.spec and section.spec.kind in ("ledger", "questions"):
            continue
        for node in section.nodes:
            for mark, line in _in_block(node, words, template):
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


def _words(template: Template) -> re.Pattern[str] | None:
    listed = "|".join(re.escape(word) for word in template.words.placeholders)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE) if listed else None


def _in_block(
    node: tree.Node, words: re.Pattern[str] | None, template: Template
) -> Iterator[tuple[str, int]]:
    """Give each mark below a block, with its line; code is quoted, so nothing in it is a mark."""
    guidance = tuple(
        tree.fold(words)
        for spec in template.section
        for words in (spec.guidance, *(task.text for task in spec.task))
    )
    for at in tree.walk([node]):
        if at.type == "inline":
            for mark, number in _marks(_without_code(at), words, guidance):
                yield mark, tree.line(at) + number


def _without_code(node: tree.Node) -> str:
    if node.type == "code_inline":
        return " "
    if node.type in ("text", "softbreak", "hardbreak", "image"):
        return tree.text(node)
    return "".join(_without_code(child) for child in node.children)


def _marks(
    text: str, words: re.Pattern[str] | None, guidance: tuple[str, ...]
) -> Iterator[tuple[str, int]]:
    folded = tree.fold(text)
    for known in guidance:
        if len(known) >= _LEAST_GUIDANCE and known in folded:
            yield text.strip().split("\n")[0], 0
            return
    for number, line in enumerate(text.split("\n")):
        for match in _BRACKETS.finditer(line):
            yield match[0], number
        dots = _DOTS.search(line)
        if dots:
            yield dots[1], number
        if words:
            for match in words.finditer(line):
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
