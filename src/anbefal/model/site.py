"""A site: the pages that a compiled report is published as."""

from anbefal.model.document import Document
from anbefal.values import Struct


class Page(Struct, frozen=True):
    """A page: a document, and where it stands among the others.

    Its links to an anchor that another page's composer gave lead there.
    """

    id: str
    """What its file is named after, and what other pages link to it by."""
    short: str
    """What it is called in the menu, in trails, and on the page before and after it."""
    document: Document
    above: str = ""
    """The id of the page it stands under; empty for the first page and those in the menu."""
    series: str = ""
    """Pages of one series are read one after the other."""


class Site(Struct, frozen=True):
    """The pages of a report; the first is where one arrives."""

    title: str
    language: str
    pages: tuple[Page, ...]
    menu: tuple[str, ...]
    """The ids of the pages that every page leads to."""
