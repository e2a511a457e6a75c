"""Markdown's one door: markdown-it's own syntax tree is the program's waist.

Lines count from 1 and are exact for blocks. Readers parse text here, kinds and rules walk the
nodes, composers build nodes, writers render them. There is no second tree.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cache, lru_cache
from types import MethodType

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from anbefal.tree.autolinks import MARKUP as BARE_LINK
from anbefal.tree.building import (
    Nodes,
    Phrase,
    bar,
    build,
    bullets,
    container,
    copies,
    deleted,
    emphasis,
    escape,
    foreign,
    heading,
    in_language,
    inline,
    inserted,
    link,
    note,
    numbered,
    page_link,
    paragraph,
    plain,
    quote,
    shift_headings,
    strong,
    table,
    tokens,
    with_items,
    words_of,
)
from anbefal.tree.columns import find_column, letters
from anbefal.tree.comments import Comment, lift_comments
from anbefal.tree.cutting import Ribbon
from anbefal.tree.lifting import (
    lift_footnotes,
    number_footnotes,
    references,
    without_footnotes,
    write_footnotes_out,
)
from anbefal.tree.node import MARKDOWN, Node
from anbefal.tree.parsing import MAX_NESTING, TooDeep, parse
from anbefal.tree.words import count_text_words, find_addresses, words

__all__ = [
    "BARE_LINK",
    "MAX_NESTING",
    "Comment",
    "Node",
    "Nodes",
    "Phrase",
    "Ribbon",
    "TooDeep",
    "bar",
    "build",
    "bullets",
    "container",
    "copies",
    "count_text_words",
    "deleted",
    "emphasis",
    "escape",
    "find_addresses",
    "find_column",
    "foreign",
    "letters",
    "heading",
    "in_language",
    "inline",
    "inserted",
    "lift_comments",
    "lift_footnotes",
    "link",
    "note",
    "number_footnotes",
    "numbered",
    "page_link",
    "paragraph",
    "parse",
    "plain",
    "quote",
    "references",
    "shift_headings",
    "strong",
    "table",
    "tokens",
    "without_footnotes",
    "with_items",
    "words",
    "words_of",
    "write_footnotes_out",
]


# -- reading nodes ---------------------------------------------------------------------------


def line(node: Node) -> int:
    """Give the first line of a block, or of the block round an inline node."""
    at: Node | None = node
    while at is not None:
        token = at.nester_tokens.opening if at.nester_tokens else at.token
        if token and token.map:
            return token.map[0] + 1
        at = at.parent
    return 1


def last_line(node: Node) -> int:
    """Give the last line of a block."""
    return int(node.map[1]) if not node.is_root and node.map else line(node)


def text(node: Node) -> str:
    """Give the plain text of a node: line breaks as newlines, pictures as their alt text.

    A footnote inside an item or a quote is none of its words.
    """
    known = node.words()
    if known is None:
        pieces: list[str] = []
        _add_text(node, pieces)
        known = "".join(pieces)
    return known


_HOLDS_BLOCKS = frozenset(
    (
        *("root", "bullet_list", "ordered_list", "list_item", "blockquote"),
        *("table", "thead", "tbody", "tr", "footnote"),
    )
)


def _add_text(node: Node, pieces: list[str]) -> None:
    kind = node.type
    if kind in ("text", "code_inline", "fence", "code_block"):
        pieces.append(node.content)
    elif kind in ("softbreak", "hardbreak"):
        pieces.append("\n")
    elif kind == "image":
        before = len(pieces)
        for child in node.children:
            _add_text(child, pieces)
        if not "".join(pieces[before:]):
            pieces.append(str(node.content))
    elif kind == "inline" and (known := node.words()) is not None:
        pieces.append(known)
    else:
        blocks = kind in _HOLDS_BLOCKS
        children = node.children
        if kind in ("list_item", "blockquote"):
            children = [child for child in children if child.type != "footnote"]
        for number, child in enumerate(children):
            if number and blocks:
                pieces.append("\n")
            _add_text(child, pieces)


def prose(node: Node) -> str:
    """Give a node's text without code: what a person reads as words."""
    pieces: list[str] = []
    _add_prose(node, pieces)
    return "".join(pieces)


