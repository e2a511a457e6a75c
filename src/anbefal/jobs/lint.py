"""Lint: every finding of some drafts."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from anbefal import gate, rules
from anbefal.errors import AnbefalError
from anbefal.i18n import Message, msg, msgs
from anbefal.jobs.drafts import Loaded
from anbefal.jobs.judge import Judgement, judge_named
from anbefal.model import Assembly, Finding, LintResult
from anbefal.values import replace
from anbefal.workspace import Workspace


def lint(
    workspace: Workspace, paths: Sequence[Path] = (), workshop: int | None = None
) -> LintResult:
    """Lint the drafts that some paths name, judged by what is due at a workshop, or by all."""
    check_workshop(workspace.assembly, workshop)
    judged = judge_named(workspace, paths)
    findings = [finding for one in judged for finding in _due(one, workspace, workshop)]
    silenced = [silenced for one in judged for silenced in one.silenced]
    if not paths:
        # Rules that look across drafts need all of them, or they would miss what they compare.
        across = rules.judge_workspace([one.draft for one in judged], workspace.assembly)
        findings += across.findings
        silenced += across.silenced
    return LintResult(
        rules.in_order(findings),
        len(judged),
        tuple(one.draft.path for one in judged),
        rules.infos((*findings, *(one.finding for one in silenced))),
        (*_left_out(judged), *_notes(workspace.assembly, judged)),
        tuple(silenced),
    )


def _due(one: Judgement, workspace: Workspace, workshop: int | None) -> tuple[Finding, ...]:
    return gate.due_findings(one.findings, workspace.template(one.draft.template), workshop)


def _left_out(judged: Sequence[Judgement]) -> Iterator[Message]:
    """Tell of the findings that are too many to be listed."""
    for one in judged:
        for rule, count in one.left_out.items():
            yield msgs(
                "{path}: {count} more finding of {rule} is not listed",
                "{path}: {count} more findings of {rule} are not listed",
                count,
                path=one.draft.path,
                rule=rule,
            )


def _notes(assembly: Assembly, judged: Sequence[Judgement]) -> tuple[Message, ...]:
    """Tell of the languages whose spelling should be checked, and is not."""
    if not assembly.spelling.on:
        return ()
    # Loaded here: few workspaces check spelling.
    from anbefal.language.speller import DICTIONARIES, find_speller

    languages = sorted({one.draft.language for one in judged})
    missing = [language for language in languages if find_speller(language) is None]
    if not missing:
        return ()
    return (
        msg(
            "spelling is not checked ({languages}): install anbefal[spelling], and the dictionary "
            "{dictionaries}",
            languages=missing,
            dictionaries=[DICTIONARIES[language][0] for language in missing],
        ),
    )


def findings_of(one: Loaded, assembly: Assembly, workshop: int | None) -> tuple[Finding, ...]:
    """Give the findings of one draft that are due and stand."""
    return judge(one, assembly, workshop).findings


def judge(one: Loaded, assembly: Assembly, workshop: int | None) -> rules.Judged:
    """Give the findings of one draft that are due, and those that it silences itself."""
    judged = rules.judge_draft(one.draft, one.template, assembly)
    return replace(judged, findings=gate.due_findings(judged.findings, one.template, workshop))


def check_workshop(assembly: Assembly, workshop: int | None) -> None:
    """Raise AnbefalError for a workshop that the assembly does not plan."""
    if workshop is not None and assembly.find_workshop(workshop) is None:
        raise AnbefalError(
            msg("the assembly has no workshop {number}", number=workshop),
            msg("use one of: {numbers}", numbers=[str(w.number) for w in assembly.workshop])
            if assembly.workshop
            else msg("plan the workshops in anbefal.toml"),
        )
