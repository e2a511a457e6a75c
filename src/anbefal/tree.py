"""Markdown's one door: markdown-it's own syntax tree is the program's waist.

Lines count from 1 and are exact for blocks. Readers parse text here, kinds and rules walk the
nodes, composers build nodes, writers render them. There is no second tree.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MethodType
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.tasklists import tasklists_plugin

Node = SyntaxTreeNode

MAX_NESTING = 30

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_WORD = re.compile(r"\w+(?:[-'’.,:/]\w+)*")
_COMMENT_OPEN = re.compile(r"^\s*<!--")
_COMMENT = re.compile(r"<!--(.*?)-->\s*", re.DOTALL)
_MARKDOWN_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


class TooDeep(Exception):
    """Say that a text is nested deeper than `MAX_NESTING`, and from which line on."""

    def __init__(self, line: int = 1) -> None:
        """Take the line of the block that is too deep."""
        super().__init__(line)
        self.line = line


class Comment(NamedTuple):
    """An HTML comment on lines of its own: guidance or a directive, never printed."""

    line: int
    last_line: int
    text: str
    closed: bool


def _parser() -> MarkdownIt:
    # js-default: tables and strikethrough on; raw HTML off, so that it comes out as literal text.
    return MarkdownIt("js-default").use(tasklists_plugin)


_MARKDOWN = _parser()


def parse(text: str) -> Node:
    """Parse Markdown whose comments were lifted. Raises TooDeep past `MAX_NESTING`."""
    try:
        tokens = _MARKDOWN.parse(text)
    except RecursionError:
        raise TooDeep from None
    _refuse_deep(tokens)
    _name_task_boxes(tokens)
    return Node(tokens)


def _refuse_deep(tokens: Sequence[Token]) -> None:
    containers = 0
    for token in tokens:
        if token.type in ("blockquote_open", "list_item_open"):
            containers += 1
        elif token.type in ("blockquote_close", "list_item_close"):
            containers -= 1
        if containers > MAX_NESTING or _inline_depth(token.children) > MAX_NESTING:
            raise TooDeep(token.map[0] + 1 if token.map else 1)


def _inline_depth(children: Sequence[Token] | None) -> int:
    depth = deepest = 0
    for child in children or ():
        depth += child.nesting
        deepest = max(deepest, depth)
        if child.children:
            deepest = max(deepest, 1 + _inline_depth(child.children))
    return deepest


def _name_task_boxes(tokens: Sequence[Token]) -> None:
    """Turn the plug-in's ready HTML into a token of its own, so that every writer can draw it."""
    for token in tokens:
        for child in token.children or ():
            if child.type == "html_inline":
                child.type = "task_box"
                child.meta = {"checked": "checked=" in child.content}
                child.content = ""


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


# -- reading nodes ---------------------------------------------------------------------------


def line(node: Node) -> int:
    """Give the first line of a block, or of the block round an inline node."""
    at: Node | None = node
    while at is not None:
        if not at.is_root and at.map:
            return int(at.map[0]) + 1
        at = at.parent
    return 1


def last_line(node: Node) -> int:
    """Give the last line of a block."""
    return int(node.map[1]) if not node.is_root and node.map else line(node)


def text(node: Node) -> str:
    """Give the plain text of a node: line breaks as newlines, pictures as their alt text."""
    return "".join(_pieces(node))


def _pieces(node: Node) -> Iterator[str]:
    if node.type in ("text", "code_inline", "fence", "code_block"):
        yield node.content
    elif node.type in ("softbreak", "hardbreak"):
        yield "\n"
    elif node.type == "image":
        yield "".join(_pieces_of(node.children)) or str(node.content)
    else:
        blocks = node.is_root or node.type in _HOLDS_BLOCKS
        for number, child in enumerate(node.children):
            if number and blocks:
                yield "\n"
            yield from _pieces(child)


_HOLDS_BLOCKS = frozenset(
    ("bullet_list", "ordered_list", "list_item", "blockquote", "table", "thead", "tbody", "tr")
)


