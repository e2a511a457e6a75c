"""Headings: levels without gaps, whatever a scribe wrote, and an anchor each."""

from collections.abc import Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.anchors import Anchors
from anbefal.writers.levels import Levels

CHROME = ("page-main", "page-contents", "view-inline", "view-side", "view-then-and-now")
"""The page's own anchors; no heading may have them."""


class Heading(NamedTuple):
    """A heading as it is printed: its level among all others, its anchor and its plain words."""

    level: int
    anchor: str
    words: str
    language: str
    """Where it is another than the page's; else empty."""


def place_headings(stream: Sequence[tree.StreamToken]) -> tuple[list[Heading], Anchors]:
    """Give every heading of copied tokens its level and anchor.

    The page's title is the only h1, so that the body starts at h2. A level is how many headings a
    heading stands under: gaps close. What the scribe meant it to look like is kept as a class.
    Returns the headings outside quotes and lists, for the table of contents, and all anchors.
    """
    own = [str(token.attrs["id"]) for token in stream if "id" in token.attrs]
    anchors = Anchors((*CHROME, *own))
    shift = 1 if any(t.type == "heading_open" and t.tag == "h1" for t in stream) else 0
    levels = Levels()
    containers = 0
    headings = []
    for at, token in enumerate(stream):
        if token.type in _CONTAINERS:
            containers += token.nesting
        if token.type != "heading_open":
            continue
        words = plain(stream[at + 1])
        if not words:
            # A heading without words would be a riddle to whoever hears the page.
            token.hidden = stream[at + 2].hidden = True
            continue
        meant = int(token.tag[1])
        level = min(6, 1 + levels.place(meant))
        looks = min(6, meant + shift)
        anchor = anchors.name(words, str(token.attrs.get("id", "")))
        token.tag = stream[at + 2].tag = f"h{level}"
        token.attrs = {**token.attrs, "id": anchor}
        classes = [f"looks-{looks}"] * (looks != level) + ["new-page"] * ("new_page" in token.meta)
        if classes:
            token.attrs["class"] = " ".join(classes)
        if not containers:
            headings.append(Heading(level, anchor, words, str(token.attrs.get("lang", ""))))
    return headings, anchors


_CONTAINERS = frozenset(
    f"{name}_{end}" for name in ("blockquote", "list_item", "footnote") for end in ("open", "close")
)


def plain(inline: tree.StreamToken) -> str:
    """Give the plain words of an inline token, on one line."""
    return " ".join(tree.words_of([inline]).split())
