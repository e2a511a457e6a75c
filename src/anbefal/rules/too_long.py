"""Keep within the length that the template allows.

Council members read all recommendations in an evening. What is too long is skimmed, and the point
is lost among the reasons.

Move examples to the initiatives, and take out what is said elsewhere.
"""

from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.prose import Prose
from anbefal.model import Assembly, Draft, Found, Template
from anbefal.model.finding import Level

ID = "AB402"
NAME = "too-long"
LEVEL: Level = "warning"


def check(draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
    """Find a title or prose with more words than the template allows."""
    most = template.heading.words.max
    count = tree.count_text_words(draft.title.text) if draft.title else 0
    if draft.title and most and count > most:
        yield Found(
            line=draft.title.line,
            message=msg(
                "the title has {words} words; at most {most} are asked for", words=count, most=most
            ),
            hint=msg("keep what you want and for whom; the reasons belong in the text"),
        )
    for section in draft.sections:
        spec, values = section.spec, section.values
        if spec and isinstance(values, Prose) and 0 < spec.words.max < values.words:
            yield Found(
                line=section.line,
                section=spec.id,
                message=msg(
                    '"{heading}" has {words} words; at most {most} are asked for',
                    heading=section.heading,
                    words=values.words,
                    most=spec.words.max,
                ),
                hint=msg("move examples elsewhere, and take out what is said twice"),
            )
