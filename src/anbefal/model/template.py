"""A template: what `template.toml` holds, the one place that decides a document's parts.

The words below a key are its description in the schema that `anbefal schema template` prints.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from anbefal.model.assembly import Text
from anbefal.model.roster import Id
from anbefal.model.words import Words
from anbefal.values import Meta, Struct

Presence = Literal["required", "encouraged", "optional"]
Weight = Annotated[int, Meta(ge=0, le=1000)]
Due = Annotated[int, Meta(ge=1, le=99)]
Count = Annotated[int, Meta(ge=0, le=100_000)]


class WordLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """How many words a part may have."""

    min: Count = 0
    """The least number of words; 0 asks for none."""
    max: Count = 0
    """The greatest number of words; 0 stands for no limit."""


class ItemLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """How many items a section may have, and how few words each."""

    min: Annotated[int, Meta(ge=0, le=200)] = 0
    """The least number of items: each is a unit of its own in the score."""
    max: Annotated[int, Meta(ge=0, le=2000)] = 0
    """The greatest number of items; 0 stands for no limit."""
    words_min: Count = 0
    """The least number of words of each item, labelled lines apart."""


class TallyLevel(Struct, frozen=True, forbid_unknown_fields=True):
    """One level of agreement, and the word that a scribe writes for it."""

    id: Id
    """The name that rules know: "for", "can-live-with", "cannot-live-with"."""
    key: Text
    """The word in the front matter."""
    objects: bool = False
    """Those who cannot live with it: their words are owed a place."""


class FieldSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """One key of the front matter."""

    id: Id
    """The name that rules and overviews know, such as "group"."""
    key: Text
    """The word in the front matter, in the document's language."""
    kind: Literal["text", "list", "number", "date", "choice", "group", "people", "tally"]
    """What the value is; a group is one of anbefal.toml, people are initials, a tally is hands."""
    presence: Presence = "optional"
    """Whether it must be there; only what is required is scored."""
    weight: Weight = 0
    """How much it counts in the score; 0 leaves it out."""
    due: Due = 1
    """The workshop by which it is asked for."""
    guidance: str = ""
    """What to write there: the next step of a finding."""
    choices: tuple[Text, ...] = ()
    """The values that a choice may have."""
    levels: tuple[TallyLevel, ...] = ()
    """The levels of agreement that a tally counts."""
    total: str = ""
    """The word for how many were asked, in a tally."""
    minority: str = ""
    """The section where those of the objecting level have their say."""
    count: Annotated[int, Meta(ge=0, le=1000)] = 0
    """How many names a list has, neither more nor fewer; 0 for any number."""
    members: bool = False
    """The names are to be found among the members of the draft's group, where it lists them."""


