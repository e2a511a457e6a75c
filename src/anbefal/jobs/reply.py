"""Reply: the sheet on which the council answers every recommendation, and the same as data."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from anbefal.composers.reply import compose_reply, make_reply
from anbefal.composers.report import Part
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import load_drafts
from anbefal.jobs.looks import load_looks
from anbefal.jobs.render import (
    Writable,
    all_saved_on,
    check_formats,
    plan,
    refuse_unreadable,
    usual_folder,
    write_all,
)
from anbefal.model.reply import Reply
from anbefal.reporters.json import dump
from anbefal.values import replace
from anbefal.workspace import Workspace
from anbefal.writers import WRITERS

DATA = "json"
FORMATS = (*WRITERS, DATA)


class _DataFile(NamedTuple):
    """The reply as data, and its place."""

    path: Path
    reply: Reply

    def write(self) -> bytes:
        """Make its bytes."""
        return dump(self.reply).encode("utf-8")


def reply(
    workspace: Workspace,
    paths: Sequence[Path],
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
) -> list[Path]:
    """Write the reply sheet of some recommendations, all if none is named.

    Numbers are those of the whole report. Raises AnbefalError where there is no recommendation.
    """
    check_formats(formats, FORMATS)
    every = [one for one in load_drafts(workspace) if one.template.report != "none"]
    wanted = {one.draft.path for one in load_drafts(workspace, paths)}
    for one in every:
        refuse_unreadable(one)
    parts = [Part(one.draft, one.template) for one in every]
    made = make_reply(parts, workspace.assembly, all_saved_on(workspace, every))
    paths_of = {one.draft.id: one.draft.path for one in every}
    asked = tuple(one for one in made.recommendations if paths_of[one.id] in wanted)
    if not asked:
        raise AnbefalError(
            msg("there is no recommendation to answer"),
            msg("begin one: anbefal new GROUP"),
        )
    made = replace(made, recommendations=asked)
    document = compose_reply(made, parts)
    document = replace(document, looks=load_looks(workspace.root, formats))
    folder = out or usual_folder(workspace)
    singles = [name for name in formats if name != DATA]
    data = [_DataFile(_data_path(folder, document.identifier, formats), made)]
    outputs: list[Writable] = []
    if singles:
        outputs += plan([(document.identifier, document)], singles, folder, [workspace.drafts])
    outputs += data if DATA in formats else []
    return write_all(outputs, progress)


def _data_path(out: Path, name: str, formats: Sequence[str]) -> Path:
    """Give the data's place, as `plan` gives that of documents.

    Raises AnbefalError where one file is named for several formats, or for another one.
    """
    named = out.suffix.lstrip(".").casefold()
    if named not in FORMATS or out.is_dir():
        return out / f"{name}.{DATA}"
    if len(formats) > 1:
        raise AnbefalError(
            msg('"{path}" is one file, but there are several to write', path=str(out)),
            msg("name a folder: -o build"),
        )
    if named != formats[0]:
        raise AnbefalError(
            msg('"{path}" does not end in ".{format}"', path=str(out), format=formats[0]),
            msg("name the file after its format, or name a folder: -o build"),
        )
    return out
