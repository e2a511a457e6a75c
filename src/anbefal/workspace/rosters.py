"""Rosters: `rosters/N.toml`, who sits where in workshop N; by initials, as versions keep them."""

from collections.abc import Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import write_atomic
from anbefal.i18n import msg, translate
from anbefal.model import Assembly, Roster, RosterFile
from anbefal.values import replace
from anbefal.workspace.config import find_line, read_config

ROSTERS = "rosters"
MEMBERS = ("medlemmer.csv", "members.csv")
"""Where names and traits of members stand; no version ever takes a file of that name."""


def load_rosters(root: Path) -> tuple[Roster, ...]:
    """Load the rosters of a workspace, in the order of the workshops.

    Raises AnbefalError for a file that says something impossible.
    """
    found = []
    folder = root / ROSTERS
    for path in folder.glob("*.toml") if folder.is_dir() else ():
        if path.name.startswith("."):
            continue
        if path.is_symlink() or folder.is_symlink():
            raise AnbefalError(
                msg('"{path}" is a link, not a file', path=str(path)),
                msg("lay the file itself into the folder"),
            )
        if not path.stem.isdecimal() or not path.stem.isascii() or not 0 < int(path.stem) < 100:
            raise AnbefalError(
                msg('"{path}" is named by no workshop', path=str(path)),
                msg("name it by the workshop's number, such as 2.toml"),
            )
        roster = read_config(path, RosterFile)
        values = {key: getattr(roster, key) for key in roster.__struct_fields__}
        found.append(Roster(**values, workshop=int(path.stem)))
    rosters = sorted(found, key=lambda one: one.workshop)
    # As every other place knows them: whoever writes by hand may write "ab".
    return tuple(
        replace(one, absent=tuple(_spelled(one, name) for name in one.absent)) for one in rosters
    )


def _spelled(roster: Roster, name: str) -> str:
    known = {member.casefold(): member for member in roster.members}
    return known.get(name.casefold(), name)


def find_odd_table(root: Path, assembly: Assembly) -> AnbefalError | None:
    """Tell of the first table of no group, and of the first who sits at two tables."""
    for roster in assembly.rosters:
        path = root / ROSTERS / f"{roster.workshop}.toml"
        seen: set[str] = set()
        for number, table in enumerate(roster.table):
            if assembly.find_group(table.group) is None:
                return AnbefalError(
                    msg(
                        '{path}, line {line}: the assembly has no group "{group}"',
                        path=str(path),
                        line=_line(path, number, "group"),
                        group=table.group,
                    ),
                    msg("use one of: {groups}", groups=[g.id for g in assembly.group]),
                )
            for name in table.members:
                if name.casefold() in seen:
                    return AnbefalError(
                        msg(
                            '{path}, line {line}: "{name}" sits at two tables',
                            path=str(path),
                            line=_line(path, number, "members"),
                            name=name,
                        ),
                        msg("leave the initials at one table only"),
                    )
                seen.add(name.casefold())
    return None


def _line(path: Path, table: int, key: str) -> int:
    return find_line(path.read_text("utf-8-sig"), ["table", table, key])


def write_roster(root: Path, roster: Roster, language: str) -> Path:
    """Write a roster to its file, and give the path."""
    path = root / ROSTERS / f"{roster.workshop}.toml"
    head = msg("Who sits where in workshop {number}, by initials only.", number=roster.workshop)
    lines = [f"# {translate(head, language)}"]
    if roster.seed is not None:
        lines.append(f"seed = {roster.seed}")
    if roster.meetings is not None:
        lines.append(f"meetings = {roster.meetings}")
    if roster.least is not None:
        lines.append(f"least = {roster.least}")
    if roster.absent:
        lines.append(f"absent = {_list(roster.absent)}")
    for table in roster.table:
        lines += ["", "[[table]]", f'group = "{table.group}"', f"members = {_list(table.members)}"]
        if table.carriers:
            lines.append(f"carriers = {_list(table.carriers)}")
    write_atomic(path, "".join(f"{line}\n" for line in lines).encode())
    return path


def _list(names: Sequence[str]) -> str:
    return f"[{', '.join(_quoted(name) for name in names)}]"


def _quoted(name: str) -> str:
    """Write initials as TOML text; a roster that was written by hand may hold any sign."""
    pieces = (
        f"\\{char}" if char in '"\\' else char if char.isprintable() else f"\\U{ord(char):08x}"
        for char in name
    )
    return f'"{"".join(pieces)}"'
