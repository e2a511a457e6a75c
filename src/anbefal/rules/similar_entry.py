"""Refer to the group that proposes the same.

Two groups that want the same thing are stronger together, if they know of each other. In a report
that prints it twice, the council looks for a difference, and answers only one of them.

Talk to the other group: join the two, or write in each how they differ and "see also".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple, cast

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.entries import Entry, entries_of
from anbefal.model import Assembly, Draft, Found
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

# What a fresh draft holds is the same in every group, and nobody has said it.
_TO_BE_WRITTEN = re.compile(r"\[[^\[\]]*\]")


class Kept(Struct, frozen=True):
    """An entry: its name, where it stands, and its shingles, one behind the other."""

    name: str
    section: str
    line: int
    column: int
    letters: str


def keep(draft: Draft) -> tuple[Kept, ...]:
    """Keep the shingles of every entry that is to be said once only."""
    return tuple(
        Kept(
            entry.name,
            section.id,
            entry.line,
            draft.column(entry.line, entry.name),
            "".join(sorted(shingles(_TO_BE_WRITTEN.sub(" ", f"{entry.name}\n{_prose(entry)}")))),
        )
        for section, spec, values in entries_of(draft)
        if spec.unique
        for entry in values.entries
    )


class _Text(NamedTuple):
    draft: Draft
    entry: Kept

    @property
    def size(self) -> int:
        return len(self.entry.letters) // LETTERS

    def shingles(self) -> list[str]:
        # Cut anew each time: all of them at once would take more room than all the texts.
        letters = self.entry.letters
        return [letters[at : at + LETTERS] for at in range(0, len(letters), LETTERS)]


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find entries that say nearly the same as one of an earlier draft."""
    texts = [
        _Text(draft, entry)
        for draft in drafts
        for entry in cast(tuple[Kept, ...], draft.kept_by(ID))
    ]
    standing: Counter[str] = Counter()
    for text in texts:
        standing.update(text.shingles())
    tells = {shingle for shingle, count in standing.items() if 1 < count <= MOST_ENTRIES}
    seen: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        telling = tells.intersection(text.shingles())
        shared = Counter(other for shingle in telling for other in seen[shingle])
        for shingle in telling:
            seen[shingle].append(number)
        other = _closest(text, texts, shared)
        if other:
            yield text.draft, _found(text, other)


def alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Measure how much two texts share, from 0 to 1: the cosine of their shingles."""
    return likeness(len(one), len(other), len(one & other))


def likeness(one: int, other: int, shared: int) -> float:
    """Measure the same from the numbers of shingles."""
    return shared / sqrt(one * other) if one and other else 0.0


def shingles(text: str) -> frozenset[str]:
    """Give every run of four letters within a text's long words; small words tell nothing."""
    return frozenset(
        word[at : at + LETTERS]
        for word in re.findall(rf"\w{{{SHORTEST_WORD},}}", text.casefold())
        for at in range(len(word) - LETTERS + 1)
    )


def _closest(text: _Text, texts: Sequence[_Text], shared: Counter[int]) -> _Text | None:
    best, most = None, ALIKE
    # In order, so that of two that are as close the first is told, on every run.
    for number, count in sorted(shared.items()):
        other = texts[number]
        if other.draft is text.draft or other.size < FEWEST_LETTERS:
            continue
        measure = likeness(text.size, other.size, count)
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
        column=text.entry.column,
        section=text.entry.section,
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
