"""Alike: entries of different drafts that say nearly the same, whatever their words' order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import sqrt

from anbefal import tree
from anbefal.kinds.entries import Entry

ALIKE = 0.55
"""Measured on pairs that people call the same and not; see the tests."""
LETTERS = 4
SHORTEST_WORD = 6
MOST_ENTRIES = 30
"""What stands in more entries than this tells none of them apart; it also bounds the time."""
FEWEST_LETTERS = 12

# What a fresh draft holds is the same in every group, and nobody has said it.
_TO_BE_WRITTEN = re.compile(r"\[[^\[\]]*\]")


def letters(entry: Entry) -> str:
    """Give an entry's shingles, sorted and one behind the other: all that is compared of it."""
    return "".join(sorted(shingles(_TO_BE_WRITTEN.sub(" ", f"{entry.name}\n{_prose(entry)}"))))


def find_alike(texts: Sequence[tuple[object, str]]) -> Iterator[tuple[int, int]]:
    """Find the texts that say nearly the same as an earlier one of another owner.

    A text is its owner and its `letters`. Gives the positions of both, the later one first.
    """
    standing: Counter[str] = Counter()
    for _, one in texts:
        standing.update(_cut(one))
    tells = {shingle for shingle, count in standing.items() if 1 < count <= MOST_ENTRIES}
    seen: dict[str, list[int]] = defaultdict(list)
    for number, (_, one) in enumerate(texts):
        telling = tells.intersection(_cut(one))
        shared = Counter(other for shingle in telling for other in seen[shingle])
        for shingle in telling:
            seen[shingle].append(number)
        closest = _closest(number, texts, shared)
        if closest is not None:
            yield number, closest


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


def _cut(letters: str) -> list[str]:
    # Cut anew each time: all of them at once would take more room than all the texts.
    return [letters[at : at + LETTERS] for at in range(0, len(letters), LETTERS)]


def _closest(number: int, texts: Sequence[tuple[object, str]], shared: Counter[int]) -> int | None:
    owner, own = texts[number]
    best, most = None, ALIKE
    # In order, so that of two that are as close the first is told, on every run.
    for other, count in sorted(shared.items()):
        whose, theirs = texts[other]
        if whose is owner or len(theirs) // LETTERS < FEWEST_LETTERS:
            continue
        measure = likeness(len(own) // LETTERS, len(theirs) // LETTERS, count)
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
