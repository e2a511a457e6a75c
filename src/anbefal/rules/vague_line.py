"""Say who does it, and when.

What everybody is to do as soon as possible is done by nobody. The council cannot put a name in its
plan that you did not write.

Write an office, a committee, an association or a person's post, and a year or a month.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from anbefal.guess import Names
from anbefal.i18n import msg
from anbefal.kinds.entries import entries_of, label_units
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.placeholder import has_mark

ID = "AB411"
NAME = "vague-line"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find labelled lines that hold signs alone, or only words that the template calls vague."""
    for _, spec, values in entries_of(draft):
        for label in spec.label:
            # What stands against a gain is another rule's.
            if label.opposes or not (label.vague or label.presence == "required"):
                continue
            for number, entry in enumerate(values.entries, 1):
                line = entry.find(label.id)
                if not line or not line.text or not says_nothing(line.text, label.vague):
                    continue
                if not has_mark(line.text, template):
                    yield Found(
                        line=line.line,
                        column=draft.column(line.line, line.text),
                        section=spec.id,
                        requirements=label_units(spec, number, label),
                        due=label.due or spec.due,
                        message=msg(
                            '"{text}" does not answer "{label}" in "{entry}"',
                            text=line.text,
                            label=label.key,
                            entry=entry.name,
                        ),
                        hint=msg(
                            "write it so that the council can put it in its plan: a name, a "
                            "place, a year"
                        ),
                    )


def says_nothing(text: str, vague: tuple[str, ...]) -> bool:
    """Tell whether a text holds no word beside some vague ones."""
    first = re.search(r"\w+", text)
    if first is None:
        return True
    names = _names(vague)
    return names.begin_with(first[0]) and not names.split(text)[1]


@lru_cache(maxsize=64)
def _names(vague: tuple[str, ...]) -> Names:
    return Names(vague)
