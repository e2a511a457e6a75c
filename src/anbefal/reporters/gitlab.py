"""GitLab's Code Quality: one object a finding, known again by a fingerprint without lines."""

from collections.abc import Sequence

from anbefal.i18n import translate, visible
from anbefal.model import Finding, GateResult, LintResult
from anbefal.model.finding import Level
from anbefal.model.fingerprint import fingerprints
from anbefal.reporters.json import dump

_SEVERITIES: dict[Level, str] = {"error": "major", "warning": "minor", "hint": "info"}


def report_findings(result: LintResult, language: str) -> str:
    """Give every finding."""
    return _report(result.findings, language)


def report_gate(result: GateResult, language: str) -> str:
    """Give everything that is missing."""
    return _report([step.finding for draft in result.drafts for step in draft.steps], language)


def _report(findings: Sequence[Finding], language: str) -> str:
    rows = zip(findings, fingerprints(findings), strict=True)
    return dump(
        [
            {
                "description": f"{translate(finding.message, language)}:"
                f" {translate(finding.hint, language)}",
                "check_name": f"{finding.rule} {finding.name}",
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[finding.level],
                "location": {
                    "path": visible(finding.path),
                    "lines": {"begin": finding.line},
                },
            }
            for finding, fingerprint in rows
        ]
    )
