"""Changes: what differs between two versions, from the whole assembly down to single words."""

from collections.abc import Iterator
from typing import Literal

from anbefal.i18n import Message, msg
from anbefal.model.version import Change
from anbefal.tree import Node, count_words, text
from anbefal.values import Struct

EditOp = Literal["equal", "insert", "delete", "move"]
BlockKind = Literal["paragraph", "heading", "item", "row", "quote", "code", "rule"]
BlockOp = Literal["same", "edited", "added", "removed", "moved", "left", "split", "joined"]
Direction = Literal["up", "down", ""]
PartOp = Literal["same", "edited", "added", "removed", "moved"]


class Edit(Struct, frozen=True):
    """A stretch of a block's text that stayed, came, went, or came along with a moved block."""

    op: EditOp
    text: str
    before: str = ""
    """Of a stretch that stayed: how it stood before, where its spaces and line breaks differ."""
    old_form: tuple[str, ...] = ()
    """Of a stretch that stayed, if its form changed: strong, em, s, link:TO, image:OF."""
    new_form: tuple[str, ...] = ()

    @property
    def old(self) -> str:
        """Give the text that stood there before; "" where nothing did."""
        return "" if self.op == "insert" else self.before or self.text

    @property
    def new(self) -> str:
        """Give the text that stands there now; "" where nothing does."""
        return "" if self.op == "delete" else self.text

    @property
    def form(self) -> bool:
        """Tell whether the words stayed but are bold, linked … otherwise than before."""
        return self.old_form != self.new_form


class Block(Struct, frozen=True):
    """The smallest thing that is matched: a paragraph, heading, item's own text, row or code."""

    kind: BlockKind
    node: Node
    """The node that holds the text: a paragraph, heading, tr, fence, code_block or hr."""
    depth: int = 0
    """How many lists and quotes stand round it."""
    level: int = 0
    """Of a heading: 1 to 6."""
    marker: str = ""
    """Of an item: "-", or its number as "3."; "" where a paragraph goes on in an item."""
    box: bool | None = None
    """Of a task: whether it is ticked."""
    entry: str = ""
    """The level-3 heading that it stands under."""

    @property
    def text(self) -> str:
        """Give its text."""
        return text(self.node)

    @property
    def words(self) -> int:
        """Count its words."""
        return count_words([self.node])


class Place(Struct, frozen=True):
    """Where a block stands: the section's heading, and the level-3 heading in it if any."""

    section: str
    entry: str = ""
    direction: Direction = ""
    """Of a block that moved within its section: past which of those that stayed it went."""


class BlockChange(Struct, frozen=True):
    """What became of a block, in the order in which a reader of the new text meets it.

    A block that moved stands twice: as "left" where it was and as "moved" where it is now; both
    hold the same `old` and `new`, and only the latter has edits.
    """

    change: BlockOp
    old: tuple[Block, ...]
    """One block; none of one that was added, two or more of those that were joined."""
    new: tuple[Block, ...]
    """One block; none of one that was removed, two or more where one was split."""
    found: tuple[Edit, ...] = ()
    """Empty where the words were not looked at, because nothing differs; see `edits`."""
    inserted: int = 0
    deleted: int = 0
    reshaped: bool = False
    """It is another kind of block now, of another depth or level, or its box was ticked."""
    place: Place | None = None
    """Of one that moved: where from. Of one that left: where to."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Give the stretches that stayed, came and went; none of a block that left.

        The old side's texts, joined, are the old blocks' with a blank line between; so the new's.
        """
        if self.found or self.change == "left":
            return self.found
        words = self.new[0].text if self.new else ""
        return (Edit("equal", words),) if words else ()

    @property
    def block(self) -> Block:
        """Give the block as it is now, or as it was before it went."""
        return self.new[0] if self.new and self.change != "left" else self.old[0]

    @property
    def form(self) -> bool:
        """Tell whether something else than words changed."""
        return self.reshaped or any(edit.form for edit in self.edits)


class SectionChange(Struct, frozen=True):
    """What became of a section. The first of a draft has no heading: its title and lead."""

    id: str
    heading: str
    before: str
    """The heading before; "" where the section was not there."""
    change: PartOp
    """Moved wins over edited: the counts tell whether the words changed as well."""
    blocks: tuple[BlockChange, ...]
    """The heading is the first."""
    inserted: int = 0
    deleted: int = 0

    @property
    def renamed(self) -> bool:
        """Tell whether the same section has another heading now."""
        return self.change not in ("added", "removed") and self.before != self.heading

    @property
    def edited(self) -> bool:
        """Tell whether anything in it differs, if only its form or the order of its blocks."""
        return any(block.change != "same" for block in self.blocks)


class FieldChange(Struct, frozen=True):
    """A value of the front matter that differs, as it reads; None where there is none."""

    id: str
    """Empty where the template knows no such field."""
    key: str
    before: str | None
    after: str | None


class DraftChange(Struct, frozen=True):
    """What became of a draft."""

    path: str
    """As it is now, or as it was before it went."""
    title: str
    group: str
    change: PartOp
    """Moved is a draft whose file has another name now, edited or not."""
    before: str = ""
    """The path before; "" where the draft was not there."""
    fields: tuple[FieldChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    """In the new order; what went stands behind what it stood behind. Empty if nothing differs."""
    inserted: int = 0
    deleted: int = 0
    notes: tuple[Message, ...] = ()
    """What keeps the comparison from being whole, such as a version that is no text."""

    @property
    def old_words(self) -> int:
        """Count the words before; 0 where nothing differs."""
        changes = (block for section in self.sections for block in section.blocks)
        return sum(
            one.words for change in changes if change.change != "moved" for one in change.old
        )

    @property
    def new_words(self) -> int:
        """Count the words now; 0 where nothing differs."""
        changes = [change for section in self.sections for change in section.blocks]
        return sum(one.words for at in changes if at.change != "left" for one in at.new)


class Moment(Struct, frozen=True):
    """A version that is compared: how it was named, and what that turned out to be."""

    name: str
    """As the user wrote it: "1", "now", "last" …"""
    id: str = ""
    """Empty for the files as they are now."""
    time: int | None = None
    """Seconds since 1970; None for the files as they are now."""
    workshop: str = ""
    """The name of the workshop that closed with it, if any."""

    @property
    def label(self) -> Message:
        """Say which version it is."""
        if not self.id:
            return msg("now")
        if self.workshop:
            return msg("workshop {number}, {name}", number=self.name, name=self.workshop)
        return msg("version {version}", version=self.id[:10])


class Comparison(Struct, frozen=True):
    """Two versions of the assembly's drafts, compared."""

    old: Moment
    new: Moment
    drafts: tuple[DraftChange, ...]
    """In the groups' order; those without changes too, without their sections."""
    notes: tuple[Message, ...] = ()

    @property
    def total(self) -> Change:
        """Give the words that came and went in all."""
        return Change(
            sum(draft.inserted for draft in self.drafts),
            sum(draft.deleted for draft in self.drafts),
        )

    def changed(self) -> Iterator[DraftChange]:
        """Give the drafts in which anything differs, or may differ unseen."""
        return (draft for draft in self.drafts if draft.change != "same" or draft.notes)
