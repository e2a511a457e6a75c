"""Write the municipality's name.

"X Kommune" came along from an example or from another place's text. In a printed recommendation it
shows that the text was not written here.

Write the name, or "the municipality".
"""

from collections.abc import Iterator
from functools import cache

from anbefal.i18n import msg
from anbefal.language.passages import prose
from anbefal.language.phrases import Phrases
from anbefal.language.wordlists import word_list
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB308"
NAME = "nameless-municipality"
LEVEL: Level = "warning"


@cache
def _nameless(language: str) -> Phrases:
    return Phrases(word_list(language).nameless)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find "X Kommune" and its like; square brackets are another rule's."""
    phrases = _nameless(draft.language)
    text = prose(draft)
    for passage in text.holding(phrases):
        for hit in passage.find(phrases):
            start = passage.tokens.starts[hit.first]
            if passage.text[max(0, start - 1) : start] == "[":
                continue
            line, column = text.place(passage, start)
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=msg('"{words}" is no municipality', words=passage.words_of(hit)),
                hint=msg('write its name, or "the municipality"'),
            )
