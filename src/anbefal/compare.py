"""Compare two drafts: how many words came, and how many went."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from anbefal import tree
from anbefal.model import Change, Draft

# Exact matching of long word lists is quadratic; past this the words are counted by the bag.
_EXACT_WORDS = 1500


def count_changes(old: Draft | None, new: Draft | None) -> Change:
    """Count the words added and removed; None stands for a draft that is not there.

    Blocks are matched first and words only inside the blocks that differ: a word list compared
    whole is both slow and marked a third too much.
    """
    before, after = _blocks(old), _blocks(new)
    added = removed = 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            continue
        gone = [word for block in before[i1:i2] for word in block]
        come = [word for block in after[j1:j2] for word in block]
        kept = _common(gone, come)
        removed += len(gone) - kept
        added += len(come) - kept
    return Change(added, removed)


def _blocks(draft: Draft | None) -> list[tuple[str, ...]]:
    if draft is None:
        return []
    nodes = [*([draft.title.node] if draft.title else []), *draft.lead]
    for section in draft.sections:
        nodes += [section.head, *section.nodes]
    return [tuple(tree.words(line)) for node in nodes for line in tree.prose(node).split("\n")]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    if not old or not new:
        return 0
    if max(len(old), len(new)) > _EXACT_WORDS:
        left = _bag(old)
        right = _bag(new)
        return sum(min(count, right.get(word, 0)) for word, count in left.items())
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _bag(words: Sequence[str]) -> dict[str, int]:
    bag: dict[str, int] = {}
    for word in words:
        bag[word] = bag.get(word, 0) + 1
    return bag
