"""Compile: the editorial group's report, made of every draft whose template belongs in it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from anbefal import clock
from anbefal.composers.report import (
    Part,
    compose_report,
    missing_texts,
    report_pieces,
    unplaced,
)
from anbefal.errors import AnbefalError
from anbefal.history import History, is_now, open_history
from anbefal.i18n import Message, msg
from anbefal.jobs.check import check_loaded
from anbefal.jobs.drafts import Loaded, load_draft
from anbefal.jobs.earlier import laid_out
from anbefal.jobs.looks import load_looks
from anbefal.jobs.past import read_past
from anbefal.jobs.render import (
    all_saved_on,
    check_formats,
    plan,
    refuse_unreadable,
    usual_folder,
    write_all,
)
from anbefal.jobs.show import required_history
from anbefal.jobs.site import SITE, Edition, PageFile, make_site, plan_pages
from anbefal.kinds.ledger import Ledger
from anbefal.model import Document, GateResult, Site
from anbefal.values import Struct, replace
from anbefal.workspace import CONFIG, Workspace
from anbefal.writers import WRITERS

FORMATS = (*WRITERS, SITE)

Show = Callable[[Message], Callable[[int, int], None]]
"""Takes what is being done, and gives what shows how far it is."""


class CompileResult(Struct, frozen=True):
    """The gate's verdict, and the files that were written: none where it failed."""

    gate: GateResult
    paths: tuple[Path, ...]
    left_out: tuple[str, ...] = ()
    """The drafts that the listed parts of the report have no place for."""


class Compiled(Struct, frozen=True):
    """The gate's verdict, and the report: none where it failed."""

    gate: GateResult
    document: Document | None
    left_out: tuple[str, ...] = ()
    site: Site | None = None


def compile_report(
    workspace: Workspace,
    formats: Sequence[str],
    out: Path | None,
    show: Show,
    at: str = "now",
    anyway: str | None = None,
    numbers: bool = False,
) -> CompileResult:
    """Compile the report of now, or of a version. Below the gate only with a reason, `anyway`."""
    check_formats(formats, FORMATS)
    looks = load_looks(workspace.root, formats)
    made = compiled(workspace, show, at, anyway, numbers, SITE in formats)
    if made.document is None:
        return CompileResult(made.gate, ())
    singles = [format for format in formats if format != SITE]
    folder = out or usual_folder(workspace, SITE if made.site else "")
    named = [(made.document.identifier, replace(made.document, looks=looks))]
    outputs = plan(named, singles, folder, [workspace.drafts]) if singles else []
    pages: list[PageFile] = []
    if made.site:
        # Beside other formats, or in the usual folder, the pages have one of their own.
        home = folder / SITE if singles or out is None else folder
        pages = plan_pages(made.site, looks, home, workspace)
    paths = write_all([*outputs, *pages], show(msg("making documents")))
    # Of a site, the page where one arrives is told.
    told = paths[: len(outputs) + bool(pages)]
    return CompileResult(made.gate, tuple(told), made.left_out)


def compiled(
    workspace: Workspace,
    show: Show,
    at: str = "now",
    anyway: str | None = None,
    numbers: bool = False,
    as_site: bool = False,
) -> Compiled:
    """Make the report of now, or of a version with the templates and the plan of its day."""
    if is_now(at):
        loaded, lists = _load(workspace, show)
        date = all_saved_on(workspace, [*loaded, *lists])
        now = open_history(workspace.root)
        return _compose(workspace, now, loaded, lists, show, date, anyway, numbers, as_site)
    history = required_history(workspace)
    version = history.resolve(at)
    day = clock.iso_date(history.moment(version))
    with laid_out(workspace, history, version, at) as then:
        loaded, lists = _load(then, show)
        return _compose(then, history, loaded, lists, show, day, anyway, numbers, as_site, version)


def _load(workspace: Workspace, show: Show) -> tuple[list[Loaded], list[Loaded]]:
    """Load the drafts of the report, and others with comments that it has to answer for."""
    files = workspace.draft_paths(())
    told = show(msg("reading drafts"))
    loaded, lists = [], []
    for number, file in enumerate(files, 1):
        one = load_draft(workspace, file)
        if one.template.report != "none":
            refuse_unreadable(one)
            loaded.append(one)
        elif any(isinstance(section.values, Ledger) for section in one.draft.sections):
            lists.append(one)
        told(number, len(files))
    if not loaded:
        raise AnbefalError(
            msg("no draft belongs in the report"),
            msg("make one: anbefal new GROUP"),
        )
    return loaded, lists


def _compose(
    workspace: Workspace,
    history: History | None,
    loaded: Sequence[Loaded],
    lists: Sequence[Loaded],
    show: Show,
    date: str,
    anyway: str | None,
    numbers: bool,
    as_site: bool,
    version: str | None = None,
) -> Compiled:
    assembly = workspace.assembly
    parts = [Part(one.draft, one.template) for one in (*loaded, *lists)]
    _refuse_missing(parts, workspace)
    gate = check_loaded(loaded, assembly, told=show(msg("judging drafts")))
    if not gate.passed and anyway is None:
        return Compiled(gate, None)
    past = read_past(workspace, history, loaded, gate, date, version)
    document = compose_report(
        parts,
        assembly,
        {source: image for one in loaded for source, image in one.images.items()},
        date,
        reason="" if gate.passed else anyway or "",
        past=past,
        numbers=numbers,
    )
    site = None
    if as_site:
        book, pieces = report_pieces(parts, assembly, past, numbers)
        site = make_site(workspace, history, Edition(loaded, gate, document, book, pieces), version)
    return Compiled(gate, document, unplaced(parts, assembly), site)


def _refuse_missing(parts: Sequence[Part], workspace: Workspace) -> None:
    missing = missing_texts(parts, workspace.assembly)
    if missing:
        texts = [p.draft.id for p in parts if p.template.report in ("text", "appendix")]
        raise AnbefalError(
            msg(
                '[report] in {config} names "{draft}", which is no text of the editorial group',
                config=CONFIG,
                draft=missing[0],
            ),
            msg("use one of: {names}", names=texts)
            if texts
            else msg("write it: anbefal new {name} --template redaktionelt", name=missing[0]),
        )
