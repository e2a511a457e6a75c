"""Sites: many pages that lead to each other, with one frame round all of them."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from anbefal import tree
from anbefal.i18n import Message, msg, translate
from anbefal.model import Page, Site
from anbefal.writers.html.anchors import Anchors, slug
from anbefal.writers.html.frame import Frame, Way
from anbefal.writers.html.page import write_page


def write_site(site: Site, progress: Callable[[int, int], None]) -> dict[str, bytes]:
    """Write every page of a site: the names of its files, and what is in them."""
    plan = _plan(site)
    words = _words(site.language)
    written = {}
    for number, page in enumerate(site.pages, 1):
        frame = _frame(site, plan, page, words)
        written[plan.files[page.id]] = write_page(page.document, frame, plan.elsewhere)
        progress(number, len(site.pages))
    return written


class _Plan(NamedTuple):
    """Where everything is."""

    files: Mapping[str, str]
    pages: Mapping[str, Page]
    elsewhere: Mapping[str, str]


def _plan(site: Site) -> _Plan:
    names = Anchors(())
    files = {page.id: f"{names.give(slug(page.id))}.html" for page in site.pages}
    elsewhere: dict[str, str] = {}
    for page in site.pages:
        for anchor in _anchors(page):
            elsewhere.setdefault(anchor, f"{files[page.id]}#{anchor}")
    return _Plan(files, {page.id: page for page in site.pages}, {**elsewhere, **files})


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


def _frame(site: Site, plan: _Plan, page: Page, words: Mapping[str, str]) -> Frame:
    def way(one: Page, current: str = "") -> Way:
        return Way(plan.files[one.id], one.short, current)

    first = site.pages[0]
    above = _above(page, plan.pages)
    under = {one.id for one in above}
    trail = [way(one) for one in (first, *above)]
    series = [one for one in site.pages if page.series and one.series == page.series]
    place = next((number for number, one in enumerate(series) if one.id == page.id), 0)
    return Frame(
        title=site.title,
        home=plan.files[first.id],
        language="" if page.document.language == site.language else site.language,
        words=words,
        menu=tuple(
            way(plan.pages[id], "page" if id == page.id else "true" if id in under else "")
            for id in site.menu
        ),
        trail=() if page is first else (*trail, way(page, "page")),
        before=way(series[place - 1]) if place else None,
        after=way(series[place + 1]) if place + 1 < len(series) else None,
    )


def _above(page: Page, pages: Mapping[str, Page]) -> list[Page]:
    """Give the pages that a page stands under, the one that stands highest first."""
    above: list[Page] = []
    while page.above:
        page = pages[page.above]
        above.insert(0, page)
    return above
