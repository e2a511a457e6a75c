"""Text: what a person reads in a terminal, one finding a line, and the way to the next percent."""

from collections.abc import Iterable

from anbefal.i18n import Message, msg, msgs, translate, visible
from anbefal.model import DraftScore, Finding, GateResult, LintResult, Silenced
from anbefal.model.finding import LEVELS

_LEVEL_WORDS = {"error": msg("error"), "warning": msg("warning"), "hint": msg("note")}


def report_findings(result: LintResult, language: str) -> str:
    """Give each finding as `path:line:column: level RULE message`, with the next step below."""
    lines = []
    for finding in result.findings:
        place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
        level = translate(_LEVEL_WORDS[finding.level], language)
        lines.append(f"{place}: {level} {finding.rule} {translate(finding.message, language)}")
        lines.append(f"    {translate(finding.hint, language)}")
    lines += silenced_lines(result.silenced or (), language)
    lines.append(translate(_summary(result), language))
    return "\n".join(lines) + "\n"


def silenced_lines(silenced: Iterable[Silenced], language: str) -> list[str]:
    """Give each finding that a draft asks to let stand, with its reason."""
    word = translate(msg("let stand"), language)
    return [
        f"{visible(f.path)}:{f.line}:{f.column}: {word} {f.rule} {translate(f.message, language)}\n"
        f"    {translate(msg('because {reason}', reason=one.reason), language)}"
        for one in silenced
        for f in (one.finding,)
    ]


def _summary(result: LintResult) -> Message:
    drafts = msgs("{count} draft", "{count} drafts", result.drafts)
    if not result.findings:
        return msg("{drafts}: nothing to remark", drafts=drafts)
    counts = (
        msgs("{count} error", "{count} errors", result.count("error")),
        msgs("{count} warning", "{count} warnings", result.count("warning")),
        msgs("{count} note", "{count} notes", result.count("hint")),
    )
    return msg(
        "{counts} in {drafts}",
        counts=[count for count in counts if count.count],
        drafts=drafts,
    )


def report_gate(result: GateResult, language: str) -> str:
    """Give each draft's score, and everything that is missing, what counts most first."""
    lines: list[str] = []
    for draft in result.drafts:
        lines += _draft(draft, language)
        lines.append("")
    passed = sum(1 for draft in result.drafts if draft.passed)
    lines.append(
        translate(
            msg(
                "{passed} of {count} drafts have reached {minimum} %",
                passed=passed,
                count=len(result.drafts),
                minimum=number(result.minimum, language),
            ),
            language,
        )
    )
    return "\n".join(lines) + "\n"


def _draft(draft: DraftScore, language: str) -> list[str]:
    head = f"{visible(draft.path)}: {visible(draft.title)}".rstrip(": ")
    lines = [head, "  " + translate(_verdict(draft, language), language)]
    for finding, weight in _missing(draft):
        gain = msg("+{gain} %", gain=number(weight * 1000 // draft.due / 10, language))
        why = [msg("error")] * (finding.level == "error") + [gain] * (weight > 0)
        line = msg(
            "line {line}: {message} ({why})", line=finding.line, message=finding.message, why=why
        )
        lines.append(f"  - {translate(line, language)}")
        lines.append(f"      {translate(finding.hint, language)}")
    return lines


def _verdict(draft: DraftScore, language: str) -> Message:
    values = {
        "score": number(draft.score, language),
        "minimum": number(draft.minimum, language),
    }
    if draft.passed and draft.score == 100:
        return msg("{score} % done: everything asked for is there", **values)
    if draft.passed:
        return msg("{score} % done, {minimum} % asked: enough; still missing:", **values)
    if draft.reached:
        errors = msgs("{count} error", "{count} errors", draft.errors)
        return msg("{score} % done, but {errors} must be mended first:", errors=errors, **values)
    return msg("{score} % done, {minimum} % asked: not yet; missing, most first:", **values)


def _missing(draft: DraftScore) -> list[tuple[Finding, int]]:
    """Give each finding once, with the weight of all units that it leaves open, worst first."""
    weights = {id(finding): (finding, 0) for finding in draft.blocking}
    for unit in draft.units:
        if unit.finding:
            finding, weight = weights.get(id(unit.finding), (unit.finding, 0))
            weights[id(unit.finding)] = (finding, weight + unit.requirement.weight)
    return sorted(
        weights.values(), key=lambda row: (LEVELS.index(row[0].level), -row[1], row[0].line)
    )


def number(value: float, language: str) -> str:
    """Write a number as the language does: "93,3" in Danish; no decimals where there are none."""
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "da" else text
