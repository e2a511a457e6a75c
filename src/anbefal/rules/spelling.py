"""Spell as the dictionary does.

A misspelt word makes the reader doubt the figures as well. Spelling is only checked where
anbefal.toml says so, and where a dictionary is installed.

Correct the word. Names, and words that only your municipality has, can be listed in anbefal.toml,
under `[spelling]`, as `words`.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.language.passages import prose
from anbefal.language.phrases import Phrases, Tokens
from anbefal.language.speller import find_speller
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB310"
NAME = "spelling"
LEVEL: Level = "hint"

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LONGEST = 40
# A dictionary is slow with words it lacks: a text of noise must not stop everything else.
_MOST_WORDS = 4000
_MOST_FOUND = 100


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find words that the dictionary lacks, once each; nothing unless it is switched on."""
    speller = find_speller(draft.language) if assembly.spelling.on else None
    if speller is None:
        return
    own = Phrases(
        (
            *assembly.spelling.words,
            *assembly.words.names,
            *assembly.words.actors,
            *template.words.names,
            *template.words.actors,
        )
    )
    text = prose(draft)
    seen: set[str] = set()
    found = 0
    for passage in text.passages:
        for match in _WORD.finditer(passage.text):
            word = match[0]
            if word in seen or len(word) > _LONGEST or word.isupper():
                continue
            seen.add(word)
            if len(seen) > _MOST_WORDS or found >= _MOST_FOUND:
                return
            if speller.knows(word) or _is_own(word, own):
                continue
            found += 1
            line, column = text.place(passage, match.start())
            yield Found(
                line=line,
                column=column,
                section=passage.section,
                message=msg('"{word}" is not in the dictionary', word=word),
                hint=msg("correct it, or add it to `words` under [spelling] in anbefal.toml"),
            )


def _is_own(word: str, own: Phrases) -> bool:
    """Tell whether a word, or what it is the genitive of, is on the workspace's own list."""
    stems = (word, word[:-1].rstrip("'’")) if word.endswith("s") else (word,)
    return any(own.found_in(Tokens(stem)) for stem in stems if stem)
