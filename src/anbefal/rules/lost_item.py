"""Keep every comment, also those that you do not use.

The register holds what was said. A comment that stands in no draft any more has been thrown away
without an answer.

Write it again below its source, word for word, and behind the arrow what became of it.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level
from anbefal.values import Struct

ID = "AB515"
NAME = "lost-item"
LEVEL: Level = "warning"


class Kept(Struct, frozen=True):
    """A ledger: where it stands, and the ids of its comments."""

    section: str
    heading: str
    line: int
    ids: tuple[str, ...]


def keep(draft: Draft) -> tuple[Kept, ...]:
    """Keep every ledger's ids."""
    return tuple(
        Kept(s.id, s.heading, s.line, tuple(item.id for item in s.values.items))
        for s in draft.sections
        if isinstance(s.values, Ledger)
    )


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find comments of the register that no draft holds."""
    ledgers: list[tuple[Draft, Kept]] = []
    held: set[str] = set()
    for draft in drafts:
        for ledger in cast(tuple[Kept, ...], draft.kept_by(ID)):
            ledgers.append((draft, ledger))
            held.update(ledger.ids)
    for one in assembly.register:
        if one.id in held or not ledgers:
            continue
        group = assembly.find_group(one.group)
        own = (at for at in ledgers if assembly.find_group(at[0].text_of("group")) == group)
        draft, ledger = next(own, ledgers[0]) if group else ledgers[0]
        yield (
            draft,
            Found(
                line=ledger.line,
                section=ledger.section,
                message=msg("{id} of the register stands in no draft", id=one.id),
                hint=msg(
                    'write below "{heading}": - [ ] {id} {text}',
                    heading=one.source or ledger.heading,
                    id=one.id,
                    text=" ".join(one.text.split()),
                ),
            ),
        )
