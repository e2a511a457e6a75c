"""Find the workspace that a command is about, and the drafts that its paths name."""

import os
from functools import cached_property
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import MAX_DRAFT_BYTES, MAX_REGISTER_BYTES, read_bytes
from anbefal.i18n import msg
from anbefal.model import Assembly, AssemblyFile, Input, Register, Template
from anbefal.values import replace
from anbefal.workspace.config import find_line, read_config
from anbefal.workspace.rosters import find_odd_table, load_rosters
from anbefal.workspace.templates import (
    find_folder,
    load_template,
    shipped_templates,
    template_names,
)

CONFIG = "anbefal.toml"
REGISTER = "inputs.toml"


class Workspace:
    """A folder with an `anbefal.toml`: its assembly, templates and drafts' paths."""

    def __init__(self, root: Path, assembly: Assembly) -> None:
        """Take the resolved root and what its `anbefal.toml` holds."""
        self.root = root
        self.assembly = assembly
        self._templates: dict[str, Template | None] = {}

    @cached_property
    def drafts(self) -> Path:
        """Give the folder of the drafts. Raises AnbefalError where it leads elsewhere."""
        folder = self.root / "drafts"
        if leads_out(self.root, folder):
            raise AnbefalError(
                msg('"{path}" is a link, not a file', path=str(folder)),
                msg("lay the file itself into the folder"),
            )
        return folder

    def find_template(self, name: str) -> Template | None:
        """Find a template by name; a template with a fault raises AnbefalError."""
        if name not in self._templates:
            found = find_folder(self.root, name)
            self._templates[name] = self._load(name) if found else None
        return self._templates[name]

    def template(self, name: str) -> Template:
        """Give a template that is known to exist, such as the one a draft was read by."""
        template = self.find_template(name)
        return template if template else self._load(name)

    def _load(self, name: str) -> Template:
        letters = {one.id.rstrip("0123456789") for one in self.assembly.register}
        return replace(load_template(self.root, name), letters=frozenset(letters))

    def template_folder(self, name: str) -> Path:
        """Give a template's folder. Raises AnbefalError when there is none."""
        folder = find_folder(self.root, name)
        if folder is None:
            load_template(self.root, name)
            raise AssertionError("load_template raises for a template that is not there")
        return folder

    def draft_paths(self, paths: tuple[Path, ...]) -> list[Path]:
        """Give the files that some paths name, in order and once each; all drafts for none.

        A path is a file, a folder of drafts, or a draft's id. Raises AnbefalError for a path that
        is none of them, and when there is no draft at all.
        """
        found: dict[Path, None] = {}
        for path in paths or (self.drafts,):
            for file in self._files(path):
                found[file] = None
        if not found:
            named = [relative(self.root, path) for path in paths or (self.drafts,)]
            raise AnbefalError(
                msg("there are no drafts in {path}", path=named),
                msg("make the first one: anbefal new GROUP"),
            )
        return list(found)

    def _files(self, path: Path) -> list[Path]:
        if path.is_dir() and path.resolve() == self.root:
            path = self.drafts
        if path.is_dir():
            return _markdown_files(path)
        if path.exists() or path.is_symlink():
            return [_absolute(path)]
        if path.name == str(path):
            named = self.drafts / f"{path}.md"
            if named.exists():
                return [named]
        if path == self.drafts:
            return []
        raise AnbefalError(
            msg('"{path}" does not exist', path=str(path)),
            msg("name a file, a folder, or one of: {ids}", ids=self.draft_ids()),
        )

    def draft_ids(self) -> list[str]:
        """Give the id of every draft."""
        return [path.stem for path in _markdown_files(self.drafts)]


def leads_out(root: Path, folder: Path) -> bool:
    """Tell whether a folder of the workspace is a link to elsewhere: a repository can hold one."""
    # realpath gives an answer for a link to itself, too, where Path.resolve raises.
    return folder.is_symlink() and not Path(os.path.realpath(folder)).is_relative_to(root)


def _markdown_files(folder: Path) -> list[Path]:
    # Editors and file servers lay hidden files beside the real ones: ".#draft.md", "._draft.md".
    return sorted(p.absolute() for p in folder.glob("*.md") if not p.name.startswith("."))


def draft_bytes(path: Path) -> bytes | None:
    """Give a draft's bytes, one more than allowed at most; None where there is no such file."""
    try:
        return None if path.is_symlink() else read_bytes(path, MAX_DRAFT_BYTES)
    except (OSError, AnbefalError):
        return None


