"""Write down what the expert answered.

A text that rests on a question nobody answered rests on nothing. "They do not know" is an answer,
and a useful one.

Write the answer on a line of its own below the question, and in brackets whether it is a fact or a
judgement.
"""

from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.questions import Questions, find_label
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB511"
NAME = "unanswered-question"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find questions without an answer once it is due, and ticked ones at any time."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        label = find_label(spec, "answer") if spec else None
        if spec is None or label is None or not isinstance(values, Questions):
            continue
        kind = f" ({label.kinds[0]})" if label.kinds else ""
        for question in values.questions:
            if not question.answer:
                yield Found(
                    line=question.line,
                    column=draft.column(question.line, question.name),
                    section=spec.id,
                    due=0 if question.checked else label.due or spec.due,
                    message=msg('"{item}" is ticked, but has no answer', item=question.name)
                    if question.checked
                    else msg('"{item}" has no answer yet', item=question.name),
                    hint=msg(
                        'write below it: "  - **{label}{kind}:** …"', label=label.key, kind=kind
                    ),
                )
