"""Render: each draft as a document, in one or more formats."""

import errno
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from anbefal import clock, files
from anbefal.composers.draft import compose_draft, compose_plain
from anbefal.errors import AnbefalError
from anbefal.history import open_history
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, load_drafts, with_pictures
from anbefal.model import Document, Template
from anbefal.readers import markdown
from anbefal.values import Struct
from anbefal.workspace import Workspace, find_workspace, leads_out, open_workspace, relative
from anbefal.writers import WRITERS, load_writer

USUAL_FOLDER = Path("build")


class Output(Struct, frozen=True):
    """A file to write, and the document in it."""

    path: Path
    format: str
    document: Document


def render(
    paths: Sequence[Path],
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
    language: str,
) -> list[Path]:
    """Render drafts; every file is made before the first is written. Findings never stop it.

    A Markdown file outside any workspace, or outside `drafts/` without front matter, is a plain
    document in `language`. Raises AnbefalError for a draft that is past the limits.
    """
    check_formats(formats)
    plain = [path for path in paths if _is_plain(path)]
    documents = [_plain_document(path, language) for path in plain]
    named = [path for path in paths if path not in plain]
    if plain and not named:
        return write_all(plan(documents, formats, out or USUAL_FOLDER, plain), progress)
    workspace = open_workspace(tuple(named))
    documents += [
        (one.draft.id, document_of(one, workspace, saved_on(workspace, one)))
        for one in load_drafts(workspace, named)
    ]
    kept = (*plain, workspace.drafts)
    return write_all(plan(documents, formats, out or usual_folder(workspace), kept), progress)


def _is_plain(path: Path) -> bool:
    if not path.is_file():
        return False
    root = find_workspace(path)
    if root is None:
        return True
    inside = relative(root, path).startswith("drafts/")
    return not inside and not files.read_bytes(path, 8).lstrip(b"\xef\xbb\xbf").startswith(b"---")


def _plain_document(path: Path, language: str) -> tuple[str, Document]:
    template = Template(title="", language="da" if language == "da" else "en", name="plain")
    data = files.read_bytes(path, files.MAX_DRAFT_BYTES)
    draft = markdown.read(data, path.name, template.name, lambda _: template)
    one = with_pictures(Loaded(draft, template, data), path.parent)
    refuse_unreadable(one)
    return one.draft.id, compose_plain(one.draft, one.images)


def document_of(one: Loaded, workspace: Workspace, date: str) -> Document:
    """Compose a loaded draft. Raises AnbefalError where it could not be read."""
    refuse_unreadable(one)
    return compose_draft(one.draft, one.template, workspace.assembly, one.images, date)


def refuse_unreadable(one: Loaded) -> None:
    """Raise AnbefalError for a draft that is past the limits or is no text."""
    if not one.draft.readable:
        raise AnbefalError(
            msg('"{path}" is past the limits of what can be read', path=one.draft.path),
            msg("see what is wrong with it: anbefal lint {path}", path=one.draft.path),
        )


def saved_on(workspace: Workspace, one: Loaded) -> str:
    """Give the day of the version that holds a draft as it stands, or "" where none does."""
    history = open_history(workspace.root)
    head = history.head() if history else None
    if history is None or head is None or history.read(head, one.draft.path) != one.data:
        return ""
    versions = history.log(one.draft.path, 1)
    return clock.iso_date(versions[0].time) if versions else ""


def all_saved_on(workspace: Workspace, loaded: Sequence[Loaded]) -> str:
    """Give the day of the newest version if it holds all of some drafts as they stand, else ""."""
    history = open_history(workspace.root)
    head = history.head() if history else None
    if history is None or head is None:
        return ""
    kept = history.read_all(head, [one.draft.path for one in loaded])
    if any(kept.get(one.draft.path) != one.data for one in loaded):
        return ""
    return clock.iso_date(history.log(None, 1)[0].time)


def check_formats(formats: Sequence[str], known: Iterable[str] = WRITERS) -> None:
    """Raise AnbefalError for a format that nothing writes, and where none is named."""
    for name in formats or ("",):
        if name not in known:
            raise AnbefalError(
                msg('there is no format "{format}"', format=name),
                msg("use one or more of: {formats}", formats=list(known)),
            )


def usual_folder(workspace: Workspace) -> Path:
    """Give `build/`. Raises AnbefalError where it is a link that leads out of the workspace."""
    folder = workspace.root / USUAL_FOLDER
    if leads_out(workspace.root, folder):
        raise AnbefalError(
            msg('"{path}" is a link, not a file', path=str(folder)),
            msg("name the folder yourself: -o FOLDER"),
        )
    return folder


def plan(
    documents: Sequence[tuple[str, Document]],
    formats: Sequence[str],
    out: Path,
    kept: Sequence[Path],
) -> list[Output]:
    """Name the outputs: a file where `out` ends in the one format's suffix, else in a folder.

    Raises AnbefalError for one that would be written over the files, or into the folders, `kept`.
    """
    outputs = _plan(documents, formats, out)
    for output in outputs:
        keep_texts(output.path, kept)
    return outputs


def keep_texts(path: Path, kept: Sequence[Path]) -> None:
    """Raise AnbefalError where Markdown would be written over a text, or in among the texts."""
    at = [path, path.parent] if path.suffix.casefold() == ".md" else []
    if any(_same(one, other) for one in kept for other in at):
        raise AnbefalError(
            msg('"{path}" is where the texts themselves are', path=str(path)),
            msg("name another folder: -o build"),
        )


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _plan(
    documents: Sequence[tuple[str, Document]], formats: Sequence[str], out: Path
) -> list[Output]:
    names = [name for name, _ in documents]
    for name in names:
        if names.count(name) > 1:
            raise AnbefalError(
                msg('"{path}" would be written twice', path=f"{name}.{formats[0]}"),
                msg("render drafts of the same name one at a time, each into its own folder: -o"),
            )
    if out.suffix.lstrip(".").casefold() in WRITERS and not out.is_dir():
        if len(documents) != 1 or len(formats) != 1:
            raise AnbefalError(
                msg('"{path}" is one file, but there are several to write', path=str(out)),
                msg("name a folder: -o build"),
            )
        if out.suffix.lstrip(".").casefold() != formats[0]:
            raise AnbefalError(
                msg('"{path}" does not end in ".{format}"', path=str(out), format=formats[0]),
                msg("name the file after its format, or name a folder: -o build"),
            )
        return [Output(out, formats[0], documents[0][1])]
    return [
        Output(out / f"{name}.{format}", format, document)
        for name, document in documents
        for format in formats
    ]


def write_all(outputs: Sequence[Output], progress: Callable[[int, int], None]) -> list[Path]:
    """Make every output's bytes, then write them all."""
    return put(make_all(outputs, progress))


def make_all(
    outputs: Sequence[Output], progress: Callable[[int, int], None]
) -> list[tuple[Path, bytes]]:
    """Make every output's bytes."""
    made = []
    for number, output in enumerate(outputs, 1):
        made.append((output.path, load_writer(output.format).write(output.document)))
        progress(number, len(outputs))
    return made


def put(made: Sequence[tuple[Path, bytes]]) -> list[Path]:
    """Write what was made: nothing where one of the files cannot be written over."""
    for path, _ in made:
        if path.is_dir():
            raise files.unusable(path, IsADirectoryError(errno.EISDIR, "a folder"))
    for path, data in made:
        files.write_atomic(path, data)
    return [path for path, _ in made]
