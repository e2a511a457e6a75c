"""Join a comment with one that is there.

A comment that was joined with another shares its fate. When the other is not there, or has been
joined back, neither of them has an answer.

Write the number of a comment that has an answer of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from anbefal.i18n import msg
from anbefal.kinds.ids import ids_in, letters_of
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level
from anbefal.values import Struct

ID = "AB505"
NAME = "unknown-merge"
LEVEL: Level = "warning"


class Kept(Struct, frozen=True):
    """A comment: its id, where it stands, and the ids of those it is joined with."""

    id: str
    name: str
    section: str
    line: int
    column: int
    merged: bool
    ids: tuple[str, ...]


def keep(draft: Draft) -> tuple[Kept, ...]:
    """Keep every comment that has an id, or is joined with another."""
    return tuple(
        _kept(draft, section.id, item)
        for section in draft.sections
        if isinstance(section.values, Ledger)
        for item in section.values.items
        if item.id or item.disposition == "merged"
    )


def _kept(draft: Draft, section: str, item: LedgerItem) -> Kept:
    if item.disposition != "merged":
        return Kept(item.id, "", section, item.line, 1, False, ())
    column = draft.column(item.line, item.target)
    return Kept(item.id, item.name, section, item.line, column, True, ids_in(item.target))


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find comments joined with one that no draft holds, or in a circle."""
    known: dict[str, Kept] = {}
    for draft in drafts:
        for item in _items(draft):
            if item.id:
                known.setdefault(item.id, item)
    registered = {one.id for one in assembly.register}
    letters = {letters_of(id) for id in (*known, *registered)}
    for draft in drafts:
        for item in _items(draft):
            if not item.merged:
                continue
            # "Samlet med G5 om CO2" names one comment, and "samlet med CO2" none that is there.
            named = [id for id in item.ids if letters_of(id) in letters] or item.ids
            strangers = [id for id in named if id not in known and id not in registered]
            if strangers:
                message = msg(
                    '"{item}" is joined with {id}, which no draft holds',
                    item=item.name,
                    id=strangers[0],
                )
            elif _circles(item, known):
                message = msg('"{item}" is joined in a circle', item=item.name)
            else:
                continue
            yield (
                draft,
                Found(
                    line=item.line,
                    column=item.column,
                    section=item.section,
                    message=message,
                    hint=msg("write the number of a comment that has an answer of its own"),
                ),
            )


def _items(draft: Draft) -> tuple[Kept, ...]:
    return cast(tuple[Kept, ...], draft.kept_by(ID))


def _circles(item: Kept, known: Mapping[str, Kept]) -> bool:
    """Tell whether following the joined comments leads back to one that was passed."""
    passed: set[str] = set()
    at: Kept | None = item
    while at is not None and at.merged:
        ids = at.ids
        if not ids or ids[0] in passed or ids[0] == item.id:
            return bool(ids)
        passed.add(ids[0])
        at = known.get(ids[0])
    return False
