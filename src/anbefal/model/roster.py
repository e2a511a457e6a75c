"""A roster: who sits with which group in a workshop, by initials and nothing else."""

from collections.abc import Iterator
from typing import Annotated

from anbefal.values import Meta, Struct

# Also the names of files: no path can be built of them, on any system. A mere "$" would let a
# line end through.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9æøå+-]{1,32}(?!\n)$")]
Initials = Annotated[str, Meta(min_length=1, max_length=12)]


class RosterTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A group's table in a workshop."""

    group: Id
    """The id of the group."""
    members: tuple[Initials, ...] = ()
    """The initials of all who sit there, those who are absent as well."""
    carriers: tuple[Initials, ...] = ()
    """Those of them who stayed to carry the text on."""


class RosterFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of a `rosters/N.toml`."""

    seed: Annotated[int, Meta(ge=0)] | None = None
    """The number by which the same groups can be made again."""
    meetings: Annotated[int, Meta(ge=0)] | None = None
    """How often two who sit together have done so in an earlier workshop."""
    least: Annotated[int, Meta(ge=0)] | None = None
    """The number of such meetings that no seating can go below."""
    absent: tuple[Initials, ...] = ()
    """Those who are not there."""
    table: tuple[RosterTable, ...] = ()
    """The tables, in the order of the assembly's groups."""


class Roster(RosterFile, frozen=True, forbid_unknown_fields=True):
    """A roster, and the workshop that its file is named by."""

    workshop: int = 0

    @property
    def members(self) -> Iterator[str]:
        """Give the initials of all who have a table."""
        return (name for table in self.table for name in table.members)

    def is_there(self, name: str) -> bool:
        """Tell whether somebody is not absent."""
        return name not in self.absent

    def find_table(self, group: str) -> RosterTable | None:
        """Find the table of a group, by its id."""
        return next((table for table in self.table if table.group == group), None)
