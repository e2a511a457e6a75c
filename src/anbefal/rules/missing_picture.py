"""Keep pictures in the draft's own folder.

Only PNG, JPEG and GIF files from there are printed: nothing is fetched from the net, and nothing is
taken from elsewhere on the machine. What cannot be printed is replaced by its description.

Copy the picture into the folder, and name it: `![what it shows](picture.png)`.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB707"
NAME = "missing-picture"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell of what was met while reading."""
    for problem in draft.problems:
        if problem.kind == "picture":
            yield Found(
                line=problem.line,
                column=problem.column,
                message=msg('the picture "{source}" cannot be printed', **problem.values),
                hint=msg("copy it (PNG, JPEG or GIF, at most 10 MB) into the draft's folder"),
            )
