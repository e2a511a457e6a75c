"""Blocks: a draft laid out as one flat row of what is matched, each with its place."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from anbefal import tree
from anbefal.kinds.ids import in_front
from anbefal.model import Block, BlockKind, Draft, Section
from anbefal.tree import Node

_KINDS: dict[str, BlockKind] = {
    "paragraph": "paragraph",
    "heading": "heading",
    "tr": "row",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
}
_WITH_IDS = ("ledger", "questions")
_WORD = re.compile(r"\w+")
# Shorter words stand in every sentence, and tell nothing of what it is about.
_TELLING = 4


class Placed:
    """A block, where it stands, and what it is known by."""

    def __init__(self, block: Block, source: str, section: int, entry: int, id: str) -> None:
        """Take the block as written, the numbers of its section and entry, an item's own id."""
        self.block = block
        self.source = source
        self.key = source
        """What it is matched by; see `set_keys`."""
        self.section = section
        self.entry = entry
        self.id = id

    @cached_property
    def bag(self) -> Counter[str]:
        """Count the words, twice those that tell what the block is about."""
        words = _WORD.findall(self.block.text.casefold())
        return Counter([*words, *(w for w in words if len(w) >= _TELLING or w.isdigit())])

    @cached_property
    def label(self) -> str:
        """Give the bold words that it begins with, folded, as a label or a name."""
        return tree.fold(tree.strong_lead(self.block.node)).rstrip(" .:")

    @property
    def shape(self) -> tuple[object, ...]:
        """Give what it is besides its words; an item's number tells where it stands, no more."""
        block = self.block
        return block.kind, block.depth, block.level, block.marker[-1:], block.box

    def is_written_like(self, other: "Placed") -> bool:
        """Tell whether both are surely the same, bold and links too."""
        # The target of a link can stand elsewhere in the file.
        return self.source == other.source and "][" not in self.source


def lay_out(draft: Draft | None) -> tuple[list[Section | None], list[Placed]]:
    """Give a draft's sections and all its blocks; the first section, None, is title and lead."""
    if draft is None:
        return [], []
    head = [*([draft.title.node] if draft.title else []), *draft.lead]
    parts: list[tuple[Section | None, Sequence[Node]]] = [(None, head)]
    parts += [(section, (section.head, *section.nodes)) for section in draft.sections]
    # To whom compares, a footnote is words like others, its sign among them.
    parts = [(section, tree.write_footnotes_out(nodes)) for section, nodes in parts]
    placed: list[Placed] = []
    for number, (section, nodes) in enumerate(parts):
        with_ids = bool(section and section.spec and section.spec.kind in _WITH_IDS)
        entry, name = 0, ""
        leaves: list[tuple[Node, tuple[Node, ...]]] = []
        _add_leaves(nodes, (), leaves)
        for node, holders in leaves:
            source = _source(node)
            level = int(node.tag[1]) if node.type == "heading" else 0
            if level == 3 and not holders:
                entry, name = entry + 1, " ".join(tree.text(node).split())
            block = _block(node, level, holders, name)
            id = (
                in_front(" ".join(block.text.split()))
                if with_ids and block.marker and block.depth == 1
                else ""
            )
            placed.append(Placed(block, source, number, entry, id))
    return [section for section, _ in parts], placed


def set_keys(before: Sequence[Placed], after: Sequence[Placed]) -> None:
    """Let blocks be matched by how they are written, else by their words, spaces apart."""
    shared = {one.source for one in before} & {one.source for one in after}
    for one in (*before, *after):
        if one.source not in shared:
            line = " ".join(one.block.text.split())
            own = not line or one.block.kind == "code"
            one.key = f"\0{one.block.kind} {line}" if own else line


def _add_leaves(
    nodes: Sequence[Node],
    holders: tuple[Node, ...],
    leaves: list[tuple[Node, tuple[Node, ...]]],
) -> None:
    """Add each node that is a block of its own, with the items and quotes round it."""
    for node in nodes:
        if node.type in _KINDS:
            leaves.append((node, holders))
        elif node.type in ("list_item", "blockquote"):
            _add_leaves(node.children, (*holders, node), leaves)
        else:
            _add_leaves(node.children, holders, leaves)


def _source(node: Node) -> str:
    """Give a block's kind and words as they were written."""
    if node.type in ("paragraph", "heading"):
        return tree.source(node)
    # Begun by a sign that no draft holds: the reader takes it out.
    if node.type == "tr":
        return "\0".join(["", *(tree.source(cell) for cell in node.children)])
    return f"\0{node.type} {tree.source(node)}"


def _block(node: Node, level: int, holders: tuple[Node, ...], entry: str) -> Block:
    kind = _KINDS[node.type]
    if not holders:
        return Block(kind, node, 0, level, "", None, entry)
    holder = holders[-1]
    item = holder.type == "list_item"
    if kind == "paragraph":
        kind = "item" if item else "quote"
    first = item and holder.children[0] is node
    return Block(
        kind,
        node,
        len(holders),
        level,
        _marker(holder) if first else "",
        _box(holder, node) if first else None,
        entry,
    )


def _marker(item: Node) -> str:
    return f"{item.info}." if item.info else "-"


def _box(item: Node, node: Node) -> bool | None:
    """Tell whether a task's box is ticked."""
    opening = item.nester_tokens.opening if item.nester_tokens else None
    if not (opening and opening.attrs and node.children):
        return None
    first = next(iter(node.children[0].children), None)
    return bool(first.meta["checked"]) if first and first.type == "task_box" else None
