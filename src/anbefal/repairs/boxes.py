"""Boxes: a comment's box is ticked when an arrow says what became of it. The arrow decides."""

import re

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger, items_under_sources
from anbefal.kinds.questions import Questions
from anbefal.model import Draft
from anbefal.repairs.keeping import same_words
from anbefal.repairs.repaired import Done, Given, Repaired, edited
from anbefal.tree import Node

NEEDS_TEMPLATE = True

ITEM = re.compile(r"(?P<lead>[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)(?P<rest>\S.*)")
# "[]" and "[ x ]" are meant as boxes; "[x](…)" and "[x]: …" are links.
BOX = re.compile(r"\[[ \t]*[xX]?[ \t]*\](?:[ \t]+|(?=[^\s(\[:])|$)")
_DECIDED: dict[str | None, bool] = {"open": False, "used": True, "merged": True, "declined": True}


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Set the box of every comment, and mend the boxes of questions."""
    edits, done = {}, []
    for section in draft.sections:
        if not isinstance(section.values, Ledger | Questions):
            continue
        comments = section.values.items if isinstance(section.values, Ledger) else ()
        decided = {item.line: item.disposition for item in comments}
        for node, _ in items_under_sources(section.nodes):
            number = tree.line(node)
            line = _with_box(node, lines[number - 1], decided.get(number))
            if line and line != lines[number - 1]:
                edits[number] = line
                done.append(Done(number, msg("the box set")))
    return edited(lines, edits, done)


def _with_box(node: Node, line: str, disposition: str | None) -> str | None:
    match = ITEM.fullmatch(line)
    if match is None or not begins_as_text(node):
        return None
    found = BOX.match(match["rest"])
    words = match["rest"][found.end() :] if found else match["rest"]
    if not re.search(r"\w", words) or (found is None and disposition is None):
        return None
    ticked = found is not None and "x" in found[0].casefold()
    return f"{match['lead']}[{'x' if _DECIDED.get(disposition, ticked) else ' '}] {words}"


def begins_as_text(item: Node) -> bool:
    """Tell whether an item's first block is running text, in the line of the item's mark."""
    own = item.children[0] if item.children else None
    return own is not None and own.type == "paragraph" and tree.line(own) == tree.line(item)


def keeps(before: Draft, after: Draft) -> bool:
    """Let nothing change but boxes."""
    return same_words(before, after)
