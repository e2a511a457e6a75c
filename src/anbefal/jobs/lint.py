"""Lint: every finding of some drafts."""

from collections.abc import Sequence
from pathlib import Path

from anbefal import gate, rules
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded
from anbefal.jobs.judge import judge_named
from anbefal.model import Assembly, Finding, LintResult
from anbefal.workspace import Workspace


def lint(
    workspace: Workspace, paths: Sequence[Path] = (), workshop: int | None = None
) -> LintResult:
    """Lint the drafts that some paths name, judged by what is due at a workshop, or by all."""
    check_workshop(workspace.assembly, workshop)
    judged = judge_named(workspace, paths)
    findings = [
        finding
        for one in judged
        for finding in gate.due_findings(
            one.findings, workspace.template(one.draft.template), workshop
        )
    ]
    if not paths:
        # Rules that look across drafts need all of them, or they would miss what they compare.
        findings += rules.check_workspace([one.draft for one in judged], workspace.assembly)
    return LintResult(rules.in_order(findings), len(judged))


def findings_of(one: Loaded, assembly: Assembly, workshop: int | None) -> tuple[Finding, ...]:
    """Give the findings of one draft that are due."""
    found = rules.check_draft(one.draft, one.template, assembly)
    return gate.due_findings(found, one.template, workshop)


def check_workshop(assembly: Assembly, workshop: int | None) -> None:
    """Raise AnbefalError for a workshop that the assembly does not plan."""
    if workshop is not None and assembly.find_workshop(workshop) is None:
        raise AnbefalError(
            msg("the assembly has no workshop {number}", number=workshop),
            msg("use one of: {numbers}", numbers=[str(w.number) for w in assembly.workshop])
            if assembly.workshop
            else msg("plan the workshops in anbefal.toml"),
        )
