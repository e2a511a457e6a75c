"""The assembly: what `anbefal.toml` holds.

The words below a key are its description in the schema that `anbefal schema assembly` prints.
"""

import datetime
from functools import cached_property
from typing import Annotated, Literal

from anbefal.model.roster import Id, Roster
from anbefal.model.words import Spelling, Words
from anbefal.values import Meta, Struct, replace

Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3])[:.][0-5][0-9](?!\n)$")]
Percent = Annotated[float, Meta(gt=0, le=100)]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
# Words rather than a number, so that a share is exactly what was decided.
Share = Annotated[
    str,
    Meta(pattern=r"^(?:[0-9]{1,3}(?:[.,][0-9]{1,4})? ?%|[0-9]{1,3}/[1-9][0-9]{0,2})(?!\n)$"),
]
Wording = Annotated[str, Meta(min_length=1, max_length=20_000)]


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of members with one theme; a merged group answers to its old names as well."""

    id: Id
    """The name of a few signs that drafts write, such as "2"."""
    theme: Text
    """What the group writes about."""
    merged_from: tuple[Id, ...] = ()
    """The ids of earlier groups that live on in this one."""
    members: tuple[Text, ...] = ()
    """Initials; where there are none, nobody asks who belongs to the group."""


class Workshop(Struct, frozen=True, forbid_unknown_fields=True):
    """A writing workshop: its place in the day, its tasks, and the score that closes it."""

    number: Annotated[int, Meta(ge=1, le=99)]
    """Its place in the day, from 1."""
    name: Text
    """What the workshop is called."""
    start: Clock | None = None
    """When it begins, such as "10:30"."""
    end: Clock | None = None
    """When it ends, such as "11:10"."""
    setting: str = ""
    """Who sits with whom."""
    gate: Percent = 90
    """The score, in percent, that closes the workshop."""
    tasks: tuple[Text, ...] = ()
    """What the groups do in it."""


class Expert(Struct, frozen=True, forbid_unknown_fields=True):
    """An expert, known by role, with the groups that may ask."""

    id: Id
    """The name of a few signs that other parts of the file may use."""
    role: Text
    """What the expert is, rather than a name."""
    kind: Literal["official", "independent"]
    """Whether the expert works for the council, or is independent of it."""
    areas: tuple[Text, ...] = ()
    """What the expert knows about."""
    groups: tuple[Id, ...] = ()
    """The ids of the groups that may ask."""
    parts: tuple[Id, ...] = ()
    """The ids of sections, such as "vision", that every group may ask about."""
    start: Clock | None = None
    """From when the groups may ask, such as "13:00"."""
    end: Clock | None = None
    """Until when the groups may ask, such as "14:00"."""


class Person(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody who runs the day, known by role: a run sheet names no others as responsible."""

    role: Text
    """What the person is, such as "Procesleder"."""
    initials: Annotated[str, Meta(max_length=12)] = ""
    """The initials that a run sheet may use instead."""


class Editor(Struct, frozen=True, forbid_unknown_fields=True):
    """A member of the editorial group, and the group that sent them."""

    initials: Annotated[str, Meta(min_length=1, max_length=12)]
    """The initials of the member."""
    group: Id
    """The id of the group that sent them."""


class Meeting(Struct, frozen=True, forbid_unknown_fields=True):
    """The meeting of the assembly: which of how many, when and where."""

    number: Annotated[int, Meta(ge=1)]
    """Which meeting this is, from 1."""
    of: Annotated[int, Meta(ge=1)] | None = None
    """How many meetings there are."""
    date: datetime.date | None = None
    """The day, such as 2026-05-23, without quotation marks."""
    place: str = ""
    """Where it is held."""
    next: datetime.date | None = None
    """The day of the meeting after it."""


class AgreementLabel(Struct, frozen=True, forbid_unknown_fields=True):
    """What the assembly calls a share of support."""

    name: Text
    """The label, such as "stærk opbakning"."""
    at_least: Share | None = None
    """The share of support from which on it is called so: "75 %", or "2/3"."""
    more_than: Share | None = None
    """The share above which it is called so: "50 %"; a label without either is for all the rest."""


class Agreement(Struct, frozen=True, forbid_unknown_fields=True):
    """The assembly's own rule of agreement: what counts as support, and what it is called."""

    support: tuple[Id, ...] = ()
    """The levels of a tally that count as support, such as "for"; all that do not object if
    none."""
    label: tuple[AgreementLabel, ...] = ()
    """What shares of support are called, the highest that is reached holds."""
    minority: Share | None = None
    """The least share that makes those who object a minority of its own; their words are printed
    all the same."""


class ReplyPlan(Struct, frozen=True, forbid_unknown_fields=True):
    """The council's reply: when the recommendations were handed over, and what was promised."""

    handed_over: datetime.date | None = None
    """The day of the hand-over, such as 2026-06-17, without quotation marks."""
    months: tuple[Annotated[int, Meta(ge=1, le=120)], ...] = (3, 12)
    """How many months after it the council tells what has happened."""
    addressee: str = ""
    """Who answers, where a recommendation names nobody: "Nordvig Byråd"."""


