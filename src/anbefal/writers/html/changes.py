"""Changes: blocks that came, went or moved carry a class for the style sheet."""

from collections.abc import Sequence

from anbefal import tree

_SHOWN = ("added", "removed", "moved")


def place_changes(stream: Sequence[tree.StreamToken]) -> None:
    """Give copied tokens a class by what became of them, and empty sides one as well."""
    for at, token in enumerate(stream):
        name = str(token.meta.get("change", ""))
        if name in _SHOWN:
            token.attrs = {**token.attrs, "class": f"{token.attrs.get('class', '')} {name}".strip()}
        elif token.type == "side_open" and stream[at + 1].type == "side_close":
            token.meta = {**token.meta, "name": f"{token.meta['name']} empty"}
