"""The frame: what stands round every page of a site, so that a reader knows where they are."""

from collections.abc import Mapping
from typing import NamedTuple


class Way(NamedTuple):
    """A link to a page of the site."""

    href: str
    words: str
    current: str = ""
    """What `aria-current` says: "page" of the page itself, "true" of one that it stands under."""


class Frame(NamedTuple):
    """The menu, the trail, and the pages before and after, seen from one page."""

    title: str
    """Of the site."""
    place: str
    """What the page is called in the trail; empty on the first page."""
    home: str
    language: str
    """Of the frame's own words; empty where the page's are in the same."""
    words: Mapping[str, str]
    menu: tuple[Way, ...]
    trail: tuple[Way, ...]
    """From the first page to this one; empty on the first page itself."""
    before: Way | None
    after: Way | None
