"""Redline: the drafts that changed between two versions, in Word's own tracked changes."""

from collections.abc import Sequence
from pathlib import Path

from anbefal import clock
from anbefal.composers.chapter import compose_chapter
from anbefal.composers.diff import compose_summary, tell_changes
from anbefal.history import open_history
from anbefal.i18n import msg, translate
from anbefal.jobs.compile import Show, compiled
from anbefal.jobs.diff import compare_states
from anbefal.jobs.drafts import read_draft, with_pictures
from anbefal.jobs.looks import load_looks
from anbefal.jobs.pairs import Pair, State
from anbefal.jobs.render import document_of
from anbefal.model import Document, Moment, Revision
from anbefal.values import Struct, replace
from anbefal.workspace import Workspace
from anbefal.writers.docx import redline as writer

# Past this a name of many scribes is no name in a margin.
_LONGEST = 60


class Redline(Struct, frozen=True):
    """A DOCX file, and what it is called without its suffix."""

    name: str
    data: bytes


def redline(
    workspace: Workspace, paths: Sequence[Path] = (), old: str | None = None, new: str = "now"
) -> Redline:
    """Write the drafts that some paths name, all for none, with what changed in each.

    One draft is its own document; several are chapters behind a page that lists the changes.
    """
    comparison, pairs = compare_states(workspace, paths, old, new)
    looks = load_looks(workspace.root, ("docx",))
    summary = replace(compose_summary(comparison, workspace.assembly), looks=looks)
    changed = {draft.path for draft in comparison.changed()}
    single = len(pairs) == 1
    revisions = []
    for pair in pairs:
        if single or pair.shown.path in changed:
            texts = [
                replace(text, looks=looks) if text else None
                for text in (
                    _document(workspace, state, moment)
                    for state, moment in zip(pair, (comparison.old, comparison.new), strict=True)
                )
            ]
            revisions.append(_revision(workspace, pair, texts, comparison.new))
    if single:
        remarks = tell_changes(comparison, workspace.assembly)
        told = replace(revisions[0], remarks=remarks if changed else ())
        name = f"{Path(pairs[0].shown.path).stem}-{summary.identifier}"
        return Redline(name, writer.write([told]))
    chapters = [
        replace(
            one,
            old=compose_chapter(one.old) if one.old else None,
            new=compose_chapter(one.new) if one.new else None,
        )
        for one in revisions
    ]
    return Redline(summary.identifier, writer.write(chapters, summary))


def redline_report(
    workspace: Workspace, show: Show, old: str | None = None, new: str = "now"
) -> Redline:
    """Write the compiled report with what changed in it, whatever the gate says of either."""
    comparison, _ = compare_states(workspace, (), old, new)
    looks = load_looks(workspace.root, ("docx",))
    reason = translate(msg("printed to show what changed"), workspace.assembly.language)
    before, after = (
        compiled(workspace, show, moment.name, reason).document
        for moment in (comparison.old, comparison.new)
    )
    assert before and after, "a reason was given"
    time = comparison.new.time
    if time is None and after.date:
        history = open_history(workspace.root)
        time = history.log(None, 1)[0].time if history else None
    revision = Revision(
        replace(before, looks=looks),
        replace(after, looks=looks),
        workspace.assembly.name[:_LONGEST],
        "" if time is None else clock.iso_time(time),
    )
    changes = translate(msg("changes"), workspace.assembly.language)
    return Redline(f"{after.identifier}-{changes}", writer.write([revision]))


def _document(workspace: Workspace, state: State | None, moment: Moment) -> Document | None:
    if state is None:
        return None
    time = _saved_at(workspace, state) if moment.time is None else moment.time
    one = with_pictures(read_draft(workspace, state.path, state.data or b""), workspace.drafts)
    return document_of(one, workspace, "" if time is None else clock.iso_date(time))


def _saved_at(workspace: Workspace, state: State) -> int | None:
    """Give when a draft was saved as it stands now; None where it was not."""
    history = open_history(workspace.root)
    head = history.head() if history else None
    if history is None or head is None or history.read(head, state.path) != state.data:
        return None
    return history.log(state.path, 1)[0].time


def _revision(
    workspace: Workspace, pair: Pair, texts: Sequence[Document | None], moment: Moment
) -> Revision:
    """Say whose changes they are: the scribes' of the newer version, when it was saved."""
    old, new = texts
    shown = new or old
    scribes = ", ".join(shown.authors) if shown else ""
    time = moment.time
    if time is None and pair.new:
        time = _saved_at(workspace, pair.new)
    author = (scribes or workspace.assembly.name)[:_LONGEST]
    return Revision(old, new, author, "" if time is None else clock.iso_time(time))