def _pieces_of(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        yield from _pieces(node)


def prose(node: Node) -> str:
    """Give a node's text without code: what a person reads as words."""
    return "".join(_prose(node))


def _prose(node: Node) -> Iterator[str]:
    if node.type in ("code_inline", "fence", "code_block"):
        yield " "
    elif node.type == "text":
        yield node.content
    elif node.type in ("softbreak", "hardbreak"):
        yield " "
    else:
        for child in node.children:
            yield from _prose(child)
        if not node.is_root and node.block:
            yield "\n"


def count_words(nodes: Iterable[Node]) -> int:
    """Count the words of some nodes: no code, no addresses, no comments."""
    return sum(count_text_words(prose(node)) for node in nodes)


def count_text_words(plain: str) -> int:
    """Count the words of plain text; an address is none, "16.10-16.50" and "åben-hed" are one."""
    return len(words(plain))


def words(plain: str) -> list[str]:
    """Give the words of plain text, in order, without addresses."""
    if "@" in plain:
        plain = " ".join(word for word in plain.split() if not _is_mail_address(word))
    return _WORD.findall(_ADDRESS.sub(" ", plain))


def _is_mail_address(word: str) -> bool:
    # No regular expression: they take minutes over a long word, such as a picture pasted as text.
    at = word.find("@", 1)
    return at > 0 and word.find(".", at + 2, len(word) - 1) > 0


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give every node below some nodes, and themselves, in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def strong_lead(node: Node) -> str:
    """Give the bold words that a block starts with, or "" where it starts with others."""
    for at in walk([node]):
        if at.type == "inline":
            first = [c for c in at.children if c.type != "task_box" and text(c).strip()]
            return text(first[0]).strip() if first and first[0].type == "strong" else ""
    return ""


def same(one: Iterable[Node], other: Iterable[Node]) -> bool:
    """Tell whether two trees say the same, wherever they stand in their files."""
    left, right = list(one), list(other)
    return len(left) == len(right) and all(
        _key(a) == _key(b) and same(a.children, b.children)
        for a, b in zip(left, right, strict=True)
    )


def _key(node: Node) -> tuple[object, ...]:
    if node.is_root:
        return ("root",)
    return (node.type, node.tag, node.info, dict(node.attrs), _own_text(node), dict(node.meta))


def _own_text(node: Node) -> str:
    return "" if node.type == "inline" or node.children else node.content


def fold(words: str) -> str:
    """Fold case and Unicode form, and spaces to one: how names and headings are compared."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


# -- building nodes --------------------------------------------------------------------------


def tokens(nodes: Iterable[Node]) -> list[Token]:
    """Give the token stream of some nodes, for markdown-it's renderer."""
    return [token for node in nodes for token in node.to_tokens()]


def build(stream: Sequence[Token]) -> tuple[Node, ...]:
    """Make nodes of a token stream."""
    return tuple(Node(stream).children)


def heading(level: int, words: str, anchor: str = "", new_page: bool = False) -> tuple[Node, ...]:
    """Make a heading of plain text, which can ask to begin a printed page."""
    opened = Token("heading_open", f"h{level}", 1, markup="#" * level, block=True)
    if anchor:
        opened.attrs["id"] = anchor
    if new_page:
        opened.meta["new_page"] = True
    return build([opened, inline(words), Token("heading_close", f"h{level}", -1, block=True)])


def paragraph(words: str) -> tuple[Node, ...]:
    """Make a paragraph of plain text."""
    return build(_wrap("paragraph", "p", [inline(words)]))


def bullets(items: Iterable[str]) -> tuple[Node, ...]:
    """Make a bullet list of plain texts; nothing when there are none."""
    inner: list[Token] = []
    for item in items:
        hidden = _wrap("paragraph", "p", [inline(item)])
        hidden[0].hidden = hidden[-1].hidden = True
        inner += _wrap("list_item", "li", hidden)
    return build(_wrap("bullet_list", "ul", inner)) if inner else ()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> tuple[Node, ...]:
    """Make a table of plain texts, with a header row."""
    body = [token for row in rows for token in _row("td", row)]
    return build(
        _wrap(
            "table",
            "table",
            _wrap("thead", "thead", _row("th", head))
            + (_wrap("tbody", "tbody", body) if body else []),
        )
    )


def _row(cell: str, row: Sequence[str]) -> list[Token]:
    return _wrap("tr", "tr", [t for words in row for t in _wrap(cell, cell, [inline(words)])])


def _wrap(name: str, tag: str, inner: list[Token]) -> list[Token]:
    return [
        Token(f"{name}_open", tag, 1, block=True),
        *inner,
        Token(f"{name}_close", tag, -1, block=True),
    ]


def inline(words: str) -> Token:
    """Make an inline token of plain text, which is never read as Markdown."""
    leaf = Token("text", "", 0, content=words)
    return Token("inline", "", 0, content=escape(words), children=[leaf], block=True)


def escape(words: str) -> str:
    """Write plain text as Markdown source that reads back as the same text."""
    return _MARKDOWN_PUNCTUATION.sub(r"\\\g<0>", words)


def shift_headings(nodes: Iterable[Node], by: int) -> tuple[Node, ...]:
    """Move every heading down (or up) by some levels, kept between 1 and 6."""
    stream = [token.copy() for token in tokens(nodes)]
    for token in stream:
        if token.type in ("heading_open", "heading_close"):
            level = min(6, max(1, int(token.tag[1]) + by))
            token.tag = f"h{level}"
    return build(stream)


# -- rendering nodes -------------------------------------------------------------------------

StreamToken = Token
RenderRule = Callable[[Sequence[Token], int], str]


def render_html(stream: Sequence[Token], rules: Mapping[str, RenderRule]) -> str:
    """Render a token stream with markdown-it's own renderer; `rules` replace its, by token type."""
    renderer = RendererHTML()
    for name, rule in rules.items():
        renderer.rules[name] = MethodType(_apply, rule)
    return renderer.render(stream, _MARKDOWN.options, {})


def _apply(rule: RenderRule, stream: Sequence[Token], at: int, *_options: object) -> str:
    return rule(stream, at)
