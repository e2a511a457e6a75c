"""Characters that nobody can see, and for which some programs refuse a whole file."""

import re
from collections.abc import Iterator

CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = (
    f"{CONTROLS}{NONCHARACTERS}\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_UNPRINTABLE = re.compile(f"[{CONTROLS}\ud800-\udfff{NONCHARACTERS}]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_HIDDEN = re.compile(f"[{INVISIBLE}{BIDI}\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}))|(lrm|rlm));")
_NAMED = {"lrm": "\u200e", "rlm": "\u200f"}


def printable(words: str) -> str:
    """Put U+FFFD, which is seen, for what cannot be printed; all line ends become newlines."""
    if words.isprintable():
        return words
    return _UNPRINTABLE.sub("\ufffd", _BREAKS.sub("\n", words))


def without_hidden(words: str) -> str:
    """Leave out what nobody can see; all line ends become newlines."""
    if words.isprintable():
        return words
    return _HIDDEN.sub("", _LINE_ENDS.sub("\n", words))


def find_hidden(line: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Find characters of a kind in a line, and where they are written as numbers or by name.

    Gives where each stands, from 0, in order.
    """
    found = []
    if not line.isprintable():
        found += [(match.start(), match[0]) for match in pattern.finditer(line)]
    if "&" in line:
        for match in _REFERENCE.finditer(line):
            letter = _letter(match)
            if pattern.fullmatch(letter):
                found.append((match.start(), letter))
    yield from sorted(found)


def _letter(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if code <= 0x10FFFF else "\ufffd"
