"""What the body's functions share: where a block stands, and what the document has used so far."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from anbefal.i18n import Message, translate
from anbefal.model.document import Document
from anbefal.tree import Node
from anbefal.writers.pdf.code import join
from anbefal.writers.pdf.letters import Letters
from anbefal.writers.pdf.press import Pictures

TEXT_WIDTH = 442.0
"""Points: A4 with 2.7 cm at the sides."""
TURNED_WIDTH = 688.0
"""The same page, turned sideways."""
SHEET_WIDTH = 510.0
_NARROWEST = 0.45 * TEXT_WIDTH
_LETTER = 10.0
"""The width in points of a wide letter."""
_DEEPEST = 46
"""How much of typst's nesting, of which there is 64, may be used up before the words come."""


class Place(NamedTuple):
    """Where a block stands: how wide it may be, and how deep it is nested already."""

    width: float = TEXT_WIDTH
    depth: int = 0
    """By typst's own count: a list takes two, a quote six."""
    quotes: int = 0
    in_note: bool = False

    def inside(self, width: float, depth: int) -> "Place":
        """Give the place within a block that takes some width and some depth."""
        room = max(self.width - width, min(self.width, _NARROWEST))
        return self._replace(width=room, depth=self.depth + depth)

    @property
    def is_deepest(self) -> bool:
        """Tell whether typst could refuse a further list or quote here."""
        return self.depth > _DEEPEST

    @property
    def longest(self) -> int:
        """Give how long a word may be before it must be allowed to break."""
        return max(int(self.width / _LETTER), 24)


Block = Callable[[Node, Place, "Pen"], str]


class Pen:
    """Write one document's body; remember its headings, notes and pictures."""

    def __init__(
        self,
        document: Document,
        pictures: Pictures,
        letters: Letters,
        blocks: Mapping[str, Block],
    ) -> None:
        """Start with nothing used."""
        self.language = document.language
        self.notes = document.notes
        self.pictures = pictures
        self.letters = letters
        self.levels: dict[int, int] = {}
        """The level of each heading that has words, by its identity in memory."""
        self.listed: set[int] = set()
        """The headings outside quotes and lists, by their identity in memory."""
        self.labels: dict[int, str] = {}
        """typst's labels, by the heading (its identity in memory)."""
        self.anchors: dict[str, str] = {}
        """typst's labels by the anchor that a link within the document leads to."""
        self.find_anchor: Callable[[str], str] = str
        """Gives the anchor that a link within the document means by a name."""
        self.numbered: dict[int, str] = {}
        """typst's labels of blocks that have a number, by the block (its identity in memory)."""
        self.noted: dict[str, str] = {}
        """typst's labels of the footnotes so far, by their labels in the Markdown."""
        self._blocks = blocks

    def render(self, nodes: Sequence[Node], place: Place) -> str:
        """Write some blocks in a row as one value, each by its type; "" where they hold nothing."""
        written = []
        for number, node in enumerate(nodes):
            words = self.spoken(node.meta.get("lang", ""), self._block(node)(node, place, self))
            following = nodes[number + 1] if number + 1 < len(nodes) else None
            if words and following is not None and _introduces(node, following):
                words = f"keep({words})"
            if words:
                written.append(words)
        return join(written) if written else ""

    def _block(self, node: Node) -> Block:
        return self._blocks.get(node.type) or self._blocks["other"]

    def spoken(self, language: object, words: str) -> str:
        """Mark written words as another language's, where they are."""
        if not words or language in ("", self.language):
            return words
        return f"spoken({language_of(str(language))}, {words})"

    def label_of(self, name: str) -> str:
        """Give typst's label of what a link within the document means by a name; "" for none."""
        return self.anchors.get(self.find_anchor(name), "")

    def say(self, message: Message) -> str:
        """Write a message of ours in the document's language."""
        return self.letters.line(translate(message, self.language))


_REGIONS = MappingProxyType({"da": "DK", "en": "GB"})
_LANGUAGE = re.compile("[a-z]{2,3}")


def language_of(name: str) -> str:
    """Write a language as typst's language and region; English for what is no language's name."""
    language = name.partition("-")[0].lower()
    if not _LANGUAGE.fullmatch(language):
        language = "en"
    region = _REGIONS.get(language)
    return f'"{language}", "{region}"' if region else f'"{language}", none'


_INTRODUCED = frozenset(("bullet_list", "ordered_list", "table", "fence", "code_block"))
_SHORT = 240


def _introduces(node: Node, following: Node) -> bool:
    """Tell whether a line should stay with what comes next: "The groups agreed on:"."""
    if node.type != "paragraph" or node.hidden or following.type not in _INTRODUCED:
        return False
    return sum(len(child.content) for child in node.children) <= _SHORT
