"""Comments on lines of their own: guidance and directives, lifted before the text is parsed."""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from anbefal.tree.footnotes import add_footnotes
from anbefal.tree.parsing import TooDeep
from anbefal.tree.quick import add_quick_rule

_COMMENT_OPEN = re.compile(r"^\s*<!--")
_COMMENT = re.compile(r"<!--(.*?)-->\s*", re.DOTALL)


class Comment(NamedTuple):
    """An HTML comment on lines of its own: guidance or a directive, never printed."""

    line: int
    last_line: int
    text: str
    closed: bool


def lift_comments(text: str) -> tuple[str, tuple[Comment, ...]]:
    """Blank the comments that stand on lines of their own, keeping every line's number.

    A comment inside a code block stays: it is text. One that is never closed stays as well, and
    is told of, so that no word is lost.
    """
    if "<!--" not in text:
        return text, ()
    lines = text.split("\n")
    code = _code_lines(text)
    last_end = max((n for n, line in enumerate(lines) if "-->" in line), default=-1)
    comments = []
    number = 0
    while number < len(lines):
        if number in code or not _COMMENT_OPEN.match(lines[number]):
            number += 1
            continue
        if number > last_end:
            comments.append(Comment(number + 1, number + 1, lines[number].strip(), False))
            number += 1
            continue
        last = next(n for n in range(number, len(lines)) if "-->" in lines[n])
        block = "\n".join(lines[number : last + 1]).strip()
        # "<!--" may close on a line that goes on with text: then it is text, not a comment.
        if not _COMMENT.sub("", block):
            comments += [
                Comment(number + 1, last + 1, match[1].strip(), True)
                for match in _COMMENT.finditer(block)
            ]
            lines[number : last + 1] = [""] * (last + 1 - number)
        number = last + 1
    return "\n".join(lines), tuple(comments)


def _code_lines(text: str) -> set[int]:
    if "```" not in text and "~~~" not in text and "    " not in text and "\t" not in text:
        return set()
    tokens: list[Token] = []
    try:
        _OUTLINE.block.parse(text, _OUTLINE, {"last_end": text.rfind("-->")}, tokens)
    except RecursionError:
        raise TooDeep from None
    return {
        number
        for token in tokens
        if token.type in ("fence", "code_block") and token.map
        for number in range(token.map[0], token.map[1])
    }


def _comment_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a comment for a block of its own, so that no sign inside it opens a code block."""
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("<!--", at):
        return False
    if at > state.env["last_end"]:
        return False
    if not silent:
        close = state.src.find("-->", at)
        while start + 1 < end and state.eMarks[start] < close:
            start += 1
        state.line = start + 1
    return True


_OUTLINE = MarkdownIt("js-default")
_OUTLINE.block.ruler.before(
    "heading", "comment", _comment_block, {"alt": ["paragraph", "reference", "blockquote"]}
)
add_footnotes(_OUTLINE)
add_quick_rule(_OUTLINE)
