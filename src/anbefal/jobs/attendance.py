"""Attendance: who is there in a workshop, and what is to be known of its tables."""

from collections.abc import Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.jobs.lint import check_workshop
from anbefal.jobs.members import INITIALS, fold
from anbefal.model import Roster
from anbefal.values import Struct, replace
from anbefal.workspace import Workspace, write_roster


class Attendance(Struct, frozen=True):
    """A workshop's tables, and who of them is not there."""

    workshop: int
    roster: Roster
    known: int
    """How many have a table, or are absent."""
    path: Path | None = None
    """The file that was written."""

    @property
    def there(self) -> int:
        """Give how many are there."""
        return self.known - len(self.roster.absent)


def attendance(
    workspace: Workspace, number: int, absent: Sequence[str] = (), present: Sequence[str] = ()
) -> Attendance:
    """Note who is absent from a workshop, and who is there after all; tell who is.

    Raises AnbefalError for somebody whom no roster knows, where there is one.
    """
    assembly = workspace.assembly
    check_workshop(assembly, number)
    own = next((one for one in assembly.rosters if one.workshop == number), None)
    roster = own or Roster(workshop=number)
    path = None
    both = [name for name in absent if fold(name) in set(map(fold, present))]
    if both:
        raise AnbefalError(
            msg('"{name}" cannot be both absent and there', name=both[0]),
            msg("leave it out of --absent or of --present"),
        )
    if absent or present:
        known = _known(workspace, number)
        away = {fold(name): name for name in roster.absent}
        away |= {fold(name): name for name in (_spelled(name, known) for name in absent)}
        back = {fold(_spelled(name, known)) for name in present}
        gone = tuple(sorted(name for key, name in away.items() if key not in back))
        roster = replace(roster, absent=gone)
        path = write_roster(workspace.root, roster, assembly.language)
    seated = assembly.roster(number)
    if seated is None:
        return Attendance(number, roster, len(roster.absent), path)
    shown = replace(seated, absent=roster.absent)
    return Attendance(number, shown, len({*shown.members, *shown.absent}), path)


def _known(workspace: Workspace, number: int) -> dict[str, str]:
    """Give the initials that any roster or group knows; nobody's where there are none."""
    assembly = workspace.assembly
    names = [name for group in assembly.group for name in group.members]
    names += [name for one in assembly.rosters for name in (*one.absent, *one.members)]
    return {fold(name): name for name in names} if any(assembly.rosters) else {}


def _spelled(name: str, known: dict[str, str]) -> str:
    if not INITIALS.fullmatch(name):
        raise AnbefalError(
            msg('"{name}" is no initials', name=name[:40]),
            msg("write one to six letters or digits, such as AB: names stay out of what is kept"),
        )
    if known and fold(name) not in known:
        close = nearest(fold(name), known)
        raise AnbefalError(
            msg('no roster knows "{name}"', name=name),
            msg('did you mean "{key}"?', key=known[close])
            if close
            else msg("look who is on them: anbefal roster"),
        )
    return known.get(fold(name), name)
