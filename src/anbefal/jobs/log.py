"""Log: the versions of a draft, or of the whole workspace, newest first."""

from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.history import open_history
from anbefal.i18n import msg
from anbefal.jobs.drafts import load_drafts
from anbefal.model import Version
from anbefal.values import replace
from anbefal.workspace import Workspace, relative

USUAL_ROWS = 20


def log(workspace: Workspace, path: Path | None, rows: int | None = USUAL_ROWS) -> list[Version]:
    """Give the newest `rows` versions, all for None; of one draft where `path` names it."""
    history = open_history(workspace.root)
    if history is None:
        if path:
            workspace.draft_paths((path,))
        return []
    if path is None:
        return history.log(None, rows)
    if path.is_dir():
        folder = relative(workspace.root, path)
        return history.log(None if folder == "." else folder, rows)
    shown = past_path(workspace, path)
    versions = history.log(shown, rows)
    return [
        replace(version, drafts=tuple(t for t in version.drafts if t.path == shown))
        for version in versions
    ]


def past_path(workspace: Workspace, path: Path) -> str:
    """Give the path of one draft that is here, or was in any version: by path, id or group."""
    if path.is_dir():
        raise AnbefalError(
            msg('"{path}" is a folder', path=relative(workspace.root, path)),
            msg("name one draft: {ids}", ids=workspace.draft_ids()),
        )
    try:
        return relative(workspace.root, workspace.draft_paths((path,))[0])
    except AnbefalError:
        if workspace.assembly.find_group(str(path)) is not None:
            return load_drafts(workspace, (path,))[0].draft.path
        history = open_history(workspace.root)
        for shown in (relative(workspace.root, path), f"drafts/{path}.md"):
            if history and history.has_held(shown):
                return shown
        raise
