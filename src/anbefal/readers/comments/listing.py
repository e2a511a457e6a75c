"""A plain list: one comment a line, with or without a mark in front."""

import re
from collections.abc import Iterator, Mapping

from anbefal.readers.comments.row import Row
from anbefal.readers.comments.text import text_of

LINE_END = re.compile(r"\r\n|\r|\n")
MARK = re.compile(r"\s*(?:[-*+•–]|[0-9]{1,4}[.)])\s+(?:\[[ xX]?\]\s+)?")


def read(name: str, data: bytes, columns: Mapping[str, str]) -> Iterator[Row]:
    """Read a comment of each line."""
    for number, line in enumerate(LINE_END.split(text_of(name, data)), 1):
        if not line.strip():
            continue
        mark = MARK.match(line)
        yield Row(line[mark.end() :] if mark else line, line=number)
