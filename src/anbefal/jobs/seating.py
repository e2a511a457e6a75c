"""Seating: what is known before a workshop's groups are made.

Members, tables, who met whom, who carries on, and what was wished for.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.history import open_history
from anbefal.i18n import Message, msg, msgs
from anbefal.jobs.drafts import load_drafts
from anbefal.jobs.members import Member, Members, fold, read_members
from anbefal.jobs.save import KEPT
from anbefal.model import Assembly, Group, Roster
from anbefal.values import Struct
from anbefal.workspace import MEMBERS, Workspace, relative

CARRIERS = "carriers"


class Wish(Struct, frozen=True):
    """Something that must hold: some members at a table, together, or apart."""

    kind: str
    """"carriers", "fixed", "together" or "apart"."""
    names: tuple[str, ...]
    group: str = ""


class Seating(Struct, frozen=True):
    """Who is to be placed where."""

    rows: tuple[Member, ...]
    """Those who are there."""
    absent: tuple[str, ...]
    tables: tuple[str, ...]
    met: tuple[tuple[str, ...], ...]
    """Each earlier table: who sat there, if they are among those who are placed."""
    home: dict[str, str]
    """The table, by initials, of all who have had one that is there still."""
    wishes: tuple[Wish, ...]
    traits: Members
    notes: tuple[Message, ...]


def prepare(
    workspace: Workspace, number: int, named: Path | None, groups: Sequence[str]
) -> Seating:
    """Gather all that is known before workshop `number`."""
    assembly = workspace.assembly
    notes: list[Message] = []
    before = assembly.roster(number - 1)
    members, source = _members(workspace, before, named, notes)
    own = next((one for one in assembly.rosters if one.workshop == number), None)
    away = {fold(name) for name in own.absent} if own else set()
    absent = tuple(row.initials for row in members.rows if fold(row.initials) in away)
    rows = tuple(row for row in members.rows if row.initials not in absent)
    tables = _tables(assembly, before, members, groups, source)
    if len(rows) < len(tables):
        raise AnbefalError(
            msgs(
                "{count} member is too few for {tables} tables",
                "{count} members are too few for {tables} tables",
                len(rows),
                tables=len(tables),
            ),
            msg(
                "name the groups that are to have a table: --groups {groups}",
                groups=",".join(tables[: max(1, len(rows))]),
            )
            if rows
            else msg("look who is there: anbefal attendance {number}", number=number),
        )
    there = {fold(row.initials): row.initials for row in rows}
    met = _met(assembly, number, members, there)
    home = _home(assembly, before, members, tables)
    carriers = list(_carriers(workspace, tables, there, absent, notes))
    _refuse_two_tables(carriers)
    wishes = (*carriers, *_wishes(assembly, source, rows, tables, there))
    return Seating(rows, absent, tables, met, home, wishes, members, tuple(notes))


def _members(
    workspace: Workspace, before: Roster | None, named: Path | None, notes: list[Message]
) -> tuple[Members, str]:
    """Give the members by the private list; where there is none, by the newest roster."""
    path = named or next(
        (workspace.root / name for name in MEMBERS if (workspace.root / name).exists()), None
    )
    if path is not None:
        notes += _refuse_kept(workspace, path)
        return read_members(path), str(path)
    if before:
        earlier = [one for one in workspace.assembly.rosters if one.workshop <= before.workshop]
        names = {fold(name): name for one in earlier for name in (*one.members, *one.absent)}
        return Members(tuple(Member(name, 0) for name in names.values())), ""
    listed = [
        Member(name, 0, group=group.id)
        for group in workspace.assembly.group
        for name in group.members
    ]
    if not listed:
        raise AnbefalError(
            msg("nobody knows who the members are"),
            msg(
                'make {path}: "initials;group" in its first line, then a line each: "AB;{group}"',
                path=MEMBERS[workspace.assembly.language != "da"],
                group=workspace.assembly.group[0].id if workspace.assembly.group else "1",
            ),
        )
    return Members(tuple({fold(row.initials): row for row in listed}.values())), ""


def _refuse_kept(workspace: Workspace, path: Path) -> Iterator[Message]:
    """Refuse a list that versions take, and tell of one that they might."""
    shown = relative(workspace.root, path)
    history = open_history(workspace.root)
    head = history.head() if history else None
    if shown.split("/")[0] in KEPT or (history and head and shown in history.files(head)):
        raise AnbefalError(
            msg('"{path}" holds names, and versions keep it', path=shown),
            msg("lay the list outside the assembly's folder, and name it: --members FILE"),
        )
    if (workspace.root / shown).exists() and not _is_ignored(workspace.root, shown):
        yield msg('"{path}" holds names: add the line /{path} to .gitignore', path=shown)


def _is_ignored(root: Path, shown: str) -> bool:
    """Tell whether `.gitignore` names a file, in one of the ways that people write."""
    try:
        lines = (root / ".gitignore").read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    name = shown.rpartition("/")[2]
    return bool({shown, f"/{shown}", name, f"*.{name.rpartition('.')[2]}"} & {*lines})


def _tables(
    assembly: Assembly,
    before: Roster | None,
    members: Members,
    groups: Sequence[str],
    source: str,
) -> tuple[str, ...]:
    """Give the groups that have a table, in the order of the assembly."""
    named = [_group(assembly, name, "") for name in groups]
    if not named and before:
        named = [_group(assembly, table.group, "") for table in before.table]
    if not named:
        named = [_group(assembly, row.group, source, row.line) for row in members.rows if row.group]
    wanted = {group.id for group in named} or {group.id for group in assembly.group}
    if not wanted:
        raise AnbefalError(
            msg("the assembly has no groups"),
            msg("write them into anbefal.toml, as [[group]]"),
        )
    return tuple(group.id for group in assembly.group if group.id in wanted)


def _group(assembly: Assembly, name: str, source: str, line: int = 0) -> Group:
    group = assembly.find_group(name)
    if group is None:
        hint = msg("use one of: {groups}", groups=[g.id for g in assembly.group])
        if not source:
            raise AnbefalError(msg('the assembly has no group "{group}"', group=name[:40]), hint)
        raise AnbefalError(
            msg(
                '{path}, line {line}: the assembly has no group "{group}"',
                path=source,
                line=line,
                group=name[:40],
            ),
            hint,
        )
    return group


def _met(
    assembly: Assembly, number: int, members: Members, there: dict[str, str]
) -> tuple[tuple[str, ...], ...]:
    """Give who sat together in earlier workshops; in the groups they are from, where none was."""
    tables = [
        [name for name in table.members if roster.is_there(name)]
        for roster in assembly.rosters
        if roster.workshop < number
        for table in roster.table
    ]
    if not tables:
        homes: dict[str, list[str]] = {}
        for row in members.rows:
            if row.group:
                homes.setdefault(fold(row.group), []).append(row.initials)
        tables = list(homes.values())
    sat = [tuple(there[fold(name)] for name in table if fold(name) in there) for table in tables]
    return tuple(names for names in sat if len(names) > 1)


def _home(
    assembly: Assembly, before: Roster | None, members: Members, tables: Sequence[str]
) -> dict[str, str]:
    if before:
        sat = [(name, table.group) for table in before.table for name in table.members]
    else:
        sat = [(row.initials, row.group) for row in members.rows if row.group]
    named = {fold(name): assembly.find_group(group) for name, group in sat}
    return {name: group.id for name, group in named.items() if group and group.id in tables}


def _carriers(
    workspace: Workspace,
    tables: Sequence[str],
    there: dict[str, str],
    absent: Sequence[str],
    notes: list[Message],
) -> Iterator[Wish]:
    """Give those who carry a group's text on: they stay at its table."""
    away = {fold(name) for name in absent}
    for one in load_drafts(workspace) if workspace.draft_ids() else ():
        field = one.template.field_of_kind("group")
        group = workspace.assembly.find_group(one.draft.text_of(field.id)) if field else None
        if group is None or group.id not in tables:
            continue
        for name in one.draft.list_of(CARRIERS):
            values = {"name": name, "path": one.draft.path}
            if fold(name) in there:
                yield Wish(CARRIERS, (there[fold(name)],), group.id)
            elif fold(name) in away:
                notes.append(msg("{path}: {name} carries the text on, and is absent", **values))
            else:
                notes.append(msg("{path}: {name} carries the text on, and is no member", **values))


