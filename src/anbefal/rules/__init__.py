"""Rules: pure, one module a rule, its docstring its page. No rule reads files or history.

Adding a rule: one module here, one line in `RULES` (or `WORKSPACE_RULES`), and its samples in
`samples/<ID>/`. A rule yields what it found; this face stamps rule, level and path.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from anbefal.model import Assembly, Draft, Finding, Found, Template
from anbefal.model.finding import LEVELS, Level
from anbefal.rules import (
    bidi_character,
    empty_section,
    encoding,
    front_matter_unreadable,
    ill_typed_field,
    invisible_character,
    misplaced_section,
    missing_field,
    missing_label,
    missing_picture,
    missing_section,
    missing_title,
    not_a_file,
    not_text,
    placeholder,
    repeated_group,
    repeated_section,
    repeated_title,
    too_deep,
    too_few_items,
    too_large,
    too_long,
    too_many_items,
    too_short,
    unclosed_comment,
    unknown_field,
    unknown_group,
    unknown_section,
    unknown_template,
    unnamed_entry,
)
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

    def keep(self, draft: Draft) -> Struct | None:
        """Give what of a draft is compared with others: few, small values and no node.

        A draft's text and tree are dropped when it is judged. The type that is promised for what
        is kept is the type it has when it comes back.
        """
        ...

    def check(self, drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
        """Yield what is wrong, and in which draft. Such findings name no requirement.

        The drafts are outlines: front matter, title and comments, and in `kept` what this rule
        keeps.
        """
        ...


RULES: tuple[DraftRule, ...] = (
    missing_section,
    repeated_section,
    misplaced_section,
    unknown_section,
    empty_section,
    missing_title,
    repeated_title,
    unclosed_comment,
    front_matter_unreadable,
    unknown_field,
    missing_field,
    ill_typed_field,
    unknown_group,
    unknown_template,
    too_short,
    too_long,
    too_few_items,
    too_many_items,
    missing_label,
    placeholder,
    unnamed_entry,
    bidi_character,
    invisible_character,
    too_large,
    too_deep,
    encoding,
    not_text,
    missing_picture,
    not_a_file,
)
WORKSPACE_RULES: tuple[WorkspaceRule, ...] = (repeated_group,)
SAFETY = "AB7"


def all_rules() -> tuple[Rule, ...]:
    """Give every rule, by id."""
    return tuple(sorted((*RULES, *WORKSPACE_RULES), key=lambda rule: rule.ID))


def check_draft(draft: Draft, template: Template, assembly: Assembly) -> tuple[Finding, ...]:
    """Run every rule over a draft; over one that could not be read, only those of safety."""
    return in_order(
        _stamped(rule, draft, found)
        for rule in RULES
        if draft.readable or rule.ID.startswith(SAFETY)
        for found in rule.check(draft, template, assembly)
    )


def outline(draft: Draft) -> Draft:
    """Give what stays of a draft when its text is dropped."""
    if draft.kept is not None:
        return draft
    kept = {rule.ID: rule.keep(draft) for rule in WORKSPACE_RULES}
    return replace(draft, lead=(), sections=(), lines=(), kept=kept)


def recall(outline: Draft) -> Draft:
    """Give what the rules kept its type back, behind a journey as bytes. Raises Unpackable."""
    kept = dict(outline.kept or {})
    for rule in WORKSPACE_RULES:
        kept[rule.ID] = retyped(kept.get(rule.ID), rule.keep.__annotations__["return"])
    return replace(outline, kept=kept)


def check_workspace(drafts: Sequence[Draft], assembly: Assembly) -> tuple[Finding, ...]:
    """Run every rule that looks across drafts, over their outlines."""
    drafts = [outline(draft) for draft in drafts]
    return in_order(
        _stamped(rule, draft, found)
        for rule in WORKSPACE_RULES
        for draft, found in rule.check(drafts, assembly)
    )


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by place, worst first within a line."""
    return tuple(
        sorted(findings, key=lambda f: (f.path, f.line, LEVELS.index(f.level), f.column, f.rule))
    )


def _stamped(rule: Rule, draft: Draft, found: Found) -> Finding:
    return Finding(
        rule=rule.ID,
        name=rule.NAME,
        level=rule.LEVEL,
        path=draft.path,
        line=found.line,
        column=found.column,
        section=found.section,
        requirements=found.requirements,
        message=found.message,
        hint=found.hint,
    )
