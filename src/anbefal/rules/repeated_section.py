"""Write each part once.

When two headings stand for the same part, nobody can tell which of the texts the group means.
Only the first is read; the second would be printed as well.

Move the text together under one heading.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB102"
NAME = "repeated-section"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find known sections that stand twice."""
    first: dict[str, int] = {}
    for section in draft.sections:
        if section.id in first:
            yield Found(
                line=section.line,
                section=section.id,
                message=msg(
                    '"{heading}" stands here again; it began in line {line}',
                    heading=section.heading,
                    line=first[section.id],
                ),
                hint=msg("move the text together under one of the two headings"),
            )
        elif section.id:
            first[section.id] = section.line
