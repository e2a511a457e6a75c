"""Labels: what became of a block, in words."""

from collections.abc import Iterator

from anbefal.i18n import Message, msg, msgs, visible
from anbefal.model import Block, BlockChange, Place

_QUOTED = 50


def labels_of(change: BlockChange, quoted: bool = True) -> Iterator[Message]:
    """Tell what became of a block, apart from words that came and went.

    What left is `quoted`, unless it stands beside its label.
    """
    if change.change == "left":
        yield _moved(msg("moved from here"), change.place, change.block if quoted else None)
    elif change.change == "moved":
        yield _moved(msg("moved to here"), change.place, None)
    elif change.change == "split":
        yield msgs("now {count} paragraph", "now {count} paragraphs", len(change.new))
    elif change.change == "joined":
        yield msgs("{count} paragraph joined", "{count} paragraphs joined", len(change.old))
    if change.change == "left":
        return
    if change.reshaped and change.old and change.new:
        old, new = change.old[0], change.new[0]
        before, after = _shape(old), _shape(new)
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


def _moved(moved: Message, place: Place | None, block: Block | None) -> Message:
    """Tell where to or where from; of what is not shown here, its first words as well."""
    words: object = (
        msg('{moved}: "{text}"', moved=moved, text=_short(block.text)) if block else moved
    )
    assert place is not None, "what moved has a place at the other end"
    if place.direction == "up":
        where: object = msg("further up")
    elif place.direction == "down":
        where = msg("further down")
    else:
        where = [f'"{visible(name)}"' for name in (place.section, place.entry) if name]
    return msg("{moved} ({place})", moved=words, place=where)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[:_QUOTED].rsplit(' ', 1)[0]} …"


def _shape(block: Block) -> Message:
    if block.kind == "heading":
        return msg("a heading of level {level}", level=block.level)
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
