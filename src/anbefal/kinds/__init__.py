"""Section kinds: each reads a section into values, and says which units it asks for.

Adding a kind: one module here and one line in `KINDS` (and its name in `SectionSpec.kind`).
"""

import re
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Protocol, cast

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds import entries, items, ledger, prose, questions
from anbefal.model import Draft, Requirement, Section, SectionSpec, Template
from anbefal.tree import Node
from anbefal.values import replace


class Kind(Protocol):
    """What a kind module offers."""

    def read(self, nodes: tuple[Node, ...], spec: SectionSpec, template: Template) -> object:
        """Read a section's nodes into the kind's values."""
        ...

    def units(self, spec: SectionSpec) -> tuple[Requirement, ...]:
        """Give the requirement units of a required section."""
        ...


class _Later:
    """A kind whose module is loaded when a template has it: few do, and it costs every lint."""

    def __init__(self, name: str) -> None:
        self.__name__ = f"{__name__}.{name}"

    def read(self, nodes: tuple[Node, ...], spec: SectionSpec, template: Template) -> object:
        return self._module().read(nodes, spec, template)

    def units(self, spec: SectionSpec) -> tuple[Requirement, ...]:
        return self._module().units(spec)

    def _module(self) -> Kind:
        return cast("Kind", import_module(self.__name__))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "prose": prose,
        "list": items,
        "entries": entries,
        "ledger": ledger,
        "questions": questions,
        "timetable": _Later("timetable"),
    }
)


def read_values(draft: Draft, template: Template) -> Draft:
    """Give the draft with every known section read by its kind."""
    return replace(draft, sections=tuple(_with_values(s, template) for s in draft.sections))


def _with_values(section: Section, template: Template) -> Section:
    if not section.spec:
        return section
    # Footnotes stand wherever a draft ends, and are no part of that section.
    nodes = tree.without_footnotes(section.nodes)
    return replace(section, values=KINDS[section.spec.kind].read(nodes, section.spec, template))


def says_something(nodes: tuple[Node, ...]) -> bool:
    """Tell whether a section holds a letter, a figure or a picture at all."""
    nodes = tree.without_footnotes(nodes)
    return any(re.search(r"\w", tree.text(node)) for node in nodes) or any(
        True for _ in tree.pictures(nodes)
    )


def requirements(template: Template) -> tuple[Requirement, ...]:
    """Give every unit that a template asks for, in the document's order; none without a gate."""
    if not template.gate:
        return ()
    units = []
    if template.heading.weight:
        heading = template.heading
        units.append(Requirement("title", "", msg("title"), heading.weight, heading.due))
    units += [
        Requirement(
            f"field.{field.id}",
            "",
            msg('front matter "{key}"', key=field.key),
            field.weight,
            field.due,
        )
        for field in template.field
        if field.presence == "required" and field.weight
    ]
    for section in template.section:
        units += section_units(section)
    return tuple(units)


def section_units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Give the units of one section; none unless it is required."""
    if spec.presence != "required":
        return ()
    return tuple(unit for unit in KINDS[spec.kind].units(spec) if unit.weight)
