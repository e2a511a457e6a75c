"""Columns: which of a table's are the comments, their groups, their sources and their ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.readers.comments.row import Row
from anbefal.tree import fold

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("tekst", "kommentar", "kommentarer", "text", "comment", "comments"),
        "group": ("gruppe", "group"),
        "source": ("kilde", "source"),
        "id": ("id",),
    }
)
"""What a column may be called, by what it holds."""


def find(head: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Give the places of the columns that are known by name; `columns` names others.

    Raises AnbefalError for a name that the table does not have.
    """
    folded = [fold(name) for name in head]
    found = {}
    for kind, names in NAMES.items():
        wanted = columns.get(kind)
        if wanted is not None and fold(wanted) not in folded:
            raise AnbefalError(
                msg('there is no column "{name}"', name=wanted),
                msg("the columns are: {names}", names=[name for name in head if name][:40]),
            )
        known = (fold(wanted),) if wanted is not None else names
        place = next((folded.index(name) for name in known if name in folded), None)
        if place is not None:
            found[kind] = place
    return found


def rows(
    table: Iterable[tuple[int, Sequence[str]]], places: Mapping[str, int], *above: str
) -> Iterator[Row]:
    """Make a comment of each row of a table, which may have a name itself."""
    for line, cells in table:

        def cell(kind: str, cells: Sequence[str] = cells) -> str:
            place = places.get(kind, len(cells))
            return cells[place] if place < len(cells) else ""

        yield Row(cell("text"), cell("group"), above, cell("source"), cell("id"), line)


def nowhere(name: str, head: Sequence[str]) -> AnbefalError:
    """Tell that no column is known to hold comments."""
    shown = [cell for cell in head if cell.strip()][:40]
    return AnbefalError(
        msg('{path}: no column is called "tekst", "kommentar", "text" or "comment"', path=name),
        msg("say which one it is: --column text=NAME; the first row reads: {names}", names=shown),
    )
