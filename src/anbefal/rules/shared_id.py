"""Number the comments across the groups.

The comments of all groups are answered in one list, and people look for the number of theirs. Two
groups that both have a G5 answer the wrong person.

Give the comments of one of the groups new numbers. Questions to experts are each group's own.
"""

from collections.abc import Iterator, Sequence

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level

ID = "AB507"
NAME = "shared-id"
LEVEL: Level = "warning"


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find comments whose id an earlier draft has given to one of its own."""
    first: dict[str, Draft] = {}
    for draft in drafts:
        for section in draft.sections:
            if not isinstance(section.values, Ledger):
                continue
            for item in section.values.items:
                other = first.setdefault(item.id, draft) if item.id else draft
                if other is not draft:
                    yield (
                        draft,
                        Found(
                            line=item.line,
                            column=draft.column(item.line, item.id),
                            section=section.id,
                            message=msg(
                                "{id} stands in {path} as well", id=item.id, path=other.path
                            ),
                            hint=msg("give this one the next free number"),
                        ),
                    )
