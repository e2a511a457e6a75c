"""Roster: who sits where in a workshop, to look at and for the wall."""

from collections.abc import Callable, Sequence
from pathlib import Path

from anbefal import clock
from anbefal.composers.roster import compose_roster
from anbefal.errors import AnbefalError
from anbefal.history import open_history
from anbefal.i18n import msg
from anbefal.jobs.lint import check_workshop
from anbefal.jobs.looks import load_looks
from anbefal.jobs.render import check_formats, plan, usual_folder, write_all
from anbefal.jobs.workshops import open_workshop
from anbefal.model import Roster
from anbefal.values import replace
from anbefal.workspace import ROSTERS, Workspace


def roster(workspace: Workspace, number: int | None) -> tuple[int, Roster]:
    """Give a workshop's number and its roster; the open workshop's where none is named.

    Raises AnbefalError where no groups were made yet.
    """
    assembly = workspace.assembly
    check_workshop(assembly, number)
    if number is None:
        last = max((workshop.number for workshop in assembly.workshop), default=99)
        number = open_workshop(workspace) or last
    found = assembly.roster(number)
    if found is None:
        raise AnbefalError(
            msg("nobody has a table in workshop {number} yet", number=number),
            msg("make the groups: anbefal regroup {number}", number=number),
        )
    return number, found


def render_roster(
    workspace: Workspace,
    number: int | None,
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write a roster as documents for the wall."""
    check_formats(formats)
    number, found = roster(workspace, number)
    day = _saved_on(workspace, found.workshop)
    document = compose_roster(found, number, workspace.assembly, day)
    document = replace(document, looks=load_looks(workspace.root, formats))
    outputs = plan(
        [(document.identifier, document)],
        formats,
        out or usual_folder(workspace),
        [workspace.root / ROSTERS, workspace.drafts],
    )
    return write_all(outputs, progress)


def _saved_on(workspace: Workspace, number: int) -> str:
    """Give the day on which a roster was saved as it stands, else ""."""
    path = f"{ROSTERS}/{number}.toml"
    history = open_history(workspace.root)
    head = history.head() if history else None
    if history is None or head is None:
        return ""
    if history.read(head, path) != (workspace.root / path).read_bytes():
        return ""
    return clock.iso_date(history.times([path])[path])
