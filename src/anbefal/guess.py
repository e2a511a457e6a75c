"""Guess what somebody meant, from the names there are."""

import re
from collections.abc import Iterable

# A guess among very many or very long names costs more than it helps.
_MOST_NAMES, _LONGEST = 500, 100


def nearest(word: str, names: Iterable[str]) -> str | None:
    """Give the name that is most like a word, or None where none is like it."""
    # Loaded here: a text without a slip of the pen needs no guess.
    from difflib import get_close_matches

    choices = list(names)[:_MOST_NAMES]
    close = get_close_matches(word, choices, n=1) if len(word) <= _LONGEST else []
    return close[0] if close else None


class Names:
    """Names that a line may mention one or more of, however they are punctuated or capitalised."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names; of two that differ in signs only, the first is meant."""
        self._names: dict[tuple[str, ...], str] = {}
        lengths: dict[str, set[int]] = {}
        for name in names:
            words = tuple(match[0].casefold() for match in _WORD.finditer(name))
            if 0 < len(words) <= _MOST_WORDS:
                self._names.setdefault(words, name)
                lengths.setdefault(words[0], set()).add(len(words))
        self._lengths = {first: sorted(counts)[::-1] for first, counts in lengths.items()}

    def split(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Split a line into the names it mentions, and the words between commas that are none."""
        matches = list(_WORD.finditer(text))
        words = tuple(match[0].casefold() for match in matches)
        found: list[str] = []
        rest: list[str] = []
        at = end = 0
        while at < len(words):
            name, count = self._longest(words, at)
            if name:
                found.append(name)
                rest.append(text[end : matches[at].start()])
                end = matches[at + count - 1].end()
            at += count
        rest.append(text[end:])
        pieces = (piece for part in rest for piece in _BETWEEN.split(part))
        return tuple(found), tuple(piece.strip() for piece in pieces if _WORD.search(piece))

    def begin_with(self, word: str) -> bool:
        """Tell whether any name begins with a word."""
        return word.casefold() in self._lengths

    def mentioned(self, text: str) -> set[str]:
        """Give the names that stand anywhere in a text."""
        words = tuple(_WORD.findall(text.casefold()))
        starts = (at for at, word in enumerate(words) if word in self._lengths)
        return {name for at in starts if (name := self._longest(words, at)[0])}

    def _longest(self, words: tuple[str, ...], at: int) -> tuple[str, int]:
        for length in self._lengths.get(words[at], ()):
            here = words[at : at + length]
            name = self._names.get(here)
            if name:
                return name, len(here)
        return "", 1


_WORD = re.compile(r"\w+")
# A name of more words is a sentence, and nobody refers to it by all of them.
_MOST_WORDS = 30
# What stands between two names: a sign, or the word for "and" of either language.
_BETWEEN = re.compile(r"[,;/&+]|(?<!\w)(?:og|samt|and)(?!\w)|\([^()]*\)", re.IGNORECASE)
