"""Templates: list and show those that can be used here, and copy one to make it one's own."""

import contextlib
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.new import name_template, read_fresh
from anbefal.kinds import requirements
from anbefal.model import Requirement, Template
from anbefal.values import Struct, replace
from anbefal.workspace import leads_out, shipped_templates, template_names
from anbefal.workspace.templates import examine_template, find_folder, is_name, load_template


class TemplateRow(Struct, frozen=True):
    """A template that can be used, and what it asks for; no template where it has a fault."""

    name: str
    own: bool
    """True: it lies in the workspace, and stands before a shipped one of the same name."""
    template: Template | None
    units: int


class TemplatePage(Struct, frozen=True):
    """A template with all that it asks for."""

    template: Template
    own: bool
    units: tuple[Requirement, ...]


def list_templates(root: Path) -> list[TemplateRow]:
    """Give every template that can be used in a folder, by name."""
    rows = []
    for name in template_names(root):
        folder = find_folder(root, name)
        if folder is not None:
            template, faults = examine_template(folder)
            sound = template if template and not faults else None
            units = len(requirements(sound)) if sound else 0
            rows.append(TemplateRow(name, is_own(folder), sound, units))
    return rows


def show_template(root: Path, name: str) -> TemplatePage:
    """Give one template. Raises AnbefalError when it is not there, or has a fault."""
    template = load_template(root, name)
    folder = find_folder(root, name)
    return TemplatePage(template, folder is not None and is_own(folder), requirements(template))


def is_own(folder: Path) -> bool:
    """Tell whether a template's folder is the workspace's own."""
    return folder.parent != shipped_templates()


def copy_template(root: Path, name: str, new: str) -> tuple[str, ...]:
    """Copy a template into the workspace's own; give the paths that were written.

    Raises AnbefalError, and writes nothing, when something of that name is there already.
    """
    template = load_template(root, name)
    source = find_folder(root, name)
    target = root / "templates" / new
    if not is_name(new):
        raise AnbefalError(
            msg('a template cannot be called "{name}"', name=new),
            msg("use small letters, digits, + and - only, at most 32 of them"),
        )
    if leads_out(root, target.parent):
        raise AnbefalError(
            msg('"{path}" is a link, not a file', path=str(target.parent)),
            msg("lay the file itself into the folder"),
        )
    if target.exists() or target.is_symlink():
        raise AnbefalError(
            msg('"{path}" is there already', path=f"templates/{new}"),
            msg("choose another name: anbefal template copy {name} NEW", name=name),
        )
    assert source is not None, "a template that was loaded has a folder"
    rules = files.read_bytes(source / "template.toml")
    named = name_template(read_fresh(source), replace(template, name=new))
    try:
        # The draft first: a folder is a template as soon as its rules lie there.
        files.write_atomic(target / "draft.md", named.encode("utf-8"))
        files.write_atomic(target / "template.toml", rules)
    except BaseException:
        _take_back(root, target)
        raise
    return tuple(f"templates/{new}/{file}" for file in ("template.toml", "draft.md"))


def _take_back(root: Path, target: Path) -> None:
    """Remove what was made, so that a second try finds the workspace as the first one did."""
    with contextlib.suppress(OSError):
        (target / "draft.md").unlink(missing_ok=True)
        # Only an empty folder can be removed.
        target.rmdir()
        (root / "templates").rmdir()