def _refuse_two_tables(carriers: Sequence[Wish]) -> None:
    of: dict[str, str] = {}
    for wish in carriers:
        name = wish.names[0]
        if of.setdefault(name, wish.group) != wish.group:
            raise AnbefalError(
                msg(
                    "{name} carries on the texts of two groups: {groups}",
                    name=name,
                    groups=[of[name], wish.group],
                ),
                msg("let each carry on the text of one: change the drafts' first lines"),
            )


def _wishes(
    assembly: Assembly,
    source: str,
    rows: Sequence[Member],
    tables: Sequence[str],
    there: dict[str, str],
) -> Iterator[Wish]:
    """Give the wishes of the list, each pair once; those about the absent fall."""
    seen = set()
    for row in rows:
        if row.fixed:
            group = _group(assembly, row.fixed, source, row.line)
            if group.id not in tables:
                raise AnbefalError(
                    msg(
                        '{path}, line {line}: group "{group}" has no table',
                        path=source,
                        line=row.line,
                        group=group.id,
                    ),
                    msg("use one of: {groups}", groups=list(tables)),
                )
            yield Wish("fixed", (row.initials,), group.id)
        for kind, names in (("together", row.together), ("apart", row.apart)):
            for name in names:
                pair = (kind, *sorted((row.initials, name)))
                if fold(name) in there and pair not in seen:
                    seen.add(pair)
                    yield Wish(kind, (row.initials, name))
