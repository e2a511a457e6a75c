"""Judge: the findings of drafts, each draft dropped as soon as it is judged.

Used by the jobs that ask about findings alone.
"""

from collections.abc import Sequence
from pathlib import Path

from anbefal import rules
from anbefal.jobs.drafts import Loaded, load_draft, select
from anbefal.model import Draft, Finding, Silenced
from anbefal.values import Struct
from anbefal.workspace import Workspace

FEW = 16
"""Drafts: fewer are judged here and now, in this process."""


class Judgement(Struct, frozen=True):
    """All findings of a draft, whenever they are due, and what stays of the draft itself."""

    draft: Draft
    """An outline; see `rules.outline`."""
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()


def judge_loaded(one: Loaded, workspace: Workspace) -> Judgement:
    """Judge a draft that is loaded."""
    judged = rules.judge_draft(one.draft, one.template, workspace.assembly)
    return Judgement(rules.outline(one.draft), judged.findings, judged.silenced)


def judge_named(workspace: Workspace, paths: Sequence[Path] = ()) -> list[Judgement]:
    """Judge the drafts that some paths, draft ids or group ids name; all for none."""
    return select(
        workspace, paths, lambda files: judge_files(workspace, files), lambda one: one.draft
    )


def judge_files(workspace: Workspace, files: Sequence[Path]) -> list[Judgement]:
    """Judge the drafts in some files, in order."""
    if len(files) < FEW:
        return [judge_loaded(load_draft(workspace, file), workspace) for file in files]
    # Loaded here: a handful of drafts needs no cache, whose sums alone load a library.
    from anbefal.jobs.batch import judge_many

    return judge_many(workspace, files)
