"""The gate: findings and requirements become a score.

A unit is done when no finding names it. The score can be recomputed from `lint`'s JSON, so that
`lint` and `check` never disagree.
"""

from collections.abc import Iterable, Sequence

from anbefal.i18n import Message
from anbefal.kinds import requirements
from anbefal.model import Draft, DraftScore, Finding, Requirement, Template, UnitResult
from anbefal.model.finding import LEVELS
from anbefal.values import replace


def due_units(template: Template, workshop: int | None) -> tuple[Requirement, ...]:
    """Give the units that count: all of them, or those due by a workshop."""
    units = requirements(template)
    return tuple(unit for unit in units if workshop is None or unit.due <= workshop)


def due_findings(
    findings: Iterable[Finding], template: Template, workshop: int | None
) -> tuple[Finding, ...]:
    """Leave out what is not yet due: a finding that only names later units is not told.

    A file that cannot be read is told of at every workshop, whatever it leaves open. A next step
    that quotes a section's guidance quotes what the workshop does with it instead.
    """
    if workshop is None:
        return tuple(findings)
    due = {unit.id for unit in due_units(template, workshop)}
    kept = []
    for finding in findings:
        units = tuple(id for id in finding.requirements if id in due)
        unreadable = finding.level == "error" and not finding.section
        later = not finding.requirements and finding.due > workshop
        if (units or not finding.requirements or unreadable) and not later:
            hint = _guided(finding, template, workshop)
            kept.append(replace(finding, requirements=units, hint=hint))
    return tuple(kept)


def _guided(finding: Finding, template: Template, workshop: int) -> Message:
    spec = template.find_section(finding.section)
    hint = finding.hint
    if spec is None or not spec.task or "guidance" not in hint.values:
        return hint
    words = spec.guide(workshop) or spec.heading
    return Message(hint.text, {**hint.values, "guidance": words}, hint.plural, hint.count)


def score(
    draft: Draft,
    template: Template,
    findings: Sequence[Finding],
    minimum: float,
    workshop: int | None = None,
) -> DraftScore:
    """Score a draft by its own findings; `minimum` is in percent."""
    group = template.field_of_kind("group")
    return DraftScore(
        path=draft.path,
        group=(draft.text_of(group.id).strip() or None) if group else None,
        title=draft.title.text if draft.title else "",
        minimum=minimum,
        units=tuple(
            UnitResult(unit, _worst(unit.id, findings)) for unit in due_units(template, workshop)
        ),
        blocking=tuple(finding for finding in findings if finding.level == "error"),
    )


def _worst(unit: str, findings: Sequence[Finding]) -> Finding | None:
    naming = [finding for finding in findings if unit in finding.requirements]
    return min(naming, key=lambda f: (LEVELS.index(f.level), f.line), default=None)
