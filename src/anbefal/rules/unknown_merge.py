"""Join a comment with one that is there.

A comment that was joined with another shares its fate. When the other is not there, or has been
joined back, neither of them has an answer.

Write the number of a comment that has an answer of its own.
"""

from collections.abc import Iterator, Mapping, Sequence

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger, LedgerItem, ids_in
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level

ID = "AB505"
NAME = "unknown-merge"
LEVEL: Level = "warning"


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find comments joined with one that no draft holds, or in a circle."""
    known: dict[str, LedgerItem] = {}
    for draft in drafts:
        for _, item in _items(draft):
            if item.id:
                known.setdefault(item.id, item)
    kept = {one.id for one in assembly.register}
    for draft in drafts:
        for section_id, item in _items(draft):
            if item.disposition != "merged":
                continue
            strangers = [id for id in ids_in(item.target) if id not in known and id not in kept]
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
                    column=draft.column(item.line, item.target),
                    section=section_id,
                    message=message,
                    hint=msg("write the number of a comment that has an answer of its own"),
                ),
            )


def _items(draft: Draft) -> Iterator[tuple[str, LedgerItem]]:
    for section in draft.sections:
        if isinstance(section.values, Ledger):
            for item in section.values.items:
                yield section.id, item


def _circles(item: LedgerItem, known: Mapping[str, LedgerItem]) -> bool:
    """Tell whether following the joined comments leads back to one that was passed."""
    passed: set[str] = set()
    at: LedgerItem | None = item
    while at is not None and at.disposition == "merged":
        ids = ids_in(at.target)
        if not ids or ids[0] in passed or ids[0] == item.id:
            return bool(ids)
        passed.add(ids[0])
        at = known.get(ids[0])
    return False
