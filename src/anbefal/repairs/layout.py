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
    page = _Page(lines, hidden, draft.body_line)
    done: list[Done] = []
    for block, source in zip(blocks, markup.set_out(blocks), strict=True):
        first, last = tree.line(block), _last(block, lines, hidden)
        page.add_gap(first)
        old = list(lines[first - 1 : last])
        if not hidden.isdisjoint(range(first, last + 1)):
            source = "\n".join(old)
        elif block.type == "table":
            # Padded into columns or not: both are good form.
            source = "\n".join(line.rstrip(" \t") for line in old)
        new = _checked(old, source.split("\n"))
        if new != old:
            done.append(Done(first, _DONE.get(block.type, msg("a passage set out evenly"))))
        page.add_block(new, last)
    page.finish()
    if page.gaps:
        done.append(Done(page.gaps[0], msg("empty lines set out evenly")))
    return Repaired(tuple(page.out), tuple(done), tuple(page.origins))


class _Page:
    """The lines that are put together, each with the number that it had."""

    def __init__(self, lines: tuple[str, ...], hidden: set[int], body_line: int) -> None:
        """Begin behind the front matter, which stays as it is."""
        self.lines, self.hidden = lines, hidden
        self.out = list(lines[: body_line - 1])
        self.origins = list(range(1, len(self.out) + 1))
        self.at = body_line
        self.gaps: list[int] = []

    def add_block(self, new: list[str], last: int) -> None:
        """Add a block that ends in a line of the file."""
        self.out += new
        self.origins += [min(self.at + offset, last) for offset in range(len(new))]
        self.at = last + 1

    def add_gap(self, end: int) -> None:
        """Add what stands before a line, with one empty line at a time and at least one."""
        before = len(self.out)
        for number in range(self.at, end):
            line = self.lines[number - 1]
            text = line if number in self.hidden else line.rstrip(" \t")
            if text or number in self.hidden or (self.out and self.out[-1]):
                self.out.append(text)
                self.origins.append(number)
        if self.at == end and self.out and end <= len(self.lines):
            self.out.append("")
            self.origins.append(end)
        if self.out[before:] != list(self.lines[self.at - 1 : end - 1]):
            self.gaps.append(self.at)
        self.at = end

    def finish(self) -> None:
        """Add what stands below the last block, and no empty line at the end."""
        start = self.at
        self.add_gap(len(self.lines) + 1)
        while self.out and not self.out[-1]:
            self.out.pop()
            self.origins.pop()
            self.gaps.append(min(start, len(self.lines)))


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


keeps = same_page
