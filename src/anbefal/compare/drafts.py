"""Drafts: everything that differs between two states of one."""

from collections.abc import Iterator, Sequence

from anbefal.compare.blocks import Placed
from anbefal.compare.edits import edit
from anbefal.compare.fields import compare_fields
from anbefal.compare.matching import Matching
from anbefal.compare.pairing import Link
from anbefal.model import (
    Block,
    BlockChange,
    BlockOp,
    Draft,
    DraftChange,
    PartOp,
    Place,
    Section,
    SectionChange,
)
from anbefal.values import replace


def compare_drafts(old: Draft | None, new: Draft | None) -> DraftChange:
    """Compare two states of a draft; None stands for one that is not there."""
    shown = new or old
    assert shown is not None, "one of the two is there"
    matching = Matching(old, new)
    sections = tuple(_sections(matching))
    fields = compare_fields(old, new)
    title = shown.title or (old.title if old else None)
    return DraftChange(
        path=shown.path,
        title=title.text if title else "",
        group=shown.text_of("group"),
        change=_change(old, new, bool(fields) or any(s.change != "same" for s in sections)),
        before=old.path if old else "",
        fields=fields,
        sections=sections,
        inserted=sum(section.inserted for section in sections),
        deleted=sum(section.deleted for section in sections),
    )


def _change(old: Draft | None, new: Draft | None, edited: bool) -> PartOp:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    if old.path != new.path:
        return "moved"
    return "edited" if edited else "same"


# -- sections --------------------------------------------------------------------------------


def _sections(matching: Matching) -> Iterator[SectionChange]:
    """Give the sections in the new order, with those that went behind what they followed."""
    now = {i: j for j, i in matching.sections.items()}
    gone: dict[int, list[int]] = {}
    behind = -1
    for i in range(len(matching.old_sections)):
        if i not in now:
            gone.setdefault(behind, []).append(i)
        elif now[i] in matching.kept_sections:
            behind = now[i]
    yield from (_section(matching, i, None) for i in gone.get(-1, ()))
    for j in range(len(matching.new_sections)):
        yield _section(matching, matching.sections.get(j), j)
        yield from (_section(matching, i, None) for i in gone.get(j, ()))


def _section(matching: Matching, i: int | None, j: int | None) -> SectionChange:
    before = matching.old_sections[i] if i is not None else None
    after = matching.new_sections[j] if j is not None else None
    blocks = tuple(_blocks(matching, i, j))
    change: PartOp = "same"
    if i is None and after:
        change = "added"
    elif j is None and before:
        change = "removed"
    elif i is not None and j is not None and j not in matching.kept_sections:
        change = "moved"
    elif any(block.change != "same" for block in blocks):
        change = "edited"
    shown = after or before
    return SectionChange(
        id=shown.id if shown else "",
        heading=shown.heading if shown else "",
        before=before.heading if before else "",
        change=change,
        blocks=blocks,
        inserted=sum(block.inserted for block in blocks),
        deleted=sum(block.deleted for block in blocks),
    )


# -- blocks ----------------------------------------------------------------------------------


def _blocks(matching: Matching, section: int | None, now: int | None) -> Iterator[BlockChange]:
    """Merge a section's two rows of blocks: what went stands before what came in its place."""
    old = matching.old_blocks(section) if section is not None else range(0)
    new = matching.new_blocks(now) if now is not None else range(0)
    at = old.start
    ends = _next_stayed(matching, new, old.stop)
    for j in new:
        link = matching.of_new.get(j)
        if link is not None and j != link.new[0]:
            continue
        for i in range(at, ends[j]):
            yield _gone(matching, i)
        at = max(at, ends[j])
        if link is None:
            yield _come(matching.after[j].block)
        elif j in matching.stayed:
            at = link.old[-1] + 1
            yield _kept(matching, link)
        else:
            yield _moved(matching, link)
    for i in range(at, old.stop):
        yield _gone(matching, i)


def _next_stayed(matching: Matching, new: range, stop: int) -> dict[int, int]:
    """Give, for each block, where the next one that stayed stood before."""
    ends = {}
    for j in reversed(new):
        link = matching.of_new.get(j)
        if link is not None and link.new[0] in matching.stayed:
            stop = link.old[0]
        ends[j] = stop
    return ends


def _come(block: Block) -> BlockChange:
    edited = edit((), (block,))
    return BlockChange("added", (), (block,), edited.edits, edited.inserted, 0)


def _gone(matching: Matching, i: int) -> BlockChange:
    block = matching.before[i].block
    link = matching.of_old.get(i)
    if link is None:
        edited = edit((block,), ())
        return BlockChange("removed", (block,), (), edited.edits, 0, edited.deleted)
    new = matching.after[link.new[0]]
    place = _place(matching, link, new, matching.new_sections)
    return BlockChange("left", (block,), (new.block,), place=place)


def _moved(matching: Matching, link: Link) -> BlockChange:
    change = _kept(matching, link)
    edits = tuple(replace(e, op="move") if e.op == "equal" else e for e in change.edits)
    place = _place(matching, link, matching.before[link.old[0]], matching.old_sections)
    return replace(change, change="moved", found=edits, place=place)


def _place(
    matching: Matching, link: Link, one: Placed, sections: Sequence[Section | None]
) -> Place:
    section = sections[one.section]
    return Place(section.heading if section else "", one.block.entry, matching.direction(link))


def _kept(matching: Matching, link: Link) -> BlockChange:
    if link.is_pair:
        one, other = matching.before[link.old[0]], matching.after[link.new[0]]
        if one.is_written_like(other):
            reshaped = one.shape != other.shape
            change: BlockOp = "edited" if reshaped else "same"
            return BlockChange(change, (one.block,), (other.block,), reshaped=reshaped)
    before = [matching.before[i] for i in link.old]
    after = [matching.after[j] for j in link.new]
    old, new = tuple(one.block for one in before), tuple(one.block for one in after)
    reshaped = any(one.shape != other.shape for one in before for other in after)
    edited = edit(old, new)
    changed = reshaped or any(one.form or one.op != "equal" for one in edited.edits)
    return BlockChange(
        "split" if len(new) > 1 else "joined" if len(old) > 1 else "edited" if changed else "same",
        old,
        new,
        edited.edits,
        edited.inserted,
        edited.deleted,
        reshaped,
    )
