"""Ids: the letters and the number that a comment or question begins with, such as G14.

"CO2 skal ned" and "E45 larmer" begin like that as well, and are words. An id begins with letters
that are known here; else it is one of a series, or a new sentence begins behind it.
"""

import re
from collections.abc import Iterable

from anbefal.model import SectionSpec, Template
from anbefal.values import Struct

ID = re.compile(r"([A-ZÆØÅ]{1,3})([0-9]{1,5})")

_IN_FRONT = re.compile(r"([A-ZÆØÅ]{1,3})([0-9]{1,5})(?:[.:]?\s+|[.:]?$)")
_WITHIN = re.compile(r"(?<!\w)[A-ZÆØÅ]{1,3}[0-9]{1,5}(?!\w)")
_QUOTES = "\"'»«“”„’‘›‹"


class Letters(Struct, frozen=True):
    """The letters that ids in a section begin with."""

    known: frozenset[str]

    def split(self, line: str) -> tuple[str, str]:
        """Split a line into the id in front, "" where there is none, and the rest."""
        match = _IN_FRONT.match(line)
        if match is None:
            return "", line
        rest = line[match.end() :]
        if match[1] not in self.known and not _begins_a_sentence(rest):
            return "", line
        return match[1] + match[2], rest


def find_letters(
    lines: Iterable[str], sources: Iterable[str], spec: SectionSpec, template: Template
) -> Letters:
    """Find the letters of a section, by the lines of its items and the headings above them."""
    names = (spec.heading, *spec.sources, *sources)
    known = {initial(name) for name in names} | {value.upper() for value in spec.letters.values()}
    return Letters(frozenset(known | template.letters | _series(lines)))


def initial(name: str) -> str:
    """Give the first letter of a source; "" where it has none that an id could begin with."""
    return next((sign for sign in name.upper() if ID.fullmatch(f"{sign}1")), "")


def in_front(line: str) -> str:
    """Give what may be the id in front of a line, whatever letters are known."""
    match = _IN_FRONT.match(line)
    return match[1] + match[2] if match else ""


def letters_of(id: str) -> str:
    """Give the letters of an id."""
    return id.rstrip("0123456789")


def ids_in(text: str) -> tuple[str, ...]:
    """Give the ids that a text names, such as those an item was merged with."""
    return tuple(_WITHIN.findall(text))


def _series(lines: Iterable[str]) -> set[str]:
    """Give letters that two lines begin with, each with a number of its own."""
    numbers: dict[str, set[str]] = {}
    for match in filter(None, map(_IN_FRONT.match, lines)):
        numbers.setdefault(match[1], set()).add(match[2])
    return {letters for letters, of in numbers.items() if len(of) > 1}


def _begins_a_sentence(text: str) -> bool:
    word = text.lstrip(_QUOTES).partition(" ")[0]
    return word[:1].isupper() and not (len(word) > 1 and word.isupper())
