"""Say who does what, for whom, where and when, instead of words that nobody can be against.

"We will strengthen the community" can be promised by everybody and held to by nobody. The council
cannot answer it with yes or no, and in two years nobody can see whether it was done.

Answer the question that the finding asks, or take the sentence out. A sentence that names somebody,
a number, a place, a time or a thing is left alone, whatever else stands in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from anbefal.i18n import Message, msg
from anbefal.language.passages import Passage, prose
from anbefal.language.phrases import Hit, Phrases
from anbefal.language.wordlists import platitudes, word_list
from anbefal.model import Assembly, Draft, Found, Platitude, Template
from anbefal.model.finding import Level

ID = "AB301"
NAME = "platitude"
LEVEL: Level = "hint"

_QUOTE = re.compile('[»«“”"„]')
_OWN = ("I", "De", "Dem", "Deres", "Jer", "Jeres")


class _Sayings:
    """The platitudes of a language and a workspace, compiled."""

    def __init__(self, known: tuple[Platitude, ...]) -> None:
        self.owners: list[tuple[Platitude, bool]] = []
        patterns: list[str] = []
        for one in known:
            patterns += (*one.find, *one.also)
            self.owners += [(one, True)] * len(one.find) + [(one, False)] * len(one.also)
        self.phrases = Phrases(patterns)


@cache
def _sayings(language: str, own: tuple[Platitude, ...]) -> _Sayings:
    return _Sayings((*own, *platitudes(language)))


@cache
def _concrete(language: str, own: tuple[str, ...]) -> tuple[Phrases, Phrases]:
    listed = word_list(language).concrete
    marks = (*listed.actors, *listed.numbers, *listed.times, *listed.places, *listed.things)
    return Phrases((*marks, *listed.deeds, *own)), Phrases(listed.no_names)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find sentences of platitudes and vague verbs in which nothing is concrete."""
    own = (*assembly.words.platitude, *template.words.platitude)
    sayings = _sayings(draft.language, own)
    named = tuple(
        pattern
        for words in (assembly.words, template.words)
        for pattern in (*words.names, *words.actors)
    )
    concrete, no_names = _concrete(draft.language, named)
    home = frozenset(assembly.name.split())
    text = prose(draft)
    for passage in text.passages:
        hits = [] if passage.kind == "heading" else list(passage.find(sayings.phrases))
        if not hits:
            continue
        marks = _marks(passage, hits, concrete, no_names, home)
        starts = passage.tokens.starts
        for sentence in passage.sentences:
            first, behind = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            low, high = (bisect_left(hits, at, key=_first) for at in (first, behind))
            inside = hits[low:high]
            worst = _worst(inside, sayings.owners)
            if worst is None:
                continue
            # A capital letter at the beginning of a sentence names nobody.
            if (
                bisect_left(marks.words, first) < bisect_left(marks.words, behind)
                or bisect_left(marks.names, first + 1) < bisect_left(marks.names, behind)
                or _has_quote_or_figure(passage.text[sentence.start : sentence.end])
            ):
                continue
            saying = sayings.owners[worst.pattern][0]
            line, column = text.place(passage, starts[worst.first])
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=_message(saying, passage.words_of(worst)),
                hint=_hint(saying),
            )


def _message(known: Platitude, words: str) -> Message:
    if known.why:
        return msg('"{words}" can mean anything: {why}', words=words, why=known.why)
    return msg('"{words}" can mean anything', words=words)


def _hint(known: Platitude) -> Message:
    if known.ask:
        return msg("answer in the text: {question}", question=known.ask)
    return msg("say who does what, for whom, where and when")


def _worst(hits: list[Hit], owners: list[tuple[Platitude, bool]]) -> Hit | None:
    """Give the hit to speak of: one that says nothing by itself, else one beside a wish."""
    for hit in hits:
        if owners[hit.pattern][1]:
            return hit
    if any(owners[hit.pattern][0].wish for hit in hits):
        return next((hit for hit in hits if not owners[hit.pattern][0].wish), None)
    return None


def _first(hit: Hit) -> int:
    return hit.first


class _Marks(NamedTuple):
    """The words of a passage that make a sentence concrete, by number, in order."""

    words: list[int]
    names: list[int]


def _marks(
    passage: Passage, hits: list[Hit], concrete: Phrases, no_names: Phrases, home: frozenset[str]
) -> _Marks:
    taken = {at for hit in hits for at in range(hit.first, hit.last + 1)}
    words = [mark.first for mark in passage.find(concrete) if mark.first not in taken]
    weak = {at for hit in passage.find(no_names) for at in range(hit.first, hit.last + 1)}
    tokens = passage.tokens
    names = [
        at
        for at, word in enumerate(tokens.words)
        if word[0].isupper()
        and len(word) > 1
        and at not in weak
        and word not in _OWN
        and word not in home
        and not _follows_colon(passage.text, tokens.starts[at])
    ]
    return _Marks(words, names)


def _follows_colon(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].rstrip().endswith((":", "-", "–", "/"))


def _has_quote_or_figure(text: str) -> bool:
    return len(_QUOTE.findall(text)) > 1 or any(char.isdigit() for char in text)
