"""Prose: paragraphs, with a least and a greatest number of words."""

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Requirement, SectionSpec, Template
from anbefal.values import Struct


class Prose(Struct, frozen=True):
    """How many words stand in the section."""

    words: int


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Prose:
    """Count the section's words."""
    return Prose(tree.count_words(nodes))


def units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Ask for a text, and, where there is a least length, for that length."""
    name = msg('"{heading}"', heading=spec.heading)
    asked = [Requirement(f"{spec.id}.text", spec.id, name, spec.weight, spec.due)]
    if spec.words.min:
        length = msg(
            '"{heading}": at least {words} words', heading=spec.heading, words=spec.words.min
        )
        asked.append(Requirement(f"{spec.id}.length", spec.id, length, spec.weight, spec.due))
    return tuple(asked)
