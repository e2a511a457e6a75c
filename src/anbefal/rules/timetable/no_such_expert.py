"""Seat experts whom the assembly has invited.

An expert who is not in `anbefal.toml` has no groups, no hours and no question sheet.

Write the role as it stands there, or add the expert under `[[expert]]`.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import Names, nearest
from anbefal.i18n import msg
from anbefal.kinds.day import days_of
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.placeholder import has_mark
from anbefal.rules.timetable.unknown_person import labels_of, strangers

ID = "AB618"
NAME = "no-such-expert"
LEVEL: Level = "warning"

MOST_GUESSES = 50
_ALL = ("alle", "all", "alle eksperter", "all experts")


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find words behind the label "experts" that are no expert of the assembly."""
    if not assembly.expert:
        return
    roles = {tree.fold(one.role): one.role for one in assembly.expert}
    names = Names([*roles.values(), *(one.id for one in assembly.expert)])
    guesses = 0
    for day in days_of(draft):
        for label in labels_of(day):
            if label.id != "experts" or has_mark(label.text, template):
                continue
            for words in strangers(label, names, _ALL):
                guesses += 1
                close = nearest(tree.fold(words), roles) if guesses <= MOST_GUESSES else None
                yield Found(
                    line=label.line,
                    column=draft.column(label.line, words),
                    section=day.spec.id,
                    message=msg('the assembly has no expert "{expert}"', expert=words),
                    hint=msg('did you mean "{key}"?', key=roles[close])
                    if close
                    else msg("use one of: {names}", names=list(roles.values())),
                )
