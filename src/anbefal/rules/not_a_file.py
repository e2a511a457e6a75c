"""Keep drafts as ordinary files that may be read.

A link to a file elsewhere, or a file that this user may not read, cannot be versioned with the
others, and could bring in text that nobody in the group has seen.

Lay the file itself into the folder of the drafts.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import requirements
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB708"
NAME = "not-a-file"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell of a draft that is no ordinary file."""
    for problem in draft.problems:
        if problem.kind == "not-a-file":
            yield Found(
                line=problem.line,
                requirements=tuple(unit.id for unit in requirements(template)),
                message=msg("this is not a file that can be read"),
                hint=msg("lay the file itself into the folder, and check who may read it"),
            )
