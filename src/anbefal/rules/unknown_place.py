"""Name a section that is there.

"Used in" a section that is not in the draft leads the reader nowhere.

Write the section's heading as it stands in the draft, or the name of a principle, priority or
initiative. The number in front does not matter. What went to another group is used there: write the
group's id or theme.
"""

import re
from collections.abc import Iterator
from itertools import islice

from anbefal import tree
from anbefal.guess import Names, nearest
from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger
from anbefal.kinds.links import parts_of
from anbefal.kinds.questions import Questions
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB504"
NAME = "unknown-place"
LEVEL: Level = "warning"
MOST_GUESSES = 50
MOST_PLACES = 500

_COUNTED = re.compile(r"(?:(?:afsnit|del|section|part)\s+)?([0-9]{1,2})\.?", re.IGNORECASE)


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find comments and answers that were used in a section which nobody knows."""
    exact = {tree.fold(spec.heading) for spec in template.section}
    names: Names | None = None
    headings = {tree.fold(spec.heading): spec.heading for spec in template.section if spec.publish}
    guesses = 0
    for section_id, line, name, target in _targets(draft, template):
        if tree.fold(target) in exact or not re.search(r"\w", target):
            continue
        # Made only where somebody names a place in other words than its heading.
        names = names or Names(islice(_places(draft, template, assembly), MOST_PLACES))
        if _is_place(target, names, len(template.section)):
            continue
        guesses += 1
        close = nearest(tree.fold(target), headings) if guesses <= MOST_GUESSES else None
        yield Found(
            line=line,
            column=draft.column(line, target),
            section=section_id,
            message=msg(
                '"{item}" is used in "{words}", which is no section', item=name, words=target
            ),
            hint=msg('did you mean "{key}"?', key=headings[close])
            if close
            else msg("use one of: {names}", names=list(headings.values())),
        )


def _places(draft: Draft, template: Template, assembly: Assembly) -> Iterator[str]:
    """Give every name that a place in the draft, or another group, may go by."""
    for spec in template.section:
        yield from (spec.heading, spec.short, *spec.synonyms)
    yield from (section.heading for section in draft.sections)
    for section in draft.sections:
        yield from (part.name for part in parts_of(section))
    field = template.field_of_kind("group")
    own = assembly.find_group(draft.text_of(field.id)) if field else None
    for group in assembly.group:
        if field and group != own:
            yield group.theme
            yield from (f"{field.key} {id}" for id in (group.id, *group.merged_from))


def _targets(draft: Draft, template: Template) -> Iterator[tuple[str, int, str, str]]:
    """Give section, line and name of what was used, and the words that tell where."""
    not_used = tuple(tree.fold(word) for word in template.dispositions.declined)
    for section in draft.sections:
        if isinstance(section.values, Ledger):
            for item in section.values.items:
                if item.disposition == "used":
                    yield section.id, item.line, item.name, item.target
        elif isinstance(section.values, Questions):
            for question in section.values.questions:
                used = question.find("used")
                # "Not used, because …" is an answer to the same line.
                if used and not tree.fold(used.text).startswith(not_used or ("\0",)):
                    yield section.id, used.line, question.name, used.text


def _is_place(target: str, names: Names, sections: int) -> bool:
    """Tell whether words name a place, or count to a section as in "afsnit 3"."""
    found, rest = names.split(target)
    counted = (_COUNTED.fullmatch(piece) for piece in rest)
    return bool(found) or any(match and 0 < int(match[1]) <= sections for match in counted)
