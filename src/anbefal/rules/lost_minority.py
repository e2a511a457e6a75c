"""Give those who cannot live with it their own words.

A minority that is counted but not heard has been outvoted twice. Council members will ask what it
was that these people could not accept.

Write in the section that the finding names what they hold, how many they are, and what it has
changed. Let them write it themselves.
"""

from collections.abc import Iterator

from anbefal.i18n import msg, msgs
from anbefal.kinds import says_something
from anbefal.model import Assembly, Draft, Found, Template, read_tally
from anbefal.model.finding import Level

ID = "AB412"
NAME = "lost-minority"
LEVEL: Level = "error"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find tallies with hands against, in drafts where nobody says why."""
    for field in template.field:
        written = draft.fields.get(field.id)
        spec = template.find_section(field.minority) if field.minority else None
        tally = read_tally(written.value, field) if written else None
        against = tally.objecting(field) if tally else 0
        if spec is None or written is None or not against:
            continue
        section = draft.find_section(spec.id)
        # That a required section is missing or empty is another rule's.
        if spec.presence == "required" or (section and says_something(section.nodes)):
            continue
        yield Found(
            line=section.line if section else written.line,
            section=spec.id,
            due=spec.due,
            message=msgs(
                '{count} member cannot live with it, and "{heading}" does not say why',
                '{count} members cannot live with it, and "{heading}" does not say why',
                against,
                heading=spec.heading,
            ),
            hint=msg(
                'let them write their view below "## {heading}": {guidance}',
                heading=spec.heading,
                guidance=spec.guidance or spec.heading,
            ),
        )
