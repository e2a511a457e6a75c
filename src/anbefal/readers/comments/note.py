"""A note in Markdown: headings name the groups; each item and each paragraph is a comment.

The words are taken from the lines as they stand: notes are seldom written with Markdown in mind.
"""

import re
from collections.abc import Iterator, Mapping

from anbefal.readers.comments.listing import LINE_END, MARK
from anbefal.readers.comments.row import Row
from anbefal.readers.comments.text import text_of

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")


def read(name: str, data: bytes, columns: Mapping[str, str]) -> Iterator[Row]:
    """Read the comments below each heading; an item goes on in lines that are set in."""
    above: dict[int, str] = {}
    held: list[str] = []
    start = 1
    is_item = blank = False

    def row() -> Row:
        names = tuple(above[level] for level in sorted(above, reverse=True))
        return Row("\n".join(held), above=names, line=start)

    for number, line in enumerate([*LINE_END.split(text_of(name, data)), "# "], 1):
        heading = _HEADING.fullmatch(line)
        # Lines at the margin behind a blank line are a new comment; so is every item there.
        goes_on = held and line.strip() and (line[:1].isspace() if is_item else True)
        if is_item and held and not blank and not MARK.match(line):
            goes_on = bool(line.strip())
        if not line.strip():
            blank = True
            if not is_item and held:
                yield row()
                held = []
            continue
        mark = MARK.match(line)
        if heading is None and goes_on and not (mark and not line[:1].isspace()):
            held += ["", line.strip()] if blank else [line.strip()]
            blank = False
            continue
        if held:
            yield row()
        held, blank, start = [], False, number
        if heading:
            level = len(heading[1])
            above = {at: words for at, words in above.items() if at < level}
            above[level] = heading[2]
        else:
            is_item = mark is not None
            held = [line[mark.end() :] if mark else line.strip()]
