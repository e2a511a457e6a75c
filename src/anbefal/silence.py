"""Silence: comments that tell the linter to let something stand, and for what reason.

`<!-- anbefal: ignore AB301 because … -->`, in Danish `<!-- anbefal: ignorér AB301 fordi … -->`, on
a line of its own above a block: that block; above a heading: all that stands under it; above the
title: the whole file. What names a requirement, or is an error, cannot be silenced.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import cast

from anbefal import tree
from anbefal.model import Draft, Finding, Silenced
from anbefal.tree import Node
from anbefal.values import Struct

_DIRECTIVE = re.compile(r"anbefal\s*:\s*(.*)", re.DOTALL | re.IGNORECASE)
_IGNORE = re.compile(
    r"ignor(?:e|er|ér|ere)\b(?P<rules>.*?)(?:\b(?:because|fordi)\b(?P<reason>.*))?",
    re.DOTALL | re.IGNORECASE,
)
DIRECTIVES = "directives"
"""Under this name an outline keeps them."""

_BETWEEN = re.compile(r"(?:[\s,;&+]|\bog\b|\band\b)+", re.IGNORECASE)


class Directive(Struct, frozen=True):
    """One instruction: the rules it names, why, and the lines it speaks of."""

    line: int
    text: str
    rules: tuple[str, ...]
    """Empty where the instruction cannot be read."""
    reason: str
    first: int
    last: int


class Heard(Struct, frozen=True):
    """What is left of a draft's findings, and what became of each directive."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    unread: tuple[Directive, ...] = ()
    """Directives that cannot be read, or give no reason."""
    unknown: tuple[tuple[Directive, str], ...] = ()
    """Rules that there are none of."""
    refused: tuple[tuple[Directive, Finding], ...] = ()
    """Findings that cannot be silenced: the first for each rule of a directive."""
    unused: tuple[tuple[Directive, str], ...] = ()
    """Rules that found nothing to be silenced."""


def hear(
    draft: Draft,
    findings: Iterable[Finding],
    known: Collection[str],
    elsewhere: Collection[str] = (),
) -> Heard:
    """Part a draft's findings into those that stand and those that are silenced.

    `known` are the ids of all rules, `elsewhere` of those whose findings are not among these.
    """
    found = tuple(findings)
    heard = tuple(directives(draft))
    if not heard:
        return Heard(found)
    willing = tuple(d for d in heard if d.rules and d.reason)
    covering = _covering(willing, found)
    stays: list[Finding] = []
    silenced: list[Silenced] = []
    refused: dict[tuple[Directive, str], Finding] = {}
    used: set[tuple[str, int, int]] = set()
    for number, finding in enumerate(found):
        scopes = covering.get(number, [])
        if scopes and _can_be_silenced(finding):
            # The innermost speaks: its reason is the most exact.
            speaks = scopes[-1]
            silenced.append(Silenced(finding, speaks.reason, speaks.line))
            used.update((finding.rule, d.first, d.last) for d in scopes)
        else:
            stays.append(finding)
            for directive in scopes:
                refused.setdefault((directive, finding.rule), finding)
    named = [(d, rule) for d in willing for rule in d.rules]
    answered = used | {(rule, d.first, d.last) for d, rule in refused}
    return Heard(
        tuple(stays),
        tuple(silenced),
        tuple(d for d in heard if not (d.rules and d.reason)),
        tuple(pair for pair in named if pair[1] not in known),
        tuple((d, finding) for (d, _), finding in refused.items()),
        tuple(
            (d, rule)
            for d, rule in named
            if rule in known and rule not in elsewhere and (rule, d.first, d.last) not in answered
        ),
    )


def _covering(
    willing: Sequence[Directive], findings: Sequence[Finding]
) -> dict[int, list[Directive]]:
    """Give the directives that speak of each finding, by its position, the innermost last.

    Of several with the same rule and lines the first speaks for all. Scopes lie within each other
    or apart, as blocks do; lines are gone through once, however many there are of both.
    """
    scopes: dict[str, dict[tuple[int, int], Directive]] = {}
    for directive in willing:
        for rule in directive.rules:
            scopes.setdefault(rule, {}).setdefault((directive.first, -directive.last), directive)
    waiting = {
        rule: [d for _, d in sorted(own.items(), reverse=True)] for rule, own in scopes.items()
    }
    open_now: dict[str, list[Directive]] = {}
    covering = {}
    for number, finding in sorted(enumerate(findings), key=lambda pair: pair[1].line):
        if finding.rule not in waiting:
            continue
        ahead, inside = waiting[finding.rule], open_now.setdefault(finding.rule, [])
        while ahead and ahead[-1].first <= finding.line:
            directive = ahead.pop()
            _leave(inside, directive.first)
            inside.append(directive)
        _leave(inside, finding.line)
        covering[number] = list(inside)
    return covering


def _leave(inside: list[Directive], line: int) -> None:
    while inside and inside[-1].last < line:
        inside.pop()


def _can_be_silenced(finding: Finding) -> bool:
    return finding.level != "error" and not finding.requirements


def directives(draft: Draft) -> Iterator[Directive]:
    """Give every directive of a draft, or of its outline, in order."""
    if draft.kept is not None:
        yield from cast(tuple[Directive, ...], draft.kept[DIRECTIVES])
        return
    found = [
        (comment, match[1].strip())
        for comment in draft.comments
        if comment.closed
        and (match := _DIRECTIVE.fullmatch(unicodedata.normalize("NFC", comment.text)))
    ]
    if not found:
        return
    scopes = _scopes(draft)
    starts = [first for first, _ in scopes]
    top = draft.title.line if draft.title else starts[0] if starts else len(draft.lines) + 1
    for comment, words in found:
        rules, reason = _read(words)
        below = bisect_right(starts, comment.last_line)
        first, last = scopes[below] if below < len(scopes) else (1, 0)
        if comment.line < top:
            first, last = 1, max(len(draft.lines), 1)
        yield Directive(comment.line, comment.text, rules, reason, first, last)


def _read(words: str) -> tuple[tuple[str, ...], str]:
    match = _IGNORE.fullmatch(words)
    if match is None:
        return (), ""
    rules = tuple(dict.fromkeys(r.upper() for r in _BETWEEN.split(match["rules"]) if r))
    reason = " ".join((match["reason"] or "").strip(" :").split())
    return rules, reason if re.search(r"\w", reason) else ""


def _scopes(draft: Draft) -> list[tuple[int, int]]:
    """Give first and last line of the widest block that begins in each line, in order."""
    blocks = list(_blocks(draft))
    ends = {id(block): tree.last_line(block) for block in blocks}
    above: list[Node] = []
    for block in [*blocks, None]:
        line = tree.line(block) if block else len(draft.lines) + 1
        if block is None or block.type == "heading":
            while above and (block is None or above[-1].tag >= block.tag):
                ends[id(above.pop())] = line - 1
            above += [block] if block else []
    scopes: dict[int, int] = {}
    for block in blocks:
        for node in tree.walk([block]):
            scopes.setdefault(tree.line(node), ends.get(id(node)) or tree.last_line(node))
    return sorted(scopes.items())


def _blocks(draft: Draft) -> Iterator[Node]:
    """Give the draft's outermost blocks, in the order of the file."""
    title = [draft.title.node] if draft.title else []
    yield from sorted([*title, *draft.lead], key=tree.line)
    for section in draft.sections:
        yield section.head
        yield from section.nodes
