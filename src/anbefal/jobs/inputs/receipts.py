"""Receipts: what became of every comment, where and why, and how many there are of each kind."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from anbefal.composers.report import Book, Part, compose_receipts
from anbefal.composers.report.ledgers import Comment, comments
from anbefal.errors import AnbefalError
from anbefal.files import write_atomic
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, load_drafts
from anbefal.jobs.render import all_saved_on, keep_texts, refuse_unreadable
from anbefal.kinds.ledger import Disposition
from anbefal.values import Struct
from anbefal.workspace import CONFIG, REGISTER, Workspace
from anbefal.writers import load_writer

FATES: tuple[Disposition, ...] = ("open", "used", "merged", "declined")
_CONFIGURATION = (CONFIG, REGISTER)


class Count(Struct, frozen=True):
    """How many comments of one source a group has, and what became of them."""

    group: str
    """Empty for the facilitator's list."""
    source: str
    fates: dict[str, int]

    @property
    def total(self) -> int:
        """Count them all."""
        return sum(self.fates.values())


class Inputs(Struct, frozen=True):
    """Every comment of the assembly, by group and source in the order of the report."""

    comments: tuple[Comment, ...]
    counts: tuple[Count, ...]
    total: Count

    @property
    def lost(self) -> tuple[str, ...]:
        """Give the ids of comments that no draft holds."""
        return tuple(one.id for one in self.comments if not one.path)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Give the groups that still have open comments; "" stands for the facilitator's list."""
        return tuple(dict.fromkeys(one.group for one in self.counts if one.fates["open"]))


def find_inputs(workspace: Workspace) -> Inputs:
    """Find what became of every comment, as the drafts and the register stand.

    Raises AnbefalError for a draft that cannot be read: its answers would be told as lost.
    """
    loaded = _load(workspace)
    heard = tuple(comments(Book(_parts(loaded), workspace.assembly)))
    order = [*(group.id for group in workspace.assembly.group), ""]
    keys = dict.fromkeys((one.group, one.source) for one in heard)
    counts = [
        _count(group, source, (one for one in heard if (one.group, one.source) == (group, source)))
        for group, source in sorted(keys, key=lambda key: order.index(key[0]))
    ]
    return Inputs(heard, tuple(counts), _count("", "", heard))


def write_receipts(workspace: Workspace, format: str) -> bytes:
    """Print the receipts as a document. Raises AnbefalError for a draft that cannot be read."""
    loaded = _load(workspace)
    date = all_saved_on(workspace, loaded)
    document = compose_receipts(_parts(loaded), workspace.assembly, date)
    return load_writer(format).write(document)


def put_receipts(workspace: Workspace, path: Path, data: bytes) -> None:
    """Write the receipts to a file. Raises AnbefalError where a text of the assembly's stands."""
    keep_texts(path, [workspace.drafts])
    if any(path.resolve() == workspace.root / name for name in _CONFIGURATION):
        raise AnbefalError(
            msg('"{path}" is where the texts themselves are', path=str(path)),
            msg("name another folder: -o build"),
        )
    write_atomic(path, data)


def _load(workspace: Workspace) -> list[Loaded]:
    loaded = load_drafts(workspace)
    for one in loaded:
        refuse_unreadable(one)
    return loaded


def _parts(loaded: Iterable[Loaded]) -> list[Part]:
    return [Part(one.draft, one.template) for one in loaded]


def _count(group: str, source: str, of: Iterable[Comment]) -> Count:
    counted = Counter(one.fate for one in of)
    return Count(group, source, {fate: counted[fate] for fate in FATES})
