"""Tokens: a block's text cut into whole words, figures and signs, each with its form."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from anbefal import tree
from anbefal.tree import Node

Form = tuple[str, ...]

# What clings to the letter before it: combining marks, joiners, soft hyphens, skin tones.
_CLING = (
    "\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u2060"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
# The white space before a word, and the word. No word may begin or end inside what `tree.words`
# takes for one.
_TOKEN = re.compile(
    r"(\s*)("
    rf"\w[\w{_CLING}]*(?:[-'’.,:/]\w[\w{_CLING}]*)*(?:(?<=\d)[ \n\u00a0\u202f]?%)?"
    r"|[\U0001f1e6-\U0001f1ff]{2}"
    r"|-{1,9}>"
    rf"|([^\w\s])(?:\3|[{_CLING}]|(?<=\u200d)[^\w\s])*"
    r"|\Z)"
)


class Tokens:
    """Words and signs in columns: there are hundreds of them in a block."""

    def __init__(self) -> None:
        """Begin without any."""
        self.spaces: list[str] = []
        """The white space before each."""
        self.cores: list[str] = []
        """The words and signs themselves; the last is empty where white space ends the text."""
        self.keys: list[str] = []
        """What is compared: "90 %" is "90%", but code is not the same as words."""
        self.forms: list[Form] = []
        """Empty where nothing has a form."""
        self.wordless: set[int] = set()
        """Which of them count no words: addresses and code."""
        self._pending = ""

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.keys)

    def words(self, start: int, end: int) -> int:
        """Count the words from one place to another."""
        cores = self.cores[start:end]
        if self.wordless:
            cores = [c for n, c in enumerate(cores, start) if n not in self.wordless]
        return sum(1 if core.isalpha() else tree.count_text_words(core) for core in cores)

    def text(self, start: int, end: int) -> str:
        """Give the text from one place to another, with the white space before the first."""
        pairs = zip(self.spaces[start:end], self.cores[start:end], strict=True)
        return "".join([piece for pair in pairs for piece in pair])

    def form(self, at: int) -> Form:
        """Give a token's form."""
        return self.forms[at] if self.forms else ()

    def add(self, run: str, code: bool = False) -> None:
        """Cut a stretch of text and add it; words never go on from one stretch into the next."""
        first = len(self.keys)
        for space, core, _ in _TOKEN.findall(run):
            if core:
                self.spaces.append(self._pending + space)
                self.cores.append(core)
                self._pending = ""
            else:
                self._pending += space
        cores = self.cores[first:]
        if "%" in run:
            cores = ["".join(core.split()) for core in cores]
        self.keys += [f"`{core}" for core in cores] if code else cores
        if code:
            self.wordless.update(range(first, len(self.keys)))

    def add_whole(self, word: str) -> None:
        """Add an address."""
        self.wordless.add(len(self.keys))
        self.spaces.append(self._pending)
        self.cores.append(word)
        self.keys.append(word)
        self._pending = ""

    def close(self) -> None:
        """Let white space at the end be a token without a core."""
        if self._pending:
            self.spaces.append(self._pending)
            self.cores.append("")
            self.keys.append("")
            self._pending = ""


class Piece(NamedTuple):
    """A stretch of a block's text in one form."""

    text: str
    form: Form
    code: bool


def tokenize(nodes: Sequence[Node]) -> Tokens:
    """Cut the text of some blocks, a blank line between two.

    Spaces and cores, joined, are exactly what `tree.text` gives for each.
    """
    pieces = []
    for number, node in enumerate(nodes):
        if number:
            pieces.append(Piece("\n\n", (), False))
        pieces += _pieces(node, ())
    tokens = tokenize_text(_runs(pieces))
    if any(piece.form for piece in pieces):
        tokens.forms = list(_forms(tokens, pieces))
    return tokens


def tokenize_text(runs: Iterable[tuple[str, bool]]) -> Tokens:
    """Cut stretches of text, each with whether it is code."""
    tokens = Tokens()
    for run, code in runs:
        at = 0
        for start, end in () if code else tree.find_addresses(run):
            tokens.add(run[at:start])
            tokens.add_whole(run[start:end])
            at = end
        tokens.add(run[at:], code)
    tokens.close()
    return tokens


def is_plain(node: Node) -> bool:
    """Tell whether a block is a paragraph in which nothing has a form."""
    if node.type != "paragraph" or not node.children:
        return False
    line = node.children[0]
    return "*" not in line.content and line.words() is not None


def _runs(pieces: Sequence[Piece]) -> Iterator[tuple[str, bool]]:
    """Join the pieces between code: a word may be bold in its first half."""
    for code, group in groupby(pieces, key=lambda piece: piece.code):
        if code:
            yield from ((piece.text, True) for piece in group)
        else:
            yield "".join([piece.text for piece in group]), False


def _pieces(node: Node, form: Form) -> Iterator[Piece]:
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


def _forms(tokens: Tokens, pieces: Sequence[Piece]) -> Iterator[Form]:
    """Give each token's form: all that any of its letters has."""
    number = begins = at = 0
    for space, core in zip(tokens.spaces, tokens.cores, strict=True):
        start = at + len(space)
        at = start + len(core)
        while number < len(pieces) and begins + len(pieces[number].text) <= start:
            begins += len(pieces[number].text)
            number += 1
        form: dict[str, None] = {}
        look, look_at = number, begins
        while look < len(pieces) and look_at < at:
            form.update(dict.fromkeys(pieces[look].form))
            look_at += len(pieces[look].text)
            look += 1
        yield tuple(form)
