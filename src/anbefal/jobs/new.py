"""New: a fresh draft with guidance, for a group."""

import re
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.i18n import msg, translate
from anbefal.model import Template
from anbefal.readers.markdown import TEMPLATE_KEYS
from anbefal.values import Struct
from anbefal.workspace import Workspace
from anbefal.workspace.templates import fresh_path

_KEY_LINE = re.compile(rf"(?mi)^({'|'.join(TEMPLATE_KEYS)})\s*:.*$")
# As the id of a group: no path can be built of it.
_NAME = re.compile(r"[a-z0-9æøå+-]{1,32}")
_KEYS = {"da": "skabelon", "en": "template"}


class NewResult(Struct, frozen=True):
    """The draft that was made."""

    path: str
    template: str


def new(workspace: Workspace, group: str, template: str | None = None) -> NewResult:
    """Make the draft of a group. Raises AnbefalError when it is there already.

    A kind of document that belongs to no group, such as a foreword, is given a name instead.
    """
    kind = workspace.find_template(template) if template else None
    found = workspace.assembly.find_group(group)
    if kind and not found and kind.field_of_kind("group") is None and _NAME.fullmatch(group):
        return _new_text(workspace, group, kind)
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
    text = read_fresh(workspace.template_folder(name), found.id)
    if name != workspace.assembly.default_template:
        text = name_template(text, workspace.template(name))
    path = _free_path(workspace, found.id, name, template is not None)
    files.write_atomic(path, text.encode("utf-8"))
    return NewResult(path.relative_to(workspace.root).as_posix(), name)


def _new_text(workspace: Workspace, name: str, kind: Template) -> NewResult:
    text = name_template(read_fresh(workspace.template_folder(kind.name), name), kind)
    path = _free(workspace, workspace.drafts / f"{name}.md")
    files.write_atomic(path, text.encode("utf-8"))
    return NewResult(path.relative_to(workspace.root).as_posix(), kind.name)


def read_fresh(folder: Path, group: str = "{group}") -> str:
    """Read the fresh draft of a template's folder, filled in for a group.

    Raises AnbefalError for one that is no text, too large, or lies elsewhere.
    """
    path = fresh_path(folder)
    data = files.read_bytes(path, files.MAX_DRAFT_BYTES)
    decoded = files.decode(data)
    if not decoded.readable or len(data) > files.MAX_DRAFT_BYTES:
        raise AnbefalError(
            msg('"{path}" is past the limits of what can be read', path=str(path)),
            msg("see what is wrong: anbefal template check {name}", name=folder.name),
        )
    return decoded.text.replace("{group}", group)


def name_template(text: str, template: Template) -> str:
    """Have a draft's front matter name its template."""
    line = f"{_KEYS[template.language]}: {template.name}"
    if not text.startswith("---"):
        return f"---\n{line}\n---\n\n{text}"
    end = text.find("\n---", 3)
    head, body = text[: max(end, 0)], text[max(end, 0) :]
    if _KEY_LINE.search(head):
        return _KEY_LINE.sub(rf"\1: {template.name}", head, count=1) + body
    return text.replace("---", f"---\n{line}", 1)


def _free_path(workspace: Workspace, group: str, template: str, named: bool) -> Path:
    word = translate(msg("group"), workspace.template(template).language)
    stem = f"{word}-{group}" if group[0].isdigit() else group
    if named and template not in (group, workspace.assembly.default_template):
        stem = f"{stem}-{template}"
    return _free(workspace, workspace.drafts / f"{stem}.md")


def _free(workspace: Workspace, path: Path) -> Path:
    if path.exists() or path.is_symlink():
        raise AnbefalError(
            msg('"{path}" is there already', path=path.relative_to(workspace.root).as_posix()),
            msg("go on writing in it, or move it away first"),
        )
    return path
