"""The gate: findings and requirements become a score.

A unit is done when no finding names it. The score can be recomputed from `lint`'s JSON, so that
`lint` and `check` never disagree.
"""

from collections.abc import Iterable, Mapping, Sequence

from anbefal.i18n import Message, msg
from anbefal.kinds import requirements
from anbefal.model import (
    Draft,
    DraftScore,
    Finding,
    Part,
    Requirement,
    Step,
    Template,
    UnitResult,
)
from anbefal.model.finding import LEVELS, reaches
from anbefal.values import replace


def due_units(template: Template, workshop: int | None) -> tuple[Requirement, ...]:
    """Give the units that count: all of them, or those due by a workshop."""
    units = requirements(template)
    return tuple(unit for unit in units if workshop is None or unit.due <= workshop)


def due_findings(
    findings: Iterable[Finding], template: Template, workshop: int | None
) -> tuple[Finding, ...]:
    """Leave out what is not yet due: a finding that only names later units is not told.

    One that names none tells by itself from which workshop on it is a fault.
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
    units = tuple(
        UnitResult(unit, _worst(unit.id, findings)) for unit in due_units(template, workshop)
    )
    first, later = find_steps(units, findings, minimum)
    return DraftScore(
        path=draft.path,
        group=(draft.text_of(group.id).strip() or None) if group else None,
        title=draft.title.text if draft.title else "",
        minimum=minimum,
        units=units,
        blocking=tuple(finding for finding in findings if finding.level == "error"),
        parts=_parts(units, template),
        first=first,
        later=later,
    )


def _worst(unit: str, findings: Sequence[Finding]) -> Finding | None:
    naming = [finding for finding in findings if unit in finding.requirements]
    return min(naming, key=lambda f: (LEVELS.index(f.level), f.line), default=None)


def _parts(units: Sequence[UnitResult], template: Template) -> tuple[Part, ...]:
    titles = {"title": msg("the title"), "": msg("the front matter")}
    titles |= {s.id: msg('"{heading}"', heading=s.heading) for s in template.section}
    counts: dict[str, list[int]] = {}
    for unit in units:
        asked = unit.requirement
        count = counts.setdefault("title" if asked.id == "title" else asked.section, [0, 0])
        count[0] += unit.met
        count[1] += 1
    return tuple(Part(titles[id], done, asked) for id, (done, asked) in counts.items())


Bundles = Mapping[frozenset[int], int]
"""What is won (weight) when all of some findings (numbers) are mended, and not before."""

_FEW = 100
"""Findings up to which the chosen ones are tried once more for one that can be spared."""


def find_steps(
    units: Sequence[UnitResult], findings: Sequence[Finding], minimum: float
) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """Give the few findings that bring a draft over the gate when mended, and all the others.

    Every error is among the first; then what wins most, until the minimum is reached. A finding
    that an error over the whole part covers is not told on its own.
    """
    weights = {unit.requirement.id: unit.requirement.weight for unit in units}
    told = _told(findings, weights)
    worth = [sum(weights.get(id, 0) for id in set(f.requirements)) for f in told]
    bundles = _bundles(told, weights)
    due = sum(weights.values())
    done = due - sum(bundles.values())

    def enough(mended: Iterable[int]) -> bool:
        return due == 0 or reaches(done + _won(bundles, set(mended)), due, minimum)

    numbers = sorted(
        range(len(told)), key=lambda n: (LEVELS.index(told[n].level), -worth[n], told[n].line)
    )
    places = {n: place for place, n in enumerate(numbers)}
    first = [n for n in numbers if told[n].level == "error"]
    errors = len(first)
    while not enough(first):
        left = _left(bundles, set(first))
        if not left:
            break
        # The best of what is left: the most weight for each thing to mend, then the topmost.
        best = min(left, key=lambda b: (-left[b] / len(b), min(told[n].line for n in b)))
        first += sorted(best, key=places.__getitem__)
    for n in reversed(first[errors:]) if len(first) <= _FEW else ():
        if enough(m for m in first if m != n):
            first.remove(n)
    chosen = set(first)
    steps = _with_gains([*first, *(n for n in numbers if n not in chosen)], told, bundles)
    return steps[: len(first)], steps[len(first) :]


def _told(findings: Sequence[Finding], weights: Mapping[str, int]) -> list[Finding]:
    covered: dict[str, set[str]] = {}
    for finding in findings:
        if finding.level == "error":
            covered.setdefault(finding.section, set()).update(finding.requirements)
    told = []
    for finding in findings:
        open = {id for id in finding.requirements if id in weights}
        if finding.level == "error" or (open and not open <= covered.get(finding.section, set())):
            told.append(finding)
    return told


def _bundles(told: Sequence[Finding], weights: Mapping[str, int]) -> dict[frozenset[int], int]:
    naming: dict[str, set[int]] = {}
    for number, finding in enumerate(told):
        for id in finding.requirements:
            if id in weights:
                naming.setdefault(id, set()).add(number)
    bundles: dict[frozenset[int], int] = {}
    for id, numbers in naming.items():
        key = frozenset(numbers)
        bundles[key] = bundles.get(key, 0) + weights[id]
    return bundles


def _left(bundles: Bundles, mended: set[int]) -> dict[frozenset[int], int]:
    """Give what is still to be mended, and what it wins; bundles that have become alike as one."""
    left: dict[frozenset[int], int] = {}
    for bundle, weight in bundles.items():
        if rest := bundle - mended:
            left[rest] = left.get(rest, 0) + weight
    return left


def _won(bundles: Bundles, mended: set[int]) -> int:
    return sum(weight for bundle, weight in bundles.items() if bundle <= mended)


def _with_gains(
    order: Sequence[int], told: Sequence[Finding], bundles: Bundles
) -> tuple[Step, ...]:
    left = {bundle: len(bundle) for bundle in bundles}
    of: dict[int, list[frozenset[int]]] = {}
    for bundle in bundles:
        for n in bundle:
            of.setdefault(n, []).append(bundle)
    steps = []
    for n in order:
        gain = 0
        for bundle in of.get(n, ()):
            left[bundle] -= 1
            gain += 0 if left[bundle] else bundles[bundle]
        steps.append(Step(told[n], gain))
    return tuple(steps)
