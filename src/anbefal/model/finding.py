"""What is asked, what was found, and the score that follows from both."""

from typing import Literal

from anbefal.i18n import Message
from anbefal.values import Struct

Level = Literal["error", "warning", "hint"]
LEVELS: tuple[Level, ...] = ("error", "warning", "hint")


class Requirement(Struct, frozen=True):
    """One unit that a template asks for."""

    id: str
    section: str
    """The section's id; empty for title and front matter."""
    title: Message
    weight: int
    due: int


class Found(Struct, frozen=True):
    """What a rule yields: the place, the words and the units left open."""

    line: int
    message: Message
    hint: Message
    column: int = 1
    section: str = ""
    requirements: tuple[str, ...] = ()
    due: int = 0
    """The workshop before which it is not told, though it names no unit."""


class Finding(Struct, frozen=True):
    """One thing wrong in one place; rule, level and path are stamped by the linter."""

    rule: str
    name: str
    level: Level
    path: str
    line: int
    column: int
    section: str
    requirements: tuple[str, ...]
    message: Message
    hint: Message
    due: int = 0


class RuleInfo(Struct, frozen=True):
    """What there is to tell of a rule, apart from its samples."""

    id: str
    name: str
    level: Level
    page: Message
    """The whole docstring, which is also the key of its translation."""
    example: Message | None = None
    """A line or two as they could read, where the rule can give them for any draft."""


class Silenced(Struct, frozen=True):
    """A finding that the draft itself asks to let stand, why, and in which line it asks."""

    finding: Finding
    reason: str
    line: int


class LintResult(Struct, frozen=True):
    """The findings of a number of drafts."""

    findings: tuple[Finding, ...]
    drafts: int
    paths: tuple[str, ...] = ()
    """Every draft that was linted, also those with nothing to remark."""
    rules: tuple[RuleInfo, ...] = ()
    """Every rule there is, for formats that carry their pages."""
    notes: tuple[Message, ...] = ()
    """What could not be looked at, such as spelling without a dictionary."""
    silenced: tuple[Silenced, ...] | None = None
    """What the drafts ask to let stand; None where it is not to be shown."""

    def count(self, level: Level) -> int:
        """Count the findings of a level."""
        return sum(1 for finding in self.findings if finding.level == level)


class UnitResult(Struct, frozen=True):
    """A requirement unit and whether it is met; the finding that leaves it open, if any."""

    requirement: Requirement
    finding: Finding | None

    @property
    def met(self) -> bool:
        """Say whether the unit is done."""
        return self.finding is None


class Part(Struct, frozen=True):
    """A part of a draft as people speak of it, and how many of its units are done."""

    title: Message
    done: int
    asked: int


class Step(Struct, frozen=True):
    """One thing to mend, and the weight that is won once it and the steps before it are mended."""

    finding: Finding
    gain: int


class DraftScore(Struct, frozen=True):
    """How far one draft is."""

    path: str
    group: str | None
    title: str
    minimum: float
    units: tuple[UnitResult, ...]
    blocking: tuple[Finding, ...] = ()
    """The findings of level error: none may stand, whatever the score."""
    parts: tuple[Part, ...] = ()
    """The parts with something asked for, in the document's order."""
    first: tuple[Step, ...] = ()
    """The few things that bring the draft over the gate; empty where it passes."""
    later: tuple[Step, ...] = ()
    """What is missing besides."""

    @property
    def steps(self) -> tuple[Step, ...]:
        """Give everything that is missing, each thing once."""
        return (*self.first, *self.later)

    @property
    def errors(self) -> int:
        """Count the findings that block."""
        return len(self.blocking)

    @property
    def due(self) -> int:
        """Give the weight that is asked for."""
        return sum(unit.requirement.weight for unit in self.units)

    @property
    def done(self) -> int:
        """Give the weight that is there."""
        return sum(unit.requirement.weight for unit in self.units if unit.met)

    @property
    def score(self) -> float:
        """Give the share as 0-100 with one decimal, rounded down: 89.99 is never shown as 90."""
        return self.done * 1000 // self.due / 10 if self.due else 100.0

    @property
    def after(self) -> float:
        """Give the score once the first steps are taken, rounded down as the score is."""
        won = self.done + sum(step.gain for step in self.first)
        return won * 1000 // self.due / 10 if self.due else 100.0

    @property
    def reached(self) -> bool:
        """Say whether the exact share reaches the minimum."""
        return self.due == 0 or reaches(self.done, self.due, self.minimum)

    @property
    def passed(self) -> bool:
        """Say whether the minimum is reached and no error stands."""
        return self.errors == 0 and self.reached


class GateResult(Struct, frozen=True):
    """The verdict over all drafts."""

    minimum: float
    workshop: int | None
    drafts: tuple[DraftScore, ...]
    rules: tuple[RuleInfo, ...] = ()
    """Every rule there is, for formats that carry their pages and examples."""

    @property
    def passed(self) -> bool:
        """Say whether every draft passes."""
        return all(draft.passed for draft in self.drafts)


def reaches(done: int, due: int, minimum: float) -> bool:
    """Say whether a share of some weight reaches a minimum in percent, exactly."""
    # Loaded here: lint asks for no score. Through str, so that 87.6 is 87.6 and not its float.
    from fractions import Fraction

    return Fraction(done * 100, due) >= Fraction(str(minimum))
