"""`anbefal workshop`: the phases of the day."""

from typing import Annotated

import typer

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import language, say
from anbefal.cli.options import Anyway, By
from anbefal.cli.workspaces import opened
from anbefal.clock import shown_time
from anbefal.i18n import msg

HELP = msg("List the workshops, or close one.")
LIST_HELP = msg("List the workshops: closed, open and to come.")
CLOSE_HELP = msg("Save, ask the gate, and close a workshop.")


def list_(format: LIST_FORMATS = "auto") -> int:
    """List the workshops of the plan."""
    from anbefal.cli.tables import table
    from anbefal.jobs.workshops import open_workshop, workshop_states
    from anbefal.reporters.json import dump

    json = wants_json(format)
    workspace = opened()
    states = workshop_states(workspace)
    now = open_workshop(workspace)
    if json:
        rows = [
            {
                "number": s.number,
                "name": s.name,
                "closed": s.closed,
                "time": s.time,
                "reason": s.reason or None,
                "open": s.number == now,
            }
            for s in states
        ]
        screen.result(dump({"version": 1, "workshops": rows}))
        return 0
    if not states:
        screen.talk(msg("no workshops are planned"))
        return 0
    head = [say(msg("Workshop")), say(msg("State")), say(msg("Closed")), say(msg("Reason"))]
    words = {True: msg("closed"), False: msg("to come")}
    screen.result(
        table(
            head,
            [
                (
                    f"{s.number}. {s.name}",
                    say(msg("open")) if s.number == now else say(words[s.closed is not None]),
                    shown_time(s.time) if s.time is not None else "",
                    s.reason,
                )
                for s in states
            ],
        )
    )
    return 0


def close(
    number: Annotated[int, typer.Argument(metavar="N", help=say(msg("The workshop's number.")))],
    by: By = None,
    anyway: Anyway = None,
) -> int:
    """Close a workshop; end with 1, and close nothing, where the gate says no."""
    from anbefal.jobs.workshops import close_workshop
    from anbefal.reporters.text import report_gate

    done = close_workshop(opened(), number, by, anyway)
    screen.result(report_gate(done.gate, language()))
    if not done.closed:
        screen.fail(
            msg("workshop {number} stays open: some drafts fall short", number=number),
            msg('write what is missing, or close it all the same: --anyway "why"'),
        )
        return 1
    screen.talk(msg("workshop {number} is closed", number=number))
    if done.next:
        screen.talk(msg("workshop {number} is open now", number=done.next))
    return 0
