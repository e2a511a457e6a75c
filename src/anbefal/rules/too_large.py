"""Keep a draft below 200 KB.

A recommendation is a few pages. A file that is a hundred times longer is a slip: a picture or a
whole report was pasted in.

Take out what does not belong, or lay it beside the draft as a file of its own.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import requirements
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB703"
NAME = "too-large"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell of what was met while reading."""
    for problem in draft.problems:
        if problem.kind == "too-large":
            yield Found(
                line=problem.line,
                column=problem.column,
                requirements=tuple(unit.id for unit in requirements(template)),
                message=msg("the file is larger than {limit} KB", **problem.values),
                hint=msg("take out what was pasted in by mistake, or split the file"),
            )
