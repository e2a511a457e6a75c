"""Numbers: what a block is cited by, in the margin beside it; each is a link to itself."""

from collections.abc import Sequence
from html import escape

from anbefal import tree


def place_numbers(stream: Sequence[tree.StreamToken]) -> None:
    """Put the number of a paragraph of copied tokens at the head of its words."""
    for at, token in enumerate(stream):
        if token.type == "paragraph_open" and "number" in token.meta:
            words = stream[at + 1]
            number = tree.plain("")[0].copy(type="number", meta=token.meta)
            words.children = [number, *(words.children or ())]


def write_number(token: tree.StreamToken) -> str:
    """Write the number that a token has, or nothing."""
    number = escape(str(token.meta.get("number", "")))
    anchor = escape(str(token.meta.get("anchor", "")))
    return f'<a class="number" id="{anchor}" href="#{anchor}">{number}</a> ' if number else ""
