"""`anbefal workshop`: the phases of the day."""

from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import language, say
from anbefal.cli.options import Anyway, By, reason
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened
from anbefal.clock import shown_time
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.model import WorkshopMark, WorkshopState

HELP = msg("List the workshops, close one, or open one again.")
LIST_HELP = msg("List the workshops: closed, open and to come.")
CLOSE_HELP = msg("Save, ask the gate, and close a workshop.")
REOPEN_HELP = msg("Open a closed workshop again; nothing is deleted.")

_NUMBER = Annotated[
    int, argument(metavar="N", help=say(msg("The workshop's number.")), show_default=False)
]


def list_(format: LIST_FORMATS = "auto") -> int:
    """List the workshops of the plan, with all their closings and reopenings."""
    from anbefal.jobs.workshops import first_open, workshop_states

    json = wants_json(format)
    workspace = opened()
    states = workshop_states(workspace)
    now = first_open(states)
    if json:
        screen.result(_json(states, now))
    elif states:
        screen.result(_text(states, now))
    else:
        screen.talk(msg("no workshops are planned"))
    return 0


def close(number: _NUMBER, by: By = None, anyway: Anyway = None) -> int:
    """Close a workshop; end with 1, and close nothing, where the gate says no."""
    from anbefal.jobs.workshops import close_workshop
    from anbefal.reporters.text import report_gate

    done = close_workshop(opened(), number, by, reason("--anyway", anyway))
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


def reopen(
    number: _NUMBER,
    because: Annotated[
        str,
        option(
            "--because",
            metavar=say(msg("REASON")),
            help=say(msg("Why it is opened again; the reason is kept.")),
            show_default=False,
        ),
    ],
    by: By = None,
) -> int:
    """Open a workshop again, and keep the reason."""
    from anbefal.jobs.workshops import reopen_workshop

    done = reopen_workshop(opened(), number, reason("--because", because) or "", by)
    screen.talk(msg("{author} opened workshop {number} again", author=done.author, number=number))
    if done.open != number:
        screen.talk(msg("workshop {number} comes first: it is open, too", number=done.open))
    return 0


def _text(states: "list[WorkshopState]", now: int | None) -> str:
    """Draw a row a closing, and what came of it; the first of a workshop tells how it is now."""
    from anbefal.cli.tables import table

    head = [msg("Workshop"), msg("State"), msg("Closed"), msg("Reason")]
    again = any(state.reopenings for state in states)
    head += [msg("Opened again"), msg("Because")] if again else []
    rows = []
    for state in states:
        word = msg("closed") if state.closed else msg("to come")
        first = (
            f"{state.number}. {state.name}",
            say(msg("open")) if state.number == now else say(word),
        )
        for number, (closing, reopening) in enumerate(
            zip_longest(state.closings or (None,), state.reopenings)
        ):
            row = (*(first if not number else ("", "")), *_cells(closing), *_cells(reopening))
            rows.append(row[: len(head)])
    return table([say(words) for words in head], rows)


def _cells(mark: "WorkshopMark | None") -> tuple[str, str]:
    return (shown_time(mark.time), mark.reason) if mark else ("", "")


def _json(states: "list[WorkshopState]", now: int | None) -> str:
    from anbefal.reporters.json import dump

    rows = [
        {
            "number": state.number,
            "name": state.name,
            "closed": state.closed,
            "time": state.time,
            "reason": state.reason or None,
            "open": state.number == now,
            "closings": [_mark(mark) for mark in state.closings],
            "reopenings": [_mark(mark) for mark in state.reopenings],
        }
        for state in states
    ]
    return dump({"version": 1, "workshops": rows})


def _mark(mark: "WorkshopMark") -> dict[str, object]:
    return {
        "version": mark.version,
        "time": mark.time,
        "author": mark.author,
        "reason": mark.reason or None,
    }
