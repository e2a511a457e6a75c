"""`anbefal status`: groups by sections at a glance."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import language, say
from anbefal.cli.workspaces import opened
from anbefal.i18n import Message, msg, msgs

if TYPE_CHECKING:
    from anbefal.jobs.status import DraftState, QuestionState, SectionState, Status

HELP = msg("Show how far every group is, part by part.")


def status(format: LIST_FORMATS = "auto") -> int:
    """Show the overview; always ends with 0."""
    from anbefal.jobs.status import status as job

    json = wants_json(format)
    now = job(opened())
    screen.result(_json(now) if json else _text(now))
    return 0


def _text(now: "Status") -> str:
    from anbefal.cli.tables import table
    from anbefal.figures import number
    from anbefal.i18n import visible
    from anbefal.reporters.text import silenced_lines

    lines = [visible(now.assembly), say(_phase(now)), ""]
    kinds: dict[tuple[str, ...], list[DraftState]] = {}
    for row in now.drafts:
        kinds.setdefault(tuple(s.short for s in row.sections), []).append(row)
    # What is not scored comes last.
    for headings, rows in sorted(kinds.items(), key=lambda kind: not kind[1][0].asked):
        head = [say(msg("Draft")), say(msg("Words")), *headings]
        head += [say(msg("Done")), say(msg("Since last")), say(msg("Saved"))]
        cells = [
            (
                row.path.rpartition("/")[2].removesuffix(".md"),
                str(row.words),
                *(_mark(section) for section in row.sections),
                f"{number(row.score, language())} %" if row.asked else "–",
                _progress(row),
                say(msg("yes")) if row.saved else say(msg("no")),
            )
            for row in rows
        ]
        lines.append(table(head, cells, right=(1, len(head) - 3, len(head) - 2)))
    asked = [row.questions for row in now.drafts if row.questions.asked]
    if asked:
        lines += [say(_experts(asked)), ""]
    silenced = [one for row in now.drafts for one in row.silenced]
    if silenced:
        lines += [*silenced_lines(silenced, language()), ""]
    lines.append(
        say(msg("3/6: three of six points are done. (83): 83 words, nothing asked for yet."))
    )
    return "\n".join(lines)


def _experts(asked: Sequence["QuestionState"]) -> Message:
    return msgs(
        "{count} question to experts: {unanswered} without an answer, {unused} answers not used",
        "{count} questions to experts: {unanswered} without an answer, {unused} answers not used",
        sum(one.asked for one in asked),
        unanswered=sum(one.unanswered for one in asked),
        unused=sum(one.unused for one in asked),
    )


def _phase(now: "Status") -> Message:
    if not now.workshops:
        return msg("no workshops are planned")
    if now.workshop is None:
        return msg("all workshops are closed")
    name = next(state.name for state in now.workshops if state.number == now.workshop)
    return msg("workshop {number} is open: {name}", number=now.workshop, name=name)


def _mark(section: "SectionState") -> str:
    if not section.due:
        return "–" if not section.words else f"({section.words})"
    if section.done == section.due:
        return say(msg("Done"))
    return f"{section.done}/{section.due}"


def _progress(row: "DraftState") -> str:
    from anbefal.figures import signed

    if row.before is None or not row.asked:
        return ""
    return signed(round(row.score - row.before, 1), language())


def _json(now: "Status") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "assembly": now.assembly,
            "workshop": now.workshop,
            "workshops": [
                {"number": s.number, "name": s.name, "closed": s.closed is not None}
                for s in now.workshops
            ],
            "drafts": [
                {
                    "path": row.path,
                    "group": row.group,
                    "title": row.title,
                    "score": row.score,
                    "before": row.before,
                    "passed": row.passed,
                    "errors": row.errors,
                    "words": row.words,
                    "saved": row.saved,
                    "agreement": row.agreement
                    and {
                        "support": row.agreement.support,
                        "objecting": row.agreement.objecting,
                        "of": row.agreement.of,
                        "label": row.agreement.label or None,
                    },
                    "questions": {
                        "asked": row.questions.asked,
                        "unanswered": row.questions.unanswered,
                        "unused": row.questions.unused,
                    },
                    "sections": [
                        {
                            "id": s.id,
                            "heading": s.heading,
                            "words": s.words,
                            "done": s.done,
                            "due": s.due,
                        }
                        for s in row.sections
                    ],
                    "silenced": [
                        {
                            "rule": one.finding.rule,
                            "line": one.finding.line,
                            "message": say(one.finding.message),
                            "reason": one.reason,
                        }
                        for one in row.silenced
                    ],
                }
                for row in now.drafts
            ],
        }
    )
