"""Weaving: a block's old and new words in one line, each with its own emphasis and links.

A block has a line of words for each place that can hold some: a paragraph one, a row one a cell,
a block that was split one for each of its parts. What came is put where it stands now; what went,
where it would stand.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from anbefal import tree
from anbefal.model import Block, BlockChange, Edit

Side = Literal["both", "old", "new"]
Tokens = list[tree.StreamToken]

_PARAGRAPH_END = "¶"


class Woven(NamedTuple):
    """A block as it is to be shown, with the words of each of its lines."""

    block: Block
    lines: tuple[Tokens, ...]


class _Line(NamedTuple):
    """Where a line of words stands in the joined text of its blocks."""

    block: int
    start: int
    end: int
    ribbon: tree.Ribbon

    def cut(self, start: int, end: int) -> Tokens:
        """Give the part of a stretch of the joined text that is in this line."""
        first, last = max(start, self.start), min(end, self.end)
        return self.ribbon.cut(first - self.start, last - self.start) if first < last else []


def weave(change: BlockChange, side: Side = "both") -> tuple[Woven, ...]:
    """Give the blocks of a change with its words: the new ones, or the old where none are left.

    One side alone shows what stands there, what the other lacks marked.
    """
    if side == "new" and not change.new:
        return ()
    on_old = side == "old" or not change.new
    shown = change.old if on_old else change.new
    if change.change in ("same", "left"):
        return tuple(_whole(block) for block in shown)
    targets, old_lines = _lines(shown), _lines(change.old)
    woven: list[Tokens] = [[] for _ in targets]
    old = new = 0
    for edit in change.edits:
        at = old if on_old else new
        length = len(edit.old if on_old else edit.new)
        if edit.op == "delete" and not on_old:
            if side == "both":
                gone = _joined(old_lines, old, old + len(edit.old))
                woven[_line_at(targets, new)] += tree.deleted(gone)
        elif not (edit.op == "insert" and on_old):
            _put(edit, targets, woven, at, at + length, not on_old)
        old += len(edit.old)
        new += len(edit.new)
    return tuple(
        Woven(block, tuple(w for line, w in zip(targets, woven, strict=True) if line.block == n))
        for n, block in enumerate(shown)
    )


def _put(
    edit: Edit, targets: Sequence[_Line], woven: list[Tokens], start: int, end: int, new: bool
) -> None:
    """Put a stretch into the lines where it stands; the end of a paragraph that came is shown."""
    for number, line in enumerate(targets):
        if words := line.cut(start, end):
            woven[number] += _marked(edit, words)
        if new and _over_end(targets, number, start, end):
            woven[number] += tree.note(_PARAGRAPH_END)


def _over_end(lines: Sequence[_Line], number: int, start: int, end: int) -> bool:
    """Tell whether a stretch goes over the end of a block behind which another stands."""
    if number + 1 >= len(lines) or lines[number].block == lines[number + 1].block:
        return False
    return start < lines[number + 1].start and end > lines[number].end


def _whole(block: Block) -> Woven:
    lines = ([t for t in tokens if t.type != "task_box"] for tokens in _tokens(block))
    return Woven(block, tuple(lines))


def _lines(blocks: Sequence[Block]) -> list[_Line]:
    """Lay the lines of some blocks end to end, as the edits count them."""
    lines: list[_Line] = []
    start = 0
    for number, block in enumerate(blocks):
        at = start
        for tokens in _tokens(block):
            ribbon = tree.Ribbon(tokens)
            lines.append(_Line(number, at, at + ribbon.width, ribbon))
            at += ribbon.width + 1
        start += len(block.text) + 2
    return lines


def _tokens(block: Block) -> Iterator[Tokens]:
    if block.kind == "code":
        yield tree.plain(block.text)
    elif block.kind == "rule":
        yield []
    else:
        for line in tree.lines_of_text([block.node]):
            yield tree.tokens(line.children)


def _line_at(lines: Sequence[_Line], at: int) -> int:
    return next((n for n, line in enumerate(lines) if at <= line.end), len(lines) - 1)


def _joined(lines: Sequence[_Line], start: int, end: int) -> Tokens:
    """Give a stretch that may go over several lines as one."""
    found: Tokens = []
    for number, line in enumerate(lines):
        found += line.cut(start, end)
        if _over_end(lines, number, start, end):
            found += tree.plain(f"{_PARAGRAPH_END} ")
        elif number + 1 < len(lines) and start <= line.end < end:
            found += tree.plain(" ")
    return found


def _marked(edit: Edit, words: Tokens) -> Tokens:
    if edit.op == "insert":
        return tree.inserted(words)
    return tree.deleted(words) if edit.op == "delete" else words
