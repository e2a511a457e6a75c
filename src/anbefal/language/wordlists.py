"""Word lists: the data in `words/`, read once a language, strictly.

Building anbefal puts a JSON copy beside each list (`hatch_build.py`): it is read in a twentieth of
the time, and every lint reads two lists.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from anbefal.language.phrases import Phrases
from anbefal.language.sentences import Shortened
from anbefal.model.words import Platitude
from anbefal.values import Struct, convert, decode_json

WORDS = Path(__file__).parent / "words"

T = TypeVar("T")


class Concrete(Struct, frozen=True, forbid_unknown_fields=True):
    """What makes a sentence concrete."""

    actors: tuple[str, ...]
    numbers: tuple[str, ...]
    times: tuple[str, ...]
    places: tuple[str, ...]
    things: tuple[str, ...]
    deeds: tuple[str, ...]
    no_names: tuple[str, ...]


class WordList(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's `words/LANGUAGE.toml`; its keys are explained there."""

    abbreviations: tuple[str, ...]
    shortened: tuple[str, ...]
    ends: tuple[str, ...]
    numbered: tuple[str, ...]
    questions: tuple[str, ...]
    question_verbs: tuple[str, ...]
    joins: tuple[str, ...]
    undecided: tuple[str, ...]
    alone: tuple[str, ...]
    horizon: tuple[str, ...]
    horizon_fine: tuple[str, ...]
    nameless: tuple[str, ...]
    parties: tuple[str, ...]
    parties_inside: tuple[str, ...]
    insults: tuple[str, ...]
    first_names: tuple[str, ...]
    also_words: tuple[str, ...]
    place_words: tuple[str, ...]
    concrete: Concrete

    def shortened_words(self) -> Shortened:
        """Give what the sentence splitter asks for."""
        return Shortened(frozenset(self.shortened), frozenset(self.ends), frozenset(self.numbered))


class Subjects(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's `words/subjects-LANGUAGE.toml`."""

    common: tuple[str, ...]
    asides: tuple[str, ...]


class Platitudes(Struct, frozen=True, forbid_unknown_fields=True):
    """One language's `words/platitudes-LANGUAGE.toml`."""

    platitude: tuple[Platitude, ...]


@cache
def word_list(language: str) -> WordList:
    """Give the shipped word list of a language."""
    return _read(language, WordList)


@cache
def platitudes(language: str) -> tuple[Platitude, ...]:
    """Give the shipped platitudes of a language."""
    return _read(f"platitudes-{language}", Platitudes).platitude


@cache
def subjects(language: str) -> Subjects:
    """Give what helps to find the words that a priority is about."""
    return _read(f"subjects-{language}", Subjects)


def _read(name: str, kind: type[T]) -> T:
    try:
        return decode_json((WORDS / f"{name}.json").read_bytes(), kind)
    except FileNotFoundError:
        return read_source(name, kind)


def read_source(name: str, kind: type[T]) -> T:
    """Read a list as it was written, in TOML."""
    # Loaded here: where anbefal was built, nobody asks for it.
    import tomllib

    return convert(tomllib.loads((WORDS / f"{name}.toml").read_text("utf-8")), kind)


@cache
def _compiled(patterns: tuple[str, ...]) -> Phrases:
    return Phrases(patterns)


def phrases(*lists: Iterable[str]) -> Phrases:
    """Compile some lists of patterns into one; the same lists are compiled once."""
    return _compiled(tuple(pattern for one in lists for pattern in one))


@cache
def sentence_ends(language: str) -> Shortened:
    """Give a language's shortened words, for the sentence splitter."""
    return word_list(language).shortened_words()
