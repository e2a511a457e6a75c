"""Tokens: a block's text cut into whole words, figures and signs, each with its form."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.tree import Node

# What clings to the letter before it: combining marks, joiners, soft hyphens, skin tones.
_CLING = (
    "\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
# No token may begin or end inside what `tree.words` takes for a word.
_TOKEN = re.compile(
    rf"\w[\w{_CLING}]*(?:[-'’.,:/]\w[\w{_CLING}]*)*(?:(?<=\d)[ \u00a0\u202f]?%)?"
    r"|[\U0001f1e6-\U0001f1ff]{2}"
    r"|-{1,9}>"
    rf"|([^\w\s])(?:\1|[{_CLING}]|(?<=\u200d)[^\w\s])*"
)


class Token(NamedTuple):
    """A word or sign, with the white space before it."""

    space: str
    core: str
    key: str
    """What is compared: "90 %" is "90%", but code is not the same word."""
    words: int
    form: tuple[str, ...]


class Piece(NamedTuple):
    """A stretch of a block's text in one form."""

    text: str
    form: tuple[str, ...]
    code: bool


def tokenize(node: Node) -> list[Token]:
    """Cut a block's text; spaces and cores, joined, are exactly `tree.text(node)`.

    White space behind the last word becomes a token without a core.
    """
    pieces = list(_pieces(node, ()))
    tokens: list[Token] = []
    space = ""
    for run, code in _runs(pieces):
        at = 0
        for start, end, core, words in _cut(run, code):
            space += run[at:start]
            key = core if core.isalnum() else "".join(core.split())
            # Code counts no words, so that it cannot be the same as words.
            key = f"`{key}" if code else key
            tokens.append(Token(space, core, key, words, ()))
            space, at = "", end
        space += run[at:]
    if space:
        tokens.append(Token(space, "", "", 0, ()))
    return _with_forms(tokens, pieces) if any(piece.form for piece in pieces) else tokens


def _pieces(node: Node, form: tuple[str, ...]) -> Iterator[Piece]:
    """Give a node's text as `tree.text` does, with the form of each stretch."""
    kind = node.type
    if kind in ("fence", "code_block"):
        yield Piece(node.content, form, True)
    elif kind == "tr":
        for number, cell in enumerate(node.children):
            if number:
                yield Piece("\n", (), False)
            yield from _pieces(cell, form)
    elif kind == "inline" and "*" not in node.content and (known := node.words()) is not None:
        yield Piece(known, form, False)
    elif kind == "text":
        yield Piece(node.content, form, False)
    elif kind == "code_inline":
        yield Piece(node.content, form, True)
    elif kind in ("softbreak", "hardbreak"):
        yield Piece("\n", form, False)
    elif kind == "image":
        form = (*form, f"image:{node.attrs.get('src', '')}")
        inner = [piece for child in node.children for piece in _pieces(child, form)]
        if any(piece.text for piece in inner):
            yield from inner
        else:
            yield Piece(str(node.content), form, True)
    else:
        if kind in ("strong", "em", "s"):
            form = (*form, kind)
        elif kind == "link":
            form = (*form, f"link:{node.attrs.get('href', '')}")
        for child in node.children:
            yield from _pieces(child, form)


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[str, bool]]:
    """Join the pieces between code: a word may be bold in its first half."""
    text: list[str] = []
    for piece in pieces:
        if piece.code:
            yield "".join(text), False
            yield piece.text, True
            text = []
        else:
            text.append(piece.text)
    yield "".join(text), False


def _cut(run: str, code: bool) -> Iterator[tuple[int, int, str, int]]:
    """Give each token's start, end, text and number of words."""
    at = 0
    for start, end in [*(() if code else tree.find_addresses(run)), (len(run), len(run))]:
        for found in _TOKEN.finditer(run, at, start):
            core = found[0]
            words = 1 if core.isalnum() else tree.count_text_words(core)
            yield found.start(), found.end(), core, 0 if code else words
        if start < end:
            yield start, end, run[start:end], 0
        at = end


def _with_forms(tokens: list[Token], pieces: Sequence[Piece]) -> list[Token]:
    formed = []
    number, begins, at = 0, 0, 0
    for token in tokens:
        start = at + len(token.space)
        at = start + len(token.core)
        while number < len(pieces) and begins + len(pieces[number].text) <= start:
            begins += len(pieces[number].text)
            number += 1
        form: dict[str, None] = {}
        look, look_at = number, begins
        while look < len(pieces) and look_at < at:
            form.update(dict.fromkeys(pieces[look].form))
            look_at += len(pieces[look].text)
            look += 1
        formed.append(token._replace(form=tuple(form)) if form else token)
    return formed
