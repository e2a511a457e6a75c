"""Spreadsheets: a table as text that Excel and others open, and of which they run nothing."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet takes for the beginning of a formula, in front of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_BETWEEN = {"da": ";", "en": ","}


def write_table(head: Sequence[str], rows: Iterable[Sequence[str]], language: str) -> str:
    """Write rows under a head, every cell as text, for spreadsheets of a language.

    A cell that would be a formula gets an apostrophe in front, which spreadsheets do not show.
    """
    out = io.StringIO(newline="")
    # The mark in front tells Excel that the letters are UTF-8.
    out.write("\ufeff")
    writer = csv.writer(
        out, delimiter=_BETWEEN[language], quoting=csv.QUOTE_ALL, lineterminator="\n"
    )
    for row in (head, *rows):
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(_FORMULA) else cell
