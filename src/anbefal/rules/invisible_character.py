"""Take out characters that nobody can see.

Zero-width and control characters hide inside words, so that a search does not find them, and Word
may refuse a file that holds them. In documents they are left as they are, or a mark is printed in
their place.

Write the word again by hand.
"""

import re
from collections.abc import Iterator

from anbefal.characters import INVISIBLE, find_hidden
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB702"
NAME = "invisible-character"
LEVEL: Level = "warning"

_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find control and zero-width characters anywhere in the file."""
    for number, text in enumerate(draft.lines, 1):
        for start, letter in find_hidden(text, _INVISIBLE):
            yield Found(
                line=number,
                column=start + 1,
                message=msg(
                    "an invisible character stands here (U+{code})", code=f"{ord(letter):04X}"
                ),
                hint=msg("write the word again by hand"),
            )
