"""GitHub's workflow commands, worst first, and the tables of a job's summary.

GitHub shows ten lines of each level in a step and drops the rest without a word: nine are printed,
and one that counts the others. Everything stands in the summary.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from anbefal.figures import number
from anbefal.i18n import Message, msg, translate, visible
from anbefal.model import DraftScore, Finding, GateResult, LintResult
from anbefal.model.finding import LEVELS, Level
from anbefal.reporters.text import (
    LEVEL_WORDS,
    count_findings,
    count_passed,
    told_parts,
    told_step,
    verdict,
)

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "hint": "notice"}
_SHOWN = 9
_ROOM = 400_000
"""Characters of a table: GitHub refuses a summary of more than 1 MB."""


class Line(NamedTuple):
    """One annotation: where it stands and what it says."""

    level: Level
    path: str
    line: int
    column: int
    title: str
    text: str


def report_findings(result: LintResult, language: str) -> str:
    """Give a command for each finding, errors first, and the counts in words."""
    findings = sorted(result.findings, key=lambda f: LEVELS.index(f.level))
    lines = (_line(finding, finding.message, language) for finding in findings)
    return _write(lines, count_findings(result), language)


def report_gate(result: GateResult, language: str) -> str:
    """Give an error for each draft that falls short, and a line for each thing missing."""
    short = sorted((d for d in result.drafts if not d.passed), key=lambda d: d.score)
    verdicts = (
        Line("error", d.path, 1, 1, _name(d), translate(verdict(d, language), language))
        for d in short
    )
    steps = sorted(
        ((draft, step) for draft in result.drafts for step in draft.steps),
        key=lambda row: (LEVELS.index(row[1].finding.level), row[0].passed, -row[1].gain),
    )
    missing = (
        _line(step.finding, told_step(step, draft, language), language) for draft, step in steps
    )
    return _write((*verdicts, *missing), count_passed(result, language), language)


def _name(draft: DraftScore) -> str:
    return visible(draft.title) or visible(draft.path)


def _line(finding: Finding, message: Message, language: str) -> Line:
    text = f"{translate(message, language)}\n{translate(finding.hint, language)}"
    title = f"{finding.rule} {finding.name}"
    return Line(finding.level, finding.path, finding.line, finding.column, title, text)


def _write(lines: Iterable[Line], summary: Message, language: str) -> str:
    written: list[str] = []
    by_level: dict[Level, list[Line]] = {level: [] for level in LEVELS}
    for line in lines:
        by_level[line.level].append(line)
    for level, found in by_level.items():
        written += [_command(line) for line in found[:_SHOWN]]
        if len(found) > _SHOWN:
            more = msg("and {count} more", count=len(found) - _SHOWN)
            written.append(
                f"::{_COMMANDS[level]} title=anbefal::{_data(translate(more, language))}"
            )
    return "\n".join((*written, translate(summary, language))) + "\n"


def _command(line: Line) -> str:
    values = {
        "file": visible(line.path),
        "line": str(line.line),
        "col": str(line.column),
        "title": line.title,
    }
    shown = ",".join(f"{name}={_property(value)}" for name, value in values.items())
    return f"::{_COMMANDS[line.level]} {shown}::{_data(line.text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summarize_findings(result: LintResult, language: str) -> str:
    """Give the table of all findings as Markdown, for the job's summary."""
    findings = sorted(result.findings, key=lambda f: LEVELS.index(f.level))
    head = (msg("Level"), msg("Where"), msg("Rule"), msg("What"))
    rows = (
        (
            translate(LEVEL_WORDS[f.level], language),
            f"{visible(f.path)}:{f.line}",
            f.rule,
            f"{translate(f.message, language)}: {translate(f.hint, language)}",
        )
        for f in findings
    )
    return _page("anbefal lint", count_findings(result), _table(head, rows, language), language)


def summarize_gate(result: GateResult, language: str) -> str:
    """Give the tables of scores, and of everything that is missing, as Markdown."""
    lines = list(
        _table(
            (msg("Draft"), msg("Done"), msg("Verdict")),
            (
                (
                    f"{visible(d.path)}: {visible(d.title)}".rstrip(": "),
                    f"{number(d.score, language)} %",
                    " · ".join(
                        translate(words, language)
                        for words in (verdict(d, language), *told_parts(d))
                    ),
                )
                for d in result.drafts
            ),
            language,
        )
    )
    missing = [
        (
            f"{visible(step.finding.path)}:{step.finding.line}",
            f"{translate(told_step(step, d, language), language)}:"
            f" {translate(step.finding.hint, language)}",
        )
        for d in sorted(result.drafts, key=lambda d: d.score)
        for step in d.steps
    ]
    if missing:
        lines += ["", *_table((msg("Where"), msg("What is missing")), missing, language)]
    return _page("anbefal check", count_passed(result, language), lines, language)


def _page(title: str, summary: Message, table: Iterable[str], language: str) -> str:
    return "\n".join((f"## {title}", "", _literal(translate(summary, language)), "", *table)) + "\n"


def _table(head: Sequence[Message], rows: Iterable[Sequence[str]], language: str) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield f"| {' | '.join(translate(words, language) for words in head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    room = _ROOM
    for place, row in enumerate(listed):
        written = f"| {' | '.join(_literal(cell) for cell in row)} |"
        room -= len(written)
        if room < 0:
            more = _literal(translate(msg("and {count} more", count=len(listed) - place), language))
            yield f"| {more} |{' |' * (len(head) - 1)}"
            return
        yield written


def _literal(text: str) -> str:
    """Write text so that Markdown finds nothing in it: no markup, link, picture or mention."""
    return "".join(
        char
        if char.isalnum() or not char.isascii() or char in " ,;%/()+-=?'\""
        else f"&#{ord(char)};"
        for char in text
    )
