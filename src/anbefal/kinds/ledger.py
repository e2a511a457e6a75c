"""Ledger: comments kept word for word, each with what became of it."""

import re
from collections.abc import Iterator
from typing import Literal

from anbefal import tree
from anbefal.model import Requirement, SectionSpec, Template
from anbefal.values import Struct

Disposition = Literal["open", "used", "merged", "declined", "unknown"]

_ID = re.compile(r"^([A-ZÆØÅ]{1,3}[0-9]{1,5})(?:[.:]?\s+|[.:]?$)")
_ID_WITHIN = re.compile(r"(?<!\w)[A-ZÆØÅ]{1,3}[0-9]{1,5}(?!\w)")
_LONGEST_NAME = 40
_ARROW = re.compile(r"(?<!-)-+>|→")


class LedgerItem(Struct, frozen=True):
    """One comment: its id, its words, and its disposition."""

    id: str
    text: str
    source: str
    line: int
    checked: bool | None
    disposition: Disposition
    target: str
    """The section, the other item's id or the reason; what stands behind the disposition word."""
    node: tree.Node

    @property
    def name(self) -> str:
        """Give what the item is called: its id, else its first words."""
        return self.id or shorten(self.text)


class Ledger(Struct, frozen=True):
    """The items of a section, under their sources."""

    items: tuple[LedgerItem, ...]


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Ledger:
    """Read every item of the section's lists; the level-3 heading above is its source."""
    return Ledger(
        tuple(_item(node, source, template) for node, source in items_under_sources(nodes))
    )


def ids_in(text: str) -> tuple[str, ...]:
    """Give the ids that a text names, such as those an item was merged with."""
    return tuple(_ID_WITHIN.findall(text))


def shorten(text: str) -> str:
    """Give the first words of a text, as its name."""
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME].rstrip()}…"


def items_under_sources(nodes: tuple[tree.Node, ...]) -> Iterator[tuple[tree.Node, str]]:
    """Give each list item that says anything, with the level-3 heading it stands under."""
    source = ""
    for node in nodes:
        if node.type == "heading" and node.tag == "h3":
            source = " ".join(tree.text(node).split())
        elif node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                if tree.text(item).strip():
                    yield item, source


def _item(node: tree.Node, source: str, template: Template) -> LedgerItem:
    id, text, behind = split_item(node)
    kind, target = _disposition(behind, template)
    return LedgerItem(id, text, source, tree.line(node), checked(node), kind, target, node)


def split_item(node: tree.Node) -> tuple[str, str, str]:
    """Split an item's own line into id, words, and what stands behind the last arrow."""
    own = node.children[0] if node.children else node
    line = " ".join(tree.text(own).split())
    match = _ID.match(line)
    id = match[1] if match else ""
    rest = line[match.end() :] if match else line
    arrows = list(_ARROW.finditer(rest))
    if not arrows:
        return id, rest.strip(), ""
    return id, rest[: arrows[-1].start()].strip(), rest[arrows[-1].end() :].strip()


def checked(node: tree.Node) -> bool | None:
    """Tell whether an item's box is ticked; None where it has no box."""
    for at in tree.blocks([node]):
        if at.type == "inline":
            # A box stands in front of the item's first words, or nowhere.
            first = at.children[0] if at.children else None
            return bool(first.meta["checked"]) if first and first.type == "task_box" else None
        if at.type == "list_item" and at is not node:
            return None
    return None


def _disposition(behind: str, template: Template) -> tuple[Disposition, str]:
    if not behind:
        return "open", ""
    words = template.dispositions
    kinds: tuple[tuple[Disposition, tuple[str, ...]], ...] = (
        ("used", words.used),
        ("merged", words.merged),
        ("declined", words.declined),
    )
    for kind, starts in kinds:
        for start in starts:
            head, rest = behind[: len(start)], behind[len(start) :]
            if tree.fold(head) == tree.fold(start) and not rest[:1].isalnum():
                return kind, rest.strip(" :")
    return "unknown", behind


def units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Ask for nothing: comments come from others, and none is owed."""
    return ()
