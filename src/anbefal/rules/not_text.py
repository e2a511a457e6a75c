"""Write drafts as plain text.

The file holds bytes that no text has. A Word document or a picture that was given the ending ".md"
is the usual cause.

Open the document in its own program, and copy the text into the draft.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import requirements
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB706"
NAME = "not-text"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell of what was met while reading."""
    for problem in draft.problems:
        if problem.kind == "not-text":
            yield Found(
                line=problem.line,
                column=problem.column,
                requirements=tuple(unit.id for unit in requirements(template)),
                message=msg("the file is not text"),
                hint=msg("open it in its own program, and copy the text into a fresh draft"),
            )
