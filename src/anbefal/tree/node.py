"""A node of the tree: markdown-it's own, whose words are read only when somebody asks for them.

Most paragraphs hold no Markdown at all, or a bold lead; their words and tokens are then known
without markdown-it's inline parser. A test holds both ways to the same tokens.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Self

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore, text_join
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from anbefal.tree.autolinks import add_autolinks, may_have_autolinks
from anbefal.tree.footnotes import add_footnotes, unlabel_pictures

# js-default: tables and strikethrough on; raw HTML off, so that it comes out as literal text.
# One wave strikes out as two do: so GitHub reads it.
MARKDOWN = MarkdownIt("js-default", {"strikethrough_single_tilde": True})
add_autolinks(MARKDOWN)
add_footnotes(MARKDOWN)

# Every sign that can begin something inside a line, "*" and "[" apart.
_MARK = re.compile(r"[\\`_~<&]")
# Bold words, alone between spaces: no other reading of the stars is possible.
_BOLD = re.compile(r"(?<![^ \n])\*\*(\w(?:[^*\n]*[\w.,:;!?])?)\*\*(?![^ \n])")


class Node(SyntaxTreeNode):
    """A node of markdown-it's tree; the children of a line of text are made when asked for."""

    type: str = "root"
    _source: str | None = None
    """The words that are still to be parsed."""
    _text: str | None = None
    _env: Any = None
    _box: bool = False

    def __init__(self, tokens: Sequence[Token] = (), *, create_root: bool = True) -> None:
        """Make a tree of a token stream whose inline tokens are parsed already."""
        self.token = None
        self.nester_tokens = None
        self._parent = None
        self._children = []
        if create_root:
            self._grow(tokens, None)
        else:
            super().__init__(tokens, create_root=False)
            self.type = SyntaxTreeNode.type.__get__(self)

    @classmethod
    def unfold(cls, tokens: Iterable[Token], env: Any, boxes: frozenset[int]) -> Self:
        """Make a tree of block tokens; `boxes` are the ids of inline tokens with a task box."""
        root = cls()
        root._grow(tokens, env, boxes)
        return root

    def _grow(self, tokens: Iterable[Token], env: Any, boxes: frozenset[int] = frozenset()) -> None:
        """Add the nodes of a token stream, without a call per node: there are hundreds a draft."""
        make = type(self).__new__
        kind = type(self)
        at: Node = self
        open_tokens: list[Token] = []
        for token in tokens:
            nesting = token.nesting
            if nesting < 0:
                if not open_tokens:
                    raise ValueError("Invalid token nesting")
                at.nester_tokens = _Pair(open_tokens.pop(), token)  # type: ignore[assignment]
                at = at._parent
                continue
            node = make(kind)
            node.token = None
            node.nester_tokens = None
            node._parent = at
            node._children = []
            at._children.append(node)
            if nesting:
                open_tokens.append(token)
                node.type = token.type.removesuffix("_open")
                at = node
                continue
            node.token = token
            node.type = token.type
            if env is not None and node.type == "inline":
                node._source, node._env = token.content, env
                if id(token) in boxes:
                    node._box = True
                    token.content = token.content[3:]
            elif token.children:
                node._grow(token.children, None)
        if open_tokens:
            raise ValueError(f"unclosed tokens starting {open_tokens[-1]}")

    @property
    def children(self) -> list[Self]:
        """Give the children, parsing the words first where nobody asked for them yet."""
        if self._source is not None:
            self._parse()
        return self._children

    @children.setter
    def children(self, value: list[Self]) -> None:
        self._children = value

    def words(self) -> str | None:
        """Give an unparsed line's plain text, or None where only its children know it."""
        if self._text is None and self._source is not None:
            plain = _plain_words(self._source, self._env)
            # What stands before the text of a task is a box, no words.
            self._text = plain[3:] if plain and self._box else plain
        return self._text if self._source is not None else None

    def bold_lead(self) -> str | None:
        """Give the bold words that an unparsed line begins with, or None where nobody knows yet."""
        if self.words() is None:
            return None
        assert self._source is not None
        start = self._source[3:] if self._box else self._source
        lead = _BOLD.match(start.lstrip(" \t\n"))
        return lead[1] if lead else ""

    def take_apart(self) -> None:
        """Let go of all parents below this node, so that a tree nobody holds is gone at once."""
        self._parent = None
        for child in self._children:
            child.take_apart()

    def _parse(self) -> None:
        token, source = self.token, self._source
        assert token is not None and source is not None
        self._source = self._text = None
        token.children = parse_words(source, self._env, self._box)
        self._grow(token.children, None)


class _Pair(NamedTuple):
    opening: Token
    closing: Token


def parse_words(source: str, env: Any, box: bool) -> list[Token]:
    """Parse one line or paragraph into its tokens."""
    tokens = _plain_tokens(source, env)
    if tokens is None:
        tokens = MARKDOWN.inline.parse(source, MARKDOWN, env, [])
        if "labels" in env and "![" in source:
            unlabel_pictures(tokens)
    if box:
        tokens[0].content = tokens[0].content[3:]
        ticked = source.startswith(("[x] ", "[X] "))
        tokens.insert(0, Token("task_box", "", 0, meta={"checked": ticked}))
    holder = Token("inline", "", 0, children=tokens)
    text_join(StateCore(source, MARKDOWN, env, [holder]))
    return holder.children or []


def _is_plain(source: str, env: Any) -> bool:
    if _MARK.search(source) or may_have_autolinks(source):
        return False
    if "[" not in source:
        return True
    return not ("](" in source or env.get("references") or ("[^" in source and "labels" in env))


def _plain_words(source: str, env: Any) -> str | None:
    if not _is_plain(source, env):
        return None
    if "*" in source:
        source = _BOLD.sub(r"\1", source)
        if "*" in source:
            return None
    if "\n" not in source:
        return source
    lines = source.split("\n")
    inner = [line.strip(" ").lstrip(" \t") for line in lines[1:-1]]
    return "\n".join([lines[0].rstrip(" "), *inner, lines[-1].lstrip(" \t")])


def _plain_tokens(source: str, env: Any) -> list[Token] | None:
    if not _is_plain(source, env):
        return None
    # Split by a group: every second piece is bold.
    pieces = _BOLD.split(source) if "*" in source else [source]
    if any("*" in piece for piece in pieces[::2]):
        return None
    tokens: list[Token] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            # markdown-it keeps a text token where the outer of two stars stood.
            if not tokens or tokens[-1].type != "text":
                tokens.append(Token("text", "", 0))
            tokens += (
                Token("strong_open", "strong", 1, markup="**"),
                Token("text", "", 0, content=piece, level=1),
                Token("strong_close", "strong", -1, markup="**"),
                Token("text", "", 0),
            )
        elif piece:
            _add_lines(piece, tokens)
    return tokens


def _add_lines(piece: str, tokens: list[Token]) -> None:
    """Add the text of some lines, with a break between two."""
    lines = piece.split("\n")
    for number, line in enumerate(lines):
        words = line.lstrip(" \t") if number else line
        last = number + 1 == len(lines)
        bare = words if last else words.rstrip(" ")
        if number == 0 and tokens:
            tokens[-1].content = bare
        elif bare:
            tokens.append(Token("text", "", 0, content=bare))
        if not last:
            hard = len(words) - len(bare) > 1
            tokens.append(Token("hardbreak" if hard else "softbreak", "br", 0))
