"""What the body's functions share: where a block stands, and what the document has used so far."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from anbefal.model.document import Document, Image
from anbefal.tree import Node
from anbefal.writers.docx.numbering import ListUse
from anbefal.writers.docx.page import TEXT_WIDTH

# However deep the nesting, a third of the line is left for words.
DEEPEST_LEFT = 2 * TEXT_WIDTH // 3


class Place(NamedTuple):
    """Where a block stands: its edges, the list or quote round it, the space behind it."""

    left: int = 0
    width: int = TEXT_WIDTH
    after: int = 160
    """The space behind the last block of a row of them."""
    between: int = 160
    """The space behind the others."""
    bar: int = -1
    """The left edge of the quote round the block, -1 outside quotes."""
    level: int = -1
    """How many lists are round the innermost list; -1 outside lists."""
    number: str = ""
    """The numbering of the item whose first paragraph comes now."""
    style: str = "BodyText"
    """The style of plain paragraphs here."""
    boxes: bool = False
    """Whether a task box stands where the bullet would."""

    def indented(self, by: int) -> "Place":
        """Move the left edge in, never so far that no words fit."""
        left = min(self.left + by, DEEPEST_LEFT)
        return self._replace(left=left, width=self.width - (left - self.left))


Block = Callable[[Node, Place, "Pen"], str]


class Pen:
    """Write one document's body; remember its links, lists, pictures and bookmarks."""

    def __init__(self, document: Document, blocks: Mapping[str, Block]) -> None:
        """Start with nothing used."""
        self.language = document.language
        self.images = document.images
        self.anchors: dict[str, str] = {}
        """Bookmark names by the id that the document's own links use."""
        self.bookmarks: dict[int, str] = {}
        """Bookmark names by heading (its identity in memory)."""
        self.titles: dict[str, str] = {}
        """The words of headings by their bookmarks' names."""
        self.shift = 0
        """How many levels a heading moves up, so that the first level used is Heading 1."""
        self.links: dict[str, str] = {}
        self.lists: list[ListUse] = []
        self.pictures: dict[str, tuple[str, Image]] = {}
        self._blocks = blocks
        self._last_id = 0

    def render(self, nodes: Sequence[Node], place: Place) -> str:
        """Write some blocks in a row, each by its type."""
        if not nodes:
            return ""
        inner = place._replace(after=place.between)
        written = [self._block(node)(node, inner, self) for node in nodes[:-1]]
        written.append(self._block(nodes[-1])(nodes[-1], place, self))
        return "".join(written)

    def _block(self, node: Node) -> Block:
        return self._blocks.get(node.type) or self._blocks["other"]

    def new_id(self) -> int:
        """Give the next number for a bookmark, picture or control: unique in the document."""
        self._last_id += 1
        return self._last_id

    def link(self, target: str) -> str:
        """Give the relationship id of an outside address."""
        return self.links.setdefault(target, f"link{len(self.links) + 1}")
