"""Parse: the blocks of a text at once, the words of each block when they are asked for."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.token import Token

from anbefal.tree.footnotes import name_definitions
from anbefal.tree.node import MARKDOWN, Node, parse_words
from anbefal.tree.quick import add_quick_rule

MAX_NESTING = 30

# Past so many signs that could open something in one paragraph, markdown-it takes seconds: each
# is looked through to the paragraph's end. A page of print has some dozens.
MAX_OPENERS = 2000

_BOX = re.compile(r"\[[ xX]][ \t\n\v\f\r]")

add_quick_rule(MARKDOWN)


class TooDeep(Exception):
    """Say that a text is nested deeper than `MAX_NESTING`, and from which line on."""

    def __init__(self, line: int = 1) -> None:
        """Take the line of the block that is too deep."""
        super().__init__(line)
        self.line = line


def parse(text: str) -> Node:
    """Parse Markdown whose comments were lifted. Raises TooDeep past `MAX_NESTING`."""
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    try:
        # The last of markdown-it's own first step; readers have done the rest.
        source = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
        MARKDOWN.block.parse(source, MARKDOWN, env, tokens)
        if "[^" in source:
            name_definitions(tokens, env)
        boxes = _look_through(tokens, env)
    except RecursionError:
        raise TooDeep from None
    return Node.unfold(tokens, env, boxes)


def _look_through(tokens: Sequence[Token], env: Any) -> frozenset[int]:
    """Refuse what is nested too deep, and mark lists and items that have task boxes."""
    containers = 0
    lists: list[Token] = []
    boxes = []
    for number, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            if _may_be_deep(token.content) and _is_deep(token.content, env):
                raise TooDeep(_line(token))
            if _BOX.match(token.content) and number > 1:
                item = tokens[number - 2]
                if item.type == "list_item_open" and tokens[number - 1].type == "paragraph_open":
                    item.attrSet("class", "task-list-item")
                    lists[-1].attrSet("class", "contains-task-list")
                    boxes.append(id(token))
        elif kind in ("blockquote_open", "list_item_open", "footnote_open"):
            containers += 1
            if containers > MAX_NESTING:
                raise TooDeep(_line(token))
        elif kind in ("blockquote_close", "list_item_close", "footnote_close"):
            containers -= 1
        elif kind in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
    return frozenset(boxes)


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _may_be_deep(words: str) -> bool:
    """Tell whether there are signs enough to nest so deep; a level takes two stars."""
    if len(words) <= MAX_NESTING:
        return False
    pairs = words.count("*") + words.count("_") + words.count("~")
    return pairs // 2 + words.count("[") + words.count("<") > MAX_NESTING


def _is_deep(words: str, env: Any) -> bool:
    openers = sum(words.count(sign) for sign in "[<*_~")
    return openers > MAX_OPENERS or inline_depth(parse_words(words, env, False)) > MAX_NESTING


def inline_depth(children: Sequence[Token] | None) -> int:
    """Give how deep emphasis, links and pictures are nested."""
    depth = deepest = 0
    for child in children or ():
        depth += child.nesting
        deepest = max(deepest, depth)
        if child.children:
            deepest = max(deepest, 1 + inline_depth(child.children))
    return deepest
