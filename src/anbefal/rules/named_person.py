"""Leave persons' names out of text that will be published.

The recommendation is read by the whole town and stays on the net. Whoever is named in it has not
been asked, and an example can be told just as well about "a man of 84".

Write the role or the age instead of the name. Places and houses that are called after somebody can
be listed in anbefal.toml, under `[words]`, as `names`.
"""

import re
from collections.abc import Iterator
from functools import cache

from anbefal.i18n import msg
from anbefal.language.passages import Passage, prose
from anbefal.language.phrases import Phrases, Tokens
from anbefal.language.wordlists import word_list
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB306"
NAME = "named-person"
LEVEL: Level = "warning"

_SPACE = re.compile(r"[ \n\u00a0-]{1,3}|\. ")
_MOST = 6


@cache
def _names(language: str, own: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str], Phrases]:
    words = word_list(language)
    return (
        frozenset(words.first_names),
        frozenset(words.also_words),
        Phrases((*words.place_words, *own)),
    )


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a first name with another word of a capital letter behind it."""
    own = (*assembly.words.names, *template.words.names)
    first_names, also_words, places = _names(draft.language, own)
    text = prose(draft)
    for passage in text.passages:
        if first_names.isdisjoint(passage.tokens.words) and also_words.isdisjoint(
            passage.tokens.words
        ):
            continue
        tokens = passage.tokens
        place_words = {at for hit in passage.find(places) for at in range(hit.first, hit.last + 1)}
        behind = 0
        for at, word in enumerate(tokens.words):
            if at < behind or word not in first_names and word not in also_words:
                continue
            if word in also_words and _begins_sentence(passage, at):
                continue
            last = _last_of_name(tokens, at)
            behind = last + 1
            if last == at or not place_words.isdisjoint(range(at, last + 2)):
                continue
            line, column = text.place(passage, tokens.starts[at])
            name = " ".join(tokens.text[tokens.starts[at] : tokens.ends[last]].split())
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=msg('"{name}" seems to be a person\'s name', name=name),
                hint=msg('write the role or the age instead, such as "a man of 84"'),
            )


def _last_of_name(tokens: Tokens, at: int) -> int:
    """Give the last word of a name that begins at a word; that word where no other follows."""
    last = at
    while (
        last + 1 < len(tokens.words)
        and last - at < _MOST
        and tokens.words[last + 1][0].isupper()
        and not tokens.words[last + 1].isdigit()
        and _SPACE.fullmatch(tokens.text, tokens.ends[last], tokens.starts[last + 1])
        and (len(tokens.words[last]) == 1 or tokens.text[tokens.ends[last]] != ".")
    ):
        last += 1
    # "Anna I." and "SIMON DET" are no names: a surname has small letters.
    return last if any(word[1:].islower() for word in tokens.words[at + 1 : last + 1]) else at


def _begins_sentence(passage: Passage, at: int) -> bool:
    return at == 0 or not passage.tokens.joined(at)
