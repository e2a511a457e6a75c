"""Open the workspace that a command is about, and read options that lean on it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from anbefal.errors import AnbefalError
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.workspace import Workspace


def opened(paths: Sequence[Path] = ()) -> "Workspace":
    """Open the workspace above the first path, else above the working folder."""
    from anbefal.workspace import open_workspace

    return open_workspace(tuple(paths))


def workshop_number(workspace: "Workspace", word: str | None) -> int | None:
    """Read `--workshop`: a number, or "open" for the first that is not closed."""
    if word is None:
        return None
    if word.isdecimal() and len(word) < 4:
        return int(word)
    if word.casefold() in ("open", "åben"):
        from anbefal.jobs.workshops import open_workshop

        return open_workshop(workspace)
    raise AnbefalError(
        msg('"{value}" is no workshop', value=word),
        msg('write its number, or "open" for the one that is open'),
    )
