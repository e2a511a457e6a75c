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


class Silenced(Struct, frozen=True):
    """A finding that the draft itself asks to let stand, why, and in which line it asks."""

    finding: Finding
    reason: str
    line: int


class LintResult(Struct, frozen=True):
    """The findings of a number of drafts."""

    findings: tuple[Finding, ...]
    drafts: int
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


class DraftScore(Struct, frozen=True):
    """How far one draft is."""

    path: str
    group: str | None
    title: str
    minimum: float
    units: tuple[UnitResult, ...]
    blocking: tuple[Finding, ...] = ()
    """The findings of level error: none may stand, whatever the score."""

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
    def reached(self) -> bool:
        """Say whether the exact share reaches the minimum."""
        # Loaded here: lint asks for no score. Through str, so that 87.6 is 87.6 and not its float.
        from fractions import Fraction

        return not self.due or Fraction(self.done * 100, self.due) >= Fraction(str(self.minimum))

    @property
    def passed(self) -> bool:
        """Say whether the minimum is reached and no error stands."""
        return self.errors == 0 and self.reached


class GateResult(Struct, frozen=True):
    """The verdict over all drafts."""

    minimum: float
    workshop: int | None
    drafts: tuple[DraftScore, ...]

    @property
    def passed(self) -> bool:
        """Say whether every draft passes."""
        return all(draft.passed for draft in self.drafts)
