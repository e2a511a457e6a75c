"""Say what gives way.

Everybody wants more of something good. A priority is worth something when it says what there will
be less of; otherwise the choice is left to others, and they will make it behind closed doors.

Write what you are ready to do less of, to postpone or to stop, and how much.
"""

import re
from collections.abc import Iterator

from anbefal.i18n import msg
from anbefal.kinds.entries import entries_of, label_units
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.placeholder import has_mark
from anbefal.rules.vague_line import says_nothing

ID = "AB410"
NAME = "only-a-gain"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find lines that should say what gives way, and say nothing or repeat the gain."""
    for _, spec, values in entries_of(draft):
        for label in spec.label:
            if not label.opposes:
                continue
            for number, entry in enumerate(values.entries, 1):
                loss, gain = entry.find(label.id), entry.find(label.opposes)
                # A blank line is another rule's.
                if loss is None or not loss.text:
                    continue
                nothing = says_nothing(loss.text, label.vague)
                if not nothing and not (gain and _words(gain.text) == _words(loss.text)):
                    continue
                if has_mark(loss.text, template):
                    continue
                yield Found(
                    line=loss.line,
                    column=draft.column(loss.line, loss.text),
                    section=spec.id,
                    requirements=label_units(spec, number, label),
                    due=label.due or spec.due,
                    message=msg('"{entry}" only has a gain', entry=entry.name)
                    if nothing
                    else msg('"{entry}" says the same twice', entry=entry.name),
                    hint=msg(
                        'write behind "{label}" what you would do less of, postpone or stop',
                        label=label.key,
                    ),
                )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
