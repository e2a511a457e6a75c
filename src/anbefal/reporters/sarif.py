"""SARIF 2.1.0: findings for code scanning, with every rule's page.

Paths are relative to `%SRCROOT%`, the assembly's folder; what a finding is known by again holds no
line number.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from anbefal import __version__
from anbefal.i18n import Message, translate
from anbefal.model import Finding, GateResult, LintResult, RuleInfo
from anbefal.model.finding import Level
from anbefal.model.fingerprint import fingerprints
from anbefal.reporters.json import dump

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS: dict[Level, str] = {"error": "error", "warning": "warning", "hint": "note"}


def report_findings(result: LintResult, language: str) -> str:
    """Give one run with every finding."""
    return dump(_log("lint", result.findings, result.rules, {"drafts": result.drafts}, language))


def report_gate(result: GateResult, language: str) -> str:
    """Give one run with everything that is missing; the scores are properties of the run."""
    findings = [step.finding for draft in result.drafts for step in draft.steps]
    properties = {
        "min": result.minimum,
        "workshop": result.workshop,
        "passed": result.passed,
        "drafts": [
            {"path": draft.path, "score": draft.score, "passed": draft.passed}
            for draft in result.drafts
        ],
    }
    return dump(_log("check", findings, result.rules, properties, language))


def _log(
    job: str,
    findings: Sequence[Finding],
    rules: Sequence[RuleInfo],
    properties: dict[str, Any],
    language: str,
) -> dict[str, Any]:
    index = {rule.id: place for place, rule in enumerate(rules)}
    names = fingerprints(findings)
    driver = {
        "name": "anbefal",
        "version": __version__,
        "rules": [_rule(rule, language) for rule in rules],
    }
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "automationDetails": {"id": f"anbefal/{job}/"},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {_ROOT: {"description": {"text": "anbefal.toml"}}},
                "results": [
                    _result(finding, name, index, language)
                    for finding, name in zip(findings, names, strict=True)
                ],
                "properties": properties,
            }
        ],
    }


def _rule(rule: RuleInfo, language: str) -> dict[str, Any]:
    page = translate(rule.page, language)
    first, _, rest = page.partition("\n\n")
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": _line(first)},
        "fullDescription": {"text": _line(rest.partition("\n\n")[0] or first)},
        "help": {"text": page, "markdown": _markdown(page, rule.example, language)},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _line(text: str) -> str:
    return " ".join(text.split())


def _markdown(page: str, example: Message | None, language: str) -> str:
    if example is None:
        return page
    return f"{page}\n\n> {translate(example, language)}"


def _result(finding: Finding, name: str, index: dict[str, int], language: str) -> dict[str, Any]:
    words: Iterable[Message] = (finding.message, finding.hint)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": "\n".join(translate(message, language) for message in words)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(finding.path), "uriBaseId": _ROOT},
                    "region": {"startLine": finding.line, "startColumn": finding.column},
                }
            }
        ],
        "partialFingerprints": {"anbefal/v1": name},
        "properties": {"section": finding.section, "requirements": list(finding.requirements)},
    }
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    return result


def _uri(path: str) -> str:
    return quote(path, safe="/+", errors="replace")
