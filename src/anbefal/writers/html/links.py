"""Links: only where a reader may safely go; everything else is its words alone."""

import re
from collections.abc import Sequence
from urllib.parse import unquote

from anbefal import tree
from anbefal.addresses import percent_encode
from anbefal.anchors import Anchors

_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")


def place_links(stream: Sequence[tree.StreamToken], anchors: Anchors) -> None:
    """Keep the links of copied tokens that lead to the web, a mailbox or a heading."""
    for token in stream:
        children = token.children or []
        for at, child in enumerate(children):
            if child.type == "link_open":
                _place_link(children, at, anchors)


def _place_link(children: list[tree.StreamToken], at: int, anchors: Anchors) -> None:
    opened = children[at]
    end = next((n for n in range(at, len(children)) if children[n].type == "link_close"), at)
    target = _target(str(opened.attrs.get("href", "")), anchors)
    if not target:
        opened.hidden = children[end].hidden = True
        return
    opened.attrs = {**opened.attrs, "href": target}
    if _WEB.match(target):
        opened.attrs["rel"] = "noopener noreferrer"
    if not tree.words_of(children[at + 1 : end]).strip():
        # A link needs a name that can be heard: its address, where it has no words.
        opened.attrs["aria-label"] = target
        if end == at + 1:
            opened.meta = {**opened.meta, "words": target}


def _target(href: str, anchors: Anchors) -> str:
    """Give the address to print; empty where the link leads nowhere that is allowed."""
    if _UNPRINTED.search(href):
        # It was built by nobody who means well: Markdown's own reader writes these as "%0A".
        return ""
    if href.startswith("#"):
        found = anchors.find(unquote(href[1:]))
        return f"#{found}" if found else ""
    return percent_encode(href) if _WEB.match(href) or _MAIL.match(href) else ""
