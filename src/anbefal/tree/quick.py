"""A short way through markdown-it's block rules for the lines that drafts are full of.

markdown-it tries up to eleven rules on every line, twice in a paragraph. A line that begins with
a letter can only be a paragraph's, one that begins with "- word" only a list's: this rule sees so
from the first signs, and leaves every other line to the rules behind it. A test holds both ways
to the same tokens.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, list_block

# Where a paragraph's line may begin, with no other reading: letters, bold words, quotation marks,
# numbers that begin no list, and boxes.
_PLAIN = re.compile(
    r"[^\W\d_]|[»«”“\"'(–—…%§/]|\*\*\w|\d+(?![\d.)])|\d+[.)](?=\S)|\[[ xX]\] (?=[\w*])"
)
_ITEM = re.compile(r"[-+*] {1,3}(?:[^\W\d_]|\*\*\w|\[[ xX]\] \w|[»«”\"(])")
_HEADING = re.compile(r"#{1,6} (?=[^\s#])")
# The second line of a table, which would make the line above its head.
_DELIMITER = re.compile(r"[|:-][|:\- \t]*(?:\n|\Z)")


def add_quick_rule(markdown: MarkdownIt) -> None:
    """Let a parser try the short way first."""
    markdown.block.ruler.before("table", "quick", _quick, {"alt": []})


def _quick(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    source = state.src
    if silent or state.sCount[start] - state.blkIndent > 3:
        return False
    at = state.bMarks[start] + state.tShift[start]
    if _PLAIN.match(source, at):
        return _paragraph(state, start)
    if _ITEM.match(source, at):
        return _no_table(state, start, end) and (
            _list(state, start) or list_block(state, start, end, False)
        )
    if _HEADING.match(source, at):
        return _no_table(state, start, end) and heading(state, start, end, False)
    return False


def _no_table(state: StateBlock, start: int, end: int) -> bool:
    below = start + 1
    return below >= end or not _DELIMITER.match(
        state.src, state.bMarks[below] + state.tShift[below]
    )


def _paragraph(state: StateBlock, start: int) -> bool:
    """Take a paragraph whose every line and whose end are beyond doubt."""
    source, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    counts, indent = state.sCount, state.blkIndent
    number = start + 1
    while number < state.lineMax:
        at = begins[number] + shifts[number]
        if at >= ends[number]:
            break
        if not 0 <= counts[number] <= indent + 3:
            return False
        if _PLAIN.match(source, at):
            number += 1
        elif _HEADING.match(source, at) or _begins_item(state, number, at):
            break
        else:
            return False
    content = _content(state, start, number, min(indent, shifts[start]), indent)
    if content is None:
        return False
    state.line = number
    _push_paragraph(state, start, number, content, False)
    return True


def _begins_item(state: StateBlock, number: int, at: int) -> bool:
    if not _ITEM.match(state.src, at):
        return False
    count = state.sCount[number]
    # An item four columns in from the list, but not inside this item, goes on as text.
    return not (state.listIndent >= 0 and count - state.listIndent >= 4 and count < state.blkIndent)


def _content(state: StateBlock, start: int, end: int, skip: int, indent: int) -> str | None:
    """Give the words of some lines, the first without `skip` signs; None where in doubt."""
    source, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    if "\t" in source[begins[start] : ends[end - 1]]:
        return None
    lines = [source[begins[start] + skip : ends[start]]]
    for at in range(start + 1, end):
        lines.append(source[begins[at] + min(indent, shifts[at]) : ends[at]])
    content = "\n".join(lines).strip(" ")
    # Which rare blanks count as blank is markdown-it's to say.
    return content if content == content.strip() else None


def _push_paragraph(state: StateBlock, start: int, end: int, content: str, hidden: bool) -> None:
    opened = state.push("paragraph_open", "p", 1)
    opened.map = [start, end]
    words = state.push("inline", "", 0)
    words.content = content
    words.map = [start, end]
    words.children = []
    closed = state.push("paragraph_close", "p", -1)
    opened.hidden = closed.hidden = hidden


def _list(state: StateBlock, start: int) -> bool:
    """Take a list at the margin whose every item is one paragraph beyond doubt, none apart."""
    if state.blkIndent or state.sCount[start] or state.parentType != "root":
        return False
    source, begins, shifts, ends = state.src, state.bMarks, state.tShift, state.eMarks
    marker = source[begins[start]]
    firsts = [start]
    number = start + 1
    while number < state.lineMax:
        at = begins[number] + shifts[number]
        count = state.sCount[number]
        if at >= ends[number] or (count == 0 and _HEADING.match(source, at)):
            break
        if count == 0 and source[at] == marker and _ITEM.match(source, at):
            firsts.append(number)
        elif not (0 <= count <= 5 and _PLAIN.match(source, at)):
            return False
        number += 1
    below = number
    while below < state.lineMax and begins[below] + shifts[below] >= ends[below]:
        below += 1
    goes_on = below < state.lineMax and below > number
    if goes_on and (state.sCount[below] or source[begins[below]] in "-+*0123456789"):
        return False
    lasts = [*firsts[1:], number]
    contents = [
        None if source[begins[first] + 2] == " " else _content(state, first, last, 2, 2)
        for first, last in zip(firsts, lasts, strict=True)
    ]
    if None in contents:
        return False
    _push_list(state, marker, firsts, lasts, [words or "" for words in contents], below)
    state.line = below
    return True


def _push_list(
    state: StateBlock,
    marker: str,
    firsts: list[int],
    lasts: list[int],
    contents: list[str],
    below: int,
) -> None:
    """Add the tokens of a tight list, which reaches over the blank lines to the next block."""
    opened = state.push("bullet_list_open", "ul", 1)
    opened.map = [firsts[0], below]
    opened.markup = marker
    for first, last, content in zip(firsts, lasts, contents, strict=True):
        item = state.push("list_item_open", "li", 1)
        item.map = [first, below if last == lasts[-1] else last]
        item.markup = marker
        _push_paragraph(state, first, last, content, True)
        state.push("list_item_close", "li", -1).markup = marker
    state.push("bullet_list_close", "ul", -1).markup = marker
