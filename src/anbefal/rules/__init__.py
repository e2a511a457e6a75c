"""Rules: pure, one module a rule, its docstring its page. No rule reads files or history.

Adding a rule: one module here, one line in `RULES` (or another table), and its samples in
`samples/<ID>/`. A rule yields what it found; this face stamps rule, level and path.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from anbefal.i18n import Message
from anbefal.model import Assembly, Draft, Finding, Found, RuleInfo, Silenced, Template
from anbefal.model.finding import LEVELS, Level
from anbefal.rules import (
    answer_kind,
    attack,
    bidi_character,
    broken_reference,
    changed_wording,
    election_horizon,
    empty_section,
    encoding,
    encouraged_field,
    encouraged_part,
    front_matter_unreadable,
    hard_to_read,
    ill_typed_field,
    invisible_character,
    long_sentence,
    loose_footnote,
    lost_item,
    lost_minority,
    minority_size,
    misplaced_section,
    missing_field,
    missing_id,
    missing_label,
    missing_picture,
    missing_section,
    missing_title,
    named_person,
    nameless_municipality,
    not_a_file,
    not_a_member,
    not_text,
    only_a_gain,
    open_item,
    placeholder,
    platitude,
    repeated_group,
    repeated_id,
    repeated_section,
    repeated_title,
    shared_id,
    silence_refused,
    silence_unknown,
    silence_unread,
    silence_unused,
    similar_entry,
    spelling,
    tally_sum,
    tally_too_large,
    tally_total,
    timetable,
    too_deep,
    too_few_items,
    too_large,
    too_long,
    too_many_items,
    too_short,
    unanswered_question,
    unclosed_comment,
    undecided,
    unexplained_abbreviation,
    unfinished_disposition,
    unknown_disposition,
    unknown_expert,
    unknown_field,
    unknown_group,
    unknown_level,
    unknown_merge,
    unknown_place,
    unknown_principle,
    unknown_section,
    unknown_source,
    unknown_template,
    unnamed_entry,
    unused_answer,
    unused_principle,
    vague_line,
    wrong_count,
    wrong_label,
)
from anbefal.silence import DIRECTIVES, Directive, Heard, directives, hear
from anbefal.values import Struct, replace, retyped


class Rule(Protocol):
    """What every rule module offers."""

    @property
    def ID(self) -> str:
        """Give the id, which is never reused."""
        ...

    @property
    def NAME(self) -> str:
        """Give the readable name."""
        ...

    @property
    def LEVEL(self) -> Level:
        """Give the level of every finding of this rule."""
        ...


class DraftRule(Rule, Protocol):
    """A rule over one draft."""

    def check(self, draft: Draft, template: Template, assembly: Assembly) -> Iterator[Found]:
        """Yield what is wrong."""
        ...


class WorkspaceRule(Rule, Protocol):
    """A rule over all drafts, run only when the whole workspace is linted."""

    def keep(self, draft: Draft) -> object:
        """Give what of a draft is compared with others: few, small values and no node.

        A draft's text and tree are dropped when it is judged. The type that is promised for what
        is kept is the type it has when it comes back.
        """
        ...

    def check(self, drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
        """Yield what is wrong, and in which draft. Such findings name no requirement.

        The drafts are outlines: front matter and title, and in `kept` what this rule keeps.
        """
        ...


class SilenceRule(Rule, Protocol):
    """A rule over what became of the comments that silence others. It cannot be silenced."""

    def check(self, draft: Draft, heard: Heard) -> Iterator[Found]:
        """Yield what is wrong. Such findings name no requirement."""
        ...


class Judged(Struct, frozen=True):
    """The findings that stand, and those that a draft itself silences."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()


