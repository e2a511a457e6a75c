"""Blocks as text: each with its sign, and its words with what came and went marked."""

from collections.abc import Iterator

from anbefal.cli.marks import Marks, Stretch, Style, lay
from anbefal.composers.diff.labels import labels_of, moved_labels
from anbefal.i18n import translate
from anbefal.model import BlockChange, Edit, EditOp, Place, SectionChange

_STYLES: dict[EditOp, Style] = {
    "equal": "plain",
    "insert": "came",
    "delete": "went",
    "move": "moved",
}
# Of what stayed, so many words are shown beside a change; no less is left out.
_BESIDE = 12
_LEAST_LEFT_OUT = 8
_BOXES = {True: "[x]", False: "[ ]", None: ""}


def show_blocks(section: SectionChange, language: str, marks: Marks) -> Iterator[str]:
    """Give the lines of a section's changed blocks, under the entries they stand in."""
    told: tuple[str, Place | None] = ("", None)
    entry = ""
    for number, change in enumerate(section.blocks):
        block = change.block
        # A section's own heading stands above all this.
        if change.change == "same" or (block.level == 2 and not block.depth):
            continue
        own = block.kind == "heading" and block.level == 3
        if block.entry != entry and not own and block.entry:
            yield from lay([Stretch(f"### {block.entry}", "faint")], marks, "    ", "      ")
        entry = block.entry
        labels = list(labels_of(change))
        # Blocks that moved together are told of once.
        if (change.change, change.place) != told:
            labels[:0] = moved_labels(change, section.blocks[number:])
        told = (change.change, change.place)
        if labels:
            label = "; ".join(translate(word, language) for word in labels)
            yield from lay([Stretch(f"({label})", "faint")], marks, "    ", "     ")
        if change.change != "left":
            yield from lay(_stretches(change), marks, *_start(change))


def _start(change: BlockChange) -> tuple[str, str]:
    """Give what stands before a block's first line and its others."""
    block = change.block
    indent = "  " * max(0, block.depth - 1)
    sign = ""
    if block.kind == "heading":
        sign = "#" * block.level + " "
    elif block.marker:
        sign = "- "
    elif block.kind == "quote":
        sign = "> "
    elif block.kind == "row":
        sign = "| "
    box = "".join(f"{_BOXES[at.box]}→" for at in change.old if at.box != block.box)
    box = f"{box}{_BOXES[block.box]} " if block.box is not None else ""
    return f"    {indent}{sign}{box}", f"    {indent}{' ' * len(sign + box)}"


def _stretches(change: BlockChange) -> Iterator[Stretch]:
    edits = change.edits
    for number, edit in enumerate(edits):
        style = _STYLES[edit.op]
        text = _on_one_line(change, edit)
        if edit.op == "equal" and not edit.form:
            text = _shortened(text, number == 0, number + 1 == len(edits))
        elif number and edits[number - 1].op == "delete" and text[0].isalnum():
            yield Stretch(" ")
        yield Stretch(text, style)
    if not edits:
        yield Stretch("---")


def _on_one_line(change: BlockChange, edit: Edit) -> str:
    if change.block.kind == "row":
        return edit.text.replace("\n", " | ")
    return edit.text.replace("\n\n", " ¶ ")


def _shortened(text: str, first: bool, last: bool) -> str:
    """Leave out the middle of what stayed, or all but the end that touches a change."""
    words = text.split()
    before, behind = 0 if first else _BESIDE, 0 if last else _BESIDE
    if first and last:
        before = _BESIDE
    if len(words) - before - behind < _LEAST_LEFT_OUT:
        return text
    left = text[: len(text) - len(text.lstrip())]
    right = text[len(text.rstrip()) :]
    kept = [*words[:before], "…", *(words[-behind:] if behind else [])]
    return left + " ".join(kept) + right
