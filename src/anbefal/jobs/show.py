"""Show: a draft as it stood in a version, byte for byte."""

from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import read_bytes
from anbefal.history import History, is_now, open_history
from anbefal.i18n import msg
from anbefal.jobs.drafts import refuse_link
from anbefal.jobs.log import past_path
from anbefal.workspace import Workspace


def show(workspace: Workspace, path: Path, at: str) -> bytes:
    """Give a draft's bytes at a version. Raises AnbefalError when it was not there then."""
    shown = past_path(workspace, path)
    if is_now(at):
        refuse_link(workspace.root / shown)
        return read_bytes(workspace.root / shown)
    history = required_history(workspace)
    data = history.read(history.resolve(at), shown)
    if data is None:
        raise AnbefalError(
            msg('"{path}" was not there in version {version}', path=shown, version=at),
            msg("see its versions: anbefal log {path}", path=shown),
        )
    return data


def required_history(workspace: Workspace) -> History:
    """Open the history. Raises AnbefalError when nothing was ever saved."""
    history = open_history(workspace.root)
    if history is None or history.head() is None:
        raise AnbefalError(
            msg("nothing has been saved yet"), msg("make the first version: anbefal save")
        )
    return history
