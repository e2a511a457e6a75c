"""Write so that a neighbour can read it without a dictionary.

LIX is an old measure of how hard a text is: the average length of its sentences, plus the share of
words of more than six letters. A newspaper has about 45, a statute 60. It is a rough measure, so
only texts of at least 100 words are measured, without headings and lists.

Shorten the longest sentences, and write "help" where it says "assistance".
"""

from collections.abc import Iterator, Sequence

from anbefal.i18n import msg
from anbefal.language.passages import Passage, prose
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.tree import words

ID = "AB303"
NAME = "hard-to-read"
LEVEL: Level = "hint"

MOST = 50
_LEAST_WORDS = 100
_LONG = 6


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find parts whose paragraphs have a LIX above 50."""
    parts: dict[str, list[Passage]] = {}
    for passage in prose(draft).passages:
        if passage.kind == "paragraph":
            parts.setdefault(passage.section, []).append(passage)
    for section, passages in parts.items():
        measured = lix(passages)
        if measured > MOST:
            yield Found(
                line=passages[0].line,
                section=section,
                message=msg(
                    "the text is hard to read: its LIX is {lix}, above {most}",
                    lix=int(measured),
                    most=MOST,
                ),
                hint=msg("shorten the longest sentences, and choose everyday words"),
            )


def lix(passages: Sequence[Passage]) -> float:
    """Give the average length of sentences plus the percentage of long words; 0 for too few."""
    found = [word for passage in passages for word in words(passage.text)]
    if len(found) < _LEAST_WORDS:
        return 0
    sentences = sum(len(passage.sentences) for passage in passages)
    long = sum(1 for word in found if len(word) > _LONG)
    return len(found) / max(1, sentences) + 100 * long / len(found)
