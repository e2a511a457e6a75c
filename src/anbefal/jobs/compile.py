"""Compile: the editorial group's report, made of every draft whose template belongs in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from anbefal import clock
from anbefal.composers.report import Part, compose_report, in_order
from anbefal.errors import AnbefalError
from anbefal.history import is_now
from anbefal.i18n import msg
from anbefal.jobs.check import check_loaded
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft, with_pictures
from anbefal.jobs.render import (
    all_saved_on,
    check_formats,
    plan,
    refuse_unreadable,
    usual_folder,
    write_all,
)
from anbefal.jobs.site import SITE, Edition, PageFile, check_folder, plan_site
from anbefal.jobs.snapshots import take_snapshots
from anbefal.model import GateResult, Moment
from anbefal.values import Struct
from anbefal.workspace import Workspace
from anbefal.writers import WRITERS

FORMATS = (*WRITERS, SITE)


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
    check_formats(formats, FORMATS)
    loaded, date, moment = _now(workspace) if is_now(at) else _then(workspace, at)
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
    singles = [format for format in formats if format != SITE]
    folder = out or usual_folder(workspace)
    named = [(document.identifier, document)]
    outputs = plan(named, singles, folder, [workspace.drafts]) if singles else []
    pages: list[PageFile] = []
    if SITE in formats:
        home = folder / SITE if singles or out is None else folder
        check_folder(home, workspace)
        edition = Edition(_ordered(loaded, workspace), gate, moment, date, document.status)
        pages = plan_site(workspace, edition, home)
    paths = write_all([*outputs, *pages], progress)
    # Of a site, the page where one arrives is told.
    return CompileResult(gate, tuple(paths[: len(outputs) + bool(pages)]))


def _ordered(loaded: Sequence[Loaded], workspace: Workspace) -> list[Loaded]:
    parts = in_order([Part(one.draft, one.template) for one in loaded], workspace.assembly)
    place = {part.draft.path: number for number, part in enumerate(parts)}
    return sorted(loaded, key=lambda one: place[one.draft.path])


def _now(workspace: Workspace) -> tuple[list[Loaded], str, Moment]:
    """Load the files as they stand, with the day of the newest version if that holds them all."""
    loaded = load_drafts(workspace)
    return loaded, all_saved_on(workspace, loaded), Moment("now")


def _then(workspace: Workspace, at: str) -> tuple[list[Loaded], str, Moment]:
    (snapshot,) = take_snapshots(workspace, (at,))
    loaded = [
        with_pictures(read_draft(workspace, path, data), workspace.drafts)
        for path, data in sorted(snapshot.files.items())
        if data is not None
    ]
    return loaded, clock.iso_date(snapshot.moment.time or 0), snapshot.moment
