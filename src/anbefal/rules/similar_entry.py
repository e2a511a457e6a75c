"""Refer to the group that proposes the same.

Two groups that want the same thing are stronger together, if they know of each other. In a report
that prints it twice, the council looks for a difference, and answers only one of them.

Talk to the other group: join the two, or write in each how they differ and "see also".
"""

from collections.abc import Iterator, Sequence
from typing import cast

from anbefal.i18n import msg
from anbefal.kinds.alike import find_alike, letters
from anbefal.kinds.entries import entries_of
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level
from anbefal.values import Struct

ID = "AB414"
NAME = "similar-entry"
LEVEL: Level = "hint"


class Kept(Struct, frozen=True):
    """An entry: its name, where it stands, and its shingles, one behind the other."""

    name: str
    section: str
    line: int
    column: int
    letters: str


def keep(draft: Draft) -> tuple[Kept, ...]:
    """Keep the shingles of every entry that is to be said once only."""
    return tuple(
        Kept(
            entry.name,
            section.id,
            entry.line,
            draft.column(entry.line, entry.name),
            letters(entry),
        )
        for section, spec, values in entries_of(draft)
        if spec.unique
        for entry in values.entries
    )


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find entries that say nearly the same as one of an earlier draft."""
    texts = [
        (draft, entry) for draft in drafts for entry in cast(tuple[Kept, ...], draft.kept_by(ID))
    ]
    for later, earlier in find_alike([(draft, entry.letters) for draft, entry in texts]):
        draft, entry = texts[later]
        yield draft, _found(entry, *texts[earlier])


def _found(entry: Kept, draft: Draft, other: Kept) -> Found:
    return Found(
        line=entry.line,
        column=entry.column,
        section=entry.section,
        message=msg(
            '"{entry}" says much the same as "{other}" in {path}',
            entry=entry.name,
            other=other.name,
            path=draft.path,
        ),
        hint=msg(
            'join the two, or write how they differ, and: see also "{other}"',
            other=other.name,
        ),
    )
