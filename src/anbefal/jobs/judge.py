"""Judge: the findings of drafts, each draft dropped as soon as it is judged.

Used by the jobs that ask about findings alone.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from anbefal import rules, tree
from anbefal.jobs.collector import undisturbed
from anbefal.jobs.drafts import Loaded, load_draft, select
from anbefal.model import Draft, Finding, Silenced
from anbefal.values import Struct
from anbefal.workspace import Workspace

T = TypeVar("T")

MOST_OF_A_RULE = 1000
"""Findings of one rule in one draft: past them nobody reads on, and memory is full."""
FEW = 16
"""Drafts: fewer are judged here and now, in this process."""


class Judgement(Struct, frozen=True):
    """All findings of a draft, whenever they are due, and what stays of the draft itself."""

    draft: Draft
    """An outline; see `rules.outline`."""
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    left_out: Mapping[str, int] = {}
    """By rule: how many findings there are besides; see `MOST_OF_A_RULE`."""


def judge_loaded(one: Loaded, workspace: Workspace) -> Judgement:
    """Judge a draft that is loaded."""
    judged = rules.judge_draft(one.draft, one.template, workspace.assembly)
    findings, left_out = _enough(judged.findings)
    return Judgement(rules.outline(one.draft), findings, judged.silenced, left_out)


def _enough(findings: tuple[Finding, ...]) -> tuple[tuple[Finding, ...], Mapping[str, int]]:
    """Leave out what stands there a thousand times, but nothing that the score depends on."""
    if len(findings) <= MOST_OF_A_RULE:
        return findings, {}
    kept: list[Finding] = []
    counts: Counter[tuple[str, int]] = Counter()
    left_out: Counter[str] = Counter()
    named: set[tuple[str, int]] = set()
    for finding in findings:
        counts[finding.rule, finding.due] += 1
        units = {(unit, finding.due) for unit in finding.requirements}
        if counts[finding.rule, finding.due] > MOST_OF_A_RULE and units <= named:
            left_out[finding.rule] += 1
        else:
            kept.append(finding)
            named |= units
    return tuple(kept), dict(left_out)


def judge_named(workspace: Workspace, paths: Sequence[Path] = ()) -> list[Judgement]:
    """Judge the drafts that some paths, draft ids or group ids name; all for none."""
    return select(
        workspace, paths, lambda files: judge_files(workspace, files), lambda one: one.draft
    )


def judge_files(workspace: Workspace, files: Sequence[Path]) -> list[Judgement]:
    """Judge the drafts in some files, in order."""
    if len(files) < FEW:
        return [_judge_file(workspace, file) for file in undisturbed(files)]
    # Loaded here: a handful of drafts needs no cache, whose sums alone load a library.
    from anbefal.jobs.batch import judge_many

    return judge_many(workspace, files)


def _judge_file(workspace: Workspace, file: Path) -> Judgement:
    loaded = load_draft(workspace, file)
    judgement = judge_loaded(loaded, workspace)
    let_go(loaded.draft)
    return judgement


def let_go(draft: Draft) -> None:
    """Let go of a draft's tree, which is gone as soon as nobody holds the draft."""
    tree.take_apart([*draft.lead, *(section.head for section in draft.sections)])