class Heading(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of the title."""

    weight: Weight = 1
    """How much the title counts in the score; 0 asks for none."""
    due: Due = 1
    """The workshop by which it is asked for."""
    words: WordLimits = WordLimits()
    """How long the title may be."""
    guidance: str = ""
    """What makes a good title."""


class LabelSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled line of an entry or a question, such as "Mere af:"."""

    id: Id
    """The name that rules and the report know, such as "more"."""
    key: Text
    """The word in front of the colon, or at the head of a timetable's column."""
    synonyms: tuple[Text, ...] = ()
    """Other words that stand for the same."""
    presence: Presence = "optional"
    """Whether every entry must have it."""
    weight: Weight = 1
    """How much it counts in the score, where it is required."""
    due: Due | None = None
    """The workshop by which it is asked for; if none, that of its section."""
    links: str = ""
    """The section whose items or entries this line names."""
    opposes: str = ""
    """The label beside it that says what is gained, where this one says what gives way."""
    vague: tuple[Text, ...] = ()
    """Words that say nothing when they stand alone, such as "alle" for an actor."""
    people: bool = False
    """The line names people, by role or by initials."""
    kinds: tuple[Text, ...] = ()
    """What may stand in brackets behind an answer's label, such as "fakta"."""


class Task(Struct, frozen=True, forbid_unknown_fields=True):
    """What a workshop does with a section."""

    workshop: Due
    """The workshop's number."""
    text: Text
    """What to write then: the next step of a finding in that workshop."""


class SectionSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the document: its heading, its kind and what is asked of it."""

    id: Id
    """The name that rules and the report know, such as "vision"."""
    heading: Text
    """The level-2 heading, without a number."""
    kind: Literal["prose", "list", "entries", "ledger", "questions", "timetable"]
    """How the text below the heading is read."""
    short: str = ""
    """The heading in a word, for overviews."""
    synonyms: tuple[Text, ...] = ()
    """Other headings that stand for the same part."""
    presence: Presence = "optional"
    """Whether it must be there; only what is required is scored."""
    weight: Weight = 1
    """How much each of its units counts in the score."""
    due: Due = 1
    """The workshop by which it is asked for."""
    words: WordLimits = WordLimits()
    """How long a section of prose may be."""
    items: ItemLimits = ItemLimits()
    """How many items or entries there may be."""
    label: tuple[LabelSpec, ...] = ()
    """The labelled lines of each entry or question."""
    sources: tuple[Text, ...] = ()
    """Where a ledger's comments come from: its level-3 headings."""
    letters: Mapping[Text, Annotated[str, Meta(min_length=1, max_length=3)]] = {}
    """By source, or by the heading where there is none: what ids begin with, else its first one."""
    unique: bool = False
    """What an entry says is said in one draft only; another that says the same is told of."""
    answered: bool = False
    """Each entry gets an answer of its own from those whom the text is for."""
    experts: bool = False
    """Those whom a question is put to are the experts of anbefal.toml."""
    breaks: tuple[Text, ...] = ()
    """What the theme of a timetable's row begins with when nobody works, such as "frokost"."""
    publish: bool = True
    """False keeps the section out of the compiled report."""
    guidance: str = ""
    """The question that the part answers: the next step of a finding."""
    task: tuple[Task, ...] = ()
    """What each workshop does with it, where that differs from the guidance."""

    def guide(self, workshop: int | None) -> str:
        """Give what to write in a workshop: its own task, else the newest before, else guidance."""
        due = [at for at in self.task if workshop is not None and at.workshop <= workshop]
        return max(due, key=lambda at: at.workshop).text if due else self.guidance


class Dispositions(Struct, frozen=True, forbid_unknown_fields=True):
    """The words behind a comment's arrow, which tell what became of it."""

    used: tuple[Text, ...] = ()
    """Words for: used in a section, which follows."""
    merged: tuple[Text, ...] = ()
    """Words for: merged with another comment, whose id follows."""
    declined: tuple[Text, ...] = ()
    """Words for: not used; the reason follows."""


class WordLists(Words, frozen=True, forbid_unknown_fields=True):
    """Words that the rules look for."""

    placeholders: tuple[Text, ...] = ()
    """Words that show that something is still to be written."""


class TemplateFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of document: its front matter, its parts, and what is asked of each."""

    title: Text
    """What the kind of document is called."""
    language: Literal["da", "en"]
    """The language of its headings, keys and words."""
    report: Literal["text", "vision", "recommendation", "appendix", "none"] = "none"
    """What it is in the compiled report: a text of the editorial group's, the common vision, a
    recommendation, a text at the very end such as a glossary, or no part of it."""
    gate: bool = True
    """False for a kind that is not scored."""
    ordered: bool = True
    """False leaves the order of the sections free."""
    heading: Heading = Heading()
    """What is asked of the title."""
    field: tuple[FieldSpec, ...] = ()
    """The keys of the front matter."""
    section: tuple[SectionSpec, ...] = ()
    """The parts, in their order."""
    words: WordLists = WordLists()
    """Words that the rules look for."""
    dispositions: Dispositions = Dispositions()
    """The words behind a comment's arrow."""


class Template(TemplateFile, frozen=True, forbid_unknown_fields=True):
    """The whole of `template.toml`, the name of its folder, and what its workspace knows."""

    name: str = ""
    """Stamped by the workspace, never written in the file."""
    letters: frozenset[str] = frozenset()
    """What the ids of `inputs.toml` begin with; stamped as well."""

    def find_section(self, id: str) -> SectionSpec | None:
        """Find a section by its id."""
        return next((s for s in self.section if s.id == id), None)

    def find_field(self, id: str) -> FieldSpec | None:
        """Find a field by its id."""
        return next((f for f in self.field if f.id == id), None)

    def field_of_kind(self, kind: str) -> FieldSpec | None:
        """Find the first field of a kind, such as the one that holds the group."""
        return next((f for f in self.field if f.kind == kind), None)
