"""Links: only where a reader may safely go; everything else is its words alone."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from anbefal import tree
from anbefal.addresses import percent_encode
from anbefal.anchors import Anchors

_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_MAIL = re.compile(r"mailto:[^\s@]+@", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x20\x7f\ud800-\udfff]")


def place_links(
    stream: Sequence[tree.StreamToken], anchors: Anchors, elsewhere: Mapping[str, str]
) -> None:
    """Keep the links of copied tokens that lead to the web, a mailbox, a heading or a page.

    `elsewhere` gives the address of an anchor, or of a page, that stands on another page.
    """
    for token in stream:
        children = token.children or []
        for at, child in enumerate(children):
            if child.type == "link_open":
                _place_link(children, at, anchors, elsewhere)


def _place_link(
    children: list[tree.StreamToken], at: int, anchors: Anchors, elsewhere: Mapping[str, str]
) -> None:
    opened = children[at]
    end = next((n for n in range(at, len(children)) if children[n].type == "link_close"), at)
    href = str(opened.attrs.get("href", ""))
    # Only a composer can ask for a page: no heading of a scribe's may stand in its way.
    target = elsewhere.get(href[1:], "") if "page" in opened.meta else ""
    target = target or _target(href, anchors, elsewhere)
    if not target:
        opened.hidden = children[end].hidden = True
        return
    opened.attrs = {**opened.attrs, "href": target}
    if _WEB.match(target):
        opened.attrs["rel"] = "noopener noreferrer"
    words = tree.words_of(children[at + 1 : end]).strip()
    if words and _WEB.match(target) and words not in (target, href):
        opened.attrs["class"] = "named"
    if not words:
        # A link needs a name that can be heard: its address, where it has no words.
        opened.attrs["aria-label"] = target
        if end == at + 1:
            opened.meta = {**opened.meta, "words": target}


def _target(href: str, anchors: Anchors, elsewhere: Mapping[str, str]) -> str:
    """Give the address to print; empty where the link leads nowhere that is allowed."""
    if _UNPRINTED.search(href):
        # It was built by nobody who means well: Markdown's own reader writes these as "%0A".
        return ""
    if href.startswith("#"):
        name = unquote(href[1:])
        found = anchors.find(name)
        return f"#{found}" if found else elsewhere.get(name, "")
    return percent_encode(href) if _WEB.match(href) or _MAIL.match(href) else ""
