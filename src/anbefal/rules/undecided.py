"""Decide, or say openly that you did not.

"Possibly", "to be clarified" and a question mark behind a figure leave the decision to the reader.
The council cannot say yes or no to a maybe.

Choose one, or write as a dilemma what speaks for either. A real question, and words in quotation
marks, may stand.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from anbefal.i18n import msg
from anbefal.language.passages import Passage, Prose, prose
from anbefal.language.phrases import Phrases, Tokens
from anbefal.language.wordlists import word_list
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB309"
NAME = "undecided"
LEVEL: Level = "warning"

_MARK = re.compile(r"(?<!\?)\?")
_QUOTED = re.compile(
    r"\[[^\[\]]{1,120}\]|»[^»«]{0,400}«|“[^“”]{0,400}”|\"[^\"]{0,400}\"|„[^“„]{0,400}“"
)
_CLOSERS = "?!»«“”\"')*_ \n"
_BEFORE = re.compile(r"(?:^|[(:–—-])\s*$")
_BEHIND = re.compile(r"\s*(?:[.)!?]|$)")


class _Signs(NamedTuple):
    """What to look for, compiled."""

    undecided: Phrases
    alone: Phrases
    questions: Phrases
    verbs: Phrases
    joins: frozenset[str]


@cache
def _signs(language: str, own: tuple[str, ...]) -> _Signs:
    words = word_list(language)
    return _Signs(
        Phrases((*words.undecided, *own)),
        Phrases(words.alone),
        Phrases(words.questions),
        Phrases(words.question_verbs),
        frozenset(words.joins),
    )


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find words of indecision, and question marks behind what is no question."""
    own = (*assembly.words.undecided, *template.words.undecided)
    signs = _signs(draft.language, own)
    text = prose(draft)
    for passage in text.passages:
        if passage.kind == "heading":
            continue
        tokens = passage.tokens
        places = [
            (tokens.starts[hit.first], passage.words_of(hit))
            for hit in passage.find(signs.undecided)
        ]
        places += [
            (tokens.starts[hit.first], passage.words_of(hit))
            for hit in passage.find(signs.alone)
            if _is_alone(passage, tokens.starts[hit.first], tokens.ends[hit.last])
        ]
        if "?" in passage.text:
            places += [(at, "?") for at in _stray_marks(passage, signs)]
        if places:
            quoted = [match.span() for match in _QUOTED.finditer(passage.text)]
            yield from _told(text, passage, places, quoted)


def _told(
    text: Prose, passage: Passage, places: list[tuple[int, str]], quoted: list[tuple[int, int]]
) -> Iterator[Found]:
    quotes = iter(quoted)
    quote = next(quotes, None)
    for at, words in sorted(places):
        while quote and quote[1] <= at:
            quote = next(quotes, None)
        if quote and quote[0] <= at:
            continue
        line, column = text.place(passage, at)
        yield Found(
            line=line,
            column=column,
            section=passage.section,
            message=msg('"{words}" leaves it undecided', words=words),
            hint=msg("choose one, or write as a dilemma what speaks for either"),
        )


def _is_alone(passage: Passage, start: int, end: int) -> bool:
    """Tell whether words are all that stands behind a label, in brackets or in the passage."""
    before = passage.text[max(0, start - 4) : start]
    first = start == passage.body or not passage.text[:start].strip() if start < 5 else False
    return bool(
        (first or start == _body(passage) or _BEFORE.search(before))
        and _BEHIND.match(passage.text, end)
    )


def _body(passage: Passage) -> int:
    at = passage.body
    while at < len(passage.text) and passage.text[at].isspace():
        at += 1
    return at


def _stray_marks(passage: Passage, signs: _Signs) -> Iterator[int]:
    """Give the question marks that do not end a sentence in which something is asked."""
    marks = [match.start() for match in _MARK.finditer(passage.text)]
    starts = passage.tokens.starts
    asked = [starts[hit.first] for hit in passage.find(signs.questions)]
    asked += [
        starts[hit.first]
        for hit in passage.find(signs.verbs)
        if _begins_clause(passage.tokens, hit.first, signs.joins)
    ]
    asked.sort()
    for sentence in passage.sentences:
        low, high = bisect_left(marks, sentence.start), bisect_left(marks, sentence.end)
        if low == high:
            continue
        words = passage.text[sentence.start : sentence.end]
        last = sentence.start + len(words.rstrip(_CLOSERS))
        is_asked = bisect_left(asked, sentence.start) < bisect_left(asked, last)
        for at in marks[low:high]:
            if at < last or not is_asked:
                yield at


def _begins_clause(tokens: Tokens, at: int, joins: frozenset[str]) -> bool:
    """Tell whether a sentence, or what stands behind a comma, begins with a word."""
    if at and tokens.lower[at - 1] in joins:
        at -= 1
    return (
        at == 0
        or not tokens.joined(at)
        or "," in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
    )
