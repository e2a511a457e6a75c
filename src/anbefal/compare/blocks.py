"""Blocks: a draft laid out as one flat row of what is matched, each with its place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from anbefal import tree
from anbefal.kinds.ledger import split_item
from anbefal.model import Block, BlockKind, Draft, Section
from anbefal.tree import Node
from anbefal.values import replace

_TEXT = ("paragraph", "heading", "tr", "fence", "code_block", "hr")
_KINDS: dict[str, BlockKind] = {
    "heading": "heading",
    "tr": "row",
    "fence": "code",
    "code_block": "code",
    "hr": "rule",
}
_WITH_IDS = ("ledger", "questions")
# Shorter words stand in every sentence, and tell nothing of what it is about.
_TELLING = 4


class Placed:
    """A block, where it stands, and what it is known by."""

    def __init__(self, block: Block, section: int, entry: int, id: str) -> None:
        """Take the block, the numbers of its section and entry, and a ledger item's id."""
        self.block = block
        self.section = section
        self.entry = entry
        self.id = id
        words = " ".join(block.text.split())
        self.key = f"{block.kind}: {words}" if block.kind == "code" or not words else words

    @cached_property
    def bag(self) -> Counter[str]:
        """Count the words that tell what the block is about; all of them where few do."""
        words = [word.casefold() for word in tree.words(self.block.text)]
        telling = [word for word in words if len(word) >= _TELLING or word[0].isdigit()]
        return Counter(telling if len(telling) > 2 else words)

    @cached_property
    def label(self) -> str:
        """Give the bold words that it begins with, folded, as a label or a name."""
        return tree.fold(tree.strong_lead(self.block.node)).rstrip(" .:")


def lay_out(draft: Draft | None) -> tuple[list[Section | None], list[Placed]]:
    """Give a draft's sections and all its blocks; the first section, None, is title and lead."""
    if draft is None:
        return [], []
    head = [*([draft.title.node] if draft.title else []), *draft.lead]
    parts: list[tuple[Section | None, Sequence[Node]]] = [(None, head)]
    parts += [(section, (section.head, *section.nodes)) for section in draft.sections]
    placed: list[Placed] = []
    for number, (section, nodes) in enumerate(parts):
        with_ids = bool(section and section.spec and section.spec.kind in _WITH_IDS)
        entry, name = 0, ""
        for block in _blocks(nodes, ()):
            if block.level == 3 and not block.depth:
                entry, name = entry + 1, " ".join(block.text.split())
            id = ""
            if with_ids and block.marker and block.depth == 1:
                id = split_item(block.node)[0]
            placed.append(Placed(replace(block, entry=name) if name else block, number, entry, id))
    return [section for section, _ in parts], placed


def _blocks(nodes: Sequence[Node], round_it: tuple[Node, ...]) -> Iterator[Block]:
    for number, node in enumerate(nodes):
        kind = node.type
        if kind not in _TEXT:
            yield from _blocks(node.children, (*round_it, node))
            continue
        text = tree.text(node)
        plain = kind == "paragraph" and "`" not in node.children[0].content
        words = tree.count_text_words(text) if plain else tree.count_words([node])
        holders = [at for at in round_it if at.type in ("list_item", "blockquote")]
        if not holders:
            level = int(node.tag[1]) if kind == "heading" else 0
            yield Block(_KINDS.get(kind, "paragraph"), node, text, words, level=level)
            continue
        holder = holders[-1]
        item = holder.type == "list_item"
        usual: BlockKind = "item" if item else "quote"
        yield Block(
            kind=_KINDS.get(kind, usual),
            node=node,
            text=text,
            words=words,
            depth=len(holders),
            level=int(node.tag[1]) if kind == "heading" else 0,
            marker=_marker(holder) if item and number == 0 else "",
            box=_box(holder, node) if item and number == 0 else None,
        )


def _marker(item: Node) -> str:
    return f"{item.info}." if item.info else "-"


def _box(item: Node, node: Node) -> bool | None:
    """Tell whether a task's box is ticked."""
    if "task-list-item" not in str(item.attrs.get("class", "")) or not node.children:
        return None
    first = next(iter(node.children[0].children), None)
    return bool(first.meta["checked"]) if first and first.type == "task_box" else None
