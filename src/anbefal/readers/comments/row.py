"""A comment as a file holds it."""

from anbefal.values import Struct


class Row(Struct, frozen=True):
    """A comment's words, and what its file says of it; empty where it says nothing."""

    text: str
    group: str = ""
    above: tuple[str, ...] = ()
    """What it stands below, the nearest first, and may name its group: headings, a sheet."""
    source: str = ""
    id: str = ""
    line: int = 1
    """The line, or the row of a spreadsheet, where it begins."""


class Reading(Struct, frozen=True):
    """The comments of a file, and the lines that tell of one without a word of it."""

    rows: tuple[Row, ...]
    wordless: tuple[int, ...] = ()
