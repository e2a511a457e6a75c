"""A document: what a writer prints."""

from collections.abc import Mapping

from anbefal.tree import Node
from anbefal.values import Struct


class Image(Struct, frozen=True):
    """A picture to embed: its bytes, media type and size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


class Looks(Struct, frozen=True):
    """A workspace's own looks; both were checked by whoever read them."""

    style: str = ""
    """A style sheet, printed behind ours on every web page."""
    reference: bytes | None = None
    """A Word file whose styles, page, header and footer every Word file takes over."""


class Document(Struct, frozen=True):
    """Metadata and a tree of nodes. The title is metadata and is not in the tree."""

    title: str
    language: str
    body: tuple[Node, ...]
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    """The assembly's name: printed in the header."""
    status: str = ""
    """Such as "Draft, not saved", in the document's language; printed under the title."""
    date: str = ""
    """ISO 8601, of the version shown; empty where the text is not saved."""
    identifier: str = ""
    keywords: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Label and value pairs that stand under the title, such as group, scribes and support."""
    contents: int = 0
    """The deepest level of heading (2 or 3) that a table of contents lists; 0 for none."""
    numbers: bool = False
    """Blocks have a `number` and its `anchor` in their meta, to be printed beside them."""
    sheets: bool = False
    """Each part that begins a page is meant to fit on one: print it small."""
    views: tuple[tuple[str, str], ...] = ()
    """The names and labels of the ways to look at the parts in "view" nodes, the first one first:
    "inline", "side", and "then-and-now", which is "side" without marks."""
    notes: Mapping[str, tuple[Node, ...]] = {}
    """Footnotes by label, in the order of their numbers; none is defined in the body."""
    images: Mapping[str, Image] = {}
    """By the source in the Markdown; a picture that is not here is printed as its alt text."""
    looks: Looks = Looks()


class Revision(Struct, frozen=True):
    """A text in two versions, to be printed with its changes; None where it was not there."""

    old: Document | None
    new: Document | None
    author: str
    """Who is said to have made the changes."""
    date: str = ""
    """ISO 8601, when the new version was saved; empty where it is not."""
    remarks: tuple[str, ...] = ()
    """Lines of a comment on the first paragraph."""
