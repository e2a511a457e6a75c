"""Import: the comments of some files into the ledgers of the right groups, word for word.

Each has an id that nothing else ever had, and its first wording stands in the register. All drafts
and the register are written, or nothing is. What stands there already, by source, words and group,
is not written again; where an earlier import was cut short, what is missing is written now.
"""

import contextlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.history import open_history
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, load_drafts
from anbefal.jobs.inputs.groups import Ledgers, find_group, group_of
from anbefal.jobs.inputs.numbers import Numbers
from anbefal.jobs.inputs.placing import New, place
from anbefal.jobs.inputs.register import add_to_register
from anbefal.jobs.inputs.twins import Said, Twin, find_twins
from anbefal.jobs.together import put_back_on_failure
from anbefal.kinds.ledger import Ledger
from anbefal.model import Group, Input
from anbefal.readers.comments import MAX_BYTES, Row, read
from anbefal.readers.comments.columns import NAMES
from anbefal.tree import fold
from anbefal.values import Struct
from anbefal.workspace import REGISTER, Workspace, open_workspace, refuse_link


class Added(Struct, frozen=True):
    """A comment that was written into a draft."""

    id: str
    text: str
    source: str
    group: str
    """The group's id; empty for none."""
    path: str


class Imported(Struct, frozen=True):
    """What an import did, or would do."""

    added: tuple[Added, ...] = ()
    known: int = 0
    wordless: int = 0
    renumbered: int = 0
    """Comments whose id in the file was another's already."""
    strangers: Mapping[str, int] = {}
    """Names that are no group's, and how many comments bear them."""
    displaced: Mapping[str, int] = {}
    """Groups whose drafts have no place for comments, and how many stand on the list instead."""
    twins: tuple[Twin, ...] = ()
    paths: tuple[str, ...] = ()
    """The files that were written."""


class _Known(Struct, frozen=True):
    """A comment of the register or of a ledger."""

    id: str
    lost: bool
    """It stands in no draft."""
    registered: bool


def import_inputs(
    workspace: Workspace,
    paths: Sequence[Path],
    source: str = "",
    group: str = "",
    columns: Mapping[str, str] | None = None,
    dry_run: bool = False,
) -> Imported:
    """Import the comments of some files. `source` and `group` are those of rows that name none.

    Raises AnbefalError, before anything is written, for what cannot be imported as a whole.
    """
    rows, wordless = _read(paths, source, columns or {})
    with _locked(workspace):
        # Somebody may have imported while we waited.
        now = open_workspace((workspace.root,))
        usual = _usual(now, group)
        loaded = load_drafts(now)
        work = _Import(now, loaded, rows, usual)
        written = work.files()
        if not dry_run:
            _write(now, written)
    return Imported(
        added=tuple(work.added),
        known=work.known,
        wordless=wordless,
        renumbered=work.renumbered,
        strangers=work.strangers,
        displaced=work.displaced,
        twins=tuple(find_twins(work.said, [Said(a.id, a.text, a.group) for a in work.added])),
        paths=tuple(written),
    )


def _read(paths: Sequence[Path], source: str, columns: Mapping[str, str]) -> tuple[list[Row], int]:
    for kind in columns:
        if kind not in NAMES:
            raise AnbefalError(
                msg('"{name}" is nothing that a column can hold', name=kind),
                msg("use one of: {names}", names=list(NAMES)),
            )
    usual = " ".join(source.split())
    rows: list[Row] = []
    wordless = 0
    for path in paths:
        if path.is_dir():
            raise AnbefalError(
                msg('"{path}" is a folder', path=str(path)),
                msg("name the files in it that hold the comments"),
            )
        reading = read(path.name, files.read_bytes(path, MAX_BYTES), columns)
        wordless += len(reading.wordless)
        for row in reading.rows:
            if not (row.source or usual):
                raise AnbefalError(
                    msg(
                        "{path}, line {line}: nobody says where this was heard",
                        path=path.name,
                        line=row.line,
                    ),
                    msg('name the source: --source "gallery walk"'),
                )
            rows.append(
                row if row.source else Row(row.text, row.group, row.above, usual, row.id, row.line)
            )
    return rows, wordless


@contextlib.contextmanager
def _locked(workspace: Workspace) -> Iterator[None]:
    history = open_history(workspace.root)
    with history.lock() if history else contextlib.nullcontext():
        yield


def _usual(workspace: Workspace, group: str) -> Group | None:
    found = find_group(workspace.assembly, group) if group else None
    if group and found is None:
        raise AnbefalError(
            msg('the assembly has no group "{group}"', group=group),
            msg("use one of: {groups}", groups=[g.id for g in workspace.assembly.group]),
        )
    return found


