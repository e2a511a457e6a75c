"""Use the words that tell what became of a comment.

Comments are sorted by these words: used, joined with another, or not used. What stands behind the
arrow in other words is sorted nowhere.

Begin with one of the words that the finding lists. Only the last arrow counts, so that a comment
may hold an arrow of its own.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB502"
NAME = "unknown-disposition"
LEVEL: Level = "warning"
MOST_GUESSES = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find comments whose arrow is followed by other words than the template's."""
    words = template.dispositions
    known = {tree.fold(word): word for word in (*words.used, *words.merged, *words.declined)}
    if not known:
        return
    guesses = 0
    for section in draft.sections:
        if not isinstance(section.values, Ledger):
            continue
        for item in section.values.items:
            if item.disposition != "unknown":
                continue
            guesses += 1
            start = tree.fold(item.target.split(":")[0])
            close = nearest(start, known) if guesses <= MOST_GUESSES else None
            yield Found(
                line=item.line,
                column=draft.column(item.line, item.target),
                section=section.id,
                message=msg(
                    'what became of "{item}" is not told by "{words}"',
                    item=item.name,
                    words=item.target,
                ),
                hint=msg('did you mean "{key}"?', key=known[close])
                if close
                else msg("begin behind the arrow with one of: {words}", words=list(known.values())),
            )
