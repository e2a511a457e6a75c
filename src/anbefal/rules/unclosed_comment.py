"""Close every comment.

A comment begins with "<!--" and ends with "-->". Without the end nobody can tell where the hidden
text stops, so it is printed as it stands.

Write "-->" where the comment ends, or delete "<!--".
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB108"
NAME = "unclosed-comment"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find comments that no "-->" ends."""
    for comment in draft.comments:
        if not comment.closed:
            yield Found(
                line=comment.line,
                column=draft.column(comment.line, "<!--"),
                message=msg('the comment that begins with "<!--" never ends'),
                hint=msg('write "-->" where it ends, or delete "<!--"'),
            )
