"""Load drafts: the files that some paths name, read by reader and kinds, with their pictures."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from anbefal.jobs.pictures import load_pictures
from anbefal.kinds import read_values
from anbefal.model import Draft, Image, Problem, Template
from anbefal.readers import markdown
from anbefal.values import Struct, replace
from anbefal.workspace import Workspace, draft_bytes, relative

T = TypeVar("T")


class Loaded(Struct, frozen=True):
    """A draft with its template, the bytes it was read from, and the pictures it shows."""

    draft: Draft
    template: Template
    data: bytes
    images: Mapping[str, Image] = {}


def load_drafts(workspace: Workspace, paths: Sequence[Path] = ()) -> list[Loaded]:
    """Load the drafts that some paths, draft ids or group ids name; all for none."""

    def load(files: Sequence[Path]) -> list[Loaded]:
        return [load_draft(workspace, file) for file in files]

    return select(workspace, paths, load, lambda one: one.draft)


def find_drafts(workspace: Workspace, paths: Sequence[Path] = ()) -> list[Path]:
    """Find the files that some paths, draft ids or group ids name; all for none."""
    return select(workspace, paths, list, lambda file: _load_head(workspace, file))


def _load_head(workspace: Workspace, path: Path) -> Draft:
    data, default = draft_bytes(path), workspace.assembly.default_template
    shown = relative(workspace.root, path)
    if data is None:
        template = workspace.template(default)
        return markdown.unreadable(shown, template, Problem("not-a-file"))
    return markdown.read_head(data, shown, default, workspace.find_template)


def select(
    workspace: Workspace,
    paths: Sequence[Path],
    load: Callable[[Sequence[Path]], list[T]],
    draft_of: Callable[[T], Draft],
) -> list[T]:
    """Load what some paths, draft ids or group ids name, by a function of one's own; all for none.

    What it gives must know its draft's path and front matter.
    """
    direct = tuple(path for path in paths if not _is_group(workspace, path))
    groups = [path for path in paths if _is_group(workspace, path)]
    loaded = load(workspace.draft_paths(direct)) if direct or not groups else []
    every = load(workspace.draft_paths(())) if groups else []
    for path in groups:
        wanted = workspace.assembly.find_group(str(path))
        named = [one for one in every if _group(workspace, draft_of(one)) == wanted]
        known = {draft_of(one).path for one in loaded}
        loaded += [one for one in named if draft_of(one).path not in known]
        if not named:
            workspace.draft_paths((path,))
    return loaded


def _is_group(workspace: Workspace, path: Path) -> bool:
    name = str(path)
    return (
        path.name == name
        and not path.exists()
        and not (workspace.drafts / f"{name}.md").exists()
        and workspace.assembly.find_group(name) is not None
    )


def _group(workspace: Workspace, draft: Draft) -> object:
    field = workspace.template(draft.template).field_of_kind("group")
    name = draft.text_of(field.id) if field else ""
    return workspace.assembly.find_group(name)


def load_draft(workspace: Workspace, path: Path) -> Loaded:
    """Load one file. A file that cannot be read becomes a draft that says so."""
    shown = relative(workspace.root, path)
    data = draft_bytes(path)
    if data is None:
        default = workspace.template(workspace.assembly.default_template)
        return Loaded(markdown.unreadable(shown, default, Problem("not-a-file")), default, b"")
    return with_pictures(read_draft(workspace, shown, data), path.parent)


def read_draft(workspace: Workspace, shown: str, data: bytes) -> Loaded:
    """Read a draft from bytes, such as those of an earlier version."""
    default = workspace.assembly.default_template
    draft = markdown.read(data, shown, default, workspace.find_template)
    template = workspace.template(draft.template)
    return Loaded(read_values(draft, template), template, data)


def with_pictures(loaded: Loaded, folder: Path) -> Loaded:
    """Add the pictures that lie below the draft's folder, and a problem for each that does not."""
    images, problems = load_pictures(loaded.draft, folder)
    if not images and not problems:
        return loaded
    draft = replace(loaded.draft, problems=(*loaded.draft.problems, *problems))
    return replace(loaded, draft=draft, images=images)
