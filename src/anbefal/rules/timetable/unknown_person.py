"""Name as responsible somebody whom the assembly knows.

A role that nobody has, or initials with a slip, make a row that nobody feels is theirs.

Correct the words, or add the person to `anbefal.toml` under `[[person]]`. Experts, editors,
members and groups are known as well; without such a list nobody is asked.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from anbefal import tree
from anbefal.guess import Names, nearest
from anbefal.i18n import msg
from anbefal.kinds.day import Day, days_of
from anbefal.kinds.entries import Label
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.placeholder import has_mark

ID = "AB615"
NAME = "unknown-person"
LEVEL: Level = "warning"

MOST_GUESSES = 50
LABELS = ("responsible", "collector")
_GROUP = re.compile(
    r"\b(?:(?:alle|all)\s+)?(?:the\s+)?(?:grupper?|groups?)\w*(?:\s+[\d+]+)*", re.IGNORECASE
)
_BETWEEN = re.compile(r"[,;/&]|(?<!\w)(?:og|samt|and)(?!\w)", re.IGNORECASE)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find roles and initials that stand nowhere in the assembly."""
    if not assembly.person:
        return
    known = known_people(assembly)
    names = _names(known)
    folded = {tree.fold(name): name for name in known}
    guesses = 0
    for day in days_of(draft):
        for label in labels_of(day):
            if label.id not in LABELS or has_mark(label.text, template):
                continue
            vague = next((s.vague for s in day.spec.label if s.id == label.id), ())
            for words in strangers(label, names, vague):
                guesses += 1
                close = (
                    nearest(tree.fold(words), map(tree.fold, known))
                    if guesses <= MOST_GUESSES
                    else None
                )
                yield Found(
                    line=label.line,
                    column=draft.column(label.line, words),
                    section=day.spec.id,
                    message=msg('the assembly knows no "{words}"', words=words),
                    hint=msg('did you mean "{key}"?', key=folded[close])
                    if close
                    else msg("add the person to anbefal.toml, under [[person]]"),
                )


def labels_of(day: Day) -> Iterator[Label]:
    """Give every labelled line of a day."""
    return (label for row in day.rows for slot in row.slots for label in slot.labels)


def known_people(assembly: Assembly) -> tuple[str, ...]:
    """Give every role and all initials that the assembly knows."""
    return (
        *(name for one in assembly.person for name in (one.role, one.initials) if name),
        *(name for one in assembly.expert for name in (one.role, one.id)),
        *(editor.initials for editor in assembly.editor),
        *(member for group in assembly.group for member in group.members),
        *(group.theme for group in assembly.group),
    )


def people_of(text: str) -> set[str]:
    """Give the names of a line, folded."""
    return {name for piece in _BETWEEN.split(text) if (name := tree.fold(piece.strip(" .")))}


def strangers(label: Label, names: Names, vague: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the words of a line between commas that are nobody's."""
    _, rest = names.split(_GROUP.sub(" ", label.text))
    lists = {tree.fold(word) for word in vague}
    for piece in rest:
        words = piece.strip(" .–-")
        if re.search(r"\w", words) and tree.fold(words) not in lists:
            yield words


@lru_cache(maxsize=4)
def _names(known: tuple[str, ...]) -> Names:
    return Names(known)