PartKind = Literal[
    "text",
    "mandate",
    "process",
    "vision",
    "principles",
    "recommendations",
    "priorities",
    "agreement",
    "minorities",
    "comments",
    "questions",
    "versions",
]


class ReportPart(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the report: what it is made of, and what it is called."""

    kind: PartKind
    """What the part holds; "text" is a draft of the editorial group's own, named by `draft`."""
    draft: str = ""
    """The id of the draft that a part of kind "text" prints, such as "forord"."""
    heading: str = ""
    """The part's heading, instead of the usual one or of the draft's title."""


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """What the editorial group decides of the compiled report: its title, and its parts."""

    title: Text
    """The report's title."""
    subtitle: str = ""
    """The line below the title."""
    part: tuple[ReportPart, ...] = ()
    """The parts in their order, appendices last; all of them in the usual order if none."""


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """A comment as it was first written down."""

    id: Annotated[str, Meta(pattern=r"^[A-ZÆØÅ]{1,3}[0-9]{1,5}(?!\n)$")]
    """The number that its receipt answers to, such as "G14"."""
    text: Wording
    """Its words; a slip of the pen is theirs, too."""
    source: str = ""
    """Where it was heard, such as "Galleritur"."""
    group: str = ""
    """The id of the group that it was given to."""


class Register(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `inputs.toml`: the first wording of every comment."""

    input: tuple[Input, ...] = ()


class AssemblyFile(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A citizens' assembly: its groups, its workshops and its experts."""

    name: Text
    """What the assembly is called."""
    language: Literal["da", "en"]
    """The language of messages and of the report."""
    default_template: Id
    """The template of drafts that name none."""
    slogan: str = ""
    """The words below the name."""
    question: str = ""
    """The question that the council asked."""
    mandate: str = ""
    """What the council promised to do with the answer."""
    members: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    """How many members there are: the most hands that can be counted."""
    meeting: Meeting | None = None
    """The meeting at which the drafts are written."""
    group: tuple[Group, ...] = ()
    """The groups, in the order of the report."""
    workshop: tuple[Workshop, ...] = ()
    """The workshops of the day."""
    expert: tuple[Expert, ...] = ()
    """Those whom the groups may ask."""
    editor: tuple[Editor, ...] = ()
    """The editorial group."""
    person: tuple[Person, ...] = ()
    """Those who run the day; where there are none, nobody asks who is responsible."""
    agreement: Agreement = Agreement()
    """The rule that the members chose for what counted hands are called."""
    reply: ReplyPlan = ReplyPlan()
    """The council's reply to every recommendation, and its dates."""
    report: Report | None = None
    """The compiled report: its title, and its parts."""
    words: Words = Words()
    """Words that are added to the lists of anbefal."""
    spelling: Spelling = Spelling()
    """Whether spelling is checked, and words of your own."""

    def find_group(self, name: str) -> Group | None:
        """Find a group by its id, or by an id that was merged into it."""
        return self._groups.get(name.strip().casefold())

    @cached_property
    def _groups(self) -> dict[str, Group]:
        own = {group.id: group for group in reversed(self.group)}
        merged = {id: group for group in reversed(self.group) for id in group.merged_from}
        return merged | own

    def may_ask(self, expert: Expert) -> tuple[Group, ...]:
        """Give the groups that may ask an expert, each once, in the order of the report."""
        named = [self.find_group(id) for id in expert.groups]
        return tuple(group for group in self.group if expert.parts or group in named)

    def find_workshop(self, number: int) -> Workshop | None:
        """Find a workshop by its number."""
        return next((w for w in self.workshop if w.number == number), None)


class Assembly(AssemblyFile, frozen=True, forbid_unknown_fields=True):
    """The whole of `anbefal.toml`, and what stands in files beside it.

    That is stamped by the workspace, and never written in `anbefal.toml`.
    """

    register: tuple[Input, ...] = ()
    """The comments of `inputs.toml`."""
    rosters: tuple[Roster, ...] = ()
    """Who sits where, workshop by workshop, as `rosters/` has it."""

    def roster(self, workshop: int) -> Roster | None:
        """Give who sits where in a workshop: groups that are not mixed anew stay as they were."""
        seated = [one for one in self.rosters if one.table and one.workshop <= workshop]
        if not seated:
            return None
        own = next((one for one in self.rosters if one.workshop == workshop), None)
        return replace(seated[-1], absent=own.absent if own else ())

    def sat_with(self, group: Group) -> frozenset[str]:
        """Give the initials of all who ever sat with a group, or with one that was merged in."""
        return frozenset(
            name
            for roster in self.rosters
            for table in roster.table
            if self.find_group(table.group) == group
            for name in table.members
        )
