"""Number the comments across the groups.

The comments of all groups are answered in one list, and people look for the number of theirs. Two
groups that both have a G5 answer the wrong person.

Give the comments of one of the groups new numbers. Questions to experts are each group's own.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level
from anbefal.values import Struct

ID = "AB507"
NAME = "shared-id"
LEVEL: Level = "warning"


class Kept(Struct, frozen=True):
    """A comment's id, and where it stands."""

    id: str
    section: str
    line: int
    column: int


def keep(draft: Draft) -> tuple[Kept, ...]:
    """Keep every id."""
    return tuple(
        Kept(item.id, section.id, item.line, draft.column(item.line, item.id))
        for section in draft.sections
        if isinstance(section.values, Ledger)
        for item in section.values.items
        if item.id
    )


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find comments whose id an earlier draft has given to one of its own."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        for item in cast(tuple[Kept, ...], draft.kept_by(ID)):
            other = first.setdefault(item.id, draft)
            if other is not draft:
                yield (
                    draft,
                    Found(
                        line=item.line,
                        column=item.column,
                        section=item.section,
                        message=msg("{id} stands in {path} as well", id=item.id, path=other.path),
                        hint=msg("give this one the next free number"),
                    ),
                )
