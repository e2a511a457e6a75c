"""Keep a comment's words as they were first written down.

Comments belong to those who made them. A comment that was made milder or clearer is no longer
theirs, and they will see it.

Write the words of the register again. What you make of them belongs in your own text. A slip of
the pen in the register itself is mended in `inputs.toml`.
"""

import re
import unicodedata
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB510"
NAME = "changed-wording"
LEVEL: Level = "warning"

_MARKS = re.compile(r"[*_`\\]+")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find comments that differ from the register of first wordings."""
    first = {one.id: one.text for one in assembly.register}
    for section in draft.sections:
        if not first or not isinstance(section.values, Ledger):
            continue
        for item in section.values.items:
            registered = first.get(item.id)
            if registered is not None and _words(registered) != _words(item.text):
                yield Found(
                    line=item.line,
                    column=draft.column(item.line, item.text),
                    section=section.id,
                    message=msg("the words of {id} are not those of the register", id=item.id),
                    hint=msg('write again: "{text}"', text=" ".join(registered.split())),
                )


def _words(text: str) -> str:
    """Fold what does not count: Unicode form, spaces and signs of emphasis."""
    return " ".join(_MARKS.sub("", unicodedata.normalize("NFC", text)).split())
