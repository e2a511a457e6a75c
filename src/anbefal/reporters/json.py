"""JSON: the contracts of `lint` and `check`, for programs."""

import json
from typing import Any

from anbefal.i18n import translate
from anbefal.model import DraftScore, Finding, GateResult, LintResult, Silenced, UnitResult
from anbefal.values import as_json


def report_findings(result: LintResult, language: str) -> str:
    """Give every finding and their counts; what is silenced only where it is asked for."""
    silenced = {}
    if result.silenced is not None:
        silenced["silenced"] = [_silenced(one, language) for one in result.silenced]
    return dump(
        {
            "version": 1,
            "findings": [_finding(finding, language) for finding in result.findings],
            **silenced,
            "summary": {
                "errors": result.count("error"),
                "warnings": result.count("warning"),
                "hints": result.count("hint"),
                "drafts": result.drafts,
            },
        }
    )


def report_gate(result: GateResult, language: str) -> str:
    """Give every draft's score, and every unit counted, one row each."""
    return dump(
        {
            "version": 1,
            "min": _number(result.minimum),
            "workshop": result.workshop,
            "passed": result.passed,
            "drafts": [_draft(draft, language) for draft in result.drafts],
        }
    )


def dump(value: Any) -> str:
    """Write JSON as every command does: readable, in the order given, letters as they are."""
    # What steers a terminal or breaks readers that take JSON for JavaScript is written as \uXXXX.
    try:
        text = as_json(value)
    except UnicodeEncodeError:
        # The same, and ten times as slow: a file's name may hold what is no UTF-8.
        text = json.dumps(value, ensure_ascii=False, indent=2)
    if not text.isascii():
        odd = {c for c in set(text) if not c.isprintable() and c != "\n"}
        text = text.translate({ord(c): json.dumps(c)[1:-1] for c in odd})
    return text.replace("\x7f", "\\u007f") + "\n"


def _finding(finding: Finding, language: str) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "level": finding.level,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "section": finding.section,
        "requirements": list(finding.requirements),
        "message": translate(finding.message, language),
        "hint": translate(finding.hint, language),
    }


def _silenced(one: Silenced, language: str) -> dict[str, object]:
    return {**_finding(one.finding, language), "reason": one.reason, "silenced_in_line": one.line}


def _draft(draft: DraftScore, language: str) -> dict[str, object]:
    return {
        "path": draft.path,
        "group": draft.group,
        "title": draft.title,
        "score": draft.score,
        "passed": draft.passed,
        "errors": draft.errors,
        "requirements": [_unit(unit, language) for unit in draft.units],
    }


def _unit(unit: UnitResult, language: str) -> dict[str, object]:
    requirement, finding = unit.requirement, unit.finding
    return {
        "id": requirement.id,
        "section": requirement.section,
        "title": translate(requirement.title, language),
        "due": requirement.due,
        "weight": requirement.weight,
        "met": unit.met,
        "line": finding.line if finding else None,
        "hint": translate(finding.hint, language) if finding else None,
    }


def _number(value: float) -> float | int:
    return int(value) if value == int(value) else value
