"""Snapshots: the bytes of all drafts at versions that a person names."""

from collections.abc import Mapping, Sequence

from anbefal.history import History, is_now
from anbefal.jobs.drafts import draft_bytes
from anbefal.jobs.show import required_history
from anbefal.model import Moment
from anbefal.values import Struct
from anbefal.workspace import Workspace, relative

_FOLDER = "drafts/"


class Snapshot(Struct, frozen=True):
    """The drafts at a moment, by path."""

    moment: Moment
    files: Mapping[str, bytes | None]
    """None for what stands there but cannot be read, such as a link."""


def take_snapshots(
    workspace: Workspace, names: Sequence[str], history: History | None = None
) -> list[Snapshot]:
    """Give the drafts at each of some versions; "now" is the files as they stand.

    Raises AnbefalError for a version that is not there.
    """
    wanted = [name for name in names if not is_now(name)]
    if wanted and history is None:
        history = required_history(workspace)
    ids = {name: history.resolve(name) for name in wanted} if history else {}
    versions = list(dict.fromkeys(ids.values()))
    kept = (
        dict(zip(versions, history.read_versions(versions, _FOLDER), strict=True))
        if history
        else {}
    )
    taken = []
    for name in names:
        if history and name in ids:
            files = {path: data for path, data in kept[ids[name]].items() if is_draft(path)}
            taken.append(Snapshot(_moment(workspace, history, name, ids[name]), files))
        else:
            taken.append(Snapshot(Moment("now"), _present(workspace)))
    return taken


def is_draft(path: str) -> bool:
    """Tell whether a path of the workspace is a draft's: not hidden, in no folder further down."""
    name = path.removeprefix(_FOLDER)
    return name != path and name.endswith(".md") and "/" not in name and name[0] != "."


def _present(workspace: Workspace) -> dict[str, bytes | None]:
    paths = [workspace.drafts / f"{name}.md" for name in workspace.draft_ids()]
    return {relative(workspace.root, path): draft_bytes(path) for path in paths}


def _moment(workspace: Workspace, history: History, name: str, id: str) -> Moment:
    workshop = workspace.assembly.find_workshop(int(name)) if name.isdecimal() else None
    return Moment(name, id, history.moment(id), workshop.name if workshop else "")
