"""The site: the report as pages that lead to each other, and the past of every text in it.

The report's own parts are cut into pages; a front page, an overview and the versions are added.
Links are anchors, as they are in the report: the writer knows on which page each of them stands.
"""

from anbefal.composers.site import front, parts, versions
from anbefal.composers.site.view import PROCESS, Stage, View, published
from anbefal.model import Site

__all__ = ["Stage", "View", "compose_site", "published"]


def compose_site(view: View) -> Site:
    """Compose every page: the front page first, then the report's parts, then the versions."""
    pages = list(parts.pages(view))
    pages += versions.pages(view, pages)
    pages.insert(0, front.page(view, pages))
    menu = [page.id for page in pages if not page.above]
    # How it was done is told last: what was said comes first.
    menu.sort(key=lambda id: id == PROCESS)
    return Site(view.report.publisher, view.book.language, tuple(pages), tuple(menu))
