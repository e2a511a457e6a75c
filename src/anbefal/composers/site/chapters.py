"""Chapters: the drafts of the report, each with how it stood when a workshop was closed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from anbefal.i18n import Message, msg, translate
from anbefal.model import (
    Assembly,
    Draft,
    DraftChange,
    DraftScore,
    Image,
    Moment,
    Template,
    WorkshopState,
)
from anbefal.values import replace

FRONT = "index"
OVERVIEW = "recommendations"
VERSIONS = "versions"

_PUBLISHED_FIELDS = ("group", "tally")


class Stage(NamedTuple):
    """A draft as it stood when a workshop was closed, or as it is published."""

    moment: Moment
    draft: Draft
    template: Template
    words: int
    score: float | None
    """None where nothing is asked of the draft."""
    change: DraftChange | None = None
    """Since the stage before; None where there was none, or where one cannot be read."""

    @property
    def key(self) -> str:
        """Give what the stage is called in addresses: workshops by their number."""
        return self.moment.name if self.moment.workshop else "latest"


class Chapter(NamedTuple):
    """A draft of the report, and its past, oldest first; the last stage is what is published."""

    stages: tuple[Stage, ...]
    score: DraftScore | None
    images: Mapping[str, Image]

    @property
    def draft(self) -> Draft:
        """Give the draft as it is published."""
        return self.stages[-1].draft

    @property
    def template(self) -> Template:
        """Give its template."""
        return self.stages[-1].template

    @property
    def title(self) -> str:
        """Give its title, or its id where it has none."""
        return self.draft.title.text if self.draft.title else self.draft.id


class View(NamedTuple):
    """All that the pages are made of."""

    chapters: Sequence[Chapter]
    """In the report's order."""
    assembly: Assembly
    workshops: Sequence[WorkshopState]
    date: str
    status: str
    """Such as "Draft, not saved"; empty where the report is whole."""
    minimum: float

    @property
    def language(self) -> str:
        """Give the language of all that is not a draft's own."""
        return self.assembly.language

    @property
    def visions(self) -> list[Chapter]:
        """Give the common visions."""
        return [one for one in self.chapters if one.template.report == "vision"]

    @property
    def recommendations(self) -> list[Chapter]:
        """Give the recommendations, in the order in which they are numbered."""
        return [one for one in self.chapters if one.template.report == "recommendation"]

    def say(self, message: Message) -> str:
        """Put a message into the site's language."""
        return translate(message, self.language)

    def short(self, chapter: Chapter) -> str:
        """Name a chapter in a word or two: its number in the report, or that it is the vision."""
        for number, one in enumerate(self.recommendations, 1):
            if one.draft.path == chapter.draft.path:
                return self.say(msg("Recommendation {number}", number=number))
        return self.say(msg("The vision")) if len(self.visions) == 1 else chapter.title


def published(draft: Draft, template: Template) -> Draft:
    """Leave out what stays in the workshop: working notes, and who wrote.

    An earlier text is judged by what its template publishes now.
    """
    kept = tuple(s for s in draft.sections if s.spec is None or s.spec.publish)
    kinds = {spec.id for spec in template.field if spec.kind in _PUBLISHED_FIELDS}
    fields = {id: value for id, value in draft.fields.items() if id in kinds}
    return replace(draft, sections=kept, fields=fields, unknown_fields=())
