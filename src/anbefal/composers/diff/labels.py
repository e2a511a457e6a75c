"""Labels: what became of a block, in words."""

from collections.abc import Iterator, Sequence

from anbefal.i18n import Message, msg, msgs, visible
from anbefal.model import Block, BlockChange, Place

_QUOTED = 50


def labels_of(change: BlockChange) -> Iterator[Message]:
    """Tell what became of a block, apart from moving, and from words that came and went."""
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


def moved_labels(change: BlockChange, blocks: Sequence[BlockChange]) -> Iterator[Message]:
    """Tell where from, or where to; of what is not shown here, its first words as well.

    `blocks` begin with this one: those that left together are told of as one.
    """
    label = place_label(change)
    if label is None or change.place is None:
        return
    if change.change == "moved":
        yield label
        return
    place = change.place
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
    yield ways.get(place.direction) or msg(
        "{text} moved to {place}", text=words, place=_where(place)
    )


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


def place_label(change: BlockChange) -> Message | None:
    """Tell where a block came from or went to, of one that is shown in full."""
    place = change.place
    if place is None:
        return None
    if place.direction:
        return msg("moved up") if place.direction == "up" else msg("moved down")
    if change.change == "left":
        return msg("moved to {place}", place=_where(place))
    return msg("moved here from {place}", place=_where(place))


def _where(place: Place) -> list[object]:
    named: list[object] = [f'"{visible(name)}"' for name in (place.section, place.entry) if name]
    return named or [msg("title and lead")]
