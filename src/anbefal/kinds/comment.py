"""A comment as it is written into a ledger, so that the ledger reads back the same words.

What Markdown would take for a sign of its own is written so that it is read as text, and nothing
else is: a scribe should find the words again as they were said.
"""

import re
from collections.abc import Iterator

# What can begin something anywhere in a line, and what only in front of one. A low line inside a
# word begins nothing.
_SIGNS = re.compile(r"[\\`*\[\]<~|]|(?<![^\W_])_|_(?![^\W_])")
_IN_FRONT = re.compile(r"^(?:[#>+=:-]|[0-9]{1,9}(?=[.)]))")
_REFERENCE = re.compile(r"&(?=#?\w+;)")
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_EVERY_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_OPENERS = re.compile(r"[\[<*_~]")
# A paragraph with more signs that could open something is refused by the reader.
_MOST_OPENERS = 500


def lines_of(text: str) -> list[str]:
    """Give the lines of a comment that hold words, without what stands round them."""
    return [line for line in map(str.strip, text.split("\n")) if line]


def write_item(id: str, text: str, mark: str = "-") -> list[str]:
    """Write a comment as an open item of a ledger, its lines as they are."""
    first, *others = _sources(text)
    return [f"{mark} [ ] {id} {first}", *(f"  {line}" for line in others)]


def write_heading(source: str) -> str:
    """Write where comments were heard as their heading."""
    return f"### {' '.join(_source(line, False) for line in lines_of(source))}"


def _sources(text: str) -> Iterator[str]:
    flood = len(_OPENERS.findall(text)) > _MOST_OPENERS
    for number, line in enumerate(lines_of(text)):
        source = _source(line, flood)
        # Behind the id the first line is no line's beginning.
        yield _IN_FRONT.sub(_set_apart, source) if number else source


def _set_apart(front: re.Match[str]) -> str:
    return f"{front[0]}\\" if front[0].isdecimal() else f"\\{front[0]}"


def _source(line: str, flood: bool) -> str:
    source = _WORD.sub(lambda word: _word(word[0], flood), line)
    # Arrows that are no disposition.
    return source.replace("->", "-\\>").replace("&#45;&#62;", "-\\>").replace("→", "&rarr;")


def _word(word: str, flood: bool) -> str:
    if not (_SIGNS.search(word) or _REFERENCE.search(word)):
        return word
    if flood or _ADDRESS.search(word):
        # Inside an address a backslash would be one of its signs.
        return _EVERY_SIGN.sub(_as_number, word)
    return _SIGNS.sub(r"\\\g<0>", _REFERENCE.sub("&amp;", word))


def _as_number(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
