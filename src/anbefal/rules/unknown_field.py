"""Use the front-matter keys that the template knows.

A key that the template does not know is read by nobody: often it is one with a slip of the pen.

Correct the key, or move what it says into the text.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB202"
NAME = "unknown-field"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find front-matter keys that the template lacks, or that stand for one already given."""
    names = {tree.fold(spec.key): spec.key for spec in template.field}
    for field in draft.unknown_fields:
        close = nearest(tree.fold(field.key), names)
        yield Found(
            line=field.line,
            message=msg('the template knows no key "{key}"', key=field.key),
            hint=msg('did you mean "{key}"?', key=names[close])
            if close
            else msg("use one of: {keys}", keys=[spec.key for spec in template.field]),
        )
