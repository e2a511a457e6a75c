"""Building: nodes that composers make, of plain words or of words with emphasis and links."""

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from anbefal.tree.node import Node

Phrase = str | list[Token]
"""What stands in a line: plain text, which is never read as Markdown, or inline tokens."""

Nodes = tuple[Node, ...]
"""Blocks, one behind the other."""

_MARKDOWN_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def tokens(nodes: Iterable[Node]) -> list[Token]:
    """Give the token stream of some nodes, for markdown-it's renderer."""
    return [token for node in nodes for token in node.to_tokens()]


def copies(stream: Sequence[Token]) -> list[Token]:
    """Copy a token stream, the tokens of its lines as well; what tokens hold is shared.

    Several times as quick as `Token.copy`, which asks every value by name.
    """
    return [
        Token(
            token.type,
            token.tag,
            token.nesting,
            token.attrs,
            token.map,
            token.level,
            None if token.children is None else copies(token.children),
            token.content,
            token.markup,
            token.info,
            token.meta,
            token.block,
            token.hidden,
        )
        for token in stream
    ]


def words_of(stream: Sequence[Token]) -> str:
    """Give the plain text of a line's tokens, as `text` gives that of its node."""
    pieces = []
    for token in stream:
        kind = token.type
        if kind in ("text", "code_inline"):
            pieces.append(token.content)
        elif kind in ("softbreak", "hardbreak"):
            pieces.append("\n")
        elif kind == "image":
            pieces.append(words_of(token.children or ()) or token.content)
        elif token.children:
            pieces.append(words_of(token.children))
    return "".join(pieces)


def build(stream: Sequence[Token]) -> tuple[Node, ...]:
    """Make nodes of a token stream."""
    return tuple(Node(stream).children)


# -- blocks ----------------------------------------------------------------------------------


def heading(
    level: int, words: Phrase, anchor: str = "", new_page: bool = False, change: str = ""
) -> tuple[Node, ...]:
    """Make a heading, which can ask to begin a printed page, and tell what became of it."""
    opened = Token("heading_open", f"h{level}", 1, markup="#" * level, block=True)
    if change:
        opened.meta["change"] = change
    if anchor:
        opened.attrs["id"] = anchor
    if new_page:
        opened.meta["new_page"] = True
    return build([opened, inline(words), Token("heading_close", f"h{level}", -1, block=True)])


def paragraph(words: Phrase) -> tuple[Node, ...]:
    """Make a paragraph."""
    return build(_wrap("paragraph", "p", [inline(words)]))


def bullets(items: Iterable[Phrase]) -> tuple[Node, ...]:
    """Make a bullet list; nothing when there are no items."""
    return _list("bullet_list", "ul", items)


def numbered(items: Iterable[Phrase]) -> tuple[Node, ...]:
    """Make a list of numbers from 1; nothing when there are no items."""
    return _list("ordered_list", "ol", items)


def _list(name: str, tag: str, items: Iterable[Phrase]) -> tuple[Node, ...]:
    inner: list[Token] = []
    for item in items:
        hidden = _wrap("paragraph", "p", [inline(item)])
        hidden[0].hidden = hidden[-1].hidden = True
        inner += _wrap("list_item", "li", hidden)
    return build(_wrap(name, tag, inner)) if inner else ()


