"""Nest lists and quotes no deeper than 30 levels.

So deep a nest is a slip, such as a line full of ">", and no printed page can show it.

Take out the signs in front of the line.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds import requirements
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB704"
NAME = "too-deep"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell of what was met while reading."""
    for problem in draft.problems:
        if problem.kind == "too-deep":
            yield Found(
                line=problem.line,
                column=problem.column,
                requirements=tuple(unit.id for unit in requirements(template)),
                message=msg(
                    "lists, quotes or emphasis are nested deeper than {limit} levels",
                    **problem.values,
                ),
                hint=msg("take out the repeated signs at the beginning of the line"),
            )
