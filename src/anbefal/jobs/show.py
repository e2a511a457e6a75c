"""Show: a draft as it stood in a version, byte for byte."""

from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import read_bytes
from anbefal.history import History, is_now, open_history
from anbefal.i18n import msg
from anbefal.jobs.log import past_path
from anbefal.values import Struct
from anbefal.workspace import Workspace, refuse_link


class Shown(Struct, frozen=True):
    """A draft's bytes, and the version they are of; none where they are the file's own."""

    path: str
    data: bytes
    version: str | None = None
    time: int | None = None


def show(workspace: Workspace, path: Path, at: str) -> Shown:
    """Give a draft as it stood in a version. Raises AnbefalError when it was not there then."""
    shown = past_path(workspace, path)
    if is_now(at):
        refuse_link(workspace.root / shown)
        return Shown(shown, read_bytes(workspace.root / shown))
    history = required_history(workspace)
    version = history.resolve(at)
    data = history.read(version, shown)
    if data is None:
        raise not_there(shown, at)
    return Shown(shown, data, version, history.moment(version))


def not_there(shown: str, at: str) -> AnbefalError:
    """Say that a version does not hold a path."""
    return AnbefalError(
        msg('"{path}" was not there in version {version}', path=shown, version=at),
        msg("see its versions: anbefal log {path}", path=shown),
    )


def required_history(workspace: Workspace) -> History:
    """Open the history. Raises AnbefalError when nothing was ever saved."""
    history = open_history(workspace.root)
    if history is None or history.head() is None:
        raise AnbefalError(
            msg("nothing has been saved yet"), msg("make the first version: anbefal save")
        )
    return history
