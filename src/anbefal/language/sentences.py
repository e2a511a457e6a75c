"""Sentences: where one ends, in Danish and English, past "bl.a.", "18. juni" and "5 mio. kr."."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# An end, what may close behind it, and then a space or the end of the text.
_END = re.compile(r"(?<![.!?…])[.!?…]++[\"»«”’')\]*_]*+(?=\s|$)")
_NEXT = re.compile(r"[\s\"»«“”‘’'(\[*_–—-]*(\S?)")
_OPENERS = "\"»«“”‘’'([*_"
_MOST = 40


class Span(NamedTuple):
    """Where a sentence begins and ends in its text."""

    start: int
    end: int


class Shortened(NamedTuple):
    """What ends in a dot without ending the sentence, in small letters, without the last dot."""

    never: frozenset[str]
    ends: frozenset[str]
    """Those that may end a sentence as well: before a capital letter they do."""
    numbered: frozenset[str]
    """Those that a figure follows, as in "nr. 5"; before anything else they end it."""


def split(text: str, shortened: Shortened, start: int = 0) -> Iterator[Span]:
    """Give the sentences of a paragraph, from some place on."""
    begin = start
    for match in _END.finditer(text, start):
        if _ends(text, match, begin, shortened):
            yield from _span(text, begin, match.end())
            begin = match.end()
    yield from _span(text, begin, len(text))


def _span(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and any(char.isalnum() for char in text[start:end]):
        yield Span(start, end)


def _ends(text: str, match: re.Match[str], begin: int, shortened: Shortened) -> bool:
    following = _NEXT.match(text, match.end())
    after = following[1] if following else ""
    if not after:
        return True
    closed = len(match[0].rstrip("\"»«”’')]*_")) < len(match[0])
    mark = match[0][0]
    # »Hvorfor?« spurgte hun. Nothing ends a sentence whose next word has a small letter.
    if after.islower():
        return False
    if mark != "." or match[0].startswith(".."):
        return True
    word = _word_before(text, match.start(), begin)
    low = word.lower()
    if not word:
        return closed
    if word.isdigit() or _is_numeral(word):
        # "18. juni" has gone already; "3. Kommunen" begins a numbered point, "i 2028. Så" ends one.
        return not (after.isdigit() or _stands_first(text, begin, match.start(), word))
    if low in shortened.numbered and after.isdigit():
        return False
    if low in shortened.ends:
        return after.isupper() and not after.isdigit()
    if low in shortened.never:
        return False
    # Initials, as in "A. B. Hansen" and "H.C. Andersen".
    return not (
        re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word) and word[0].isupper() and len(word) < 8
    )


def _stands_first(text: str, begin: int, at: int, word: str) -> bool:
    return at - begin <= _MOST and text[begin:at].strip() == word


def _word_before(text: str, at: int, begin: int) -> str:
    start = at
    while start > begin and at - start < _MOST and not text[start - 1].isspace():
        start -= 1
    return text[start:at].lstrip(_OPENERS)


def _is_numeral(word: str) -> bool:
    return bool(re.fullmatch(r"[0-9.,:]{1,20}|[IVX]{1,6}", word)) and word not in ("I", "X")
