"""Templates: looked up folder by folder, the workspace's own first, the shipped ones second."""

import os
import re
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import MAX_CONFIG_BYTES, decode, read_bytes
from anbefal.i18n import msg
from anbefal.model import Template, TemplateFile
from anbefal.workspace.config import Fault, examine, find_line
from anbefal.workspace.references import find_lost_references

_NAME = re.compile(r"[a-z0-9æøå+-]{1,32}")

# Inside an installed package the templates lie beside this code; in a checkout, which is installed
# in place, they lie at its root.
_PACKAGE = Path(__file__).parents[1]
_SHIPPED = (_PACKAGE / "templates", _PACKAGE.parents[1] / "templates")


def shipped_templates() -> Path:
    """Give the folder of the templates that come with anbefal."""
    return next(folder for folder in _SHIPPED if folder.is_dir())


def find_folder(root: Path, name: str) -> Path | None:
    """Find a template's folder by name."""
    if not is_name(name):
        return None
    for folder in (root / "templates", shipped_templates()):
        if (folder / name / "template.toml").is_file():
            return folder / name
    return None


def load_template(root: Path, name: str) -> Template:
    """Load a template. Raises AnbefalError when it is not there, or says something impossible."""
    folder = find_folder(root, name)
    if folder is None:
        raise AnbefalError(
            msg('there is no template "{template}"', template=name),
            msg("use one of: {names}", names=template_names(root)),
        )
    template, faults = examine_template(folder)
    if template is None or faults:
        raise faults[0].error(folder / "template.toml")
    return template


def examine_template(folder: Path) -> tuple[Template | None, list[Fault]]:
    """Read the `template.toml` of a folder, and give every fault for which it is refused.

    A template that has faults is what can be made of the rest, to look for more.
    """
    data = read_bytes(folder / "template.toml", MAX_CONFIG_BYTES)
    file, faults = examine(data, TemplateFile)
    if file is None:
        return None, faults
    values = {key: getattr(file, key) for key in file.__struct_fields__}
    template = Template(**values, name=folder.name)
    text = decode(data).text
    return template, [
        *faults,
        *_doubles("section", [s.id for s in template.section], text),
        *_doubles("field", [f.id for f in template.field], text),
        *find_lost_references(template, text),
    ]


def _doubles(table: str, ids: list[str], text: str) -> list[Fault]:
    return [
        Fault(
            find_line(text, [table, position, "id"]),
            msg('the id "{id}" stands twice', id=id),
            msg("give each section and each field an id of its own"),
        )
        for position, id in enumerate(ids)
        if id in ids[:position]
    ]


def fresh_path(folder: Path) -> Path:
    """Give the file of a template's fresh draft. Raises AnbefalError where it leads elsewhere."""
    path = folder / "draft.md"
    home = os.path.realpath(folder.parents[1])
    # A repository that was fetched could bring a link to somebody's private file.
    if not Path(os.path.realpath(path)).is_relative_to(home):
        raise AnbefalError(
            msg('"{path}" is a link, not a file', path=str(path)),
            msg("lay the file itself into the folder"),
        )
    return path


def is_name(word: str) -> bool:
    """Tell whether a word can be the name of a template."""
    return _NAME.fullmatch(word) is not None


def template_names(root: Path) -> list[str]:
    """Give the names of every template that a workspace can use, sorted."""
    folders = (root / "templates", shipped_templates())
    return sorted(
        {
            path.parent.name
            for folder in folders
            for path in folder.glob("*/template.toml")
            if is_name(path.parent.name)
        }
    )
