"""Render: each draft as a document, in one or more formats."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from anbefal import clock, files, tree
from anbefal.composers.draft import compose_draft, compose_plain
from anbefal.errors import AnbefalError
from anbefal.history import object_id, open_history
from anbefal.i18n import msg
from anbefal.jobs.delivery import deliver
from anbefal.jobs.drafts import Loaded, find_drafts, load_draft, with_pictures
from anbefal.jobs.looks import load_looks
from anbefal.model import Document, Looks, Template
from anbefal.readers import markdown
from anbefal.values import Struct, replace
from anbefal.workspace import Workspace, find_workspace, leads_out, open_workspace, relative
from anbefal.writers import WRITERS, load_writer

USUAL_FOLDER = Path("build")


class Output(Struct, frozen=True):
    """A file to write, and the document in it."""

    path: Path
    format: str
    document: Document

    def write(self) -> bytes:
        """Make its bytes."""
        return load_writer(self.format).write(self.document)


class Writable(Protocol):
    """What can be delivered: a place, and what makes the bytes that go there."""

    @property
    def path(self) -> Path:
        """Give the place."""
        ...

    def write(self) -> bytes:
        """Make the bytes."""
        ...


class Saved(NamedTuple):
    """What a draft was when it was last saved: the id of its content, and the day."""

    id: str
    day: str

    def holds(self, data: bytes) -> bool:
        """Tell whether the draft stands as it was saved."""
        return object_id("blob", data, len(self.id)) == self.id


class Source(NamedTuple):
    """A text to render: what its files are called, and how its document is made."""

    name: str
    compose: Callable[[], Document]


def render(
    paths: Sequence[Path],
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
    language: str,
    numbers: bool = False,
) -> list[Path]:
    """Render drafts; every file is made before the first stands in place. Findings never stop it.

    A Markdown file outside any workspace, or outside `drafts/` without front matter, is a plain
    document in `language`. Raises AnbefalError for a draft that is past the limits.
    """
    check_formats(formats)
    plain = [path for path in paths if _is_plain(path)]
    sources = [Source(path.stem, partial(_plain_document, path, language)) for path in plain]
    named = [path for path in paths if path not in plain]
    kept, folder = plain, USUAL_FOLDER
    if named or not plain:
        workspace = open_workspace(tuple(named))
        sources += _drafts(workspace, named, load_looks(workspace.root, formats), numbers)
        kept, folder = [*plain, workspace.drafts], out or usual_folder(workspace)
    targets = _plan([source.name for source in sources], formats, out or folder, kept)

    def make(number: int) -> Iterator[bytes]:
        document = sources[number].compose()
        for name in formats:
            yield load_writer(name).write(document)
        tree.take_apart(document.body)

    return deliver(targets, make, progress)


def _drafts(
    workspace: Workspace, paths: Sequence[Path], looks: Looks, numbers: bool
) -> list[Source]:
    found = find_drafts(workspace, paths)
    saved = _saved(workspace, found)

    def compose(file: Path) -> Document:
        one = load_draft(workspace, file)
        held = saved.get(one.draft.path)
        day = held.day if held and held.holds(one.data) else ""
        return replace(document_of(one, workspace, day, numbers), looks=looks)

    return [Source(file.stem, partial(compose, file)) for file in found]


def _is_plain(path: Path) -> bool:
    if not path.is_file():
        return False
    root = find_workspace(path)
    if root is None:
        return True
    inside = relative(root, path).startswith("drafts/")
    return not inside and not files.read_bytes(path, 8).lstrip(b"\xef\xbb\xbf").startswith(b"---")


def _plain_document(path: Path, language: str) -> Document:
    template = Template(title="", language="da" if language == "da" else "en", name="plain")
    data = files.read_bytes(path, files.MAX_DRAFT_BYTES)
    draft = markdown.read(data, path.name, template.name, lambda _: template)
    one = with_pictures(Loaded(draft, template, data), path.parent)
    refuse_unreadable(one)
    return compose_plain(one.draft, one.images)


def document_of(one: Loaded, workspace: Workspace, date: str, numbers: bool = False) -> Document:
    """Compose a loaded draft. Raises AnbefalError where it could not be read."""
    refuse_unreadable(one)
    return compose_draft(one.draft, one.template, workspace.assembly, one.images, date, numbers)


def refuse_unreadable(one: Loaded) -> None:
    """Raise AnbefalError for a draft that is past the limits or is no text."""
    if not one.draft.readable:
        raise AnbefalError(
            msg('"{path}" is past the limits of what can be read', path=one.draft.path),
            msg("see what is wrong with it: anbefal lint {path}", path=one.draft.path),
        )


def _saved(workspace: Workspace, found: Sequence[Path]) -> dict[str, Saved]:
    """Give what the newest version holds of some drafts."""
    history = open_history(workspace.root)
    head = history.head() if history else None
    if history is None or head is None:
        return {}
    ids = history.files(head)
    shown = [path for path in (relative(workspace.root, file) for file in found) if path in ids]
    times = history.times(shown)
    return {path: Saved(ids[path], clock.iso_date(time)) for path, time in times.items()}


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


def usual_folder(workspace: Workspace, inside: str = "") -> Path:
    """Give `build/`, or a folder in it.

    Raises AnbefalError where either is a link that leads out of the workspace.
    """
    folder = workspace.root / USUAL_FOLDER
    for one in (folder, folder / inside):
        if leads_out(workspace.root, one):
            raise AnbefalError(
                msg('"{path}" is a link, not a file', path=str(one)),
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
    targets = _plan([name for name, _ in documents], formats, out, kept)
    return [
        Output(path, format, document)
        for (_, document), paths in zip(documents, targets, strict=True)
        for format, path in zip(formats, paths, strict=True)
    ]


def _plan(
    names: Sequence[str], formats: Sequence[str], out: Path, kept: Sequence[Path]
) -> list[list[Path]]:
    """Name the files for each name, one a format."""
    targets = _name(names, formats, out)
    for paths in targets:
        for path in paths:
            keep_texts(path, kept)
    return targets


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


def _name(names: Sequence[str], formats: Sequence[str], out: Path) -> list[list[Path]]:
    counts = Counter(names)
    for name in names:
        if counts[name] > 1:
            raise AnbefalError(
                msg('"{path}" would be written twice', path=f"{name}.{formats[0]}"),
                msg("render drafts of the same name one at a time, each into its own folder: -o"),
            )
    if out.suffix.lstrip(".").casefold() in WRITERS and not out.is_dir():
        if len(names) != 1 or len(formats) != 1:
            raise AnbefalError(
                msg('"{path}" is one file, but there are several to write', path=str(out)),
                msg("name a folder: -o build"),
            )
        if out.suffix.lstrip(".").casefold() != formats[0]:
            raise AnbefalError(
                msg('"{path}" does not end in ".{format}"', path=str(out), format=formats[0]),
                msg("name the file after its format, or name a folder: -o build"),
            )
        return [[out]]
    return [[out / f"{name}.{format}" for format in formats] for name in names]


def write_all(outputs: Sequence[Writable], progress: Callable[[int, int], None]) -> list[Path]:
    """Make every output's bytes, then put them all in place."""

    def make(number: int) -> Iterator[bytes]:
        yield outputs[number].write()

    return deliver([[output.path] for output in outputs], make, progress)
