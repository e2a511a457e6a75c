"""A style sheet of a workspace's own: looks only.

It is printed on every page behind ours. What could fetch or run something, or end the page's
style, is refused, however it is written: browsers read "\\75rl(" as "url(".
"""

import re
from bisect import bisect_right
from typing import NamedTuple

from anbefal.files import decode
from anbefal.i18n import Message, msg
from anbefal.workspace.config import Fault

MAX_STYLE_BYTES = 1024 * 1024

_ESCAPE = r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(?:\r\n|[\r\n\f])|(.))"
_ESCAPES = re.compile(_ESCAPE, re.DOTALL)
_COMMENTS = re.compile(rf"/\*.*?(?:\*/|\Z)|{_ESCAPE}", re.DOTALL)
# Properties, and the names that our own style sheet has for colours.
_COLOUR = re.compile(
    r"(?<![\w-])(?:color|background(?:-color)?|--(?:ground|panel|text|muted|accent|flag-\w+"
    r"|added-\w+|removed-\w+))\s*:",
    re.IGNORECASE,
)

_EMBEDDED = (
    r"data:(?:image/(?:png|jpeg|gif|webp|avif|svg\+xml)|font/(?:woff2?|ttf|otf))[;,]|#[\w-]+[\"')]"
)
_INSIDE = msg(
    "write a picture or a font into the style sheet itself: url({data})",
    data="data:image/png;base64,…",
)
_REFUSED: tuple[tuple[re.Pattern[str], Message, Message], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), message, hint)
    for pattern, message, hint in (
        (
            r"</\s*style",
            msg("the style sheet may not hold HTML"),
            msg("take out the line: only CSS is allowed here"),
        ),
        (
            r"@import",
            msg("the style sheet may not fetch another one (@import)"),
            msg("copy the other style sheet's text into this one"),
        ),
        (
            rf"(?<![\w-])url\s*\((?!\s*[\"']?\s*(?:{_EMBEDDED}))",
            msg("the style sheet may not fetch anything (url)"),
            _INSIDE,
        ),
        (
            r"(?<![\w-])(?:-webkit-)?(?:image-set|image|cross-fade|src)\s*\(",
            msg("the style sheet may not choose among pictures elsewhere (image-set)"),
            _INSIDE,
        ),
        (
            r"expression\s*\(|(?:java|vb)script\s*:|-moz-binding|(?<![\w-])behavior\s*:",
            msg("the style sheet may not run anything"),
            msg("take out the line: only colours, fonts, sizes and spaces are allowed here"),
        ),
    )
)


class _Plain(NamedTuple):
    """A style sheet without escapes, and where its pieces stood in the source."""

    text: str
    starts: list[int]
    sources: list[int]

    def source(self, at: int) -> int:
        piece = bisect_right(self.starts, at) - 1
        return self.sources[piece] + at - self.starts[piece]


def examine_style(data: bytes) -> list[Fault]:
    """Give every fault for which a style sheet is refused, by line."""
    if len(data) > MAX_STYLE_BYTES:
        return [
            Fault(
                1,
                msg("the file is larger than {limit} KB", limit=MAX_STYLE_BYTES // 1024),
                msg("make the pictures and fonts in it smaller"),
            )
        ]
    decoded = decode(data)
    if not decoded.readable or decoded.encoding != "utf-8":
        return [
            Fault(
                1,
                msg("the file is not saved as UTF-8"),
                msg('choose "UTF-8" where your editor saves the file'),
            )
        ]
    text = decoded.text
    found = {
        (text.count("\n", 0, plain.source(match.start())) + 1, number)
        # A comment inside a word parts it for browsers, and joined it in older ones; what looks
        # like a comment may stand in quotation marks. So both readings are looked through.
        for plain in (_plain(text, _ESCAPES), _plain(text, _COMMENTS))
        for number, (pattern, _, _) in enumerate(_REFUSED)
        for match in pattern.finditer(plain.text)
    }
    return [Fault(line, *_REFUSED[number][1:]) for line, number in sorted(found)]


def find_colours(text: str) -> int:
    """Find the first line that sets a colour; 0 where none does."""
    found = _COLOUR.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else 0


def _plain(text: str, pattern: re.Pattern[str]) -> _Plain:
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    length = end = 0

    def add(piece: str, source: int) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            sources.append(source)
            length += len(piece)

    for match in pattern.finditer(text):
        add(text[end : match.start()], end)
        code, other = match.groups()
        add(_letter(int(code, 16)) if code else other or "", match.start())
        end = match.end()
    add(text[end:], end)
    return _Plain("".join(pieces), starts, sources)


def _letter(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
