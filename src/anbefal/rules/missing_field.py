"""Fill in the front matter that the template requires.

Group, scribes and carriers tell whose text this is, and who takes it on to the next workshop.

Write the key and its value between the two lines of "---" at the top.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.draft import Value
from anbefal.model.finding import Level

ID = "AB203"
NAME = "missing-field"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find required keys that are absent or blank."""
    if any(problem.kind.startswith("front-matter-") for problem in draft.problems):
        return
    for spec in template.field:
        field = draft.fields.get(spec.id)
        if spec.presence != "required" or (field and says_something(field.value)):
            continue
        yield Found(
            line=field.line if field else 1,
            requirements=(f"field.{spec.id}",) if spec.weight else (),
            message=msg('"{key}" is not filled in', key=spec.key),
            hint=msg(
                'write "{key}: …" between the two lines "---" at the top: {guidance}',
                key=spec.key,
                guidance=spec.guidance or spec.key,
            ),
        )


def says_something(value: Value) -> bool:
    """Tell whether a value is more than blank."""
    return bool(value.strip() if isinstance(value, str) else any(item.strip() for item in value))
