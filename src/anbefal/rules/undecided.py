"""Decide, or say openly that you did not.

"Possibly", "to be clarified" and a question mark behind a figure leave the decision to the reader.
The council cannot say yes or no to a maybe.

Choose one, or write as a dilemma what speaks for either. A real question, and words in quotation
marks, may stand.
"""

import re
from collections.abc import Iterator
from functools import cache

from anbefal.i18n import msg
from anbefal.language.passages import Passage, Prose, prose
from anbefal.language.phrases import Phrases
from anbefal.language.sentences import Span
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
_BEFORE = re.compile(r"(?:^|[(:–—-])\s*$")
_BEHIND = re.compile(r"\s*(?:[.)!?]|$)")


@cache
def _undecided(language: str, own: tuple[str, ...]) -> tuple[Phrases, Phrases, Phrases]:
    words = word_list(language)
    return (
        Phrases((*words.undecided, *own)),
        Phrases(words.alone),
        Phrases(words.questions),
    )


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find words of indecision, and question marks behind what is no question."""
    own = (*assembly.words.undecided, *template.words.undecided)
    phrases, alone, questions = _undecided(draft.language, own)
    text = prose(draft)
    for passage in text.passages:
        if passage.kind == "heading":
            continue
        quoted = [match.span() for match in _QUOTED.finditer(passage.text)]
        starts = passage.tokens.starts if "?" in passage.text else []
        places = [
            (passage.tokens.starts[hit.first], passage.words_of(hit))
            for hit in passage.find(phrases)
        ]
        places += [
            (passage.tokens.starts[hit.first], passage.words_of(hit))
            for hit in passage.find(alone)
            if _is_alone(passage, passage.tokens.starts[hit.first], passage.tokens.ends[hit.last])
        ]
        if starts:
            places += [(at, "?") for at in _stray_marks(passage, questions)]
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


def _stray_marks(passage: Passage, questions: Phrases) -> Iterator[int]:
    marks = [match.start() for match in _MARK.finditer(passage.text)]
    asked = [passage.tokens.starts[hit.first] for hit in passage.find(questions)]
    for sentence in passage.sentences:
        while marks and marks[0] < sentence.end:
            at = marks.pop(0)
            if at >= sentence.start and not _is_question(passage, sentence, at, asked):
                yield at


def _is_question(passage: Passage, sentence: Span, at: int, asked: list[int]) -> bool:
    """Tell whether a question mark ends a sentence in which something is asked."""
    ends = not passage.text[at + 1 : sentence.end].strip("?!»«“”\"')* ")
    return ends and any(sentence.start <= start < at for start in asked)
