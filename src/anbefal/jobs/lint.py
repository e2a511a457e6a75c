"""Lint: every finding of some drafts."""

from collections.abc import Sequence
from pathlib import Path

from anbefal import gate, rules
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, load_drafts
from anbefal.model import Assembly, Finding, LintResult
from anbefal.workspace import Workspace


def lint(
    workspace: Workspace, paths: Sequence[Path] = (), workshop: int | None = None
) -> LintResult:
    """Lint the drafts that some paths name, judged by what is due at a workshop, or by all."""
    check_workshop(workspace.assembly, workshop)
    loaded = load_drafts(workspace, paths)
    findings = [
        finding for one in loaded for finding in findings_of(one, workspace.assembly, workshop)
    ]
    if not paths:
        # Rules that look across drafts need all of them, or they would miss what they compare.
        findings += rules.check_workspace([one.draft for one in loaded], workspace.assembly)
    paths_read = tuple(one.draft.path for one in loaded)
    return LintResult(rules.in_order(findings), len(loaded), paths_read, rules.infos())


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
