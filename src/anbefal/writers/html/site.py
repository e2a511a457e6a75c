"""Sites: many pages that lead to each other, with one frame round all of them."""

from collections.abc import Iterator

from anbefal import tree
from anbefal.anchors import Anchors, slug
from anbefal.i18n import Message, msg, translate
from anbefal.model import Page, Site
from anbefal.writers.html.frame import Frame, Way
from anbefal.writers.html.page import write_page


class SiteWriter:
    """Write the pages of a site, each by itself."""

    def __init__(self, site: Site) -> None:
        """Name the pages' files, and learn which anchor is on which page."""
        self._site = site
        self._pages = {page.id: page for page in site.pages}
        names = Anchors(())
        self._files = {page.id: f"{names.give(slug(page.id))}.html" for page in site.pages}
        anchors: dict[str, str] = {}
        for page in site.pages:
            for anchor in _anchors(page):
                anchors.setdefault(anchor, f"{self._files[page.id]}#{anchor}")
        self._elsewhere = {**anchors, **self._files}
        self._words = _words(site.language)

    def file(self, page: Page) -> str:
        """Give the name of a page's file: made of its id, and the same every time."""
        return self._files[page.id]

    def write(self, page: Page) -> bytes:
        """Write a page."""
        return write_page(page.document, self._frame(page), self._elsewhere)

    def _frame(self, page: Page) -> Frame:
        site = self._site
        first = site.pages[0]
        above = self._above(page)
        under = {one.id for one in above}
        series = [one for one in site.pages if page.series and one.series == page.series]
        place = next((number for number, one in enumerate(series) if one.id == page.id), 0)
        trail = (self._way(first), *map(self._way, above), self._way(page, "page"))
        menu = (
            self._way(self._pages[id], "page" if id == page.id else "true" if id in under else "")
            for id in site.menu
        )
        return Frame(
            title=site.title,
            place=page.short if page.id != first.id else "",
            home=self._files[first.id],
            language="" if page.document.language == site.language else site.language,
            words=self._words,
            menu=tuple(menu),
            trail=trail if page.id != first.id else (),
            before=self._way(series[place - 1]) if place else None,
            after=self._way(series[place + 1]) if place + 1 < len(series) else None,
        )

    def _way(self, page: Page, current: str = "") -> Way:
        return Way(self._files[page.id], page.short, current)

    def _above(self, page: Page) -> list[Page]:
        """Give the pages that a page stands under, the one that stands highest first."""
        above: list[Page] = []
        while page.above:
            page = self._pages[page.above]
            above.insert(0, page)
        return above


def _anchors(page: Page) -> Iterator[str]:
    """Give the anchors that the composer gave: those of scribes' headings are the page's own."""
    for token in tree.tokens(page.document.body):
        if "id" in token.attrs:
            yield str(token.attrs["id"])


def _words(language: str) -> dict[str, str]:
    def say(message: Message) -> str:
        return translate(message, language)

    return {
        "menu": say(msg("Pages")),
        "trail": say(msg("You are here")),
        "pager": say(msg("Before and after")),
        "before": say(msg("Before:")),
        "after": say(msg("After:")),
    }
