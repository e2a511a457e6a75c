"""Links: lines of an entry that name items or entries of another section."""

import re
from collections.abc import Iterator

from anbefal.guess import Names
from anbefal.kinds.entries import Entries, Entry, Label, entries_of
from anbefal.kinds.items import Item, Items
from anbefal.model import Draft, LabelSpec, Section, SectionSpec
from anbefal.values import Struct

# A section of more parts than this is no longer a choice; too-many-items tells of it.
MOST_PARTS = 100

_BY_NUMBER = re.compile(r"^(?:\w+\.?\s+)?([0-9]{1,3})\.?$")


class Link(Struct, frozen=True):
    """One such line: what it names, and which of its words name nothing."""

    number: int
    """The number of its entry."""
    entry: Entry
    line: Label
    named: tuple[str, ...]
    unknown: tuple[str, ...]


class Links(Struct, frozen=True):
    """Every such line of a section, for one of its labels."""

    spec: SectionSpec
    label: LabelSpec
    target: Section
    parts: tuple[Item | Entry, ...]
    links: tuple[Link, ...]
    blank: int
    """How many entries lack the line, or leave it blank."""


def read_links(draft: Draft) -> Iterator[Links]:
    """Read the lines of each label that links; none where there is nothing to be named."""
    for _, spec, values in entries_of(draft):
        for label in spec.label:
            target = draft.find_section(label.links) if label.links else None
            parts = parts_of(target) if target else ()
            if target and 0 < len(parts) <= MOST_PARTS:
                yield _links(values, spec, label, target, parts)


def parts_of(section: Section) -> tuple[Item | Entry, ...]:
    """Give the items or entries of a section that have a name."""
    values = section.values
    parts: tuple[Item | Entry, ...] = ()
    if isinstance(values, Items):
        parts = values.items
    elif isinstance(values, Entries):
        parts = values.entries
    return tuple(part for part in parts if re.search(r"\w", part.name))


def _links(
    values: Entries,
    spec: SectionSpec,
    label: LabelSpec,
    target: Section,
    parts: tuple[Item | Entry, ...],
) -> Links:
    names = Names(part.name for part in parts)
    links = []
    for number, entry in enumerate(values.entries, 1):
        line = entry.find(label.id)
        if line and line.text:
            named, rest = names.split(line.text)
            counted = [_part(piece, parts) for piece in rest]
            links.append(
                Link(
                    number,
                    entry,
                    line,
                    (*named, *(part.name for part in counted if part)),
                    tuple(piece for piece, part in zip(rest, counted, strict=True) if part is None),
                )
            )
    return Links(spec, label, target, parts, tuple(links), len(values.entries) - len(links))


def _part(words: str, parts: tuple[Item | Entry, ...]) -> Item | Entry | None:
    """Give the part that words such as "2" or "princip 2" count to."""
    match = _BY_NUMBER.match(words)
    number = int(match[1]) if match else 0
    return parts[number - 1] if 0 < number <= len(parts) else None
