"""Anchors: names of headings made of their words, so that links survive renumbering."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# Danish's own way to write its letters in addresses: they stay readable in mails and in Word,
# where browsers would turn "å" into "%C3%A5".
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "’": "", "'": ""})
_NUMBERING = re.compile(r"^\s*\d+(?:\.\d+)*[.)]\s+(?=\S)")
_COUNTED = re.compile(r"^\d+(?:-\d+)*-(?=\D)")
_GAPS = re.compile(r"[\W_]+")
_LONGEST = 80


def slug(words: str) -> str:
    """Make an anchor of a heading's words, without the number that the heading starts with."""
    plain = unicodedata.normalize("NFC", _NUMBERING.sub("", words)).casefold()
    split = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    bare = "".join(char for char in split if not unicodedata.combining(char))
    anchor = _GAPS.sub("-", bare).strip("-")
    if len(anchor) > _LONGEST:
        anchor = anchor[: _LONGEST + 1].rpartition("-")[0] or anchor[:_LONGEST]
    return anchor or "section"


def spellings(name: str) -> Iterator[str]:
    """Give the anchors that somebody may mean by a name, or by a heading's words.

    GitHub and GitLab keep a heading's number in its anchor: "1-vores-vision".
    """
    anchor = slug(name)
    yield anchor
    if _COUNTED.search(anchor):
        yield _COUNTED.sub("", anchor)


class Anchors:
    """Hand out anchors, each once."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Start with the anchors that the page and its composer have given already."""
        self._taken = set(taken)
        self._last: dict[str, int] = {}
        self._own: set[str] = set()

    def find(self, name: str) -> str:
        """Give the anchor that a link within the page means by a name; "" where there is none."""
        return next((one for one in (name, *spellings(name)) if one in self._taken), "")

    def name(self, words: str, own: str) -> str:
        """Give a heading its anchor: its composer's own one, or one that is made of its words."""
        if own and own not in self._own:
            self._own.add(own)
            self._taken.add(own)
            return own
        return self.give(own or slug(words))

    def give(self, wanted: str) -> str:
        """Give an anchor as wanted, or followed by "-2", "-3", … where it is taken."""
        # Counting on from the last number: thousands of equal headings must not take minutes.
        number = self._last.get(wanted, 0) + 1
        while (anchor := wanted if number == 1 else f"{wanted}-{number}") in self._taken:
            number += 1
        self._last[wanted] = number
        self._taken.add(anchor)
        return anchor