def quote(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Put blocks into a quotation."""
    return build(_wrap("blockquote", "blockquote", tokens(nodes)))


def with_items(node: Node, items: Iterable[Node]) -> tuple[Node, ...]:
    """Make a list like another, of some of its items."""
    around = node.to_tokens()
    return build([around[0], *tokens(items), around[-1]])


def table(head: Sequence[Phrase], rows: Iterable[Sequence[Phrase | Nodes]]) -> tuple[Node, ...]:
    """Make a table with a header row; a cell is a line, or blocks."""
    body = [token for row in rows for token in _row("td", row)]
    return build(
        _wrap(
            "table",
            "table",
            _wrap("thead", "thead", _row("th", head))
            + (_wrap("tbody", "tbody", body) if body else []),
        )
    )


def _row(cell: str, row: Sequence[Phrase | Nodes]) -> list[Token]:
    return _wrap("tr", "tr", [t for words in row for t in _wrap(cell, cell, _inside(words))])


def _inside(cell: Phrase | Nodes) -> list[Token]:
    if isinstance(cell, tuple):
        return tokens(cell)
    return [inline(cell)]


def _wrap(name: str, tag: str, inner: list[Token]) -> list[Token]:
    return [
        Token(f"{name}_open", tag, 1, block=True),
        *inner,
        Token(f"{name}_close", tag, -1, block=True),
    ]


def shift_headings(nodes: Iterable[Node], by: int) -> tuple[Node, ...]:
    """Move every heading down (or up) by some levels, kept between 1 and 6."""
    stream = [token.copy() for token in tokens(nodes)]
    for token in stream:
        if token.type in ("heading_open", "heading_close"):
            level = min(6, max(1, int(token.tag[1]) + by))
            token.tag = f"h{level}"
    return build(stream)


def container(kind: str, nodes: Iterable[Node], /, **meta: object) -> tuple[Node, ...]:
    """Put blocks together in one of a kind of its own, such as "view"."""
    opened = Token(f"{kind}_open", "div", 1, block=True, meta=dict(meta))
    return build([opened, *tokens(nodes), Token(f"{kind}_close", "div", -1, block=True)])


def in_language(nodes: Iterable[Node], language: str, page: str) -> tuple[Node, ...]:
    """Say of some blocks that they are in a language, where the page round them is in another."""
    if language == page:
        return tuple(nodes)
    stream: list[Token] = []
    depth = 0
    for token in tokens(nodes):
        if depth == 0 and token.nesting >= 0:
            token = token.copy(meta={**token.meta, "lang": language})
        depth += token.nesting
        stream.append(token)
    return build(stream)


# -- words -----------------------------------------------------------------------------------


def inline(words: Phrase) -> Token:
    """Make the inline token of a line."""
    children = _leaves(words)
    plain = "".join(leaf.content for leaf in children)
    return Token("inline", "", 0, content=escape(plain), children=children, block=True)


def plain(words: str) -> list[Token]:
    """Make tokens of plain text, to stand beside others in a line."""
    return [Token("text", "", 0, content=words)]


def strong(words: Phrase) -> list[Token]:
    """Make words bold."""
    return _mark("strong", "strong", words, "**")


def emphasis(words: Phrase) -> list[Token]:
    """Make words stressed."""
    return _mark("em", "em", words, "*")


def link(words: Phrase, target: str) -> list[Token]:
    """Make words lead to an address, such as "#" and a heading's anchor."""
    opened, *rest = _mark("link", "a", words, "")
    opened.attrs["href"] = target
    return [opened, *rest]


def page_link(words: Phrase, page: str) -> list[Token]:
    """Make words lead to a page of the same site, by its id."""
    opened, *rest = link(words, f"#{page}")
    opened.meta["page"] = True
    return [opened, *rest]


def bar(share: float, gate: float) -> list[Token]:
    """Draw a share, in percent, as a bar with a mark at the gate; words must say the same."""
    return [Token("bar", "", 0, meta={"share": share, "gate": gate})]


def foreign(words: Phrase, language: str, page: str) -> list[Token]:
    """Say of words that they are in a language, where the page round them is in another."""
    if language == page:
        return _leaves(words)
    opened, *rest = _mark("foreign", "span", words, "")
    opened.attrs["lang"] = language
    return [opened, *rest]


def inserted(words: Phrase) -> list[Token]:
    """Mark words that came."""
    return _mark("ins", "ins", words, "")


def deleted(words: Phrase) -> list[Token]:
    """Mark words that went."""
    return _mark("del", "del", words, "")


def note(words: Phrase) -> list[Token]:
    """Mark words that are ours, not the text's."""
    return _mark("note", "span", words, "")


def _mark(name: str, tag: str, words: Phrase, markup: str) -> list[Token]:
    return [
        Token(f"{name}_open", tag, 1, markup=markup),
        *_leaves(words),
        Token(f"{name}_close", tag, -1, markup=markup),
    ]


def _leaves(words: Phrase) -> list[Token]:
    return plain(words) if isinstance(words, str) else list(words)


def escape(words: str) -> str:
    """Write plain text as Markdown source that reads back as the same text."""
    return _MARKDOWN_PUNCTUATION.sub(r"\\\g<0>", words)
