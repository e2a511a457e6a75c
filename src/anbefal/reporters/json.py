"""JSON: the contracts of `lint`, `check` and `diff`, for programs."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from anbefal.i18n import translate
from anbefal.model import (
    BlockChange,
    Comparison,
    DraftChange,
    DraftScore,
    EditOp,
    FieldChange,
    Finding,
    GateResult,
    LintResult,
    Moment,
    Place,
    SectionChange,
    Silenced,
    UnitResult,
)


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
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if not text.isascii():
        text = "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)
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


# -- changes ---------------------------------------------------------------------------------


def report_changes(comparison: Comparison, language: str) -> str:
    """Give every draft, section and edit, with counts in words.

    The texts of what stayed, came and moved here are the section as it is now, a line or more a
    block; those of what stayed, went and moved away are the section as it was. A heading that did
    not change is not repeated.
    """
    return dump(
        {
            "version": 1,
            "from": comparison.old.name,
            "to": comparison.new.name,
            "versions": {
                "from": _moment(comparison.old),
                "to": _moment(comparison.new),
            },
            "inserted": comparison.total.added,
            "deleted": comparison.total.removed,
            "notes": [translate(note, language) for note in comparison.notes],
            "drafts": [_draft_change(draft, language) for draft in comparison.drafts],
        }
    )


def _moment(moment: Moment) -> dict[str, object]:
    return {"id": moment.id or None, "time": moment.time, "workshop": moment.workshop or None}


def _draft_change(draft: DraftChange, language: str) -> dict[str, object]:
    return {
        "path": draft.path,
        "before": draft.before or None,
        "title": draft.title,
        "group": draft.group or None,
        "change": draft.change,
        "inserted": draft.inserted,
        "deleted": draft.deleted,
        "notes": [translate(note, language) for note in draft.notes],
        "fields": [_field(field) for field in draft.fields],
        # What stands above the first heading is no section, unless something happened there.
        "sections": [
            _section(section)
            for number, section in enumerate(draft.sections)
            if number or section.change != "same"
        ],
    }


def _field(field: FieldChange) -> dict[str, object]:
    return {"id": field.id, "key": field.key, "before": field.before, "after": field.after}


def _section(section: SectionChange) -> dict[str, object]:
    return {
        "id": section.id,
        "heading": section.heading,
        "before": section.before,
        "change": section.change,
        "inserted": section.inserted,
        "deleted": section.deleted,
        "edits": list(_joined(_edits(section.blocks))),
    }


def _edits(blocks: Iterable[BlockChange]) -> Iterator[dict[str, object]]:
    """Give the edits of some blocks, each block ended by a line break."""
    for number, block in enumerate(blocks):
        if number == 0 and block.change == "same" and block.block.level in (1, 2):
            continue
        if block.change == "left":
            yield {"op": "move", "text": f"{block.old[0].text}\n", "to": _place(block.place)}
            continue
        way = {"from": _place(block.place)} if block.change == "moved" else {}
        for edit in block.edits:
            yield {"op": edit.op, "text": edit.text, **(way if edit.op == "move" else {})}
        last: EditOp = "equal"
        if block.change in ("added", "removed"):
            last = "insert" if block.change == "added" else "delete"
        yield {"op": "move" if way else last, "text": "\n", **way}


def _place(place: Place | None) -> dict[str, object] | None:
    return {"section": place.section, "entry": place.entry} if place else None


def _joined(edits: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Join neighbours that differ in nothing but their text."""
    held: dict[str, object] | None = None
    for edit in edits:
        if held is not None and {**held, "text": ""} == {**edit, "text": ""}:
            held["text"] = f"{held['text']}{edit['text']}"
            continue
        if held is not None:
            yield held
        held = dict(edit)
    if held is not None:
        yield held