class _Import:
    """One import: what is known, what is new, and where it goes."""

    def __init__(
        self,
        workspace: Workspace,
        loaded: Sequence[Loaded],
        rows: Sequence[Row],
        usual: Group | None,
    ) -> None:
        self._workspace = workspace
        self._loaded = loaded
        self._ledgers = Ledgers(workspace, loaded)
        self._register = {one.id: one for one in workspace.assembly.register}
        self.said: list[Said] = []
        self._known = self._find_known()
        self._numbers = Numbers(loaded, workspace.assembly.register, {row.id for row in rows})
        self._new: dict[str, tuple[Loaded, dict[str, list[New]]]] = {}
        self._entries: list[Input] = []
        self.added: list[Added] = []
        self.known = 0
        self.strangers: Counter[str] = Counter()
        self.displaced: Counter[str] = Counter()
        for row in rows:
            self._take(row, group_of(row, workspace.assembly, usual))

    @property
    def renumbered(self) -> int:
        """Count the comments whose id in the file was another's."""
        return self._numbers.refused

    def _find_known(self) -> dict[tuple[str, str, str], list[_Known]]:
        known: dict[tuple[str, str, str], list[_Known]] = defaultdict(list)
        held = set()
        for one in self._loaded:
            group = self._ledgers.group_of(one)
            own = group.id if group else ""
            for section in one.draft.sections:
                if not isinstance(section.values, Ledger):
                    continue
                for item in section.values.items:
                    held.add(item.id)
                    self.said.append(Said(item.id, item.text, own))
                    if item.id not in self._register:
                        source = item.source or section.heading
                        key = _key(own, source, item.text)
                        known[key].append(_Known(item.id, False, False))
        for id, first in self._register.items():
            group = self._workspace.assembly.find_group(first.group)
            key = _key(group.id if group else "", first.source, first.text)
            known[key].append(_Known(id, id not in held, True))
        return known

    def _take(self, row: Row, group: Group | None) -> None:
        own = group.id if group else ""
        there = self._known.get(_key(own, row.source, row.text))
        if there:
            match = next((one for one in there if one.id == row.id), there[0])
            there.remove(match)
            self.known += 1
            if not match.registered and match.id:
                self._entries.append(Input(match.id, row.text, row.source, own))
            if match.lost:
                self._place(match.id, row, group)
            return
        if group is None and (row.group or row.above):
            self.strangers[row.group or row.above[0]] += 1
        id = self._numbers.give(row)
        self._entries.append(Input(id, row.text, row.source, own))
        self._place(id, row, group)

    def _place(self, id: str, row: Row, group: Group | None) -> None:
        one = self._ledgers.find(group)
        source = _spelling(one, row.source)
        _, by_source = self._new.setdefault(one.draft.path, (one, {}))
        same = next((name for name in by_source if fold(name) == fold(source)), source)
        by_source.setdefault(same, []).append((id, row.text))
        if group and self._ledgers.group_of(one) != group:
            self.displaced[group.id] += 1
        self.added.append(Added(id, row.text, same, group.id if group else "", one.draft.path))

    def files(self) -> dict[str, tuple[bytes | None, bytes]]:
        """Give what stands and what is to be written, by path."""
        made: dict[str, tuple[bytes | None, bytes]] = {}
        for shown, (one, by_source) in self._new.items():
            old = one.data if (self._workspace.root / shown).exists() else None
            made[shown] = old, place(self._workspace, one, by_source)
        if self._entries:
            path = self._workspace.root / REGISTER
            refuse_link(path)
            old = files.read_bytes(path, files.MAX_REGISTER_BYTES) if path.exists() else None
            language = self._workspace.assembly.language
            made[REGISTER] = old, add_to_register(old, self._entries, path, language)
        return made


def _key(group: str, source: str, text: str) -> tuple[str, str, str]:
    return group, fold(source), " ".join(unicodedata.normalize("NFC", text).split())


def _spelling(one: Loaded, source: str) -> str:
    """Write a source as the template does."""
    names = (name for spec in one.template.section for name in spec.sources)
    return next((name for name in names if fold(name) == fold(source)), source)


def _write(workspace: Workspace, made: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    standing = {path: old for path, (old, _) in made.items()}
    for path, old in standing.items():
        at = workspace.root / path
        refuse_link(at)
        if (files.read_bytes(at) if at.exists() else None) != old:
            raise AnbefalError(
                msg("another program keeps writing {paths}", paths=[path]),
                msg("close it there, and try again"),
            )
    with put_back_on_failure(workspace.root, standing):
        for path, (_, new) in made.items():
            files.write_atomic(workspace.root / path, new)
