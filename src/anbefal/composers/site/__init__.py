"""The site: the report as pages that lead to each other, and the past of every text in it.

Each module makes the pages of one kind. Their links are anchors: the writer knows on which page
each of them stands.
"""

from collections.abc import Iterator

from anbefal.composers.site import front, texts, versions
from anbefal.composers.site.chapters import Chapter, Stage, View, published
from anbefal.model import Page, Site

__all__ = ["Chapter", "Stage", "View", "compose_site", "published"]


def compose_site(view: View) -> Site:
    """Compose every page: the front page first, then those that the menu names."""
    pages = list(_pages(view))
    return Site(
        title=view.assembly.name,
        language=view.language,
        pages=tuple(pages),
        menu=tuple(page.id for page in pages if not page.above),
    )


def _pages(view: View) -> Iterator[Page]:
    yield front.page(view)
    for chapter in view.visions:
        yield texts.vision(chapter, view)
    yield texts.overview(view)
    for number, chapter in enumerate(view.recommendations, 1):
        yield texts.recommendation(number, chapter, view)
    yield from versions.pages(view)