def _add_prose(node: Node, pieces: list[str]) -> None:
    kind = node.type
    if kind == "text":
        pieces.append(node.content)
    elif kind in ("softbreak", "hardbreak", "code_inline", "fence", "code_block"):
        pieces.append(" ")
    elif kind == "inline" and (known := node.words()) is not None:
        pieces += (known.replace("\n", " "), "\n")
    else:
        for child in node.children:
            _add_prose(child, pieces)
        if kind != "root" and node.block:
            pieces.append("\n")


def unquoted(node: Node) -> str:
    """Give a node's text without code, its lines as they stand: where rules look for signs."""
    known = node.words()
    if known is not None:
        return known
    if node.type == "code_inline":
        return " "
    if node.type in ("text", "softbreak", "hardbreak", "image"):
        return text(node)
    return "".join(unquoted(child) for child in node.children)


def count_words(nodes: Iterable[Node]) -> int:
    """Count the words of some nodes: no code, no addresses, no comments, no footnotes."""
    return sum(count_text_words(prose(node)) for node in nodes if node.type != "footnote")


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give every node below some nodes, and themselves, in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def take_apart(nodes: Iterable[Node]) -> None:
    """Take the whole tree round some nodes apart: nobody may ask for a parent of theirs again.

    Nodes name their parents, so that only the garbage collector, which is slow, would free them.
    """
    for node in nodes:
        root = node
        while root.parent is not None:
            root = root.parent
        root.take_apart()


def blocks(nodes: Iterable[Node]) -> list[Node]:
    """Give every block below some nodes, and themselves, in order; no words are parsed for it.

    The last of them are "inline": a heading's, a paragraph's or a table cell's own text.
    """
    found: list[Node] = []
    _add_blocks(nodes, found)
    return found


def _add_blocks(nodes: Iterable[Node], found: list[Node]) -> None:
    for node in nodes:
        found.append(node)
        if node.type != "inline":
            _add_blocks(node.children, found)


def lines_of_text(nodes: Iterable[Node]) -> list[Node]:
    """Give the text of every heading, paragraph and table cell below some nodes, in order."""
    return [node for node in blocks(nodes) if node.type == "inline"]


def pictures(nodes: Iterable[Node]) -> Iterator[Node]:
    """Give every picture below some nodes; nothing is parsed where no line names one."""
    for at in lines_of_text(nodes):
        if "![" in at.content:
            yield from (node for node in walk([at]) if node.type == "image")


def source(block: Node) -> str:
    """Give the words of a heading, paragraph or code as they were written; nothing is parsed."""
    holder = block._children[0] if block._children else block
    return holder.token.content if holder.token else ""


def reworded(block: Node, source: str) -> str:
    """Give the plain text that a paragraph would have if this stood in it."""
    line = block._children[0]
    other = Token("inline", "", 0, content=source)
    return text(Node.unfold([other], line._env or {}, frozenset()))


def strong_lead(node: Node) -> str:
    """Give the bold words that a block starts with, or "" where it starts with others."""
    found = lines_of_text([node])
    if not found or not ("*" in found[0].content or "_" in found[0].content):
        return ""
    line = found[0]
    known = line.bold_lead()
    if known is not None:
        return known.strip()
    first = next((c for c in line.children if c.type != "task_box" and text(c).strip()), None)
    return text(first).strip() if first and first.type == "strong" else ""


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


_SHORT = 80


def fold(words: str) -> str:
    """Fold case and Unicode form, and spaces to one: how names and headings are compared."""
    return _fold_name(words) if len(words) < _SHORT else _fold(words)


@lru_cache(maxsize=2000)
def _fold_name(words: str) -> str:
    # Headings and labels are the same in every draft.
    return _fold(words)


def _fold(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


# -- rendering nodes -------------------------------------------------------------------------

StreamToken = Token
RenderRule = Callable[[Sequence[Token], int], str]


def render_html(stream: Sequence[Token], rules: Mapping[str, RenderRule]) -> str:
    """Render a token stream with markdown-it's own renderer; `rules` replace its, by token type."""
    renderer = copy(_renderer())
    renderer.rules = renderer.rules | {n: MethodType(_apply, rule) for n, rule in rules.items()}
    return renderer.render(stream, MARKDOWN.options, {})


@cache
def _renderer() -> RendererHTML:
    # Made once: it looks through itself for its rules, which takes longer than a page's words.
    return RendererHTML()


def _apply(rule: RenderRule, stream: Sequence[Token], at: int, *_options: object) -> str:
    return rule(stream, at)
