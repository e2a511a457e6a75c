"""Site: the report as pages, with the past of every text in it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from anbefal import tree
from anbefal.compare import compare_drafts
from anbefal.composers.site import Chapter, Stage, View, compose_site, published
from anbefal.errors import AnbefalError
from anbefal.history import History, open_history
from anbefal.i18n import msg
from anbefal.jobs.check import points
from anbefal.jobs.collector import without_collector
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.jobs.pairs import pair_drafts
from anbefal.jobs.snapshots import Snapshot, take_snapshots
from anbefal.jobs.workshops import workshop_states
from anbefal.model import DraftChange, GateResult, Moment, Page, WorkshopState
from anbefal.workspace import Workspace

if TYPE_CHECKING:
    from anbefal.writers.html import SiteWriter

SITE = "site"
"""The format, and the folder in which its pages usually lie."""


class Edition(NamedTuple):
    """The drafts that a site is made of, in the report's order, and what is said of them all."""

    loaded: Sequence[Loaded]
    gate: GateResult
    moment: Moment
    date: str
    status: str


def check_folder(folder: Path, workspace: Workspace) -> None:
    """Raise AnbefalError where a site would be laid in among the texts, or over a file."""
    if folder.exists() and folder.samefile(workspace.drafts):
        raise AnbefalError(
            msg('"{path}" is where the texts themselves are', path=str(folder)),
            msg("name another folder: -o build"),
        )
    if folder.suffix.casefold() == ".html" and not folder.is_dir():
        raise AnbefalError(
            msg('"{path}" is one file, but there are several to write', path=str(folder)),
            msg("name a folder: -o build"),
        )


class PageFile(NamedTuple):
    """A page that is to be written, and its place."""

    path: Path
    page: Page
    writer: "SiteWriter"

    def write(self) -> bytes:
        """Make its bytes."""
        return self.writer.write(self.page)


def plan_site(workspace: Workspace, edition: Edition, folder: Path) -> list[PageFile]:
    """Compose every page of a site, the first one first, and tell where each is to be written."""
    # Loaded here: a report in Word needs no template engine.
    from anbefal.writers.html import SiteWriter

    history = open_history(workspace.root)
    states = workshop_states(workspace, history)
    scores = {score.path: score for score in edition.gate.drafts}
    with without_collector():
        pasts = _pasts(workspace, history, states, edition)
        chapters = [
            Chapter(
                _stages(workspace, pasts, edition, one),
                scores.get(one.draft.path),
                one.images,
            )
            for one in edition.loaded
        ]
        view = View(
            chapters,
            workspace.assembly,
            states,
            edition.date,
            edition.status,
            edition.gate.minimum,
        )
        site = compose_site(view)
    writer = SiteWriter(site)
    return [PageFile(folder / writer.file(page), page, writer) for page in site.pages]


class _Past(NamedTuple):
    """The texts of the report when a workshop was closed, by the path that each has today."""

    moment: Moment
    states: Mapping[str, tuple[str, bytes]]


def _pasts(
    workspace: Workspace,
    history: History | None,
    states: Sequence[WorkshopState],
    edition: Edition,
) -> list[_Past]:
    """Follow every text back through the workshops that were closed by then, oldest first."""
    closed = [state for state in states if state.closed]
    if history is None or not closed:
        return []
    taken = take_snapshots(workspace, [str(state.number) for state in closed], history)
    limit = edition.moment.time
    taken = [one for one in taken if limit is None or (one.moment.time or 0) <= limit]
    taken.sort(key=lambda one: one.moment.time or 0)
    newer = Snapshot(edition.moment, {one.draft.path: one.data for one in edition.loaded})
    today = {path: path for path in newer.files}
    pasts: list[_Past] = []
    for snapshot in reversed(taken):
        pairs = pair_drafts(workspace, snapshot, newer, ())
        found = {
            pair.old.path: (today[pair.new.path], pair.old.data)
            for pair in pairs
            if pair.old and pair.new and pair.old.data is not None
        }
        pasts.insert(
            0, _Past(snapshot.moment, {now: (path, data) for path, (now, data) in found.items()})
        )
        today = {path: now for path, (now, _) in found.items()}
        newer = Snapshot(snapshot.moment, {path: data for path, (_, data) in found.items()})
    return pasts


def _stages(
    workspace: Workspace, pasts: Sequence[_Past], edition: Edition, one: Loaded
) -> tuple[Stage, ...]:
    path = one.draft.path
    kept = [(past.moment, *past.states[path]) for past in pasts if path in past.states]
    loaded = [(moment, read_draft(workspace, shown, data)) for moment, shown, data in kept]
    if kept and kept[-1][2] == one.data:
        loaded[-1] = (kept[-1][0], one)
    else:
        loaded.append((edition.moment, one))
    stages: list[Stage] = []
    before: Loaded | None = None
    for moment, at in loaded:
        stages.append(_stage(workspace, moment, at, before))
        before = at
    return tuple(stages)


def _stage(workspace: Workspace, moment: Moment, one: Loaded, before: Loaded | None) -> Stage:
    shown = published(one.draft, one.template)
    words = sum(tree.count_words((s.head, *s.nodes)) for s in shown.sections)
    score = points(one, workspace.assembly, None) if one.draft.readable else None
    return Stage(
        moment,
        one.draft,
        one.template,
        words + tree.count_words(shown.lead),
        score,
        _change(before, one) if before else None,
    )


def _change(before: Loaded, one: Loaded) -> DraftChange | None:
    if not before.draft.readable or not one.draft.readable:
        return None
    return compare_drafts(
        published(before.draft, before.template), published(one.draft, one.template)
    )
