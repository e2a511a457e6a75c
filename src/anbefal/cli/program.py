"""`anbefal program`: the day, to show, to print for the tables, and to follow."""

import sys
from typing import TYPE_CHECKING, Annotated

from anbefal import clock
from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import language, say
from anbefal.cli.options import Out, Paths, To, as_formats, as_path, as_paths
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import Message, msg, msgs, visible

if TYPE_CHECKING:
    from anbefal.jobs.program import Current, Standing

HELP = msg("Show a run sheet, or follow it while the day goes on.")
SHOW_HELP = msg("Write run sheets as documents, or as a calendar.")
NOW_HELP = msg("Tell what is on, who is responsible, and how many minutes are left.")
PRINT_PACK_HELP = msg("Print what each table needs for a workshop, a file for each group.")

_BAR = 30


def show(
    paths: Paths = None,
    to: Annotated[
        str,
        option(
            "--to",
            metavar=say(msg("FORMATS")),
            help=say(
                msg(
                    "One or more formats, with commas between: html,docx,pdf,md, "
                    "or ics, which is a calendar."
                )
            ),
        ),
    ] = "html",
    output: Out = None,
) -> int:
    """Write run sheets; a calendar holds an event for each row."""
    from anbefal.jobs.program import show as job

    out = as_path(output) if output else None
    screen.paths(job(as_paths(paths), as_formats(to), out, language()))
    return 0


def now(
    paths: Paths = None,
    at: Annotated[
        str | None,
        option(
            "--at",
            metavar=say(msg("TIME")),
            help=say(msg("A time of day instead of the clock's: 13.20.")),
            show_default=False,
        ),
    ] = None,
    format: LIST_FORMATS = "auto",
) -> int:
    """Tell it once; on a terminal, without --at, the bar runs until Ctrl-C or the day's end."""
    from anbefal.jobs.program import now as job

    json = wants_json(format)
    named = as_paths(paths)
    workspace = opened(named)
    standing = job(workspace, named, at)
    if json:
        screen.result(_json(standing))
        return 0
    screen.result(_text(standing))
    while at is None and sys.stdout.isatty() and not standing.over:
        clock.wait(1)
        standing = job(workspace, (workspace.root / standing.path,), None)
        screen.result(f"\x1b[2J\x1b[H{_text(standing)}")
    return 0


def print_pack(
    paths: Paths = None,
    workshop: Annotated[
        str | None,
        option(
            "--workshop",
            metavar=say(msg("N|open")),
            help=say(msg("The workshop that is printed for; the open one if none.")),
            show_default=False,
        ),
    ] = None,
    to: To = "html,docx",
    output: Out = None,
) -> int:
    """Write the packs, whatever the linter says of the drafts."""
    from anbefal.jobs.print_pack import print_pack as job

    named = as_paths(paths)
    workspace = opened(named)
    written = job(
        workspace,
        named,
        as_formats(to),
        as_path(output) if output else None,
        workshop_number(workspace, workshop),
        screen.progress(msg("making documents")),
    )
    screen.paths(written)
    return 0


def _text(standing: "Standing") -> str:
    from anbefal.times import write_time

    lines = [f"{write_time(standing.minute)}  {visible(standing.title)}", ""]
    for row in standing.rows:
        lines += [*_row(row), ""]
    if not standing.rows:
        lines += [say(msg("the day is over") if standing.over else msg("nothing is on")), ""]
    if standing.follows:
        after = msg(
            "then, at {time}: {row}",
            time=write_time(standing.follows.start),
            row=visible(standing.follows.theme),
        )
        lines.append(say(after))
    return "\n".join(lines).rstrip("\n")


def _row(row: "Current") -> list[str]:
    from anbefal.times import write_time

    assert row.end is not None and row.left is not None
    whole = row.end - row.start
    done = _BAR * (whole - row.left) // whole
    told = [
        f"{write_time(row.start)}–{write_time(row.end)}  {visible(row.theme)}",
        f"{'█' * done}{'░' * (_BAR - done)}  {say(_left(row.left))}",
    ]
    if row.responsible:
        told.append(say(msg("responsible: {people}", people=visible(row.responsible))))
    if row.room:
        told.append(say(msg("room: {room}", room=visible(row.room))))
    if row.step:
        step = msg("{step}: {left}", step=visible(row.step), left=_left(row.step_left))
        told.append(say(step))
    return told


def _left(minutes: int) -> Message:
    return msgs("{count} minute left", "{count} minutes left", minutes)


def _json(standing: "Standing") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "path": standing.path,
            "title": standing.title,
            "time": _clock(standing.minute),
            "over": standing.over,
            "rows": [_values(row) for row in standing.rows],
            "next": _values(standing.follows) if standing.follows else None,
        }
    )


def _values(row: "Current") -> dict[str, object]:
    return {
        "theme": row.theme,
        "start": _clock(row.start),
        "end": None if row.end is None else _clock(row.end),
        "responsible": row.responsible,
        "room": row.room,
        "step": row.step or None,
        "minutes_left": row.left,
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
