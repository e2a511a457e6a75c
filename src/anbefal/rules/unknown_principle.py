"""Name a principle that stands among your principles.

The line ties what you will do to what you believe. When it names something else, the reader looks
for a principle that is not there.

Write the principle's name as it stands in its own section; several with a comma or "og" between
them.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.kinds.entries import label_units
from anbefal.kinds.links import read_links
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level
from anbefal.rules.placeholder import has_mark

ID = "AB409"
NAME = "unknown-principle"
LEVEL: Level = "warning"
MOST_GUESSES = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find lines that link to a part of another section which is not there."""
    for links in read_links(draft):
        names = {tree.fold(part.name): part.name for part in links.parts}
        wrong = (link for link in links.links if link.unknown)
        for number, link in enumerate(wrong):
            if has_mark(link.line.text, template):
                continue
            words = link.unknown[0]
            guess = number < MOST_GUESSES
            # A name with a comma of its own comes in pieces where it has a slip.
            close = _nearest((words, link.line.text), names) if guess else None
            yield Found(
                line=link.line.line,
                column=draft.column(link.line.line, words),
                section=links.spec.id,
                requirements=label_units(links.spec, link.number, links.label),
                due=links.label.due or links.spec.due,
                message=msg(
                    '"{words}" is none of "{heading}"', words=words, heading=links.target.heading
                ),
                hint=msg('did you mean "{key}"?', key=names[close])
                if close
                else msg("use one of: {names}", names=list(names.values())),
            )


def _nearest(lines: tuple[str, ...], names: dict[str, str]) -> str | None:
    guesses = (nearest(tree.fold(line), names) for line in lines)
    return next((guess for guess in guesses if guess), None)
