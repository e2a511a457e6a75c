"""Name a template that exists.

The template decides which parts are asked for. When it is not found, the draft is read as the
assembly's usual kind, and most of what is said of it misses the point.

Correct the name in the front matter, or delete the line.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB206"
NAME = "unknown-template"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell that the draft's template was not found."""
    for problem in draft.problems:
        if problem.kind == "unknown-template":
            yield Found(
                line=problem.line,
                message=msg('there is no template "{template}"', **problem.values),
                hint=msg(
                    'correct the name, or delete the line; it was read as "{name}"',
                    name=template.name,
                ),
            )
