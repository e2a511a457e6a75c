"""Phrases: patterns of words, matched without regular expressions, so that none can run away.

A pattern is words with spaces between. Each word is one of:

    fokus       that word; a capital letter asks for a capital letter
    styrke/r/s  the word alone, or with one of the endings
    fokus*      any word that begins so; *skole any that ends so (at least three letters)
    god|bedre   either word
    …           up to three words in between, within one sentence
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
_PARTS = re.compile(r"[\w*/|]+")
_BREAK = re.compile(r"[!?;:…]|\.(?:\s|$)")
_GAP = 3
_STEM = 3
_MOST_KEPT = 20_000


class Tokens:
    """The words of a text, in order, with their places."""

    def __init__(self, text: str) -> None:
        """Split a text into words."""
        self.text = text
        self.words = WORD.findall(text)
        self.lower = [word.lower() for word in self.words]

    @cached_property
    def starts(self) -> list[int]:
        """Give where each word begins."""
        return [match.start() for match in WORD.finditer(self.text)]

    @cached_property
    def ends(self) -> list[int]:
        """Give where each word ends."""
        return [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]

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

    lower: frozenset[str]
    after_gap: bool
    more: bool = False
    """Whether it may be anything below as well."""
    exact: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()

    def may_be(self, lower: str) -> bool:
        """Tell whether it may be a word of which only the small letters are known."""
        return (
            lower in self.lower
            or any(lower == word.lower() for word in self.exact)
            or any(lower.startswith(prefix.lower()) for prefix in self.prefixes)
            or lower.endswith(self.suffixes)
        )

    def is_more(self, word: str, lower: str) -> bool:
        """Tell whether it is a word that is not among `lower`."""
        return (
            word in self.exact
            or (
                bool(self.prefixes)
                and (lower.startswith(self.prefixes) or word.startswith(self.prefixes))
            )
            or (bool(self.suffixes) and lower.endswith(self.suffixes))
        )


class _Entry(NamedTuple):
    """A pattern by its number."""

    number: int
    elements: tuple[_Element, ...]


class _Begun(NamedTuple):
    """The patterns that a word may begin: any, and those that ask for a certain next word."""

    any: tuple[_Entry, ...]
    by_next: Mapping[str, tuple[_Entry, ...]]


class Phrases:
    """A list of patterns, looked up by their first words, and compiled when one is met."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Sort the patterns by what they begin with; one without a word is passed over."""
        self._patterns = tuple(patterns)
        self._entries: dict[int, _Entry] = {}
        self._seen: dict[str, _Begun | None] = {}
        self._beginnings: set[str] = set()
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._by_end: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            words = _plain_heads(pattern)
            for word in self._add_head(number, pattern) if words is None else words:
                self._by_word.setdefault(word, []).append(number)

    def _add_head(self, number: int, pattern: str) -> frozenset[str]:
        """Note the stems and endings that a pattern begins with, and give its first words."""
        head = next(_compile(pattern), None)
        if head is None:
            return frozenset()
        for stem in {stem[:_STEM].lower() for stem in head.prefixes}:
            self._by_stem.setdefault(stem, []).append(number)
        for end in {end[-_STEM:] for end in head.suffixes}:
            self._by_end.setdefault(end, []).append(number)
        return head.lower.union(word.lower() for word in head.exact)

    def may_match(self, vocabulary: frozenset[str]) -> bool:
        """Tell quickly that no pattern can match a text of these words (all of small letters)."""
        for word in vocabulary.difference(self._seen):
            self._look_up(word)
        return not vocabulary.isdisjoint(self._beginnings)

    def find(self, tokens: Tokens, first: int = 0, behind: int | None = None) -> Iterator[Hit]:
        """Give the matches in order: the longest at each word, none inside another.

        Of two that are as long it is the one that was listed first. Only those that begin at a
        word from `first` on, and before `behind`.
        """
        seen, lower = self._seen, tokens.lower
        last = first - 1
        for at, word in enumerate(lower[first:behind], first):
            begun = seen[word] if word in seen else self._look_up(word)
            if begun is None or at <= last:
                continue
            more = begun.by_next.get(lower[at + 1]) if at + 1 < len(lower) else None
            best: Hit | None = None
            for entry in (*begun.any, *more) if more else begun.any:
                reached = _match(entry.elements, tokens, at)
                if reached >= 0 and (
                    best is None or (-reached, entry.number) < (-best.last, best.pattern)
                ):
                    best = Hit(entry.number, at, reached)
            if best:
                yield best
                last = best.last

    def _look_up(self, word: str) -> _Begun | None:
        """Give the patterns that a word may begin; what was looked up once is kept."""
        if len(self._seen) >= _MOST_KEPT:
            self._seen.clear()
            self._beginnings.clear()
        numbers = (
            *self._by_word.get(word, ()),
            *self._by_stem.get(word[:_STEM], ()),
            *self._by_end.get(word[-_STEM:], ()),
        )
        found = [self._entry(number) for number in numbers]
        found = [entry for entry in found if entry.elements[0].may_be(word)]
        if found:
            self._beginnings.add(word)
        begun = self._seen[word] = _sort(found) if found else None
        return begun

    def _entry(self, number: int) -> _Entry:
        entry = self._entries.get(number)
        if entry is None:
            elements = tuple(_compile(self._patterns[number]))
            entry = self._entries[number] = _Entry(number, elements)
        return entry

    def found_in(self, tokens: Tokens) -> bool:
        """Tell whether any pattern matches."""
        return next(self.find(tokens), None) is not None


