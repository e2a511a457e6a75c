"""Blocks as text: each with its sign, and its words with what came and went marked."""

from collections.abc import Iterable, Iterator, Sequence

from anbefal.cli.marks import Marks, Stretch, Style, lay
from anbefal.i18n import Message, msg, msgs, translate, visible
from anbefal.model import Block, BlockChange, Edit, EditOp, Place, SectionChange

_STYLES: dict[EditOp, Style] = {
    "equal": "plain",
    "insert": "came",
    "delete": "went",
    "move": "moved",
}
# Of what stayed, so many words are shown beside a change; no less is left out.
_BESIDE = 12
_LEAST_LEFT_OUT = 8
_QUOTED = 50
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
        labels = list(_labels(change))
        # Blocks that moved together are told of once.
        if (change.change, change.place) != told:
            labels[:0] = _moved(change, section.blocks[number:])
        told = (change.change, change.place)
        if labels:
            label = "; ".join(translate(word, language) for word in labels)
            yield from lay([Stretch(f"({label})", "faint")], marks, "    ", "     ")
        if change.change != "left":
            yield from lay(_stretches(change), marks, *_start(change))


def _labels(change: BlockChange) -> Iterable[Message]:
    if change.change == "left":
        return
    if change.change == "split":
        yield msgs("now {count} paragraph", "now {count} paragraphs", len(change.new))
    elif change.change == "joined":
        yield msgs("{count} paragraph joined", "{count} paragraphs joined", len(change.old))
    if change.reshaped and change.old and change.new:
        before, after = _shape(change.old[0]), _shape(change.new[0])
        if before != after:
            yield msg("was {before}, is {after}", before=before, after=after)
    for edit in change.edits:
        if edit.form:
            yield msg(
                'only the form of "{text}": {before} → {after}',
                text=_short(edit.text),
                before=_form(edit.old_form),
                after=_form(edit.new_form),
            )


def _moved(change: BlockChange, blocks: Sequence[BlockChange]) -> Iterable[Message]:
    """Tell where from, or where to; of what is not shown here, its first words as well."""
    place = change.place
    if place is None:
        return
    where: list[object] = [f'"{visible(name)}"' for name in (place.section, place.entry) if name]
    where = where or [msg("title and lead")]
    if change.change == "moved":
        here = {"up": msg("moved up"), "down": msg("moved down")}
        yield here.get(place.direction, msg("moved here from {place}", place=where))
        return
    together = next(
        (n for n, at in enumerate(blocks) if (at.change, at.place) != ("left", place)), len(blocks)
    )
    words: object = f'"{visible(_short(change.old[0].text))}"'
    if together > 1:
        more = msgs("{count} more", "{count} more", together - 1)
        words = msg("{text} and {more}", text=words, more=more)
    ways = {
        "up": msg("{text} moved up", text=words),
        "down": msg("{text} moved down", text=words),
    }
    yield ways.get(place.direction, msg("{text} moved to {place}", text=words, place=where))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rsplit(' ', 1)[0]} …"


def _shape(block: Block) -> Message:
    if block.kind == "heading":
        return msg("a heading of level {level}", level=block.level)
    if block.kind == "item" and block.marker[-1:] == ".":
        return msg("a numbered item of level {level}", level=block.depth)
    if block.kind == "item" and block.box is not None:
        return msg("a task of level {level}", level=block.depth)
    if block.kind == "item":
        return msg("an item of level {level}", level=block.depth)
    kinds = {
        "row": msg("a row of a table"),
        "quote": msg("a quotation"),
        "code": msg("code"),
        "rule": msg("a line across"),
    }
    return kinds.get(block.kind, msg("a paragraph"))


def _form(form: tuple[str, ...]) -> object:
    known = {"strong": msg("bold"), "em": msg("italic"), "s": msg("struck through")}
    told: list[object] = []
    for name in form:
        kind, _, target = name.partition(":")
        if kind == "link":
            told.append(msg("link to {target}", target=target))
        elif kind == "image":
            told.append(msg("picture {target}", target=target))
        else:
            told.append(known.get(name, name))
    return told or msg("plain")


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
