"""Look further than to the next election.

The assembly was asked for what holds in ten or fifteen years. What is measured by the next election
is decided again after it.

Write a year, or what must have happened. To say that something takes longer than one term of office
is fine.
"""

from collections.abc import Iterator
from functools import cache

from anbefal.i18n import msg
from anbefal.language.passages import prose
from anbefal.language.phrases import Phrases
from anbefal.language.wordlists import word_list
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB307"
NAME = "election-horizon"
LEVEL: Level = "hint"


@cache
def _horizon(language: str, own: tuple[str, ...]) -> tuple[Phrases, Phrases]:
    words = word_list(language)
    return Phrases((*words.horizon, *own)), Phrases(words.horizon_fine)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find elections and terms of office where they are the measure."""
    own = (*assembly.words.horizon, *template.words.horizon)
    horizon, fine = _horizon(draft.language, own)
    text = prose(draft)
    for passage in text.holding(horizon):
        hits = list(passage.find(horizon))
        if not hits:
            continue
        excused = {at for hit in passage.find(fine) for at in range(hit.first, hit.last + 1)}
        for hit in hits:
            if not excused.isdisjoint(range(hit.first, hit.last + 1)):
                continue
            line, column = text.place(passage, passage.tokens.starts[hit.first])
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=msg(
                    '"{words}" looks no further than an election', words=passage.words_of(hit)
                ),
                hint=msg("write a year, or what must have happened"),
            )
