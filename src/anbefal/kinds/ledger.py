"""Ledger: comments kept word for word, each with what became of it."""

import re
from collections.abc import Iterator
from typing import Literal

from anbefal import tree
from anbefal.kinds.ids import Letters, find_letters
from anbefal.model import Requirement, SectionSpec, Template
from anbefal.values import Struct

Disposition = Literal["open", "used", "merged", "declined", "unknown"]

_LONGEST_NAME = 40
_ARROW = re.compile(r"(?<!-)-+>|→")
# An arrow of the comment's own words is written so that it is read as one, and decides nothing.
_ESCAPED = re.compile(r"-\\>|&rarr;")
_STANDS_FOR = {"-\\>": "-\ufdd0", "&rarr;": "\ufdd1"}
_OWN_ARROWS = str.maketrans({"\ufdd0": ">", "\ufdd1": "→"})


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


class Row(Struct, frozen=True):
    """An item of a ledger or of questions, split at its own line."""

    node: tree.Node
    source: str
    """The level-3 heading that it stands under."""
    id: str
    text: str
    behind: str
    """What stands behind the last arrow."""


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Ledger:
    """Read every item of the section's lists; the level-3 heading above is its source."""
    return Ledger(tuple(_item(row, template) for row in rows(nodes, spec, template)))


def rows(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> tuple[Row, ...]:
    """Split each item of the section's lists into id, words, and what stands behind the arrow."""
    found = list(items_under_sources(nodes))
    lines = [_own_line(node) for node, _ in found]
    letters = find_letters(lines, {source for _, source in found}, spec, template)
    return tuple(
        Row(node, source, *_split(line, letters))
        for (node, source), line in zip(found, lines, strict=True)
    )


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


def _item(row: Row, template: Template) -> LedgerItem:
    kind, target = _disposition(row.behind, template)
    line, box = tree.line(row.node), checked(row.node)
    return LedgerItem(row.id, row.text, row.source, line, box, kind, target, row.node)


def _own_line(node: tree.Node) -> str:
    own = node.children[0] if node.children else node
    if own.type != "paragraph" or not _ESCAPED.search(tree.source(own)):
        return " ".join(tree.text(own).split())
    marked = _ESCAPED.sub(lambda match: _STANDS_FOR[match[0]], tree.source(own))
    return " ".join(tree.reworded(own, marked).split())


def _split(line: str, letters: Letters) -> tuple[str, str, str]:
    id, rest = letters.split(line)
    arrows = list(_ARROW.finditer(rest))
    words = (rest, "") if not arrows else (rest[: arrows[-1].start()], rest[arrows[-1].end() :])
    text, behind = (part.translate(_OWN_ARROWS).strip() for part in words)
    return id, text, behind


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
