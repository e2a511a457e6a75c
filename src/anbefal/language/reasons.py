"""Reasons: words that stand where a reason should, and give none.

The lists are data: `words/reasons-LANGUAGE.toml`.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from anbefal.tree import fold
from anbefal.values import Struct, convert

WORDS = Path(__file__).parent / "words"
_WORD = re.compile(r"\w+")

Words = tuple[str, ...]


class Reasons(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's `words/reasons-LANGUAGE.toml`; its keys are explained there."""

    empty: tuple[str, ...]
    fillers: tuple[str, ...]


def says_nothing(reason: str, language: str, repeated: Iterable[str] = ()) -> bool:
    """Tell whether a reason is a mere phrase, or one of the texts that it would only repeat."""
    words = _words(reason)
    if not any(len(word) > 1 and not word.isdigit() for word in words):
        return True
    if any(words == _words(text) for text in repeated):
        return True
    empty, fillers = _lists(language)
    left = tuple(word for word in words if word not in fillers)
    return not left or words in empty or left in empty


@cache
def _lists(language: str) -> tuple[frozenset[Words], frozenset[str]]:
    text = (WORDS / f"reasons-{language}.toml").read_text("utf-8")
    reasons = convert(tomllib.loads(text), Reasons)
    fillers = frozenset(word for filler in reasons.fillers for word in _words(filler))
    whole = [_words(phrase) for phrase in reasons.empty]
    bare = [tuple(word for word in words if word not in fillers) for words in whole]
    return frozenset((*whole, *bare)), fillers


def _words(text: str) -> Words:
    return tuple(_WORD.findall(fold(text)))
