"""Excel: openpyxl's one door. Values alone are read: no formula is worked out, no link followed."""

import datetime
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.readers.comments import columns as known
from anbefal.readers.comments.row import Row

MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 2000
MAX_ROWS = 100_000
_MOST_COLUMNS = 200
_OPENING = 4096
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")


def read(name: str, data: bytes, columns: Mapping[str, str]) -> Iterator[Row]:
    """Read the rows of every sheet that has a column of comments; a sheet may name its group."""
    openpyxl = _openpyxl()
    _check(name, data)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        sheets = [(sheet.title, list(_table(name, sheet))) for sheet in book.worksheets]
        book.close()
    except AnbefalError:
        raise
    # A spoilt file makes openpyxl raise KeyError, ValueError, XML errors and more.
    except Exception:
        raise _spoilt(name) from None
    head: Sequence[str] = ()
    found = False
    fault: AnbefalError | None = None
    for title, table in sheets:
        if not table:
            continue
        head = [cell.strip() for cell in table[0][1]]
        try:
            places = known.find(head, columns)
        except AnbefalError as error:
            fault = fault or error
            continue
        if "text" in places:
            found = True
            yield from known.rows(table[1:], places, title)
    if not found and head:
        raise fault or known.nowhere(name, head)


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise AnbefalError(
            msg("Excel files need openpyxl, which is not installed"),
            msg('install it: pip install "anbefal[excel]", or save the sheet as CSV'),
        ) from None
    return openpyxl


def _check(name: str, data: bytes) -> None:
    """Refuse a file that would unpack to more than a table of comments ever is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise AnbefalError(
                    msg('"{path}" unpacks to more than {limit} MB', path=name, limit=100),
                    msg("save the sheet with the comments alone, or as CSV"),
                )
            for part in parts:
                with archive.open(part) as file:
                    opening = file.read(_OPENING).replace(b"\0", b"").upper()
                if any(sign in opening for sign in _ENTITIES):
                    raise _spoilt(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise _spoilt(name) from None


def _spoilt(name: str) -> AnbefalError:
    return AnbefalError(
        msg('"{path}" cannot be read as an Excel file', path=name),
        msg("open it in Excel or LibreOffice, and save it again, as xlsx or CSV"),
    )


def _table(name: str, sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # The size that a sheet says it has may be wrong, and rows would be cut off.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS), 1):
        if number > MAX_ROWS:
            raise AnbefalError(
                msg('"{path}" has more than {limit} rows', path=name, limit=MAX_ROWS),
                msg("save the sheet with the comments alone, or as CSV"),
            )
        cells = [_words(value) for value in row]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
