"""Cutting: a stretch of a line's words, with the emphasis and links that stand round it.

Offsets count the characters of `tree.text`: a line break is one, a picture is its alt text.
"""

from collections.abc import Iterable, Sequence

from markdown_it.token import Token

_BREAKS = ("softbreak", "hardbreak")


def cut(children: Sequence[Token], start: int, end: int) -> list[Token]:
    """Give the tokens of a line between two offsets; what is open at a cut is closed there.

    A picture goes whole with its first letter. A task's box, which has no width, is left out.
    """
    found: list[Token] = []
    open_tokens: list[Token] = []
    # Of what is open, how many stand in `found` already.
    opened = 0
    at = 0
    for token in children:
        if token.nesting > 0:
            open_tokens.append(token)
        elif token.nesting < 0:
            if len(open_tokens) == opened:
                found.append(token)
                opened -= 1
            open_tokens.pop()
        elif token.type != "task_box":
            width = _width(token)
            piece = _piece(token, max(0, start - at), min(width, end - at), at < start)
            at += width
            if piece is not None:
                found += open_tokens[opened:]
                opened = len(open_tokens)
                found.append(piece)
    return found


def width(children: Iterable[Token]) -> int:
    """Count the characters of a line."""
    return sum(_width(token) for token in children)


def _width(token: Token) -> int:
    if token.nesting or token.type == "task_box":
        return 0
    if token.type in _BREAKS:
        return 1
    if token.type == "image":
        return width(token.children or ()) or len(token.content)
    return len(token.content)


def _piece(token: Token, start: int, end: int, begun: bool) -> Token | None:
    """Give a leaf's own part of the stretch, or None where it has none."""
    if end <= start:
        return None
    if token.type in ("text", "code_inline", "html_inline", "html_block"):
        return token.copy(content=token.content[start:end])
    return None if begun and start else token
