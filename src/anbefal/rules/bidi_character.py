"""Take out characters that turn the direction of text round.

They are invisible and can make a sentence read differently on screen than it stands in the file.
They come along when text is copied from web pages and chat programs.

Write the words around the place again by hand.
"""

import re
from collections.abc import Iterator

from anbefal.characters import BIDI, find_hidden
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB701"
NAME = "bidi-character"
LEVEL: Level = "error"

_BIDI = re.compile(f"[{BIDI}]")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find bidirectional controls anywhere in the file."""
    for number, text in enumerate(draft.lines, 1):
        for start, letter in find_hidden(text, _BIDI):
            yield Found(
                line=number,
                column=start + 1,
                message=msg(
                    "an invisible character turns the text round here (U+{code})",
                    code=f"{ord(letter):04X}",
                ),
                hint=msg("write the words around it again by hand"),
            )
