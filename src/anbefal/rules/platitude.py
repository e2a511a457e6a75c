"""Say who does what, for whom, where and when.

Nobody can be against a platitude. "We will strengthen the community" can be promised by everybody
and held to by nobody. The council cannot answer it with yes or no, and in two years nobody can see
whether it was done.

Answer the question that the finding asks, or take the sentence out. A sentence that names somebody,
a number, a place, a time or a thing is left alone, whatever else stands in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from anbefal.i18n import Message, msg
from anbefal.language.passages import Passage, prose
from anbefal.language.phrases import Hit, Phrases
from anbefal.language.wordlists import platitudes, word_list
from anbefal.model import Assembly, Draft, Found, Platitude, Template
from anbefal.model.finding import Level

ID = "AB301"
NAME = "platitude"
LEVEL: Level = "hint"

_QUOTE_OR_FIGURE = re.compile(r'[0-9]|[»«“”"„][^»«“”"„]*[»«“”"„]')
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
    home = frozenset(assembly.name.split())
    text = prose(draft)
    for passage in text.passages:
        if passage.kind == "heading" or next(passage.find(sayings.phrases), None) is None:
            continue
        starts = passage.tokens.starts
        for sentence in passage.sentences:
            # Most sentences are concrete by a figure or a quotation, and done with at once.
            if _has_quote_or_figure(passage.text[sentence.start : sentence.end]):
                continue
            first, behind = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
            hits = list(sayings.phrases.find(passage.tokens, first, behind))
            worst = _worst(hits, sayings.owners)
            if worst is None:
                continue
            concrete, no_names = _concrete(draft.language, named)
            taken = {at for hit in hits for at in range(hit.first, hit.last + 1)}
            if any(
                mark.first not in taken for mark in concrete.find(passage.tokens, first, behind)
            ):
                continue
            # A capital letter at the beginning of a sentence names nobody.
            if _names_somebody(passage, first + 1, behind, no_names, home):
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


def _names_somebody(
    passage: Passage, first: int, behind: int, no_names: Phrases, home: frozenset[str]
) -> bool:
    tokens = passage.tokens
    weak = {
        at for hit in no_names.find(tokens, first, behind) for at in range(hit.first, hit.last + 1)
    }
    return any(
        word[0].isupper()
        and len(word) > 1
        and at not in weak
        and word not in _OWN
        and word not in home
        and not _follows_colon(passage.text, tokens.starts[at])
        for at, word in enumerate(tokens.words[first:behind], first)
    )


def _follows_colon(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].rstrip().endswith((":", "-", "–", "/"))


def _has_quote_or_figure(text: str) -> bool:
    return _QUOTE_OR_FIGURE.search(text) is not None
