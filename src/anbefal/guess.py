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
        self._by_words: dict[str, str] = {}
        for name in names:
            words = _WORD.findall(name)
            if words:
                self._by_words.setdefault(" ".join(words).casefold(), name)
        longest_first = sorted(self._by_words, key=len, reverse=True)
        patterns = (r"\W+".join(map(re.escape, words.split(" "))) for words in longest_first)
        self._any = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)

    def split(self, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Split a line into the names it mentions, and the words between commas that are none."""
        found: list[str] = []
        rest: list[str] = []
        at = 0
        for match in self._any.finditer(text) if self._by_words else ():
            name = self._by_words.get(" ".join(_WORD.findall(match[0])).casefold())
            if name is not None:
                found.append(name)
                rest.append(text[at : match.start()])
                at = match.end()
        rest.append(text[at:])
        pieces = (piece for part in rest for piece in _BETWEEN.split(part))
        return tuple(found), tuple(p.strip() for p in pieces if _WORD.search(p))


_WORD = re.compile(r"\w+")
# What stands between two names: a sign, or the word for "and" of either language.
_BETWEEN = re.compile(r"[,;/&+]|(?<!\w)(?:og|samt|and)(?!\w)|\([^()]*\)", re.IGNORECASE)
