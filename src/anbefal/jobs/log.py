"""Log: the versions of a draft, or of the whole workspace, newest first."""

from pathlib import Path

from anbefal.history import open_history
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
    shown = past_path(workspace, path)
    versions = history.log(shown, rows)
    return [
        replace(version, drafts=tuple(t for t in version.drafts if t.path == shown))
        for version in versions
    ]


def past_path(workspace: Workspace, path: Path) -> str:
    """Give the path of a draft that is here, or was in the last version."""
    shown = (relative(workspace.root, path), f"drafts/{path}.md")
    if not any((workspace.root / one).exists() for one in shown):
        history = open_history(workspace.root)
        head = history.head() if history else None
        kept = history.files(head) if history and head else {}
        for one in shown:
            if one in kept:
                return one
    return relative(workspace.root, workspace.draft_paths((path,))[0])
