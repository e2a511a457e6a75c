"""What a repair is given, and what it gives back."""

from collections.abc import Iterable, Mapping

from anbefal.i18n import Message
from anbefal.model import Input, Template
from anbefal.values import Struct


class Done(Struct, frozen=True):
    """One thing that was mended: the line it stood in, and what was done."""

    line: int
    message: Message


class Given(Struct, frozen=True):
    """What a repair needs to know besides the draft."""

    template: Template
    numbers: Mapping[str, str] = {}
    """By section id: what stands before its heading in a fresh draft, such as "1. "."""
    register: tuple[Input, ...] = ()
    """The first wordings of comments, with the ids that they were given."""
    taken: frozenset[str] = frozenset()
    """The ids of comments in all drafts of the assembly."""


class Repaired(Struct, frozen=True):
    """The lines as they should be, and what was done to them."""

    lines: tuple[str, ...]
    done: tuple[Done, ...] = ()
    origins: tuple[int, ...] = ()
    """Where lines were moved: the number that each had before; else empty."""


def edited(lines: tuple[str, ...], edits: Mapping[int, str], done: Iterable[Done]) -> Repaired:
    """Give the lines with some replaced, by number."""
    new = tuple(edits.get(number, line) for number, line in enumerate(lines, 1))
    return Repaired(new, tuple(done))
