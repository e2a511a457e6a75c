"""Nesting: a flat row of blocks becomes paragraphs, lists in lists, quotes and tables again."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from anbefal import tree
from anbefal.composers.diff.weaving import Tokens, Woven
from anbefal.model import BlockOp

Token = tree.StreamToken
_BELOW = 4
"""The highest level of a heading: above it are the page's, the draft's and the section's."""


class Shown(NamedTuple):
    """A block to be shown: its words, what became of it, and its anchor if it has one."""

    woven: Woven
    change: BlockOp = "same"
    anchor: str = ""


def nest(blocks: Sequence[Shown]) -> tuple[tree.Node, ...]:
    """Put blocks into the lists, quotes and tables that they stand in."""
    nesting = _Nesting()
    for is_row, together in groupby(blocks, lambda shown: shown.woven.block.kind == "row"):
        group = list(together)
        columns = max(len(shown.woven.lines) for shown in group) if is_row else 0
        for shown in group:
            nesting.add(shown, columns)
    return tree.build(nesting.close())


class _Nesting:
    def __init__(self) -> None:
        self.stream: Tokens = []
        self.open: list[tuple[str, str]] = []
        """The names and tags of what is open, lists with their items apart."""

    def close(self, to: int = 0) -> Tokens:
        """Close all that is open but the outermost."""
        while len(self.open) > to:
            name, tag = self.open.pop()
            self.stream.append(Token(f"{name}_close", tag, -1, block=True))
        return self.stream

    def start(self, name: str, tag: str, shown: Shown | None = None, **attrs: str | int) -> None:
        meta: dict[str, object] = {}
        if shown and shown.change not in ("same", "left"):
            meta["change"] = shown.change
        if shown and shown.anchor:
            attrs["id"] = shown.anchor
        known: dict[str, str | int | float] = {**attrs}
        self.stream.append(Token(f"{name}_open", tag, 1, block=True, attrs=known, meta=meta))
        self.open.append((name, tag))

    def add(self, shown: Shown, columns: int) -> None:
        """Add a block; a row has so many columns as the longest of those beside it."""
        block = shown.woven.block
        if block.kind == "row":
            self._row(shown, columns)
        elif block.kind == "item" and block.marker:
            self._item(shown)
        else:
            self._beside(shown)

    def _lists(self) -> list[int]:
        return [n for n, (name, _) in enumerate(self.open) if name.endswith("_list")]

    def _item(self, shown: Shown) -> None:
        block = shown.woven.block
        number = block.marker.rstrip(".)")
        name, tag = ("ordered_list", "ol") if number.isdecimal() else ("bullet_list", "ul")
        depth = max(1, block.depth)
        lists = self._lists()
        if len(lists) > depth:
            self.close(lists[depth])
            lists = lists[:depth]
        if len(lists) == depth and self.open[lists[-1]][0] != name:
            self.close(lists.pop())
        elif len(lists) == depth:
            self.close(lists[-1] + 1)
        elif not lists:
            self.close()
        while len(lists) < depth - 1:
            # An item without words of its own stands round the next list.
            lists.append(len(self.open))
            self.start("bullet_list", "ul")
            self.start("list_item", "li")
        if len(lists) < depth:
            self.start(name, tag)
        attrs: dict[str, str | int] = {"value": int(number)} if number.isdecimal() else {}
        if block.box is not None:
            attrs["class"] = "task-list-item"
        self.start("list_item", "li", shown, **attrs)
        words = shown.woven.lines[0] if shown.woven.lines else []
        if block.box is not None:
            box = Token("task_box", "", 0, meta={"checked": block.box})
            words = [box, *words]
        self.start("paragraph", "p")
        self.stream[-1].hidden = True
        self._words(words)
        self.close(len(self.open) - 1)
        self.stream[-1].hidden = True

    def _beside(self, shown: Shown) -> None:
        """Add what is no item and no row: within the open item where it stands in one."""
        block = shown.woven.block
        lists = self._lists()
        depth = min(block.depth, len(lists))
        # Behind the list stands its open item.
        self.close(lists[depth - 1] + 2 if depth else 0)
        if block.kind == "quote":
            self.start("blockquote", "blockquote")
        if block.kind == "heading":
            level = min(6, max(_BELOW, block.level + 1))
            self.start("heading", f"h{level}", shown)
        elif block.kind == "rule":
            self.stream.append(Token("hr", "hr", 0, markup="---", block=True))
            return
        elif block.kind == "code" and not _is_marked(shown):
            self.stream.append(Token("fence", "code", 0, content=block.text, block=True))
            return
        else:
            self.start("paragraph", "p", shown)
        for words in shown.woven.lines or ([],):
            self._words(words)
        self.close(len(self.open) - (2 if block.kind == "quote" else 1))

    def _words(self, words: Tokens) -> None:
        self.stream.append(tree.inline(words))

    def _row(self, shown: Shown, columns: int) -> None:
        parent = shown.woven.block.node.parent
        head = parent is not None and parent.type == "thead"
        inside = self.open[-1][0] if self.open else ""
        if inside not in ("thead", "tbody") or (head and inside == "tbody"):
            self.close()
            self.start("table", "table")
            self.start("thead", "thead")
        elif not head and inside == "thead":
            self.close(len(self.open) - 1)
            self.start("tbody", "tbody")
        cell = "th" if self.open[-1][0] == "thead" else "td"
        self.start("tr", "tr", shown)
        lines = shown.woven.lines
        for words in (*lines, *([] for _ in range(columns - len(lines)))):
            self.start(cell, cell)
            self._words(words)
            self.close(len(self.open) - 1)
        self.close(len(self.open) - 1)


def _is_marked(shown: Shown) -> bool:
    return any(token.type in ("ins_open", "del_open") for w in shown.woven.lines for token in w)
