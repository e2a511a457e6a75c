"""Use the headings that the template knows.

A heading that the template does not know is kept and printed, but its text counts towards nothing:
often it is a part with a slip of the pen in its heading.

Correct the heading, or move the text under one of the template's headings. A heading inside a part
has three signs: "###".
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB104"
NAME = "unknown-section"
LEVEL: Level = "warning"
MOST_GUESSES = 50


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find level-2 headings that match no section."""
    if not template.section:
        return  # A kind of document that asks for no parts may have any.
    names = {tree.fold(spec.heading): spec.heading for spec in template.section}
    unknown = [section for section in draft.sections if not section.id]
    for number, section in enumerate(unknown):
        # A guess costs time: a file full of strange headings gets a few, not thousands.
        guess = number < MOST_GUESSES
        folded = tree.fold(section.heading)
        close = nearest(folded, names) if guess else None
        yield Found(
            line=section.line,
            column=draft.column(section.line, section.heading),
            message=msg('the template knows no section "{heading}"', heading=section.heading),
            hint=msg('did you mean "{heading}"?', heading=names[close])
            if close
            else msg("use one of: {headings}", headings=[s.heading for s in template.section]),
        )
