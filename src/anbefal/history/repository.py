"""Finding the workspace's store, and making one: the files tell, no program is asked."""

import os
from pathlib import Path

from anbefal.files import unusable
from anbefal.history.disk import sync
from anbefal.history.failures import PART_DAMAGED, damaged, without_files
from anbefal.history.git import Git, Place, init
from anbefal.i18n import msg

CONFIG = "anbefal.toml"


def find(root: Path) -> Git | None:
    """Find the store of a workspace: its own, or one round it that tracks its `anbefal.toml`."""
    try:
        return _find(root.resolve())
    except OSError as error:
        raise unusable(root, error) from None


def create(root: Path) -> Git:
    """Find the store of a workspace, or make one of its own."""
    found = find(root)
    if found is None:
        init(root.resolve())
        found = find(root)
        store = root / ".git"
        sync(store / "HEAD", store / "config", store, root)
    if found is None:
        raise damaged(root, msg("git made nothing"))
    return found


def _find(root: Path) -> Git | None:
    own = _store_of(root, strict=True)
    if own is not None:
        return Git(Place(own, root))
    for folder in root.parents:
        try:
            git_dir = _store_of(folder, strict=False)
        except PermissionError:
            return None
        if git_dir is None:
            continue
        if not _trusted(git_dir, root):
            return None
        prefix = root.relative_to(folder).as_posix() + "/"
        git = Git(Place(git_dir, folder, prefix))
        # Git itself looks no further up than to the nearest either.
        return git if git.ask("ls-files", "-z", "--", prefix + CONFIG) else None
    return None


def _is_store(folder: Path) -> bool:
    return (
        (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    )


def _store_of(folder: Path, strict: bool) -> Path | None:
    """Give the store that `.git` is, or names; `strict` refuses one that lost its parts."""
    if _is_store(folder):
        raise without_files(folder)
    dot = folder / ".git"
    if dot.is_dir():
        if _is_store(dot):
            return dot
        # An "init" that was cut short has made nothing yet, and is simply made again.
        if strict and _holds_something(dot):
            raise damaged(folder, PART_DAMAGED)
        return None
    if not dot.is_file():
        return None
    with dot.open("rb") as file:
        text = file.read(4096).decode("utf-8", "surrogateescape").strip()
    named = folder / text.removeprefix("gitdir:").strip()
    if text.startswith("gitdir:") and (named / "HEAD").is_file():
        return named.resolve()
    if strict:
        raise damaged(folder, msg("the folder that .git names is missing"))
    return None


def _holds_something(dot: Path) -> bool:
    stores = [dot / "objects", dot / "refs", dot / "logs"]
    return (dot / "packed-refs").exists() or any(
        names for store in stores for _, _, names in os.walk(store)
    )


def _trusted(git_dir: Path, root: Path) -> bool:
    """Pass by a store further up that a stranger put there, say in a folder for all."""
    if os.name == "nt":
        return True
    owner = git_dir.stat().st_uid
    return owner in (os.geteuid(), root.stat().st_uid)
