"""Forms: room to write by hand, and boxes to tick."""

from collections.abc import Sequence

from anbefal import tree

_BOX = "\u2610\u00a0"
_EMPTY = "\u00a0"


def form(
    words: tree.Phrase, lines: int, choice: str, choices: Sequence[str], lead: str = ""
) -> tree.Nodes:
    """Make a table of one row: room for an answer below some words, and boxes below others.

    A box stays on the line of its word.
    """
    room = [*(tree.paragraph(lead) if lead else ())]
    room += [node for _ in range(lines) for node in tree.paragraph(_EMPTY)]
    boxes = " ".join(_BOX + one.replace(" ", _EMPTY) for one in choices) or _EMPTY
    return tree.table([words, choice], [(tuple(room), boxes)])
