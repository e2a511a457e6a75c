"""Fill in the front matter that the template encourages.

Nobody is held back without it, but a reader will ask: how many hands were raised, and on which day
was it written?

Write the key and its value between the two lines of "---" at the top, or leave it out.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.missing_field import says_something

ID = "AB208"
NAME = "encouraged-field"
LEVEL: Level = "hint"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find encouraged keys that are absent or blank."""
    if any(problem.kind.startswith("front-matter-") for problem in draft.problems):
        return
    for spec in template.field:
        field = draft.fields.get(spec.id)
        if spec.presence != "encouraged" or (field and says_something(field.value)):
            continue
        yield Found(
            line=field.line if field else 1,
            due=spec.due,
            message=msg('"{key}" would help the reader', key=spec.key),
            hint=msg(
                'write "{key}: …" between the two lines "---" at the top: {guidance}',
                key=spec.key,
                guidance=spec.guidance or spec.key,
            ),
        )
