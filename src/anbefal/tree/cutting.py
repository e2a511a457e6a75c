"""Cutting: a stretch of a line's words, with the emphasis and links that stand round it.

Offsets count the characters of `tree.text`: a line break is one, a picture is its alt text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

_BREAKS = ("softbreak", "hardbreak")


class Ribbon:
    """A line of inline tokens that can be cut again and again, each time at little cost."""

    def __init__(self, children: Sequence[Token]) -> None:
        """Take a line's tokens. A task's box, which has no width, is left out."""
        self._leaves: list[Token] = []
        self._starts: list[int] = []
        self._round: list[tuple[int, ...]] = []
        self._pairs: list[list[Token]] = []
        """What stands round some leaf: the opening token, and the closing one behind it."""
        self.width = 0
        stack: list[int] = []
        for token in children:
            if token.nesting > 0:
                stack.append(len(self._pairs))
                self._pairs.append([token])
            elif token.nesting < 0:
                self._pairs[stack.pop()].append(token)
            elif token.type != "task_box":
                self._leaves.append(token)
                self._starts.append(self.width)
                self._round.append(tuple(stack))
                self.width += _width(token)

    def cut(self, start: int, end: int) -> list[Token]:
        """Give the tokens between two offsets; what is open at a cut is closed there.

        A picture goes whole with its first letter.
        """
        found: list[Token] = []
        opened: tuple[int, ...] = ()
        for number in range(max(0, bisect_right(self._starts, start) - 1), len(self._leaves)):
            at = self._starts[number]
            if at >= end:
                break
            piece = _piece(self._leaves[number], max(0, start - at), end - at)
            if piece is not None:
                opened = self._step(opened, self._round[number], found)
                found.append(piece)
        self._step(opened, (), found)
        return found

    def _step(
        self, opened: tuple[int, ...], wanted: tuple[int, ...], found: list[Token]
    ) -> tuple[int, ...]:
        """Close and open what stands round the next leaf."""
        common = 0
        while common < min(len(opened), len(wanted)) and opened[common] == wanted[common]:
            common += 1
        found += [self._pairs[pair][1] for pair in reversed(opened[common:])]
        found += [self._pairs[pair][0] for pair in wanted[common:]]
        return wanted


def _width(token: Token) -> int:
    if token.type in _BREAKS:
        return 1
    if token.type == "image":
        return _widths(token.children or ()) or len(token.content)
    return len(token.content)


def _widths(tokens: Iterable[Token]) -> int:
    return sum(_width(token) for token in tokens if not token.nesting)


def _piece(token: Token, start: int, end: int) -> Token | None:
    """Give a leaf's own part of the stretch, or None where it has none."""
    width = _width(token)
    if start >= min(width, end):
        return None
    if token.type not in ("text", "code_inline", "html_inline", "html_block"):
        return None if start else token
    whole = start == 0 and end >= width
    return token if whole else token.copy(content=token.content[start:end])
