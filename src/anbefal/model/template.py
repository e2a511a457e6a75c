"""A template: what `template.toml` holds, the one place that decides a document's parts."""

from collections.abc import Mapping
from typing import Annotated, Literal

from anbefal.model.assembly import Id, Text
from anbefal.values import Meta, Struct

Presence = Literal["required", "encouraged", "optional"]
Weight = Annotated[int, Meta(ge=0, le=1000)]
Due = Annotated[int, Meta(ge=1, le=99)]
Count = Annotated[int, Meta(ge=0, le=100_000)]


class WordLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """How many words a part may have."""

    min: Count = 0
    max: Count = 0
    """0 stands for no limit."""


class ItemLimits(Struct, frozen=True, forbid_unknown_fields=True):
    """How many items a section may have, and how few words each."""

    min: Annotated[int, Meta(ge=0, le=200)] = 0
    max: Annotated[int, Meta(ge=0, le=2000)] = 0
    words_min: Count = 0


class TallyLevel(Struct, frozen=True, forbid_unknown_fields=True):
    """One level of agreement, and the word that a scribe writes for it."""

    id: Id
    key: Text
    objects: bool = False
    """Those who cannot live with it: their words are owed a place."""


class FieldSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """One key of the front matter."""

    id: Id
    key: Text
    kind: Literal["text", "list", "number", "date", "choice", "group", "people", "tally"]
    presence: Presence = "optional"
    weight: Weight = 0
    due: Due = 1
    guidance: str = ""
    choices: tuple[Text, ...] = ()
    levels: tuple[TallyLevel, ...] = ()
    total: str = ""
    minority: str = ""
    """The section where those of the objecting level have their say."""
    count: Annotated[int, Meta(ge=0, le=1000)] = 0
    """How many names a list has, neither more nor fewer; 0 for any number."""
    members: bool = False
    """The names are to be found among the members of the draft's group, where it lists them."""


class Heading(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked of the title."""

    weight: Weight = 1
    due: Due = 1
    words: WordLimits = WordLimits()
    guidance: str = ""


class LabelSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A labelled field of an entry, such as "Mere af:"."""

    id: Id
    key: Text
    synonyms: tuple[Text, ...] = ()
    presence: Presence = "optional"
    weight: Weight = 1
    due: Due | None = None
    """None: due with its section."""
    links: str = ""
    """The section whose items or entries this line names."""
    opposes: str = ""
    """The label beside it that says what is gained, where this one says what gives way."""
    vague: tuple[Text, ...] = ()
    """Words that say nothing when they stand alone, such as "alle" for an actor."""
    kinds: tuple[Text, ...] = ()
    """What may stand in brackets behind an answer's label, such as "fakta"."""


class SectionSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the document: its heading, its kind and what is asked of it."""

    id: Id
    heading: Text
    kind: Literal["prose", "list", "entries", "ledger", "questions"]
    short: str = ""
    """The heading in a word, for overviews."""
    synonyms: tuple[Text, ...] = ()
    presence: Presence = "optional"
    weight: Weight = 1
    due: Due = 1
    words: WordLimits = WordLimits()
    items: ItemLimits = ItemLimits()
    label: tuple[LabelSpec, ...] = ()
    sources: tuple[Text, ...] = ()
    letters: Mapping[Text, Annotated[str, Meta(min_length=1, max_length=3)]] = {}
    """By source: the letters that the ids of its items begin with, else its first one."""
    unique: bool = False
    """What an entry says is said in one draft only; another that says the same is told of."""
    experts: bool = False
    """Those whom a question is put to are the experts of anbefal.toml."""
    publish: bool = True
    guidance: str = ""


class Dispositions(Struct, frozen=True, forbid_unknown_fields=True):
    """The words that tell what became of a ledger item."""

    used: tuple[Text, ...] = ()
    merged: tuple[Text, ...] = ()
    declined: tuple[Text, ...] = ()


class WordLists(Struct, frozen=True, forbid_unknown_fields=True):
    """Words that the rules look for."""

    placeholders: tuple[Text, ...] = ()


class Template(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `template.toml`, and the name of its folder."""

    title: Text
    language: Literal["da", "en"]
    report: Literal["vision", "recommendation", "none"] = "none"
    gate: bool = True
    heading: Heading = Heading()
    field: tuple[FieldSpec, ...] = ()
    section: tuple[SectionSpec, ...] = ()
    words: WordLists = WordLists()
    dispositions: Dispositions = Dispositions()
    name: str = ""
    """Stamped by the workspace, never written in the file."""

    def find_section(self, id: str) -> SectionSpec | None:
        """Find a section by its id."""
        return next((s for s in self.section if s.id == id), None)

    def find_field(self, id: str) -> FieldSpec | None:
        """Find a field by its id."""
        return next((f for f in self.field if f.id == id), None)

    def field_of_kind(self, kind: str) -> FieldSpec | None:
        """Find the first field of a kind, such as the one that holds the group."""
        return next((f for f in self.field if f.kind == kind), None)
