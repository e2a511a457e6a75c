"""Say whether an answer is a fact or a judgement.

A council member may lean on a fact and argue with a judgement. Without the word nobody knows which
of them stands there.

Write one of the words that the finding lists in brackets behind the label.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.kinds.questions import Questions, find_label
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB513"
NAME = "answer-kind"
LEVEL: Level = "warning"
MOST_GUESSES = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find answers whose kind is missing, or none of the template's."""
    for section in draft.sections:
        spec, values = section.spec, section.values
        label = find_label(spec, "answer") if spec else None
        if spec is None or label is None or not isinstance(values, Questions) or not label.kinds:
            continue
        known = {tree.fold(kind): kind for kind in label.kinds}
        guesses = 0
        for question in values.questions:
            answer = question.find("answer")
            kind = tree.fold(question.answer_kind)
            if answer is None or not question.answer or kind in known:
                continue
            guesses += 1
            close = nearest(kind, known) if kind and guesses <= MOST_GUESSES else None
            yield Found(
                line=answer.line,
                column=draft.column(answer.line, question.answer_kind),
                section=spec.id,
                message=msg('"{kind}" is no kind of answer', kind=question.answer_kind)
                if kind
                else msg('the answer to "{item}" does not say what kind it is', item=question.name),
                hint=msg('did you mean "{key}"?', key=known[close])
                if close
                else msg(
                    "write in brackets behind the label one of: {names}",
                    names=list(label.kinds),
                ),
            )
