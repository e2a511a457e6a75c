"""Phrases: patterns of words, matched without regular expressions, so that none can run away.

A pattern is words with spaces between. Each word is one of:

    fokus       that word; a capital letter asks for a capital letter
    styrke/r/s  the word alone, or with one of the endings
    fokus*      any word that begins so; *skole any that ends so (at least three letters)
    god|bedre   either word
    …           up to three words in between, within one sentence
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
_BREAK = re.compile(r"[!?;:…]|\.(?:\s|$)")
_GAP = 3
_STEM = 3


class Tokens:
    """The words of a text, in order, with their places."""

    def __init__(self, text: str) -> None:
        """Split a text into words."""
        found = list(WORD.finditer(text))
        self.text = text
        self.words = [match[0] for match in found]
        self.lower = [word.lower() for word in self.words]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]

    def joined(self, at: int) -> bool:
        """Tell whether a word and the one before it stand in the same sentence."""
        return not _BREAK.search(self.text, self.ends[at - 1], self.starts[at])


class Hit(NamedTuple):
    """Where a pattern matches: which one, and from which word to which."""

    pattern: int
    first: int
    last: int


class _Element(NamedTuple):
    """One word of a pattern: what it may be."""

    exact: frozenset[str]
    lower: frozenset[str]
    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    after_gap: bool

    def matches(self, word: str, lower: str) -> bool:
        return (
            lower in self.lower
            or word in self.exact
            or (
                bool(self.prefixes)
                and (lower.startswith(self.prefixes) or word.startswith(self.prefixes))
            )
            or (bool(self.suffixes) and lower.endswith(self.suffixes))
        )


class Phrases:
    """A list of patterns, looked up by their first words."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Compile the patterns; one without a word is passed over."""
        self._by_word: dict[str, list[tuple[int, tuple[_Element, ...]]]] = {}
        self._by_stem: dict[str, list[tuple[int, tuple[_Element, ...]]]] = {}
        self._by_end: dict[str, list[tuple[int, tuple[_Element, ...]]]] = {}
        for number, pattern in enumerate(patterns):
            elements = _compile(pattern)
            if not elements:
                continue
            head, entry = elements[0], (number, elements)
            for word in {*head.lower, *(word.lower() for word in head.exact)}:
                self._by_word.setdefault(word, []).append(entry)
            for stem in {stem[:_STEM].lower() for stem in head.prefixes}:
                self._by_stem.setdefault(stem, []).append(entry)
            for end in {end[-_STEM:] for end in head.suffixes}:
                self._by_end.setdefault(end, []).append(entry)

    def may_match(self, vocabulary: frozenset[str]) -> bool:
        """Tell quickly that no pattern can match a text of these words (all of small letters)."""
        if not self._by_word.keys().isdisjoint(vocabulary):
            return True
        if self._by_stem and not self._by_stem.keys().isdisjoint(w[:_STEM] for w in vocabulary):
            return True
        return bool(self._by_end) and not self._by_end.keys().isdisjoint(
            w[-_STEM:] for w in vocabulary
        )

    def find(self, tokens: Tokens) -> Iterator[Hit]:
        """Give the matches in order: the longest at each word, none inside another."""
        at, count = 0, len(tokens.words)
        while at < count:
            word = tokens.lower[at]
            best: Hit | None = None
            for entries in (
                self._by_word.get(word),
                self._by_stem.get(word[:_STEM]),
                self._by_end.get(word[-_STEM:]),
            ):
                for number, elements in entries or ():
                    last = _match(elements, tokens, at)
                    if last >= 0 and (best is None or last > best.last):
                        best = Hit(number, at, last)
            if best:
                yield best
                at = best.last
            at += 1

    def found_in(self, tokens: Tokens) -> bool:
        """Tell whether any pattern matches."""
        return next(self.find(tokens), None) is not None


def _match(elements: tuple[_Element, ...], tokens: Tokens, at: int) -> int:
    """Give the last word of a match that begins at a word, or -1."""
    if not elements[0].matches(tokens.words[at], tokens.lower[at]):
        return -1
    count = len(tokens.words)
    for element in elements[1:]:
        for _ in range(1 + _GAP if element.after_gap else 1):
            at += 1
            if at >= count or not tokens.joined(at):
                return -1
            if element.matches(tokens.words[at], tokens.lower[at]):
                break
        else:
            return -1
    return at


def _compile(pattern: str) -> tuple[_Element, ...]:
    elements: list[_Element] = []
    gap = False
    for piece in pattern.replace("...", "…").split():
        if piece == "…":
            gap = bool(elements)
            continue
        # "SF’s" and "e-mail" are two words, in a pattern as in a text.
        parts = [part for part in re.split(r"[^\w*/|]+", piece) if part]
        for part in parts:
            element = _element(part, gap)
            if element:
                elements.append(element)
                gap = False
    return tuple(elements)


def _element(piece: str, after_gap: bool) -> _Element | None:
    exact: set[str] = set()
    lower: set[str] = set()
    prefixes: set[str] = set()
    suffixes: set[str] = set()
    for choice in piece.split("|"):
        stem, *endings = choice.split("/")
        bare = "".join(WORD.findall(stem))
        if not bare:
            continue
        if stem.endswith("*") and len(bare) >= _STEM:
            prefixes.add(bare if bare[0].isupper() else bare.lower())
        elif stem.startswith("*") and len(bare) >= _STEM:
            suffixes.add(bare.lower())
        else:
            forms = [bare, *(bare + ending for ending in endings)]
            if bare[0].isupper():
                exact.update(forms)
            else:
                lower.update(form.lower() for form in forms)
    if not (exact or lower or prefixes or suffixes):
        return None
    return _Element(frozenset(exact), frozenset(lower), tuple(prefixes), tuple(suffixes), after_gap)
