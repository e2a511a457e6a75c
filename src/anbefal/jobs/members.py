"""Members: what the private list of them says, a row each.

Names and traits are read from a CSV file that no version takes. Of it only initials go further,
into rosters; what a cell holds is text, be it a formula or not.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from anbefal.errors import AnbefalError
from anbefal.files import decode, read_bytes
from anbefal.guess import nearest
from anbefal.i18n import msg
from anbefal.values import Struct

MOST_MEMBERS = 1000
_MOST_BYTES = 1024 * 1024
INITIALS = re.compile(r"[^\W_]{1,6}")
_COLUMNS = {
    "initials": ("initialer", "initials"),
    "group": ("gruppe", "group"),
    "fixed": ("fast", "fast gruppe", "fixed"),
    "together": ("sammen", "sammen med", "together"),
    "apart": ("adskilt", "hver for sig", "ikke sammen", "apart"),
}
"""The columns that mean something, by what people write above them."""
_PERSONAL = {
    *(
        "navn",
        "fornavn",
        "efternavn",
        "fulde navn",
        "adresse",
        "telefon",
        "mobil",
        "mail",
        "e-mail",
    ),
    *("name", "first name", "last name", "full name", "address", "phone", "email", "cpr"),
}
"""Columns that are never looked at."""


class Member(Struct, frozen=True):
    """A row of the list: the initials, wishes, and a value for each trait that is known."""

    initials: str
    line: int
    group: str = ""
    fixed: str = ""
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


class Members(Struct, frozen=True):
    """The list: its members in its own order, and the names of the traits."""

    rows: tuple[Member, ...]
    traits: tuple[str, ...] = ()


class _Cells(NamedTuple):
    line: int
    cells: list[str]


def read_members(path: Path) -> Members:
    """Read the list. Raises AnbefalError, with the line, for what cannot be meant."""
    data = read_bytes(path, _MOST_BYTES)
    decoded = decode(data) if len(data) <= _MOST_BYTES else None
    if decoded is None:
        raise _too_many(path)
    if not decoded.readable:
        raise AnbefalError(
            msg('"{path}" is no text', path=str(path)),
            msg('save the list as "CSV UTF-8" in your spreadsheet'),
        )
    rows = _rows(path, decoded.text)
    if not rows:
        raise AnbefalError(msg('"{path}" is empty', path=str(path)), _HEADS)
    head = [_plain(cell) for cell in rows[0].cells]
    columns = _columns(path, rows[0].line, head)
    if len(rows) - 1 > MOST_MEMBERS:
        raise _too_many(path)
    traits = [
        n
        for n, name in enumerate(head)
        if name and n not in columns.values() and not _private(name)
    ]
    members = tuple(_member(path, row, columns, traits) for row in rows[1:])
    if not members:
        raise AnbefalError(msg('"{path}" lists nobody', path=str(path)), _HEADS)
    _refuse_doubles(path, members)
    return Members(_resolved(path, members), tuple(head[n] for n in traits))


_HEADS = msg(
    'write the names of the columns in the first line, "initialer" or "initials" among them'
)


def _too_many(path: Path) -> AnbefalError:
    return AnbefalError(
        msg('"{path}" lists more than {most} members', path=str(path), most=MOST_MEMBERS),
        msg("list those who are in the assembly, a line each"),
    )


def _rows(path: Path, text: str) -> list[_Cells]:
    """Part the lines into cells, by the sign that the first line has most of."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(";,\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(_Cells(line, cells))
            line = reader.line_num + 1
            # One more than allowed shows that there are too many.
            if len(rows) > MOST_MEMBERS + 1:
                break
    except csv.Error:
        raise AnbefalError(
            msg("{path}, line {line}: the line cannot be read", path=str(path), line=line),
            msg('save the list as "CSV UTF-8" in your spreadsheet'),
        ) from None
    return rows


def _columns(path: Path, line: int, head: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name in enumerate(head):
        known = next((id for id, names in _COLUMNS.items() if fold(name) in names), "")
        if (known and known in found) or (name and name in head[:number]):
            raise AnbefalError(
                msg(
                    '{path}, line {line}: the column "{name}" stands twice',
                    path=str(path),
                    line=line,
                    name=name,
                ),
                msg("give each column a name of its own"),
            )
        if known:
            found[known] = number
    if "initials" not in found:
        raise AnbefalError(
            msg("{path}, line {line}: no column holds the initials", path=str(path), line=line),
            _HEADS,
        )
    return found


def _private(name: str) -> bool:
    return fold(name) in _PERSONAL


def _member(path: Path, row: _Cells, columns: dict[str, int], traits: Sequence[int]) -> Member:
    def cell(number: int | None) -> str:
        known = number is not None and number < len(row.cells)
        return _plain(row.cells[number]) if known and number is not None else ""

    initials = cell(columns["initials"])
    if not INITIALS.fullmatch(initials):
        raise AnbefalError(
            msg(
                '{path}, line {line}: "{name}" is no initials',
                path=str(path),
                line=row.line,
                name=initials[:40],
            ),
            msg("write one to six letters or digits, such as AB: names stay out of what is kept"),
        )
    return Member(
        initials,
        row.line,
        cell(columns.get("group")),
        cell(columns.get("fixed")),
        _listed(cell(columns.get("together"))),
        _listed(cell(columns.get("apart"))),
        tuple(cell(number) for number in traits),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in re.split(r"[\s,;/+&]+", text) if name))


def _refuse_doubles(path: Path, members: Sequence[Member]) -> None:
    lines: dict[str, list[int]] = {}
    for member in members:
        lines.setdefault(fold(member.initials), []).append(member.line)
    for member in members:
        at = lines[fold(member.initials)]
        if len(at) > 1:
            raise AnbefalError(
                msg(
                    '{path}: "{name}" stands {count} times, in the lines {lines}',
                    path=str(path),
                    name=member.initials,
                    count=len(at),
                    lines=[str(line) for line in at],
                ),
                msg("give each member initials of their own, such as AB and AB2"),
            )


def _resolved(path: Path, members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Spell the initials in wishes as they stand in their own rows."""
    known = {fold(member.initials): member.initials for member in members}

    def spelled(names: Sequence[str], member: Member) -> Iterator[str]:
        for name in names:
            if fold(name) not in known:
                close = nearest(fold(name), known)
                raise AnbefalError(
                    msg(
                        '{path}, line {line}: nobody has the initials "{name}"',
                        path=str(path),
                        line=member.line,
                        name=name[:40],
                    ),
                    msg('did you mean "{key}"?', key=known[close])
                    if close
                    else msg("write the initials of others in the list, with spaces between"),
                )
            if known[fold(name)] != member.initials:
                yield known[fold(name)]

    return tuple(
        Member(
            one.initials,
            one.line,
            one.group,
            one.fixed,
            tuple(spelled(one.together, one)),
            tuple(spelled(one.apart, one)),
            one.traits,
        )
        for one in members
    )


def fold(name: str) -> str:
    """Fold case and Unicode form: how initials and the names of columns are compared."""
    return unicodedata.normalize("NFC", name).casefold()


def _plain(cell: str) -> str:
    return " ".join(unicodedata.normalize("NFC", cell).split())
