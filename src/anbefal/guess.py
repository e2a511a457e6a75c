"""Guess what somebody meant, from the names there are."""

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
