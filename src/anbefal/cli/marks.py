"""Marks: how a text on the screen shows what came and what went, and lines that wrap round it."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from anbefal.i18n import visible

Style = Literal["plain", "came", "went", "moved", "strong", "faint"]

_USUAL_WIDTH = 100
_LEAST_WIDTH = 30


class Marks(NamedTuple):
    """What stands before and behind a stretch, and the terminal's code for it."""

    signs: Mapping[Style, tuple[str, str]]
    codes: Mapping[Style, str]
    width: int


class Stretch(NamedTuple):
    """Some words in one style."""

    text: str
    style: Style = "plain"


_SIGNS: Mapping[Style, tuple[str, str]] = MappingProxyType(
    {"came": ("{+", "+}"), "went": ("[-", "-]")}
)
# Not by colour alone: what went is struck through, what came is underlined.
_CODES: Mapping[Style, str] = MappingProxyType(
    {"came": "4;32", "went": "9;31", "moved": "36", "strong": "1", "faint": "2"}
)
MARKS = Marks(_SIGNS, MappingProxyType({}), _USUAL_WIDTH)


def marks_for_screen() -> Marks:
    """Give colours where a terminal shows them and nobody asked for none; else signs."""
    if not sys.stdout.isatty():
        return MARKS
    # Loaded here: it is large, and most of what is compared at length goes into a file.
    import shutil

    width = max(_LEAST_WIDTH, shutil.get_terminal_size((_USUAL_WIDTH, 24)).columns)
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return MARKS._replace(width=width)
    return Marks(MappingProxyType({}), _CODES, width)


def paint(text: str, style: Style, marks: Marks) -> str:
    """Colour a whole line, which has no signs of its own."""
    code = marks.codes.get(style)
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text


def lay(stretches: Iterable[Stretch], marks: Marks, first: str, rest: str) -> Iterator[str]:
    """Give lines no wider than the screen; the first begins with `first`, the others with `rest`.

    Spaces at the edges of what came or went stand outside its signs; what would steer a terminal
    is shown in words.
    """
    line: list[tuple[str, Style]] = [(first, "plain")]
    width = len(first)
    fresh = True
    for text, style, glued in _shown(stretches, marks):
        left = text
        while left:
            glued = glued or fresh
            end = _fitting(left, marks.width - width - (not glued), glued)
            if not end:
                yield _line(line, marks)
                line, width, fresh = [(rest, "plain")], len(rest), True
                continue
            if not glued:
                # A space between two words of one stretch belongs to it.
                line.append((" ", style if line[-1][1] == style else "plain"))
            line.append((left[:end], style))
            width += end + (not glued)
            left = left[end + 1 :]
            fresh = glued = False
    if not fresh:
        yield _line(line, marks)


def _fitting(words: str, room: int, one: bool) -> int:
    """Give the end of as many words as there is room for; of one at least, where it must be."""
    if len(words) <= room:
        return len(words)
    end = words.rfind(" ", 0, max(0, room + 1))
    if end < 0 and one:
        end = words.find(" ")
        return len(words) if end < 0 else end
    return max(0, end)


def _shown(stretches: Iterable[Stretch], marks: Marks) -> Iterator[tuple[str, Style, bool]]:
    """Give each stretch's words with its signs, its style, and whether it clings to the last."""
    cling = False
    for text, style in stretches:
        words = visible(" ".join(text.split()))
        if not words:
            cling = cling and not text
            continue
        before, behind = marks.signs.get(style, ("", ""))
        yield f"{before}{words}{behind}", style, cling and not text[0].isspace()
        cling = not text[-1].isspace()


def _line(pieces: list[tuple[str, Style]], marks: Marks) -> str:
    if not marks.codes:
        return "".join([text for text, _ in pieces]).rstrip()
    joined: list[tuple[str, Style]] = []
    for text, style in pieces:
        if joined and joined[-1][1] == style:
            joined[-1] = (joined[-1][0] + text, style)
        else:
            joined.append((text, style))
    return "".join(paint(text, style, marks) for text, style in joined).rstrip()
