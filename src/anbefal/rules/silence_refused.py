"""Mend what is missing instead of silencing it.

A style of one's own can be left to stand, with a reason. An error cannot, and neither can a part
that the template asks for: every recommendation is measured by the same yardstick.

Do what the finding says, and delete the hidden comment.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Draft, Found
from anbefal.model.finding import Level
from anbefal.silence import Heard

ID = "AB122"
NAME = "silence-refused"
LEVEL: Level = "warning"


def check(draft: Draft, heard: Heard) -> Iterator[Found]:
    """Find directives that would silence an error or an open requirement."""
    for directive, finding in heard.refused:
        yield Found(
            line=directive.line,
            column=draft.column(directive.line, finding.rule),
            message=msg(
                "{rule} in line {line} cannot be left out: it is an error",
                rule=finding.rule,
                line=finding.line,
            )
            if finding.level == "error"
            else msg(
                "{rule} in line {line} cannot be left out: the template asks for it",
                rule=finding.rule,
                line=finding.line,
            ),
            hint=msg("mend what it says, and delete this comment"),
        )
