"""Take out characters that nobody can see.

Zero-width and control characters hide inside words, so that a search does not find them, and Word
may refuse a file that holds them. They are printed as a space, or left as they are.

Write the word again by hand.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB702"
NAME = "invisible-character"
LEVEL: Level = "warning"

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u180e\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find control and zero-width characters anywhere in the file."""
    for number, text in enumerate(draft.lines, 1):
        if text.isprintable():
            continue
        for match in _INVISIBLE.finditer(text):
            yield Found(
                line=number,
                column=match.start() + 1,
                message=msg(
                    "an invisible character stands here (U+{code})", code=f"{ord(match[0]):04X}"
                ),
                hint=msg("write the word again by hand"),
            )
