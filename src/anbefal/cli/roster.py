"""`anbefal roster`: who sits where in a workshop."""

from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import say
from anbefal.cli.options import Out, as_formats, as_path
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.model import Roster

HELP = msg("Show who sits in which group in a workshop, or print it for the wall.")


def roster(
    number: Annotated[
        int | None,
        argument(
            metavar="[N]",
            help=say(msg("The workshop's number; the open one if none.")),
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str,
        option(
            "--to",
            metavar=say(msg("FORMATS")),
            help=say(msg("Write it for the wall: html,docx,pdf,md.")),
            show_default=False,
        ),
    ] = "",
    output: Out = None,
    format: LIST_FORMATS = "auto",
) -> int:
    """Show the tables, or write them as documents."""
    json = wants_json(format)
    if to or output:
        from anbefal.jobs.roster import render_roster

        out = as_path(output) if output else None
        doing = screen.progress(msg("making documents"))
        screen.paths(render_roster(opened(), number, as_formats(to or "html"), out, doing))
        return 0
    from anbefal.jobs.roster import roster as job

    workshop, found = job(opened(), number)
    if json:
        from anbefal.reporters.json import dump

        values = {
            "version": 1,
            "workshop": workshop,
            "since": found.workshop,
            "absent": list(found.absent),
            "tables": tables(found),
        }
        screen.result(dump(values))
    else:
        screen.result(seats(found))
    return 0


def seats(roster: "Roster") -> str:
    """Draw the tables of a roster; those who carry the text on have a star, brackets the absent."""
    from anbefal.cli.tables import table

    head = [say(msg("Group")), say(msg("There")), say(msg("Initials"))]
    rows = [
        (
            one.group,
            str(sum(roster.is_there(name) for name in one.members)),
            "  ".join(
                f"{name}{'*' * (name in one.carriers)}" if roster.is_there(name) else f"({name})"
                for name in one.members
            ),
        )
        for one in roster.table
    ]
    return table(head, rows, right=(1,))


def tables(roster: "Roster") -> list[dict[str, object]]:
    """Give the tables of a roster, for programs."""
    return [
        {
            "group": one.group,
            "members": list(one.members),
            "carriers": list(one.carriers),
            "absent": [name for name in one.members if not roster.is_there(name)],
        }
        for one in roster.table
    ]


def names_of(words: str) -> tuple[str, ...]:
    """Split a list of names at commas, keeping each once."""
    names = (name.strip() for name in words.split(","))
    return tuple(dict.fromkeys(name for name in names if name))
