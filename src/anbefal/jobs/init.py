"""Init: a new assembly, ready to write in."""

import contextlib
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.i18n import msg, translate
from anbefal.jobs.new import new
from anbefal.jobs.save import save
from anbefal.values import Struct
from anbefal.workspace import MEMBERS, open_workspace

_CONFIG = """\
# {head}
name = "{name}"
language = "{language}"
default_template = "{template}"
# members = 36

{groups}
{workshops}
"""
# The template of a recommendation in each language, and whether a common vision goes with it.
_TEMPLATES = {"da": ("anbefaling", True), "en": ("recommendation", False)}
_GROUP = '[[group]]\nid = "{id}"\ntheme = "{theme}"\n'
_WORKSHOP = '[[workshop]]\nnumber = {number}\nname = "{name}"\ngate = {gate}\n'
_CI = """\
# {head}
name: anbefal

on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    env:
      ANBEFAL_LANG: {language}
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0
        with:
          python-version: "3.13"
      - id: install
        run: pip install anbefal
      - run: anbefal lint
      # {check}
      - if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        run: anbefal check
      - if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        run: |
          mkdir -p build
          anbefal check --format html --exit-zero > build/poster.html
          anbefal render --to html,docx -o build
      - if: ${{{{ !cancelled() && steps.install.outcome == 'success' }}}}
        uses: actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0
        with:
          name: anbefal
          path: build
"""
CI_FILE = Path(".github", "workflows", "anbefal.yml")
IGNORED = ".gitignore"


class InitResult(Struct, frozen=True):
    """The folder of the assembly, and the files that were made in it."""

    folder: str
    paths: tuple[str, ...]


def init(folder: Path, name: str, groups: int, language: str, by: str | None) -> InitResult:
    """Make a workspace in a folder, and its first version.

    Raises AnbefalError, and writes nothing, where any of its files is there already.
    """
    root = folder.resolve()
    _refuse_taken(root)
    made = ["anbefal.toml", CI_FILE.as_posix()]
    ignored = _ignored(root)
    try:
        files.write_atomic(root / made[0], _config(root, name, groups, language).encode())
        files.write_atomic(root / CI_FILE, _ci(language).encode())
        if ignored is not None:
            made.append(IGNORED)
            files.write_atomic(root / IGNORED, ignored)
        workspace = open_workspace((root,))
        for group in workspace.assembly.group:
            made.append(new(workspace, group.id).path)
        save(
            workspace,
            by=by or "anbefal",
            note=translate(msg("the assembly begins"), language),
            extra=[root / CI_FILE, *([root / IGNORED] if ignored is not None else [])],
        )
    except BaseException:
        _take_back(root, made)
        raise
    return InitResult(str(root), tuple(made))


def _ignored(root: Path) -> bytes | None:
    """Give a `.gitignore` that names the lists of members; None where somebody keeps one."""
    if (root / IGNORED).exists() or (root / IGNORED).is_symlink():
        return None
    return "".join(f"/{name}\n" for name in MEMBERS).encode()


def _take_back(root: Path, made: list[str]) -> None:
    """Remove what was made, so that a second try finds the folder as the first one did."""
    for name in made:
        with contextlib.suppress(OSError):
            (root / name).unlink()
        for folder in (root / name).parents:
            # Only an empty folder can be removed, and none above the assembly's own.
            with contextlib.suppress(OSError):
                if folder.is_relative_to(root):
                    folder.rmdir()


def _refuse_taken(root: Path) -> None:
    for path in (root / "anbefal.toml", root / "drafts", root / CI_FILE):
        if path.exists() or path.is_symlink():
            raise AnbefalError(
                msg('"{path}" is there already', path=str(path)),
                msg("choose another folder: anbefal init FOLDER"),
            )
    if root.exists() and not root.is_dir():
        raise AnbefalError(
            msg('"{path}" is a file', path=str(root)),
            msg("choose another folder: anbefal init FOLDER"),
        )


def _config(root: Path, name: str, groups: int, language: str) -> str:
    usual = translate(msg("Our assembly"), language)
    names = (msg("Collect"), msg("Unfold"), msg("Qualify"), msg("Finish"))
    gates = (80, 80, 85, 90)
    template, vision = _TEMPLATES[language]
    rows = [("vision", translate(msg("The common vision"), language))] if vision else []
    rows += [
        (str(n), translate(msg("The theme of group {number}", number=n), language))
        for n in range(1, groups + 1)
    ]
    clean = " ".join(name.split()) or root.name or usual
    return _CONFIG.format(
        head=translate(msg("The assembly: its name, its groups and its workshops."), language),
        name=_quoted(clean),
        language=language,
        template=template,
        groups="\n".join(_GROUP.format(id=id, theme=_quoted(theme)) for id, theme in rows),
        workshops="\n".join(
            _WORKSHOP.format(number=n, name=translate(words, language), gate=gate)
            for n, (words, gate) in enumerate(zip(names, gates, strict=True), 1)
        ).rstrip(),
    )


def _ci(language: str) -> str:
    head = msg("Is every recommendation 90 % finished? Asked whenever something new is handed in.")
    check = msg("Until the day is over: anbefal check --workshop open")
    return _CI.format(
        head=translate(head, language), check=translate(check, language), language=language
    )


def _quoted(text: str) -> str:
    """Write text for between TOML's quotation marks."""
    plain = "".join(char for char in text if char.isprintable())
    return plain.replace("\\", "\\\\").replace('"', '\\"')
