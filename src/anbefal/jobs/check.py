"""Check: is every draft as finished as the gate asks?"""

from collections.abc import Sequence
from pathlib import Path

from anbefal import gate, rules
from anbefal.jobs.drafts import Loaded, load_drafts
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
    return check_loaded(load_drafts(workspace, paths), workspace.assembly, workshop, minimum)


def check_loaded(
    loaded: Sequence[Loaded],
    assembly: Assembly,
    workshop: int | None = None,
    minimum: float | None = None,
) -> GateResult:
    """Score drafts that are loaded already. A draft that asks for nothing gets no score."""
    if minimum is None:
        planned = assembly.find_workshop(workshop) if workshop is not None else None
        minimum = planned.gate if planned else MINIMUM
    scores = (score(one, assembly, minimum, workshop) for one in loaded)
    told = tuple(score for score in scores if score.units)
    return GateResult(minimum, workshop, told, rules.infos())


def score(one: Loaded, assembly: Assembly, minimum: float, workshop: int | None) -> DraftScore:
    """Score one draft."""
    findings = findings_of(one, assembly, workshop)
    return gate.score(one.draft, one.template, findings, minimum, workshop)
