"""Speak of the matter, not of parties or persons.

The assembly was drawn from everybody, and its recommendation has to be received by everybody on the
council. A party's name or an insult gives half the readers a reason to stop reading.

Say what should be done, and what is wrong with how it is done today; leave out who voted for it.
"""

from collections.abc import Iterator
from functools import cache

from anbefal.i18n import Message, msg
from anbefal.language.passages import Passage, prose
from anbefal.language.phrases import Hit, Phrases
from anbefal.language.wordlists import word_list
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB305"
NAME = "attack"
LEVEL: Level = "warning"


@cache
def _attacks(language: str, own: tuple[str, ...]) -> tuple[Phrases, int, int]:
    """Give the patterns, and how many of them are insults and names that are always a party's."""
    words = word_list(language)
    insults = (*words.insults, *own)
    patterns = (*insults, *words.parties, *words.parties_inside)
    return Phrases(patterns), len(insults), len(insults) + len(words.parties)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find names of parties, and words that put somebody down."""
    own = (*assembly.words.attacks, *template.words.attacks)
    phrases, insults, always = _attacks(draft.language, own)
    text = prose(draft)
    for passage in text.holding(phrases):
        for hit in passage.find(phrases):
            if hit.pattern >= always and _begins_sentence(passage, hit):
                continue
            line, column = text.place(passage, passage.tokens.starts[hit.first])
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=_message(passage.words_of(hit), hit.pattern < insults),
                hint=msg("say what should be done, and leave out who is for or against it"),
            )


def _message(words: str, is_insult: bool) -> Message:
    if is_insult:
        return msg('"{words}" puts somebody down', words=words)
    return msg('"{words}" speaks of a party, not of the matter', words=words)


def _begins_sentence(passage: Passage, hit: Hit) -> bool:
    tokens = passage.tokens
    return hit.first == 0 or not tokens.joined(hit.first)
