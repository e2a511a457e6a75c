"""Earlier: the whole workspace of a version, laid out in a folder of its own for as long as asked.

Templates, `anbefal.toml`, `inputs.toml`, rosters and pictures are as they were, so that an old text
is read and judged by the rules of its day.
"""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.history import History
from anbefal.i18n import Message, msg
from anbefal.workspace import CONFIG, REGISTER, ROSTERS, Workspace, open_workspace

_KEPT = (CONFIG, REGISTER, ROSTERS, "templates", "drafts")


@contextmanager
def laid_out(
    workspace: Workspace, history: History, version: str, name: str
) -> Iterator[Workspace]:
    """Give the workspace as a version holds it; it is gone when the caller is done with it.

    A version without an `anbefal.toml` was saved draft by draft: it is read by that of today, with
    its templates. Raises AnbefalError where what stood there then cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="anbefal-", ignore_cleanup_errors=True) as folder:
        root = Path(folder).resolve()
        listed = [path for path in history.files(version) if path.split("/")[0] in _KEPT]
        held = dict(history.read_all(version, listed))
        if CONFIG not in held:
            held |= _of_today(workspace)
        _write(root, held)
        (root / "drafts").mkdir(exist_ok=True)
        try:
            yield open_workspace((root,))
        except AnbefalError as error:
            raise AnbefalError(
                msg(
                    'version "{version}" cannot be compiled as it stood: {reason}',
                    version=name,
                    reason=_without(error.message, root),
                ),
                _without(error.hint, root),
            ) from None


def _of_today(workspace: Workspace) -> dict[str, bytes]:
    found = {}
    for name in (CONFIG, REGISTER, ROSTERS, "templates"):
        top = workspace.root / name
        for path in files.walk(top) if top.is_dir() else [top] if top.is_file() else []:
            found[path.relative_to(workspace.root).as_posix()] = files.read_bytes(path)
    return found


def _write(root: Path, held: Mapping[str, bytes]) -> None:
    for name, data in held.items():
        path = root / name
        # A history made elsewhere may hold any name; what leads out is no file of ours.
        if path.resolve().is_relative_to(root):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def _without(message: Message, root: Path) -> Message:
    """Let a message name files as the workspace does, not as the folder laid out for a while."""
    values = {
        key: value.replace(f"{root.as_posix()}/", "") if isinstance(value, str) else value
        for key, value in message.values.items()
    }
    return Message(message.text, values, message.plural, message.count)
