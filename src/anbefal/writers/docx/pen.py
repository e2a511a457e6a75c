"""What the body's functions share: where a block stands, and what the document has used so far."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from anbefal.model.document import Document, Image
from anbefal.tree import Node
from anbefal.writers.docx.marks import Marks
from anbefal.writers.docx.numbering import ListUse
from anbefal.writers.docx.page import A4, TEXT_WIDTH, Page


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
    note: bool = False
    """Whether it stands in a footnote, where all words are small."""

    def indented(self, by: int) -> "Place":
        """Move the left edge in; however deep the nesting, a third of the line is for words."""
        left = min(self.left + by, 2 * (self.left + self.width) // 3)
        return self._replace(left=left, width=self.width - (left - self.left))


class Part:
    """What a part of the file refers to outside itself: each part has relations of its own."""

    def __init__(self) -> None:
        """Start with nothing used."""
        self.links: dict[str, str] = {}
        """Relationship ids by address."""
        self.pictures: dict[str, None] = {}
        """The names of pictures."""


Block = Callable[[Node, Place, "Pen"], str]


class Pen:
    """Write one document's body; remember its links, lists, pictures and bookmarks."""

    def __init__(self, document: Document, blocks: Mapping[str, Block], page: Page = A4) -> None:
        """Start with nothing used."""
        self.page = page
        self.language = document.language
        self.foreign = ""
        """The language of what is written now, where it is another than the document's."""
        self.images = document.images
        self.anchors: dict[str, str] = {}
        """Bookmark names by the id that the document's own links use."""
        self.find_anchor: Callable[[str], str] = str
        """Gives the anchor that a link within the document means by a name."""
        self.bookmarks: dict[int, str] = {}
        """Bookmark names by heading (its identity in memory)."""
        self.heading = ""
        """The words of the heading that what is written now stands under."""
        self.titles: dict[str, str] = {}
        """The words of headings by their bookmarks' names."""
        self.numbers = document.numbers
        self.shift = 0
        """How many levels a heading moves up, so that the first level used is Heading 1."""
        self.body, self.notes = Part(), Part()
        self.part = self.body
        """The part that is being written."""
        self.marks = Marks(document)
        self.lists: list[ListUse] = []
        self.pictures: dict[str, tuple[str, Image]] = {}
        self._blocks = blocks
        self._last_id = 0

    def render(self, nodes: Sequence[Node], place: Place) -> str:
        """Write some blocks in a row, each by its type."""
        if not nodes:
            return ""
        inner = place._replace(after=place.between)
        written = [self._write(node, inner) for node in nodes[:-1]]
        written.append(self._write(nodes[-1], place))
        return "".join(written)

    def _write(self, node: Node, place: Place) -> str:
        block = self._blocks.get(node.type) or self._blocks["other"]
        language = node.meta.get("lang", "")
        if not language:
            return block(node, place, self)
        outer, self.foreign = self.foreign, self.told(language)
        written = block(node, place, self)
        self.foreign = outer
        return written

    def told(self, language: object) -> str:
        """Give a language where it must be told: one that is not the document's."""
        return "" if language == self.language else str(language)

    def bookmark_of(self, href: str) -> str:
        """Give the bookmark that a link within the document leads to; "" for any other link."""
        if not href.startswith("#"):
            return ""
        return self.anchors.get(self.find_anchor(unquote(href[1:])), "")

    def new_id(self) -> int:
        """Give the next number for a bookmark, picture or control: unique in the document."""
        self._last_id += 1
        return self._last_id

    def link(self, target: str) -> str:
        """Give the relationship id of an outside address."""
        links = self.part.links
        return links.setdefault(target, f"link{len(links) + 1}")
