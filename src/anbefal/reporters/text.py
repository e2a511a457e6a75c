"""Text: what a person reads in a terminal, one finding a line, and the way to the next percent."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from anbefal.figures import number
from anbefal.i18n import Message, msg, msgs, translate, visible
from anbefal.model import DraftScore, GateResult, LintResult, Silenced, Step

LEVEL_WORDS = {"error": msg("error"), "warning": msg("warning"), "hint": msg("note")}


def report_findings(result: LintResult, language: str) -> str:
    """Give each finding as `path:line:column: level RULE message`, with the next step below."""
    lines = []
    for finding in result.findings:
        place = f"{visible(finding.path)}:{finding.line}:{finding.column}"
        level = translate(LEVEL_WORDS[finding.level], language)
        lines.append(f"{place}: {level} {finding.rule} {translate(finding.message, language)}")
        lines.append(f"    {translate(finding.hint, language)}")
    lines += silenced_lines(result.silenced or (), language)
    lines.append(translate(count_findings(result), language))
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


def count_findings(result: LintResult) -> Message:
    """Say how many findings of each level there are, in how many drafts."""
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
    """Give each draft's score, what is done, and what to write: the few things that count first.

    Made to be read aloud at the table.
    """
    examples = {rule.id: rule.example for rule in result.rules if rule.example}
    lines: list[str] = []
    for draft in result.drafts:
        lines += [f"{visible(draft.path)}: {visible(draft.title)}".rstrip(": ")]
        lines += [f"  {line}" for line in _draft(draft, examples, language)]
        lines.append("")
    rules = sorted({step.finding.rule for draft in result.drafts for step in draft.steps})
    if rules:
        why = msg("why, with examples: anbefal rule {rule}", rule=rules[0])
        lines.append(translate(why, language) + _others(rules[1:]))
    lines.append(translate(count_passed(result, language), language))
    return "\n".join(lines) + "\n"


def _others(rules: Sequence[str]) -> str:
    return f" ({', '.join(rules)})" if rules else ""


def _draft(draft: DraftScore, examples: Mapping[str, Message], language: str) -> Iterator[str]:
    yield translate(verdict(draft, language), language)
    if draft.score == 100 and draft.passed:
        return
    for message in told_parts(draft):
        yield translate(message, language)
    if draft.first:
        yield translate(lead(draft, language), language)
        for place, step in enumerate(draft.first, 1):
            yield from _step(f"{place}. ", step, draft, examples, language)
    if draft.later:
        yield translate(msg("Also missing:"), language)
        for step in draft.later:
            yield from _step("- ", step, draft, examples, language)


def _step(
    sign: str, step: Step, draft: DraftScore, examples: Mapping[str, Message], language: str
) -> Iterator[str]:
    indent = " " * (len(sign) + 2)
    yield f"{sign}{translate(told_step(step, draft, language), language)}"
    yield f"{indent}{translate(step.finding.hint, language)}"
    if example := examples.get(step.finding.rule):
        yield indent + translate(msg("for example: {example}", example=example), language)


def count_passed(result: GateResult, language: str) -> Message:
    """Say how many drafts have reached the gate."""
    return msg(
        "{passed} of {count} drafts have reached {minimum} %",
        passed=sum(1 for draft in result.drafts if draft.passed),
        count=len(result.drafts),
        minimum=number(result.minimum, language),
    )


def verdict(draft: DraftScore, language: str) -> Message:
    """Say how far a draft is, and whether that is enough."""
    values = {
        "score": number(draft.score, language),
        "minimum": number(draft.minimum, language),
    }
    if draft.passed and draft.score == 100:
        return msg("{score} % done: everything asked for is there", **values)
    if draft.passed:
        return msg("{score} % done, {minimum} % asked: enough", **values)
    if draft.reached:
        errors = msgs("{count} error", "{count} errors", draft.errors)
        return msg("{score} % done, but {errors} must be mended first", errors=errors, **values)
    return msg("{score} % done, {minimum} % asked: not yet", **values)


def told_parts(draft: DraftScore) -> list[Message]:
    """Say which parts are done, and which are begun."""
    done = [part.title for part in draft.parts if part.done == part.asked]
    begun = [
        msg("{part} ({done} of {asked})", part=part.title, done=part.done, asked=part.asked)
        for part in draft.parts
        if 0 < part.done < part.asked
    ]
    told = []
    if done:
        told.append(msg("Done: {parts}", parts=done))
    if begun:
        told.append(msg("Begun: {parts}", parts=begun))
    return told


def lead(draft: DraftScore, language: str) -> Message:
    """Introduce the first steps by where they lead."""
    after = number(draft.after, language)
    return msgs(
        "Mend this, and you are at {after} %:",
        "Mend these {count}, and you are at {after} %:",
        len(draft.first),
        after=after,
    )


def told_step(step: Step, draft: DraftScore, language: str) -> Message:
    """Say what is missing, in which line, and what it counts."""
    finding = step.finding
    gain = msg("+{gain} %", gain=number(step.gain * 1000 // draft.due / 10, language))
    why = [msg("error")] * (finding.level == "error") + [gain] * (step.gain > 0)
    values: dict[str, object] = {"line": finding.line, "message": finding.message}
    if not why:
        return msg("line {line}: {message}", **values)
    return msg("line {line}: {message} ({why})", why=why, **values)
