"""Refer to the group that proposes the same.

Two groups that want the same thing are stronger together, if they know of each other. In a report
that prints it twice, the council looks for a difference, and answers only one of them.

Talk to the other group: join the two, or write in each how they differ and "see also".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.entries import Entry, entries_of
from anbefal.model import Assembly, Draft, Found, Section
from anbefal.model.finding import Level
from anbefal.values import Struct

ID = "AB414"
NAME = "similar-entry"
LEVEL: Level = "hint"

ALIKE = 0.55
"""Measured on pairs that people call the same and not; see the tests."""
LETTERS = 4
SHORTEST_WORD = 6
MOST_ENTRIES = 30
"""What stands in more entries than this tells none of them apart; it also bounds the time."""
FEWEST_LETTERS = 12


class _Text(Struct, frozen=True):
    draft: Draft
    section: Section
    entry: Entry
    shingles: frozenset[str]


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find entries that say nearly the same as one of an earlier draft."""
    texts = [
        _Text(draft, section, entry, shingles(f"{entry.name}\n{_prose(entry)}"))
        for draft in drafts
        for section, spec, values in entries_of(draft)
        if spec.unique
        for entry in values.entries
    ]
    standing = Counter(shingle for text in texts for shingle in text.shingles)
    seen: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        telling = [s for s in text.shingles if 1 < standing[s] <= MOST_ENTRIES]
        shared = Counter(other for shingle in telling for other in seen[shingle])
        for shingle in telling:
            seen[shingle].append(number)
        other = _closest(text, texts, shared)
        if other:
            yield text.draft, _found(text, other)


def alike(one: frozenset[str], other: frozenset[str], shared: int | None = None) -> float:
    """Measure how much two texts share, from 0 to 1: the cosine of their shingles."""
    if shared is None:
        shared = len(one & other)
    return shared / sqrt(len(one) * len(other)) if one and other else 0.0


def shingles(text: str) -> frozenset[str]:
    """Give every run of four letters within a text's long words; small words tell nothing."""
    return frozenset(
        word[at : at + LETTERS]
        for word in re.findall(rf"\w{{{SHORTEST_WORD},}}", text.casefold())
        for at in range(len(word) - LETTERS + 1)
    )


def _closest(text: _Text, texts: Sequence[_Text], shared: Counter[int]) -> _Text | None:
    best, most = None, ALIKE
    for number, count in shared.items():
        other = texts[number]
        if other.draft is text.draft or len(other.shingles) < FEWEST_LETTERS:
            continue
        measure = alike(text.shingles, other.shingles, count)
        if measure >= most and (best is None or measure > most):
            best, most = other, measure
    return best


def _prose(entry: Entry) -> str:
    """Give the prose of an entry without its labelled lines, which many entries share."""
    labelled = {label.line for label in entry.labels}
    lines = []
    for node in entry.nodes:
        blocks = node.children if node.type in ("bullet_list", "ordered_list") else [node]
        for block in blocks:
            if labelled.isdisjoint(range(tree.line(block), tree.last_line(block) + 1)):
                lines.append(tree.text(block))
    return "\n".join(lines)


def _found(text: _Text, other: _Text) -> Found:
    return Found(
        line=text.entry.line,
        column=text.draft.column(text.entry.line, text.entry.name),
        section=text.section.id,
        message=msg(
            '"{entry}" says much the same as "{other}" in {path}',
            entry=text.entry.name,
            other=other.entry.name,
            path=other.draft.path,
        ),
        hint=msg(
            'join the two, or write how they differ, and: see also "{other}"',
            other=other.entry.name,
        ),
    )
