"""Compile: the editorial group's report, made of every draft whose template belongs in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from anbefal import clock
from anbefal.composers.report import Part, compose_report
from anbefal.errors import AnbefalError
from anbefal.history import is_now
from anbefal.i18n import msg
from anbefal.jobs.check import check_loaded
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft, with_pictures
from anbefal.jobs.looks import load_looks
from anbefal.jobs.render import (
    all_saved_on,
    check_formats,
    plan,
    refuse_unreadable,
    usual_folder,
    write_all,
)
from anbefal.jobs.snapshots import take_snapshots
from anbefal.model import GateResult
from anbefal.values import Struct, replace
from anbefal.workspace import Workspace


class CompileResult(Struct, frozen=True):
    """The gate's verdict, and the files that were written: none where it failed."""

    gate: GateResult
    paths: tuple[Path, ...]


def compile_report(
    workspace: Workspace,
    formats: Sequence[str],
    out: Path | None,
    progress: Callable[[int, int], None],
    at: str = "now",
    anyway: str | None = None,
) -> CompileResult:
    """Compile the report of now, or of a version. Below the gate only with a reason, `anyway`."""
    check_formats(formats)
    loaded, date = _now(workspace) if is_now(at) else _then(workspace, at)
    loaded = [one for one in loaded if one.template.report != "none"]
    if not loaded:
        raise AnbefalError(
            msg("no draft belongs in the report"),
            msg("make one: anbefal new GROUP"),
        )
    for one in loaded:
        refuse_unreadable(one)
    gate = check_loaded(loaded, workspace.assembly)
    if not gate.passed and anyway is None:
        return CompileResult(gate, ())
    document = compose_report(
        [Part(one.draft, one.template) for one in loaded],
        workspace.assembly,
        {source: image for one in loaded for source, image in one.images.items()},
        date,
        reason="" if gate.passed else anyway or "",
    )
    document = replace(document, looks=load_looks(workspace.root, formats))
    named = [(document.identifier, document)]
    outputs = plan(named, formats, out or usual_folder(workspace), [workspace.drafts])
    return CompileResult(gate, tuple(write_all(outputs, progress)))


def _now(workspace: Workspace) -> tuple[list[Loaded], str]:
    """Load the files as they stand, with the day of the newest version if that holds them all."""
    loaded = load_drafts(workspace)
    return loaded, all_saved_on(workspace, loaded)


def _then(workspace: Workspace, at: str) -> tuple[list[Loaded], str]:
    (snapshot,) = take_snapshots(workspace, (at,))
    loaded = [
        with_pictures(read_draft(workspace, path, data), workspace.drafts)
        for path, data in sorted(snapshot.files.items())
        if data is not None
    ]
    return loaded, clock.iso_date(snapshot.moment.time or 0)
