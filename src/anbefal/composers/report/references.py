"""References: a link from one draft to another leads to its chapter in the report."""

from collections.abc import Callable, Iterable
from urllib.parse import unquote

from anbefal import references, tree
from anbefal.anchors import spellings
from anbefal.composers.report.book import Book, Chapter


def resolver(book: Book, chapter: Chapter) -> Callable[[str], str]:
    """Give what tells where a link of a chapter leads in the report.

    A link to a draft that is not in the report, or to a part that is not printed, becomes "",
    which leads nowhere: its words stand alone. All others stay as they are.
    """

    def resolve(href: str) -> str:
        target = references.read(unquote(href), chapter.draft.path)
        if target is None:
            return href
        found = book.find(target.path)
        if found is None:
            return ""
        if not target.name:
            return f"#{found.anchor}"
        anchor = next((found.names[n] for n in spellings(target.name) if n in found.names), "")
        return f"#{anchor}" if anchor else ""

    return resolve


def lead(nodes: Iterable[tree.Node], resolve: Callable[[str], str]) -> list[tree.StreamToken]:
    """Give the tokens of some nodes, copied, with their links led where they should go."""
    return [_led(token, resolve) for token in tree.tokens(nodes)]


def _led(token: tree.StreamToken, resolve: Callable[[str], str]) -> tree.StreamToken:
    if not any(child.type == "link_open" for child in token.children or ()):
        return token
    children = [
        child.copy(attrs={**child.attrs, "href": resolve(str(child.attrs.get("href", "")))})
        if child.type == "link_open"
        else child
        for child in token.children or ()
    ]
    return token.copy(children=children)
