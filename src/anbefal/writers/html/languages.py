"""Languages: what is in another language than the page says so, for the voice that reads it."""

from collections.abc import Sequence
from html import escape

from anbefal import tree


def place_languages(stream: Sequence[tree.StreamToken], language: str) -> None:
    """Give copied tokens in another language than the page's the attribute that says so."""
    for token in stream:
        spoken = token.meta.get("lang", language)
        if spoken != language:
            token.attrs = {**token.attrs, "lang": spoken}
        for child in token.children or ():
            if child.type == "foreign_open" and child.attrs.get("lang") == language:
                child.attrs = {}


def attribute(token: tree.StreamToken) -> str:
    """Give the attribute as a rule of its own prints it; "" where there is none."""
    spoken = str(token.attrs.get("lang", ""))
    return f' lang="{escape(spoken)}"' if spoken else ""
