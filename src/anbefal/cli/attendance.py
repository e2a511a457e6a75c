"""`anbefal attendance`: who is there in a workshop."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import say
from anbefal.cli.params import argument, option
from anbefal.cli.roster import names_of, seats, tables
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

HELP = msg("Note who is absent from a workshop; tell who is there.")


def attendance(
    number: Annotated[
        int, argument(metavar="N", help=say(msg("The workshop's number.")), show_default=False)
    ],
    absent: Annotated[
        str,
        option(
            "--absent",
            metavar=say(msg("INITIALS")),
            help=say(msg("Who is not there, with commas between: AB,CD.")),
            show_default=False,
        ),
    ] = "",
    present: Annotated[
        str,
        option(
            "--present",
            metavar=say(msg("INITIALS")),
            help=say(msg("Who is there after all.")),
            show_default=False,
        ),
    ] = "",
    format: LIST_FORMATS = "auto",
) -> int:
    """Note it in the workshop's roster, and tell how it is now."""
    from anbefal.jobs.attendance import attendance as job

    json = wants_json(format)
    done = job(opened(), number, names_of(absent), names_of(present))
    away = list(done.roster.absent)
    if json:
        from anbefal.reporters.json import dump

        values = {
            "version": 1,
            "workshop": number,
            "members": done.known,
            "there": done.there,
            "absent": away,
            "tables": tables(done.roster),
        }
        screen.result(dump(values))
        return 0
    if done.roster.table:
        screen.result(seats(done.roster))
        told = msg("{there} of {all} are there", there=done.there, all=done.known)
        screen.result(say(told))
    screen.result(say(msg("absent: {names}", names=away or msg("nobody"))))
    if done.path and done.roster.table:
        screen.talk(
            msg(
                "those who are absent keep their table until: anbefal regroup {number}",
                number=number,
            )
        )
    return 0
