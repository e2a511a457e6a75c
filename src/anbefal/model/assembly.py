"""The assembly: what `anbefal.toml` holds."""

import datetime
from typing import Annotated, Literal

from anbefal.values import Meta, Struct

# Also the names of files: no path can be built of them, on any system. A mere "$" would let a
# line end through.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9æøå+-]{1,32}(?!\n)$")]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3])[:.][0-5][0-9](?!\n)$")]
Percent = Annotated[float, Meta(gt=0, le=100)]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of members with one theme; a merged group answers to its old names as well."""

    id: Id
    theme: Text
    merged_from: tuple[Id, ...] = ()
    members: tuple[Text, ...] = ()
    """Initials; where there are none, nobody asks who belongs to the group."""


class Workshop(Struct, frozen=True, forbid_unknown_fields=True):
    """A writing workshop: its place in the day, its tasks, and the score that closes it."""

    number: Annotated[int, Meta(ge=1, le=99)]
    name: Text
    start: Clock | None = None
    end: Clock | None = None
    setting: str = ""
    gate: Percent = 90
    tasks: tuple[Text, ...] = ()


class Expert(Struct, frozen=True, forbid_unknown_fields=True):
    """An expert, known by role, with the groups that may ask."""

    id: Id
    role: Text
    kind: Literal["official", "independent"]
    areas: tuple[Text, ...] = ()
    groups: tuple[Id, ...] = ()


class Editor(Struct, frozen=True, forbid_unknown_fields=True):
    """A member of the editorial group, and the group that sent them."""

    initials: Annotated[str, Meta(min_length=1, max_length=12)]
    group: Id


class Meeting(Struct, frozen=True, forbid_unknown_fields=True):
    """The meeting of the assembly: which of how many, when and where."""

    number: Annotated[int, Meta(ge=1)]
    of: Annotated[int, Meta(ge=1)] | None = None
    date: datetime.date | None = None
    place: str = ""


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """The words that only the compiled report has."""

    title: Text
    subtitle: str = ""


class Input(Struct, frozen=True, forbid_unknown_fields=True):
    """A comment as it was first written down."""

    id: Annotated[str, Meta(pattern=r"^[A-ZÆØÅ]{1,3}[0-9]{1,5}(?!\n)$")]
    """The number that its receipt answers to, such as "G14"."""
    text: Text
    """Its words; a slip of the pen is theirs, too."""
    source: str = ""
    """Where it was heard, such as "Galleritur"."""
    group: str = ""
    """The id of the group that it was given to."""


class Register(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `inputs.toml`: the first wording of every comment."""

    input: tuple[Input, ...] = ()


class AssemblyFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A citizens' assembly: its groups, its workshops and its experts."""

    name: Text
    language: Literal["da", "en"]
    default_template: Id
    slogan: str = ""
    question: str = ""
    mandate: str = ""
    members: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    meeting: Meeting | None = None
    group: tuple[Group, ...] = ()
    workshop: tuple[Workshop, ...] = ()
    expert: tuple[Expert, ...] = ()
    editor: tuple[Editor, ...] = ()
    report: Report | None = None

    def find_group(self, name: str) -> Group | None:
        """Find a group by its id, or by an id that was merged into it."""
        wanted = name.strip().casefold()
        for group in self.group:
            if wanted == group.id:
                return group
        for group in self.group:
            if wanted in group.merged_from:
                return group
        return None

    def find_workshop(self, number: int) -> Workshop | None:
        """Find a workshop by its number."""
        return next((w for w in self.workshop if w.number == number), None)


class Assembly(AssemblyFile, frozen=True, forbid_unknown_fields=True):
    """The whole of `anbefal.toml`, and the register beside it."""

    register: tuple[Input, ...] = ()
    """The comments of `inputs.toml`; stamped by the workspace, never written in the file."""
