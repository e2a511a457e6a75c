"""Say why, when something is to stand as it is.

A hidden comment can ask that a finding be left out. The next reader must be able to see which one,
and what your reason was, or nobody dares to take it up again.

Write the rule and the reason: `<!-- anbefal: ignore AB104 because the hall asked for it -->`.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Draft, Found
from anbefal.model.finding import Level
from anbefal.silence import Directive, Heard

ID = "AB120"
NAME = "silence-unread"
LEVEL: Level = "warning"


def check(draft: Draft, heard: Heard) -> Iterator[Found]:
    """Find directives that cannot be read, or give no reason."""
    for directive in heard.unread:
        yield Found(
            line=directive.line,
            column=draft.column(directive.line, "<!--"),
            message=msg("no reason is given for leaving out {rules}", rules=directive.rules)
            if directive.rules
            else msg('this instruction cannot be read: "{text}"', text=directive.text),
            hint=msg(
                "write it like this, with your own reason: {example}",
                example=msg("<!-- anbefal: ignore {rule} because … -->", rule=_rule(directive)),
            ),
        )


def _rule(directive: Directive) -> str:
    return directive.rules[0] if directive.rules else "AB104"
