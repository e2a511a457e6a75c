"""Layout: lists, headings, quotes and code are set out evenly, as mdformat does.

Running text, comments and whatever else stands between the blocks stay as they were written; empty
lines become one. A block that would be printed otherwise is left as it is, and so is one that has a
comment in it.
"""

import re

from anbefal import markup, tree
from anbefal.i18n import msg
from anbefal.model import Draft
from anbefal.repairs.keeping import same_block, same_page
from anbefal.repairs.repaired import Done, Given, Repaired
from anbefal.tree import Node

NEEDS_TEMPLATE = False

# What an editor or a library may take for a line's end, or not show at all.
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# A link's address on a line of its own is in no block: within a list or quote it would be lost.
_REFERENCE = re.compile(
    r"^[ \t]*(?:(?:[-*+>]|[0-9]{1,9}[.)])[ \t]*)*\[[^\]]{1,999}\]:", re.MULTILINE
)
_DONE = {
    "bullet_list": msg("a list set out evenly"),
    "ordered_list": msg("a list set out evenly"),
    "heading": msg("a heading set out evenly"),
}


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Set out every block, and what stands between them."""
    blocks = _blocks(draft)
    hidden = {n for c in draft.comments if c.closed for n in range(c.line, c.last_line + 1)}
    out = list(lines[: draft.body_line - 1])
    gaps: list[int] = []
    done: list[Done] = []
    at = draft.body_line
    for block, source in zip(blocks, markup.set_out(blocks), strict=True):
        first, last = tree.line(block), _last(block, lines, hidden)
        if _add_gap(out, lines, at, first, hidden):
            gaps.append(at)
        old = list(lines[first - 1 : last])
        if source is None or not hidden.isdisjoint(range(first, last + 1)):
            source = "\n".join(old)
        elif block.type == "table":
            # Padded into columns or not: both are good form.
            source = "\n".join(line.rstrip(" \t") for line in old)
        new = _checked(old, source.split("\n"))
        if new != old:
            done.append(Done(first, _DONE.get(block.type, msg("a passage set out evenly"))))
        out += new
        at = last + 1
    if _add_gap(out, lines, at, len(lines) + 1, hidden) or out[-1:] == [""]:
        gaps.append(at)
    while out[-1:] == [""]:
        out.pop()
    if gaps:
        done.append(Done(min(gaps[0], len(lines)), msg("empty lines set out evenly")))
    return Repaired(tuple(out), tuple(done))


def _blocks(draft: Draft) -> list[Node]:
    title = [draft.title.node] if draft.title else []
    below = [node for section in draft.sections for node in (section.head, *section.nodes)]
    return sorted([*title, *draft.lead], key=tree.line) + below


def _last(block: Node, lines: tuple[str, ...], hidden: set[int]) -> int:
    """Give a block's last line that says anything: a list counts the empty lines below as well."""
    last = min(tree.last_line(block), len(lines))
    while block.type != "fence" and (last in hidden or not lines[last - 1].strip()):
        last -= 1
    return last


def _checked(old: list[str], new: list[str]) -> list[str]:
    before, after = "\n".join(old), "\n".join(new)
    if before == after or _ODD.search(before) or _REFERENCE.search(before):
        return old
    try:
        return new if same_block(before, after) else old
    except tree.TooDeep:
        return old


def _add_gap(
    out: list[str], lines: tuple[str, ...], first: int, end: int, hidden: set[int]
) -> bool:
    """Add what stands between two blocks, with one empty line at a time; tell if it changed."""
    old = list(lines[first - 1 : end - 1])
    new: list[str] = []
    for number, line in enumerate(old, first):
        text = line if number in hidden else line.rstrip(" \t")
        if text or (new[-1:] or out[-1:]) not in ([], [""]):
            new.append(text)
    if not old and out and end <= len(lines):
        new = [""]
    out += new
    return new != old


keeps = same_page