def refuse_link(path: Path) -> None:
    """Raise AnbefalError for a link: it could lead to a file that is nobody's draft."""
    if path.is_symlink():
        raise AnbefalError(
            msg('"{path}" is a link, not a file', path=str(path)),
            msg("lay the file itself into the folder"),
        )


def relative(root: Path, path: Path) -> str:
    """Give a path as outputs show it: relative to the workspace, with "/"."""
    at = _absolute(path)
    # Asked for every draft: paths as text are several times as quick.
    text, above = str(at), str(root / "_")[:-1]
    if text.startswith(above):
        return text[len(above) :].replace(os.sep, "/")
    if not at.is_relative_to(root):
        at = path.resolve()
    return at.relative_to(root).as_posix() if at.is_relative_to(root) else path.as_posix()


def _absolute(path: Path) -> Path:
    """Make a path absolute, without ".."; a link stays the link that it is."""
    at = Path.absolute(path)
    return at.parent.resolve() / at.name if ".." in at.parts and at.name != ".." else at


def find_workspace(start: Path) -> Path | None:
    """Find the nearest folder with an `anbefal.toml`, from a path upwards."""
    at = start.resolve()
    for folder in (at, *at.parents):
        if (folder / CONFIG).is_file():
            return folder
    return None


def templates_root() -> Path:
    """Give the folder whose templates can be used here: the workspace's, or anbefal's own."""
    return find_workspace(Path.cwd()) or shipped_templates().parent


def open_workspace(paths: tuple[Path, ...]) -> Workspace:
    """Open the workspace above the first path, else above the working folder.

    Raises AnbefalError when there is none, or when its `anbefal.toml` has a fault.
    """
    root = find_workspace(paths[0]) if paths and paths[0].exists() else None
    root = root or find_workspace(Path.cwd())
    if root is None:
        raise AnbefalError(
            msg("no {config} here, nor in a folder above", config=CONFIG),
            msg("go to the assembly's folder, or begin one: anbefal init"),
        )
    return Workspace(root, _load_assembly(root))


def _load_assembly(root: Path) -> Assembly:
    path = root / CONFIG
    file = read_config(path, AssemblyFile)
    values = {key: getattr(file, key) for key in file.__struct_fields__}
    assembly = Assembly(**values, register=_load_register(root), rosters=load_rosters(root))
    faults = (
        _double(path, "group", [group.id for group in assembly.group]),
        _double(path, "workshop", [str(w.number) for w in assembly.workshop]),
        _double(path, "expert", [expert.id for expert in assembly.expert]),
        _strangers(path, assembly),
        find_odd_table(root, assembly),
    )
    for fault in faults:
        if fault:
            raise fault
    if find_folder(root, assembly.default_template) is None:
        raise AnbefalError(
            msg(
                '{path}: there is no template "{template}"',
                path=str(path),
                template=assembly.default_template,
            ),
            msg("use one of: {names}", names=template_names(root)),
        )
    return assembly


def _load_register(root: Path) -> tuple[Input, ...]:
    """Load the first wordings of the assembly's comments; none where nobody keeps them."""
    path = root / REGISTER
    if not path.is_file():
        return ()
    inputs = read_config(path, Register, MAX_REGISTER_BYTES).input
    fault = _double(path, "input", [one.id for one in inputs])
    if fault:
        raise fault
    return inputs


def _double(path: Path, table: str, names: list[str]) -> AnbefalError | None:
    seen: set[str] = set()
    for position, name in enumerate(names):
        if name not in seen:
            seen.add(name)
        else:
            line = find_line(path.read_text("utf-8-sig"), [table, position])
            return AnbefalError(
                msg(
                    '{path}, line {line}: "{name}" stands twice',
                    path=str(path),
                    line=line,
                    name=name,
                ),
                msg("give each a name or number of its own"),
            )
    return None


def _strangers(path: Path, assembly: Assembly) -> AnbefalError | None:
    """Tell of the first group that an expert or editor names and the assembly lacks."""
    named = [("expert", n, group) for n, e in enumerate(assembly.expert) for group in e.groups]
    named += [("editor", n, editor.group) for n, editor in enumerate(assembly.editor)]
    for table, number, group in named:
        if assembly.find_group(group) is None:
            line = find_line(path.read_text("utf-8-sig"), [table, number])
            return AnbefalError(
                msg(
                    '{path}, line {line}: the assembly has no group "{group}"',
                    path=str(path),
                    line=line,
                    group=group,
                ),
                msg("use one of: {groups}", groups=[g.id for g in assembly.group]),
            )
    return None