RULES: tuple[DraftRule, ...] = (
    missing_section,
    repeated_section,
    misplaced_section,
    unknown_section,
    empty_section,
    missing_title,
    repeated_title,
    unclosed_comment,
    encouraged_part,
    loose_footnote,
    front_matter_unreadable,
    unknown_field,
    missing_field,
    ill_typed_field,
    unknown_group,
    unknown_level,
    unknown_template,
    encouraged_field,
    too_short,
    too_long,
    too_few_items,
    too_many_items,
    missing_label,
    placeholder,
    platitude,
    long_sentence,
    hard_to_read,
    unexplained_abbreviation,
    attack,
    named_person,
    election_horizon,
    nameless_municipality,
    undecided,
    spelling,
    unnamed_entry,
    wrong_count,
    wrong_label,
    not_a_member,
    tally_sum,
    tally_too_large,
    tally_total,
    unused_principle,
    unknown_principle,
    only_a_gain,
    vague_line,
    lost_minority,
    minority_size,
    open_item,
    unknown_disposition,
    unfinished_disposition,
    unknown_place,
    repeated_id,
    missing_id,
    unknown_source,
    changed_wording,
    unanswered_question,
    unused_answer,
    answer_kind,
    unknown_expert,
    bidi_character,
    invisible_character,
    too_large,
    too_deep,
    encoding,
    not_text,
    missing_picture,
    not_a_file,
)
# How it is said, and not whether it is there: no score depends on these, and they take the longest.
STYLE_RULES: tuple[DraftRule, ...] = (
    platitude,
    long_sentence,
    hard_to_read,
    unexplained_abbreviation,
    attack,
    named_person,
    election_horizon,
    nameless_municipality,
    undecided,
    spelling,
)
WORKSPACE_RULES: tuple[WorkspaceRule, ...] = (
    repeated_group,
    similar_entry,
    broken_reference,
    unknown_merge,
    shared_id,
    lost_item,
)
SILENCE_RULES: tuple[SilenceRule, ...] = (
    silence_unread,
    silence_unknown,
    silence_refused,
    silence_unused,
)
SAFETY = "AB7"
KNOWN = frozenset(
    (*(rule.ID for rule in (*RULES, *WORKSPACE_RULES, *SILENCE_RULES)), *timetable.TABLE)
)
# A rule that looks across drafts may find nothing because only one draft was asked for.
ELSEWHERE = frozenset(rule.ID for rule in WORKSPACE_RULES)


def all_rules() -> tuple[Rule, ...]:
    """Give every rule, by id."""
    return _in_order((*RULES, *timetable_rules(), *WORKSPACE_RULES, *SILENCE_RULES))


def _in_order(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda rule: rule.ID))


@cache
def timetable_rules() -> tuple[DraftRule, ...]:
    """Load the rules over a day's timetable."""
    names = timetable.TABLE.values()
    return tuple(cast("DraftRule", import_module(f"{timetable.__name__}.{n}")) for n in names)


def infos(findings: Iterable[Finding] | None = None) -> tuple[RuleInfo, ...]:
    """Give what there is to tell of every rule, by id. A rule may have an `EXAMPLE`, a message.

    With findings, the rules of timetables are left out unless one of them is theirs.
    """
    has_timetable = findings is None or any(f.rule in timetable.TABLE for f in findings)
    every = all_rules() if has_timetable else _in_order((*RULES, *WORKSPACE_RULES, *SILENCE_RULES))
    return tuple(
        RuleInfo(
            rule.ID,
            rule.NAME,
            rule.LEVEL,
            Message((rule.__doc__ or "").strip()),
            getattr(rule, "EXAMPLE", None),
        )
        for rule in every
    )


def check_draft(draft: Draft, template: Template, assembly: Assembly) -> tuple[Finding, ...]:
    """Give the findings of a draft that stand."""
    return judge_draft(draft, template, assembly).findings


def find_gaps(draft: Draft, template: Template, assembly: Assembly) -> tuple[Finding, ...]:
    """Give the findings that leave requirement units open: all that a score depends on.

    None of them can be silenced.
    """
    found = _found(draft, template, assembly, [r for r in RULES if r not in STYLE_RULES])
    return tuple(finding for finding in found if finding.requirements)


