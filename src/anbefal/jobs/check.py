"""Check: is every draft as finished as the gate asks?"""

from collections.abc import Callable, Sequence
from pathlib import Path

from anbefal import gate, rules
from anbefal.jobs.drafts import Loaded
from anbefal.jobs.judge import judge_named
from anbefal.jobs.lint import check_workshop, findings_of
from anbefal.model import Assembly, DraftScore, GateResult
from anbefal.workspace import Workspace

MINIMUM = 90.0


def check(
    workspace: Workspace,
    paths: Sequence[Path] = (),
    workshop: int | None = None,
    minimum: float | None = None,
) -> GateResult:
    """Score the drafts that some paths name. `minimum` in percent, else the workshop's, else 90."""
    check_workshop(workspace.assembly, workshop)
    least = _minimum(workspace.assembly, workshop, minimum)
    scores = []
    for one in judge_named(workspace, paths):
        template = workspace.template(one.draft.template)
        findings = gate.due_findings(one.findings, template, workshop)
        scores.append(gate.score(one.draft, template, findings, least, workshop))
    return _result(scores, least, workshop)


def check_loaded(
    loaded: Sequence[Loaded],
    assembly: Assembly,
    workshop: int | None = None,
    minimum: float | None = None,
    told: Callable[[int, int], None] | None = None,
) -> GateResult:
    """Score drafts that are loaded already; `told` hears how many are done, out of how many."""
    least = _minimum(assembly, workshop, minimum)
    scores = []
    for number, one in enumerate(loaded, 1):
        scores.append(score(one, assembly, least, workshop))
        if told:
            told(number, len(loaded))
    return _result(scores, least, workshop)


def _minimum(assembly: Assembly, workshop: int | None, minimum: float | None) -> float:
    if minimum is not None:
        return minimum
    planned = assembly.find_workshop(workshop) if workshop is not None else None
    return planned.gate if planned else MINIMUM


def _result(scores: Sequence[DraftScore], minimum: float, workshop: int | None) -> GateResult:
    """Give the verdict. A draft that asks for nothing gets no score."""
    told = tuple(score for score in scores if score.units)
    blocking = [finding for score in told for finding in score.blocking]
    return GateResult(minimum, workshop, told, rules.infos(blocking))


def score(one: Loaded, assembly: Assembly, minimum: float, workshop: int | None) -> DraftScore:
    """Score one draft."""
    findings = findings_of(one, assembly, workshop)
    return gate.score(one.draft, one.template, findings, minimum, workshop)


def points(one: Loaded, assembly: Assembly, workshop: int | None) -> float | None:
    """Give a draft's score alone, which takes a part of the rules; None where nothing is asked."""
    found = rules.find_gaps(one.draft, one.template, assembly)
    due = gate.due_findings(found, one.template, workshop)
    scored = gate.score(one.draft, one.template, due, MINIMUM, workshop)
    return scored.score if scored.units else None
