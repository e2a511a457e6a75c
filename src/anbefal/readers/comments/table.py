"""Tables as text: values between semicolons, commas or tabs, as spreadsheets save them."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.readers.comments import columns as known
from anbefal.readers.comments.row import Row
from anbefal.readers.comments.text import text_of

_BETWEEN = (";", "\t", ",")
# Excel's own first line, which names the sign between the values.
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_MOST_SIGNS = 10_000_000


def read(name: str, data: bytes, columns: Mapping[str, str]) -> Iterator[Row]:
    """Read the rows of a table below its head; one column alone needs no head."""
    text = text_of(name, data)
    named = _NAMED.match(text)
    text = text[named.end() :] if named else text
    table = _cut(name, text, named[1] if named else _between(text))
    table = [row for row in table if any(cell.strip() for cell in row[1])]
    if not table:
        return
    head = [cell.strip() for cell in table[0][1]]
    places = known.find(head, columns)
    if "text" in places:
        yield from known.rows(table[1:], places)
    elif len(head) == 1:
        yield from known.rows(table, {"text": 0})
    else:
        raise known.nowhere(name, head)


def _between(text: str) -> str:
    """Tell which sign stands between the values: the first that cuts the head in two."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    cuts = (sign for sign in _BETWEEN if len(next(csv.reader([head], delimiter=sign))) > 1)
    return next(cuts, _BETWEEN[0])


def _cut(name: str, text: str, between: str) -> list[tuple[int, Sequence[str]]]:
    csv.field_size_limit(_MOST_SIGNS)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    reader = csv.reader(lines, delimiter=between, strict=True)
    found: list[tuple[int, Sequence[str]]] = []
    line = 1
    try:
        for cells in reader:
            found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise AnbefalError(
            msg("{path}, line {line}: the quotation marks do not match", path=name, line=line),
            msg('a cell that begins with " ends with one; inside it, write "" for one'),
        ) from None
    return found
