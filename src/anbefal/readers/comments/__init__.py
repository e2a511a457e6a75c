"""Comments from outside: a table, a list or a note becomes rows, word for word.

Adding a kind of file: one module here and one line in `KINDS`.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType

from anbefal.characters import without_hidden
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.readers.comments.row import Reading, Row

__all__ = ["KINDS", "MAX_BYTES", "MAX_COMMENTS", "MAX_LETTERS", "Reading", "Row", "read"]

MAX_BYTES = 10 * 1024 * 1024
MAX_COMMENTS = 20_000
MAX_LETTERS = 20_000

KINDS: Mapping[str, str] = MappingProxyType(
    {
        ".csv": "table",
        ".tsv": "table",
        ".xlsx": "excel",
        ".md": "note",
        ".markdown": "note",
        ".txt": "listing",
    }
)
"""The module that reads a file, by the end of its name."""


def read(name: str, data: bytes, columns: Mapping[str, str]) -> Reading:
    """Read the comments of a file; `columns` tells what the file calls a column of ours.

    Raises AnbefalError for a file that holds none, is past the limits, or cannot be understood.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix not in KINDS:
        raise AnbefalError(
            msg('"{path}" is no kind of file that comments are read from', path=name),
            msg("save it as one of: {suffixes}", suffixes=list(KINDS)),
        )
    if len(data) > MAX_BYTES:
        raise AnbefalError(
            msg('"{path}" is larger than {limit} MB', path=name, limit=MAX_BYTES // 1024**2),
            msg("split it into smaller files, and import one after the other"),
        )
    reader: Callable[[str, bytes, Mapping[str, str]], Iterable[Row]]
    reader = import_module(f"{__name__}.{KINDS[suffix]}").read
    rows: list[Row] = []
    wordless = []
    for row in reader(name, data, columns):
        clean = _clean(row)
        if not clean.text:
            wordless.append(row.line)
            continue
        if len(clean.text) > MAX_LETTERS or len(rows) == MAX_COMMENTS:
            raise _too_much(name, row.line, len(rows) == MAX_COMMENTS)
        rows.append(clean)
    if not rows:
        raise AnbefalError(
            msg('"{path}" holds no comments', path=name),
            msg("see that it is the right file, and that it was saved"),
        )
    return Reading(tuple(rows), tuple(wordless))


def _clean(row: Row) -> Row:
    """Leave out what nobody can see, and blanks round the words; the words stay as they are."""
    text = unicodedata.normalize("NFC", without_hidden(row.text))
    lines = [line.rstrip() for line in text.expandtabs(4).strip().split("\n")]
    return Row(
        "\n".join(lines),
        _one_line(row.group),
        tuple(_one_line(words) for words in row.above),
        _one_line(row.source),
        _one_line(row.id),
        row.line,
    )


def _one_line(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", without_hidden(words)).split())


def _too_much(name: str, line: int, many: bool) -> AnbefalError:
    if many:
        return AnbefalError(
            msg('"{path}" holds more than {limit} comments', path=name, limit=MAX_COMMENTS),
            msg("split it into smaller files, and import one after the other"),
        )
    return AnbefalError(
        msg(
            "{path}, line {line}: a comment has more than {limit} signs",
            path=name,
            line=line,
            limit=MAX_LETTERS,
        ),
        msg("a quotation mark may be missing; else split the comment in two"),
    )
