"""Pairs: which draft of one version is which of another, and which of them are asked for."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from anbefal import tree
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.snapshots import Snapshot
from anbefal.model import Draft, Problem, Template
from anbefal.readers import markdown
from anbefal.workspace import Workspace, relative

Reader = Callable[[bytes, str, str, Callable[[str], Template | None]], Draft]


class State(NamedTuple):
    """One draft as it stands in one version."""

    path: str
    data: bytes | None
    group: str
    """The group's id, or what stands in its place; "" where nothing does."""
    template: Template


class Pair(NamedTuple):
    """A draft in both versions; None in one where it was not there."""

    old: State | None
    new: State | None

    @property
    def shown(self) -> State:
        """Give the newer of the two."""
        state = self.new or self.old
        assert state is not None, "a pair has one side at least"
        return state

    def has(self, path: str) -> bool:
        """Tell whether the draft has a path, or had it."""
        return any(state is not None and state.path == path for state in self)


def pair_drafts(
    workspace: Workspace, old: Snapshot, new: Snapshot, paths: Sequence[Path]
) -> list[Pair]:
    """Pair the drafts that some paths name, all for none: the vision first, then by group.

    Raises AnbefalError for a path that names no draft in either.
    """
    pairs = _pair(_states(workspace, old), _states(workspace, new))
    return sorted(_named(workspace, paths, pairs), key=lambda pair: _place(workspace, pair))


def read_state(workspace: Workspace, path: str, data: bytes | None, reader: Reader) -> Draft:
    """Read a draft of a version by one of the reader's functions, with the templates of now."""
    default = workspace.assembly.default_template
    if data is None:
        template = workspace.template(default)
        return markdown.unreadable(path, template, Problem("not-a-file"))
    return reader(data, path, default, workspace.find_template)


def _states(workspace: Workspace, snapshot: Snapshot) -> dict[str, State]:
    return {path: _state(workspace, path, data) for path, data in snapshot.files.items()}


def _state(workspace: Workspace, path: str, data: bytes | None) -> State:
    """Read no more than the head: most drafts are the same in both versions."""
    head = read_state(workspace, path, data, markdown.read_head)
    template = workspace.template(head.template)
    field = template.field_of_kind("group")
    name = head.text_of(field.id) if field else ""
    group = workspace.assembly.find_group(name)
    return State(path, data, group.id if group else tree.fold(name), template)


def _pair(old: Mapping[str, State], new: Mapping[str, State]) -> list[Pair]:
    """Pair by path; a draft whose file has another name is known by its bytes, or its group."""
    pairs = [Pair(old[path], state) for path, state in new.items() if path in old]
    gone = [state for path, state in old.items() if path not in new]
    come = [state for path, state in new.items() if path not in old]
    for key in (_bytes, _group):
        counts, others = Counter(map(key, gone)), Counter(map(key, come))
        sure = {k for k, count in counts.items() if k and count == others[k] == 1}
        there = {key(state): state for state in come if key(state) in sure}
        found = [Pair(state, there[key(state)]) for state in gone if key(state) in sure]
        pairs += found
        gone = [state for state in gone if key(state) not in sure]
        come = [state for state in come if key(state) not in sure]
    return [*pairs, *(Pair(state, None) for state in gone), *(Pair(None, s) for s in come)]


def _bytes(state: State) -> object:
    return state.data


def _group(state: State) -> object:
    return (state.template.name, state.group) if state.group else None


def _named(workspace: Workspace, paths: Sequence[Path], pairs: Sequence[Pair]) -> list[Pair]:
    """Give the drafts that paths, ids or groups name, in either version."""
    if not paths:
        return list(pairs)
    found: set[str] = set()
    for path in paths:
        named = _pairs_at(workspace, path, pairs)
        if not named:
            # Tells of a file that is not there, and what to choose among.
            workspace.draft_paths((path,))
            raise AnbefalError(
                msg('"{path}" is no draft in either version', path=str(path)),
                msg("name a file, a folder, or one of: {ids}", ids=workspace.draft_ids()),
            )
        found.update(pair.shown.path for pair in named)
    return [pair for pair in pairs if pair.shown.path in found]


def _pairs_at(workspace: Workspace, path: Path, pairs: Sequence[Pair]) -> list[Pair]:
    if path.is_dir():
        folder = relative(workspace.root, path)
        return list(pairs) if folder in (".", "drafts") else []
    ways = [relative(workspace.root, path)]
    if path.name == str(path):
        ways.append(f"drafts/{path}.md")
    named = [pair for pair in pairs if any(pair.has(way) for way in ways)]
    if named or path.name != str(path):
        return named
    group = workspace.assembly.find_group(str(path))
    return [pair for pair in pairs if group and group.id in {s.group for s in pair if s}]


def _place(workspace: Workspace, pair: Pair) -> tuple[int, int, str]:
    """Place the vision first, as the report does; then the groups as the assembly lists them."""
    state = pair.shown
    order = {group.id: number for number, group in enumerate(workspace.assembly.group)}
    vision = state.template.report == "vision"
    return 0 if vision else 1, order.get(state.group, len(order)), state.path
