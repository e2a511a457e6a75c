"""Templates: looked up folder by folder, the workspace's own first, the shipped ones second."""

import re
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.model import Template
from anbefal.values import replace
from anbefal.workspace.config import read_config
from anbefal.workspace.references import check_references

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
    if not _NAME.fullmatch(name):
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
    path = folder / "template.toml"
    template = replace(read_config(path, Template), name=name)
    doubles = _doubles([s.id for s in template.section]) or _doubles([f.id for f in template.field])
    if doubles:
        raise AnbefalError(
            msg('{path}: the id "{id}" stands twice', path=str(path), id=doubles),
            msg("give each section and each field an id of its own"),
        )
    check_references(path, template)
    return template


def _doubles(ids: list[str]) -> str:
    return next((id for position, id in enumerate(ids) if id in ids[:position]), "")


def template_names(root: Path) -> list[str]:
    """Give the names of every template that a workspace can use, sorted."""
    folders = (root / "templates", shipped_templates())
    return sorted(
        {path.parent.name for folder in folders for path in folder.glob("*/template.toml")}
    )
