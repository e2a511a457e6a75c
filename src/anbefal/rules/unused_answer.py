"""Say where the answer was used.

An answer that changed nothing need not have been asked for; one that did should be found again by
the reader who doubts the figure.

Write below the answer the section where you used it; or that you did not use it, and why.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.questions import Questions, find_label
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB512"
NAME = "unused-answer"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find answers without a line that tells where they were used."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        label = find_label(spec, "used") if spec else None
        if spec is None or label is None or not isinstance(values, Questions):
            continue
        for question in values.questions:
            used = question.find("used")
            if question.answer and not (used and re.search(r"\w", used.text)):
                yield Found(
                    line=used.line if used else question.line,
                    section=spec.id,
                    due=label.due or spec.due,
                    message=msg('the answer to "{item}" is not used', item=question.name),
                    hint=msg('write below the answer: "  - **{label}:** …"', label=label.key),
                )
