"""The assembly: what `anbefal.toml` holds."""

import datetime
from functools import cached_property
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


class Assembly(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The whole of `anbefal.toml`."""

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
        return self._groups.get(name.strip().casefold())

    @cached_property
    def _groups(self) -> dict[str, Group]:
        own = {group.id: group for group in reversed(self.group)}
        merged = {id: group for group in reversed(self.group) for id in group.merged_from}
        return merged | own

    def find_workshop(self, number: int) -> Workshop | None:
        """Find a workshop by its number."""
        return next((w for w in self.workshop if w.number == number), None)
