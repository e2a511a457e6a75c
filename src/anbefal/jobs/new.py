"""New: a fresh draft with guidance, for a group."""

from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.i18n import msg, translate
from anbefal.values import Struct
from anbefal.workspace import Workspace


class NewResult(Struct, frozen=True):
    """The draft that was made."""

    path: str
    template: str


def new(workspace: Workspace, group: str, template: str | None = None) -> NewResult:
    """Make the draft of a group. Raises AnbefalError when it is there already."""
    found = workspace.assembly.find_group(group)
    if found is None:
        raise AnbefalError(
            msg('the assembly has no group "{group}"', group=group),
            msg("use one of: {groups}", groups=[g.id for g in workspace.assembly.group])
            if workspace.assembly.group
            else msg("add the group to anbefal.toml"),
        )
    name = template or workspace.assembly.default_template
    # A template that is named after a group, such as "vision", is that group's own kind.
    if template is None and workspace.find_template(found.id):
        name = found.id
    source = workspace.template_folder(name) / "draft.md"
    text = files.decode(files.read_bytes(source, files.MAX_DRAFT_BYTES)).text
    path = _free_path(workspace, found.id, name, template is not None)
    files.write_atomic(path, text.replace("{group}", found.id).encode("utf-8"))
    return NewResult(path.relative_to(workspace.root).as_posix(), name)


def _free_path(workspace: Workspace, group: str, template: str, named: bool) -> Path:
    word = translate(msg("group"), workspace.template(template).language)
    stem = f"{word}-{group}" if group[0].isdigit() else group
    if named and template not in (group, workspace.assembly.default_template):
        stem = f"{stem}-{template}"
    path = workspace.drafts / f"{stem}.md"
    if path.exists() or path.is_symlink():
        raise AnbefalError(
            msg('"{path}" is there already', path=path.relative_to(workspace.root).as_posix()),
            msg("go on writing in it, or move it away first"),
        )
    return path
