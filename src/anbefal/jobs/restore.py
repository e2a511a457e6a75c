"""Restore: drafts read as they did in a version, and what stood before is kept in another.

First what stands is saved. Then the bytes of the version are written, each file whole or not at
all, and saved as a version of their own: whoever restores a text is done, the log tells who did it
and whence, and "last" is what one sees. If anything fails, every file is put back.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import read_bytes, write_atomic
from anbefal.history import History, is_now
from anbefal.i18n import msg
from anbefal.jobs.log import past_path
from anbefal.jobs.save import is_draft, save_locked
from anbefal.jobs.show import not_there, required_history
from anbefal.jobs.together import put_back_on_failure
from anbefal.values import Struct
from anbefal.workspace import Workspace, refuse_link, relative

_ATTEMPTS = 5


class RestoreResult(Struct, frozen=True):
    """What was restored from which version, and which versions hold the texts before and now."""

    version: str
    """Empty where the files as they stand were asked for."""
    restored: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    before: str = ""
    """Empty where no file stood in the place of a restored one."""
    saved: str = ""
    author: str = ""


def restore(
    workspace: Workspace, paths: Sequence[Path], at: str, by: str | None = None
) -> RestoreResult:
    """Restore what some paths name, all of it or nothing, from the version that `at` names.

    A path is a draft, here or gone, or a folder: the drafts that it held then. Raises AnbefalError
    for what is no draft, was not there then, or is a link now.
    """
    history = required_history(workspace)
    with history.lock():
        if is_now(at):
            here = tuple(past_path(workspace, path) for path in paths)
            return RestoreResult("", unchanged=here)
        version = history.resolve(at)
        wanted = _wanted(workspace, history, paths, version, at)
        standing = _read(workspace, wanted)
        changed = tuple(path for path in wanted if standing[path] != wanted[path])
        unchanged = tuple(path for path in wanted if path not in changed)
        if not changed:
            return RestoreResult(version, (), unchanged)
        before, standing = _save_what_stands(workspace, history, changed, by)
        with put_back_on_failure(workspace.root, standing):
            for path in changed:
                write_atomic(workspace.root / path, wanted[path])
            saved = save_locked(
                workspace,
                history,
                [workspace.root / path for path in changed],
                by,
                restored=version,
            )
        return RestoreResult(version, changed, unchanged, before, saved.version, saved.author)


def _wanted(
    workspace: Workspace, history: History, paths: Sequence[Path], version: str, at: str
) -> dict[str, bytes]:
    """Give the bytes to restore, by path; everything that can be refused is refused here."""
    kept = [path for path in history.files(version) if is_draft(path)]
    asked: dict[str, None] = {}
    for path in paths:
        folder = relative(workspace.root, path)
        below = [one for one in kept if folder == "." or one.startswith(f"{folder}/")]
        if path.is_dir() and not below:
            raise AnbefalError(
                msg('version {version} holds no drafts in "{path}"', version=at, path=folder),
                msg("name drafts, or the folder that they lie in"),
            )
        named = below if path.is_dir() or not path.exists() else []
        asked.update(dict.fromkeys(named or [past_path(workspace, path)]))
    for shown in asked:
        if not is_draft(shown):
            raise AnbefalError(
                msg('"{path}" is not a draft', path=shown),
                msg("see how it read: anbefal show {path} --at {version}", path=shown, version=at),
            )
        refuse_link(workspace.drafts / shown.removeprefix("drafts/"))
        if shown not in kept:
            raise not_there(shown, at)
    return history.read_all(version, asked)


def _read(workspace: Workspace, paths: Mapping[str, object]) -> dict[str, bytes | None]:
    files = {path: workspace.root / path for path in paths}
    return {path: read_bytes(file) if file.exists() else None for path, file in files.items()}


def _save_what_stands(
    workspace: Workspace, history: History, paths: Sequence[str], by: str | None
) -> tuple[str, dict[str, bytes | None]]:
    """Save the files that are there; give the version that holds them, and their bytes."""
    for _ in range(_ATTEMPTS):
        standing = _read(workspace, dict.fromkeys(paths))
        present = [workspace.root / path for path in paths if standing[path] is not None]
        version = save_locked(workspace, history, present, by).version if present else ""
        # An editor may have written meanwhile: only what was read twice was surely saved.
        if _read(workspace, standing) == standing:
            return version, standing
    raise AnbefalError(
        msg("another program keeps writing {paths}", paths=list(paths)),
        msg("close it there, and try again"),
    )
