"""Bookmarks: what links inside the document lead to, named after its anchors.

They are named by words, so that a link to `report.docx#gruppe_2` survives a new order.
"""

import re
from zlib import crc32

_NOT_IN_NAMES = re.compile(r"\W+")
_LONGEST = 40
"""Letters: Word drops a bookmark with a longer name."""


class Names:
    """Give each anchor a name that Word takes, and no two the same."""

    def __init__(self) -> None:
        """Start with none."""
        self._taken: set[str] = set()

    def give(self, anchor: str) -> str:
        """Make a name of an anchor: letters, figures and "_", beginning with a letter."""
        name = _NOT_IN_NAMES.sub("_", anchor).strip("_")
        if not name[:1].isalpha():
            name = f"a_{name}"
        if len(name) > _LONGEST:
            # What is cut off still counts: long headings often begin alike.
            name = f"{name[: _LONGEST - 9]}_{crc32(anchor.encode()):08x}"
        number, wanted = 1, name
        # Word takes names that differ in case for the same.
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted[: _LONGEST - 6]}_{number}"
        self._taken.add(name.casefold())
        return name


def write(name: str, words: str, number: int) -> str:
    """Put a bookmark round some runs, so that it survives when they are written over."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{words}<w:bookmarkEnd w:id="{number}"/>'
    )