def judge_draft(draft: Draft, template: Template, assembly: Assembly) -> Judged:
    """Run every rule over a draft; over one that could not be read, only those of safety."""
    has_timetable = any(spec.kind == "timetable" for spec in template.section)
    every = (*RULES, *timetable_rules()) if has_timetable else RULES
    heard = hear(draft, _found(draft, template, assembly, every), KNOWN, ELSEWHERE)
    return _judged(draft, heard, SILENCE_RULES)


def _found(
    draft: Draft, template: Template, assembly: Assembly, rules: Sequence[DraftRule]
) -> list[Finding]:
    return [
        _stamped(rule, draft, found, template.gate)
        for rule in rules
        if draft.readable or rule.ID.startswith(SAFETY)
        for found in rule.check(draft, template, assembly)
    ]


def outline(draft: Draft) -> Draft:
    """Give what stays of a draft when its text is dropped."""
    if draft.kept is not None:
        return draft
    heard = tuple(directives(draft))
    kept: dict[str, object] = {rule.ID: rule.keep(draft) for rule in WORKSPACE_RULES}
    kept[DIRECTIVES] = heard
    # Of the lines only those that silence something: a finding may point into them.
    wanted = {directive.line for directive in heard}
    last = max(wanted, default=0)
    lines = tuple(
        line if number in wanted else "" for number, line in enumerate(draft.lines[:last], 1)
    )
    return replace(draft, lead=(), sections=(), lines=lines, comments=(), kept=kept)


def recall(outline: Draft) -> Draft:
    """Give what the rules kept its type back, behind a journey as bytes. Raises Unpackable."""
    kept = dict(outline.kept or {})
    for rule in WORKSPACE_RULES:
        kept[rule.ID] = retyped(kept.get(rule.ID), rule.keep.__annotations__["return"])
    kept[DIRECTIVES] = retyped(kept.get(DIRECTIVES), tuple[Directive, ...])
    return replace(outline, kept=kept)


def check_workspace(drafts: Sequence[Draft], assembly: Assembly) -> tuple[Finding, ...]:
    """Give the findings across drafts that stand."""
    return judge_workspace(drafts, assembly).findings


def judge_workspace(drafts: Sequence[Draft], assembly: Assembly) -> Judged:
    """Run every rule that looks across drafts, over their outlines."""
    drafts = [outline(draft) for draft in drafts]
    by_path: dict[str, list[Finding]] = {}
    for rule in WORKSPACE_RULES:
        for draft, found in rule.check(drafts, assembly):
            by_path.setdefault(draft.path, []).append(_stamped(rule, draft, found))
    judged = [
        _judged(draft, hear(draft, by_path[draft.path], KNOWN), (silence_refused,))
        for draft in drafts
        if draft.path in by_path
    ]
    return Judged(
        in_order(finding for one in judged for finding in one.findings),
        tuple(silenced for one in judged for silenced in one.silenced),
    )


def _judged(draft: Draft, heard: Heard, silence_rules: Sequence[SilenceRule]) -> Judged:
    own = [
        _stamped(rule, draft, found) for rule in silence_rules for found in rule.check(draft, heard)
    ]
    return Judged(in_order((*heard.findings, *own)), heard.silenced)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by place, worst first within a line."""
    return tuple(
        sorted(findings, key=lambda f: (f.path, f.line, LEVELS.index(f.level), f.column, f.rule))
    )


def _stamped(rule: Rule, draft: Draft, found: Found, scored: bool = True) -> Finding:
    return Finding(
        rule=rule.ID,
        name=rule.NAME,
        level=rule.LEVEL,
        path=draft.path,
        line=found.line,
        column=found.column,
        section=found.section,
        # What is not scored has no units that could be left open.
        requirements=found.requirements if scored else (),
        message=found.message,
        hint=found.hint,
        due=found.due,
    )
