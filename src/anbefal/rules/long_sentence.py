"""Keep sentences short enough to read aloud in one breath.

Past 35 words a listener has lost the beginning when the end comes. In a council meeting the text is
read aloud, and a sentence that must be read twice is often read by nobody.

Put a full stop where you would draw breath. One thought, one sentence. A colon or a semicolon is
such a place as well: what stands on either side is counted for itself.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.language.passages import prose
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.tree import count_text_words

ID = "AB302"
NAME = "long-sentence"
LEVEL: Level = "hint"

MOST = 35
_BREATH = re.compile(r"[:;](?=\s)")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find sentences of more than 35 words, in paragraphs and list items."""
    text = prose(draft)
    for passage in text.passages:
        if passage.kind not in ("paragraph", "item") or passage.text.count(" ") < MOST // 2:
            continue
        for sentence in passage.sentences:
            whole = passage.text[sentence.start : sentence.end]
            # A word and its space are two characters at least.
            pieces = _BREATH.split(whole) if len(whole) > 2 * MOST else ()
            count = max(map(count_text_words, pieces), default=0)
            if count > MOST:
                line, column = text.place(passage, sentence.start)
                yield Found(
                    line=line,
                    column=column,
                    section=passage.section,
                    message=msg(
                        "{words} words without a stop; more than {most} are hard to follow",
                        words=count,
                        most=MOST,
                    ),
                    hint=msg("put a full stop where you would draw breath"),
                )
