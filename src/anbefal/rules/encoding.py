"""Save the file as UTF-8.

An older encoding was guessed from the bytes. Letters such as æ, ø and å may have been read wrongly,
and other programs will guess otherwise.

Choose "UTF-8" where your editor saves the file, or let `anbefal lint --fix` do it. Then read the
letters through.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB705"
NAME = "encoding"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Tell of what was met while reading."""
    for problem in draft.problems:
        if problem.kind == "encoding":
            yield Found(
                line=problem.line,
                column=problem.column,
                message=msg("the file is saved as {encoding}, not as UTF-8", **problem.values),
                hint=msg('check æ, ø and å, and choose "UTF-8" when you save the file'),
            )
