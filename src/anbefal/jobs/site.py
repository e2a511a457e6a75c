"""Site: the report as pages, with the past of every text in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anbefal.compare import compare_drafts
from anbefal.composers.report import Book, Piece
from anbefal.composers.site import Stage, View, compose_site, published
from anbefal.errors import AnbefalError
from anbefal.history import History
from anbefal.i18n import msg
from anbefal.jobs.check import points
from anbefal.jobs.collector import without_collector
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.jobs.pairs import pair_drafts
from anbefal.jobs.past import closed_by, printed_words
from anbefal.jobs.snapshots import Snapshot, take_snapshots
from anbefal.jobs.workshops import workshop_states
from anbefal.model import (
    Document,
    DraftChange,
    GateResult,
    Looks,
    Moment,
    Page,
    Site,
    WorkshopState,
)
from anbefal.values import replace
from anbefal.workspace import Workspace

if TYPE_CHECKING:
    from anbefal.writers.html import SiteWriter

SITE = "site"
"""The format, and the folder in which its pages usually lie."""


class PageFile(NamedTuple):
    """A page that is to be written, and its place."""

    path: Path
    page: Page
    writer: "SiteWriter"
    looks: Looks

    def write(self) -> bytes:
        """Make its bytes."""
        document = replace(self.page.document, looks=self.looks)
        return self.writer.write(replace(self.page, document=document))


def plan_pages(site: Site, looks: Looks, folder: Path, workspace: Workspace) -> list[PageFile]:
    """Name the file of every page. Raises AnbefalError where they would be in among the texts."""
    # Loaded here: a report in Word needs no template engine.
    from anbefal.writers.html import SiteWriter

    if folder.exists() and workspace.drafts.exists() and folder.samefile(workspace.drafts):
        raise AnbefalError(
            msg('"{path}" is where the texts themselves are', path=str(folder)),
            msg("name another folder: -o build"),
        )
    if folder.suffix.casefold() == ".html" and not folder.is_dir():
        raise AnbefalError(
            msg('"{path}" is one file, but there are several to write', path=str(folder)),
            msg("name a folder: -o build"),
        )
    writer = SiteWriter(site)
    return [PageFile(folder / writer.file(page), page, writer, looks) for page in site.pages]


class Edition(NamedTuple):
    """The report that a site is made of: whole, in pieces, and as the drafts it is made of."""

    loaded: Sequence[Loaded]
    gate: GateResult
    report: Document
    book: Book
    pieces: Sequence[Piece]


def make_site(
    workspace: Workspace, history: History | None, edition: Edition, version: str | None
) -> Site:
    """Compose a site of the report as it stands, or as it stood in a version."""
    states = workshop_states(workspace, history)
    closed: list[WorkshopState] = []
    if history and history.head():
        _, closed = closed_by(workspace, history, version)
    known = {state.number for state in closed}
    moment = Moment("now")
    if history and version:
        moment = Moment(version, version, history.moment(version))
    with without_collector():
        pasts = _pasts(workspace, history, closed, edition, moment)
        view = View(
            book=edition.book,
            pieces=edition.pieces,
            report=edition.report,
            stages={
                one.draft.path: _stages(workspace, pasts, one, moment) for one in edition.loaded
            },
            scores={score.path: score for score in edition.gate.drafts},
            workshops=[
                one if one.number in known else replace(one, closed=None, time=None, reason="")
                for one in states
            ],
        )
        return compose_site(view)


class _Past(NamedTuple):
    """The texts of the report when a workshop was closed, by the path that each has today."""

    moment: Moment
    texts: Mapping[str, tuple[str, bytes]]


def _pasts(
    workspace: Workspace,
    history: History | None,
    closed: Sequence[WorkshopState],
    edition: Edition,
    moment: Moment,
) -> list[_Past]:
    """Follow every text back through the workshops that were closed, oldest first."""
    if history is None or not closed:
        return []
    names = [str(state.number) for state in closed]
    taken = take_snapshots(workspace, names, history)
    taken.sort(key=lambda one: one.moment.time or 0)
    newer = Snapshot(moment, {one.draft.path: one.data for one in edition.loaded})
    today = {path: path for path in newer.files}
    pasts: list[_Past] = []
    for snapshot in reversed(taken):
        found = {
            pair.old.path: (today[pair.new.path], pair.old.data)
            for pair in pair_drafts(workspace, snapshot, newer, ())
            if pair.old and pair.new and pair.old.data is not None
        }
        texts = {now: (path, data) for path, (now, data) in found.items()}
        pasts.insert(0, _Past(snapshot.moment, texts))
        today = {path: now for path, (now, _) in found.items()}
        newer = Snapshot(snapshot.moment, {path: data for path, (_, data) in found.items()})
    return pasts


def _stages(
    workspace: Workspace, pasts: Sequence[_Past], one: Loaded, moment: Moment
) -> tuple[Stage, ...]:
    path = one.draft.path
    kept = [(past.moment, *past.texts[path]) for past in pasts if path in past.texts]
    loaded = [(at, read_draft(workspace, shown, data)) for at, shown, data in kept]
    if kept and kept[-1][2] == one.data:
        loaded[-1] = (kept[-1][0], one)
    else:
        loaded.append((moment, one))
    stages: list[Stage] = []
    before: Loaded | None = None
    for at, then in loaded:
        stages.append(_stage(workspace, at, then, before))
        before = then
    return tuple(stages)


def _stage(workspace: Workspace, moment: Moment, one: Loaded, before: Loaded | None) -> Stage:
    due = int(moment.name) if moment.workshop else None
    score = points(one, workspace.assembly, due) if one.draft.readable else None
    change = _change(before, one) if before else None
    return Stage(moment, one.draft, one.template, printed_words(one), score, change)


def _change(before: Loaded, one: Loaded) -> DraftChange | None:
    if not before.draft.readable or not one.draft.readable:
        return None
    return compare_drafts(
        published(before.draft, before.template), published(one.draft, one.template)
    )
