"""Views: a section's changed blocks in one column, or the old beside the new."""

from collections.abc import Iterator, Sequence

from anbefal import tree
from anbefal.composers.diff.labels import labels_of, moved_labels, place_label
from anbefal.composers.diff.nesting import Shown, nest
from anbefal.composers.diff.weaving import Side, Tokens, Woven, weave
from anbefal.i18n import Message, msg, translate
from anbefal.model import Block, BlockChange, Place
from anbefal.values import replace


class Views:
    """Show blocks in the language of a page, and link the two places of what moved."""

    def __init__(self, language: str) -> None:
        """Take the language of the page."""
        self._language = language
        self._numbers: dict[int, int] = {}

    def inline(self, blocks: Sequence[BlockChange]) -> tuple[tree.Node, ...]:
        """Show all blocks in one column, what went beside what came."""
        shown: list[Shown] = []
        told: tuple[str, Place | None] = ("", None)
        for number, change in enumerate(blocks):
            labels = [*labels_of(change), *_ticked(change)]
            # Blocks that moved together are told of once.
            if change.place and (change.change, change.place) != told:
                labels[:0] = moved_labels(change, blocks[number:])
            told = (change.change, change.place)
            note = self._linked(change, labels) if labels else []
            if change.change == "left":
                if note:
                    anchor = self._anchor(change, "left")
                    shown.append(Shown(Woven(_place_of(change.old[0]), (note,)), "left", anchor))
                continue
            woven = weave(change)
            woven = _with_note(woven, note) if note else woven
            moved = change.change == "moved"
            anchor = self._anchor(change, "moved") if moved else ""
            shown += [
                Shown(one, change.change, anchor if n == 0 else "") for n, one in enumerate(woven)
            ]
        return nest(shown)

    def side_by_side(self, blocks: Sequence[BlockChange]) -> Iterator[tree.Node]:
        """Show each block as it was, and beside it as it is."""
        for group in _groups(blocks):
            sides = (*self._side(group, "old"), *self._side(group, "new"))
            yield from tree.container("pair", sides)

    def _side(self, group: Sequence[BlockChange], side: Side) -> tuple[tree.Node, ...]:
        shown = []
        for change in group:
            if change.change == ("moved" if side == "old" else "left"):
                continue
            woven = weave(change, side)
            labels = [place_label(change)]
            labels += [*labels_of(change), *_ticked(change)] if side == "new" else []
            if note := self._say([label for label in labels if label]):
                woven = _with_note(woven, tree.note(note))
            shown += [Shown(one, change.change) for one in woven]
        return tree.container("side", nest(shown), name=side)

    def _say(self, labels: Sequence[Message]) -> str:
        return "; ".join(translate(label, self._language) for label in labels)

    def _linked(self, change: BlockChange, labels: Sequence[Message]) -> Tokens:
        """Give a note that leads to the other place of what moved."""
        note = self._say(labels)
        if change.place is None:
            return tree.note(note)
        other = "moved" if change.change == "left" else "left"
        return tree.note(tree.link(note, f"#{self._anchor(change, other)}"))

    def _anchor(self, change: BlockChange, kind: str) -> str:
        # Both places hold the very same block.
        number = self._numbers.setdefault(id(change.new[0].node), len(self._numbers) + 1)
        return f"{kind}-{number}"


def _ticked(change: BlockChange) -> Iterator[Message]:
    """Tell of a box that was ticked, or emptied: it has no words that could be marked."""
    if change.change != "left" and change.old and change.new:
        before, now = change.old[0].box, change.new[0].box
        if before is not None and now is not None and before != now:
            yield msg("ticked now") if now else msg("no longer ticked")


def _place_of(block: Block) -> Block:
    """Give a block to hold a note where another stood."""
    if block.kind in ("item", "row", "quote"):
        return replace(block, box=None)
    return replace(block, kind="paragraph", level=0)


def _groups(blocks: Sequence[BlockChange]) -> list[list[BlockChange]]:
    """Put together the rows of a table, and what went with what came in its place."""
    groups: list[list[BlockChange]] = []
    for change in blocks:
        before = groups[-1][-1] if groups else None
        rows = before and before.block.kind == change.block.kind == "row"
        replaced = before and before.change in ("removed", "added") and change.change == "added"
        several = before and before.change == change.change == "removed"
        if before and (rows or replaced or several):
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _with_note(woven: Sequence[Woven], note: Tokens) -> tuple[Woven, ...]:
    """Put a note behind the words of the last block."""
    if not woven:
        return ()
    *before, last = woven
    *lines, words = last.lines or ([],)
    return (*before, Woven(last.block, (*lines, [*words, *tree.plain(" "), *note])))