def _sort(entries: Iterable[_Entry]) -> _Begun:
    """Sort patterns by the word that must come second, where it is one of a few."""
    any_next: list[_Entry] = []
    by_next: dict[str, list[_Entry]] = {}
    for entry in entries:
        second = entry.elements[1] if len(entry.elements) > 1 else None
        if second is None or second.after_gap or second.more:
            any_next.append(entry)
            continue
        for word in second.lower:
            by_next.setdefault(word, []).append(entry)
    return _Begun(tuple(any_next), {word: tuple(found) for word, found in by_next.items()})


def _match(elements: tuple[_Element, ...], tokens: Tokens, at: int) -> int:
    """Give the last word of a match that begins at a word, or -1."""
    words, lower = tokens.words, tokens.lower
    head = elements[0]
    if lower[at] not in head.lower and not (head.more and head.is_more(words[at], lower[at])):
        return -1
    reached = at
    for element in elements[1:]:
        farthest = reached + 1 + (_GAP if element.after_gap else 0)
        for next_ in range(reached + 1, min(farthest + 1, len(lower))):
            word = lower[next_]
            if word in element.lower or (element.more and element.is_more(words[next_], word)):
                reached = next_
                break
        else:
            return -1
    return reached if all(tokens.joined(n) for n in range(at + 1, reached + 1)) else -1


def _plain_heads(pattern: str) -> set[str] | None:
    """Give the small words that a pattern begins with, or None where that is not seen at once."""
    stem, *endings = pattern.split(" ", 1)[0].split("/")
    if not (stem.isalpha() and stem.islower()):
        return None
    return {stem, *[stem + ending.lower() for ending in endings]}


def _compile(pattern: str) -> Iterator[_Element]:
    """Give what the words of a pattern may be, one after another."""
    begun = gap = False
    for piece in pattern.replace("...", "…").split():
        if piece == "…":
            gap = begun
            continue
        # "SF’s" and "e-mail" are two words, in a pattern as in a text.
        for part in _PARTS.findall(piece):
            element = _element(part, gap)
            if element:
                yield element
                begun, gap = True, False


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
    more = bool(exact or prefixes or suffixes)
    if not (lower or more):
        return None
    return _Element(
        frozenset(lower), after_gap, more, frozenset(exact), tuple(prefixes), tuple(suffixes)
    )
