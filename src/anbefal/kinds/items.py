"""List: items that each have a name, the bold lead or the first sentence."""

import re

from anbefal import tree
from anbefal.i18n import msg
from anbefal.model import Requirement, SectionSpec, Template
from anbefal.values import Struct

# Not behind "kl." and "nr.": a new sentence has a capital letter.
_SENTENCE_END = re.compile(r":(?:\s|$)|[.!?](?:\s+(?=[A-ZÆØÅ])|$)")


class Item(Struct, frozen=True):
    """One item of a list."""

    name: str
    text: str
    words: int
    line: int


class Items(Struct, frozen=True):
    """The items of a section, and the words that stand outside them."""

    items: tuple[Item, ...]


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Items:
    """Read the items of every list that stands directly in the section; empty ones do not count."""
    return Items(
        tuple(
            _item(node)
            for at in nodes
            if at.type in ("bullet_list", "ordered_list")
            for node in at.children
            if tree.text(node).strip()
        )
    )


def _item(node: tree.Node) -> Item:
    text = " ".join(tree.text(node).split())
    lead = tree.strong_lead(node) or _SENTENCE_END.split(text, maxsplit=1)[0]
    return Item(lead.strip(" .:"), text, tree.count_words([node]), tree.line(node))


def units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Ask for each of the least number of items."""
    return tuple(
        Requirement(
            f"{spec.id}.{number}",
            spec.id,
            msg('"{heading}": item {number}', heading=spec.heading, number=number),
            spec.weight,
            spec.due,
        )
        for number in range(1, max(1, spec.items.min) + 1)
    )
