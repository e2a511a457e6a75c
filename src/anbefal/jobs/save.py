"""Save: the changed files of a workspace become a version."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from anbefal import clock, files
from anbefal.compare import count_changes
from anbefal.errors import AnbefalError
from anbefal.history import (
    History,
    create_history,
    draft_trailer,
    restored_trailer,
    user_name,
    workshop_trailer,
)
from anbefal.i18n import msg
from anbefal.jobs.check import points
from anbefal.jobs.drafts import Loaded, read_draft, with_pictures
from anbefal.jobs.workshops import open_workshop
from anbefal.model import DraftTrailer
from anbefal.values import Struct
from anbefal.workspace import MEMBERS, Workspace, refuse_link, relative

KEPT = ("anbefal.toml", "inputs.toml", "rosters", "templates", "looks", "drafts")


class SaveResult(Struct, frozen=True):
    """What a save did."""

    version: str
    new: bool
    """False: nothing had changed, and `version` is the one that holds it already."""
    author: str
    paths: tuple[str, ...]
    drafts: tuple[DraftTrailer, ...]


def save(
    workspace: Workspace,
    paths: Sequence[Path] = (),
    by: str | None = None,
    note: str = "",
    extra: Sequence[Path] = (),
) -> SaveResult:
    """Save what some paths name, or everything that changed; `extra` files are taken as well.

    Bytes are kept as they stand, whatever the findings. Raises AnbefalError when there is nobody
    to name as author.
    """
    history = create_history(workspace.root)
    with history.lock():
        return save_locked(workspace, history, paths, by, note, extra)


def save_locked(
    workspace: Workspace,
    history: History,
    paths: Sequence[Path] = (),
    by: str | None = None,
    note: str = "",
    extra: Sequence[Path] = (),
    restored: str = "",
) -> SaveResult:
    """Save while the caller holds the workspace's lock; `restored` is where the text is from."""
    head = history.head()
    kept = history.files(head) if head else {}
    present = _contents(workspace, paths, kept)
    for path in extra:
        present[relative(workspace.root, path)] = files.read_bytes(path)
    old = history.read_all(head, [p for p in present if p in kept]) if head else {}
    changed = {path: data for path, data in present.items() if old.get(path) != data}
    changed = {path: data for path, data in changed.items() if data is not None or path in kept}
    loaded = {
        path: with_pictures(read_draft(workspace, path, data), workspace.root / "drafts")
        for path, data in changed.items()
        if data is not None and is_draft(path)
    }
    who = author(by, loaded.values())
    workshop = open_workshop(workspace, history)
    trailers = tuple(
        _trailer(workspace, path, loaded.get(path), old.get(path), workshop)
        for path in changed
        if is_draft(path)
    )
    moment = clock.now()
    saved = history.save(
        changed or present,
        author=who,
        message=note or _summary(changed),
        trailers=[
            *(draft_trailer(trailer) for trailer in trailers),
            *([workshop_trailer(workshop)] if workshop else []),
            *([restored_trailer(restored)] if restored else []),
        ],
        time=moment.seconds,
        offset=moment.offset,
    )
    return SaveResult(saved.version_id or "", saved.new, who, tuple(changed), trailers)


def _contents(
    workspace: Workspace, paths: Sequence[Path], kept: Mapping[str, object]
) -> dict[str, bytes | None]:
    """Give the bytes of the files to save; None for one that is named and gone."""
    if not paths:
        return {
            relative(workspace.root, file): files.read_bytes(file)
            for name in KEPT
            for file in _below(workspace.root / name)
            if file.name.casefold() not in MEMBERS
        }
    contents: dict[str, bytes | None] = {}
    for path in paths:
        shown = relative(workspace.root, path)
        if path.exists():
            for file in _below(path):
                contents[_inside(workspace, file)] = files.read_bytes(file)
        elif shown in kept:
            contents[shown] = None
        elif f"drafts/{path}.md" in kept and not (workspace.drafts / f"{path}.md").exists():
            contents[f"drafts/{path}.md"] = None
        else:
            for file in workspace.draft_paths((path,)):
                contents[_inside(workspace, file)] = files.read_bytes(file)
    return contents


def _below(path: Path) -> list[Path]:
    refuse_link(path)
    return list(files.walk(path)) if path.is_dir() else [path] if path.exists() else []


def _inside(workspace: Workspace, path: Path) -> str:
    shown = relative(workspace.root, path)
    if path.name.casefold() in MEMBERS:
        raise AnbefalError(
            msg('"{path}" holds names, which no version may keep', path=shown),
            msg("what a version has kept cannot be taken back: leave the file out"),
        )
    if shown.split("/")[0] not in KEPT:
        raise AnbefalError(
            msg('"{path}" is not part of the assembly', path=shown),
            msg("only {kept} are kept in versions", kept=list(KEPT)),
        )
    return shown


def is_draft(path: str) -> bool:
    """Tell a draft from the assembly's other files, by its path in the workspace."""
    folder, _, name = path.rpartition("/")
    return folder == "drafts" and name.endswith(".md")


def author(by: str | None, loaded: Iterable[Loaded] = ()) -> str:
    """Name who does it: --by, ANBEFAL_BY, the drafts' only scribe, or the user's own name.

    Raises AnbefalError when there is nobody to name.
    """
    for given in (by, os.environ.get("ANBEFAL_BY")):
        if given and given.strip():
            return given.strip()
    scribes = {scribe.strip() for one in loaded for scribe in one.draft.list_of("scribes")}
    if len(scribes) == 1:
        return scribes.pop()
    name = user_name()
    if name:
        return name
    raise AnbefalError(
        msg("nobody is named as the one who does this"),
        msg("say who you are, by your initials: --by AB"),
    )


def _trailer(
    workspace: Workspace,
    path: str,
    now: Loaded | None,
    before: bytes | None,
    workshop: int | None,
) -> DraftTrailer:
    old = read_draft(workspace, path, before).draft if before is not None else None
    change = count_changes(old, now.draft if now else None)
    score = points(now, workspace.assembly, workshop) if now else None
    return DraftTrailer(path, score, change.added, change.removed)


def _summary(changed: Mapping[str, object]) -> str:
    names = [path.rpartition("/")[2].removesuffix(".md") for path in changed]
    return ", ".join(names[:6]) + ("…" if len(names) > 6 else "") or "anbefal"
