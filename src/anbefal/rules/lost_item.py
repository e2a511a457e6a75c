"""Keep every comment, also those that you do not use.

The register holds what was said. A comment that stands in no draft any more has been thrown away
without an answer.

Write it again below its source, word for word, and behind the arrow what became of it.
"""

from collections.abc import Iterator, Sequence

from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.model import Assembly, Draft, Found, Section
from anbefal.model.finding import Level

ID = "AB515"
NAME = "lost-item"
LEVEL: Level = "warning"


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find comments of the register that no draft holds."""
    ledgers: list[tuple[Draft, Section]] = []
    held: set[str] = set()
    for draft in drafts:
        for section in draft.sections:
            if isinstance(section.values, Ledger):
                ledgers.append((draft, section))
                held.update(item.id for item in section.values.items)
    for one in assembly.register:
        if one.id in held or not ledgers:
            continue
        group = assembly.find_group(one.group)
        own = (at for at in ledgers if assembly.find_group(at[0].text_of("group")) == group)
        draft, section = next(own, ledgers[0]) if group else ledgers[0]
        yield (
            draft,
            Found(
                line=section.line,
                section=section.id,
                message=msg("{id} of the register stands in no draft", id=one.id),
                hint=msg(
                    'write below "{heading}": - [ ] {id} {text}',
                    heading=one.source or section.heading,
                    id=one.id,
                    text=" ".join(one.text.split()),
                ),
            ),
        )
