"""Ask somebody who is there.

A question to an expert whom the assembly does not know is asked by nobody and answered by nobody.

Write behind the arrow the expert's role, or short name, as it stands in `anbefal.toml`.
"""

import re
from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.kinds.asking import Experts
from anbefal.kinds.questions import Questions
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB514"
NAME = "unknown-expert"
LEVEL: Level = "warning"
MOST_GUESSES = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find questions that are put to nobody, or to nobody whom the assembly knows."""
    if not assembly.expert:
        return
    roles = {tree.fold(one.role): one.role for one in assembly.expert}
    ids = {tree.fold(one.id): one.role for one in assembly.expert}
    known = {**ids, **roles}
    experts = Experts(assembly)
    guesses = 0
    for section in draft.sections:
        spec, values = section.spec, section.values
        if spec is None or not spec.experts or not isinstance(values, Questions):
            continue
        for question in values.questions:
            asked = bool(re.search(r"\w", question.expert))
            if asked and not experts.named(question.expert)[1]:
                continue
            guesses += 1
            guess = asked and guesses <= MOST_GUESSES
            close = nearest(tree.fold(question.expert), known) if guess else None
            yield Found(
                line=question.line,
                column=draft.column(question.line, question.expert),
                section=spec.id,
                due=0 if asked else spec.due,
                message=msg('the assembly has no expert "{expert}"', expert=question.expert)
                if asked
                else msg('"{item}" does not say who is asked', item=question.name),
                hint=msg('did you mean "{key}"?', key=known[close])
                if close
                else msg(
                    'write "-> …" behind the question, one of: {names}', names=list(roles.values())
                ),
            )
