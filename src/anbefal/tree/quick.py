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
        return _no_table(state, start, end) and list_block(state, start, end, False)
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
    if "\t" in source[begins[start] : ends[number - 1]]:
        return False
    lines = [source[begins[at] + min(indent, shifts[at]) : ends[at]] for at in range(start, number)]
    content = "\n".join(lines).strip(" ")
    if content != content.strip():
        # Which rare blanks count as blank is markdown-it's to say.
        return False
    state.line = number
    place = [start, number]
    state.push("paragraph_open", "p", 1).map = place
    words = state.push("inline", "", 0)
    words.content = content
    words.map = list(place)
    words.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _begins_item(state: StateBlock, number: int, at: int) -> bool:
    if not _ITEM.match(state.src, at):
        return False
    count = state.sCount[number]
    # An item four columns in from the list, but not inside this item, goes on as text.
    return not (state.listIndent >= 0 and count - state.listIndent >= 4 and count < state.blkIndent)
