"""Workshops: which are closed, which is open, closing one, and opening one again."""

from collections.abc import Sequence

from anbefal import clock
from anbefal.errors import AnbefalError
from anbefal.history import History, create_history, open_history
from anbefal.i18n import msg
from anbefal.model import GateResult, WorkshopMark, WorkshopState
from anbefal.values import Struct
from anbefal.workspace import Workspace

# Written into the closing, and read back: never translated.
_BECAUSE = "Because: "


def workshop_states(workspace: Workspace, history: History | None = None) -> list[WorkshopState]:
    """Give every planned workshop, with the version that closed it."""
    history = history or open_history(workspace.root)
    marks = history.workshops() if history else {}
    states = []
    for workshop in sorted(workspace.assembly.workshop, key=lambda w: w.number):
        closings, reopenings = (
            tuple(
                WorkshopMark(mark.version_id, mark.time, mark.author, _reason(mark.message))
                for mark in of_one
            )
            for of_one in marks.get(workshop.number, ((), ()))
        )
        by = closings[-1] if len(closings) > len(reopenings) else None
        states.append(
            WorkshopState(
                workshop.number,
                workshop.name,
                closed=by.version if by else None,
                time=by.time if by else None,
                reason=by.reason if by else "",
                closings=closings,
                reopenings=reopenings,
            )
        )
    return states


def open_workshop(workspace: Workspace, history: History | None = None) -> int | None:
    """Give the number of the first workshop that is not closed; None when all are, or none is."""
    return first_open(workshop_states(workspace, history))


def first_open(states: Sequence[WorkshopState]) -> int | None:
    """Give the number of the first workshop that is not closed."""
    return next((state.number for state in states if state.closed is None), None)


class CloseResult(Struct, frozen=True):
    """What came of closing a workshop."""

    number: int
    gate: GateResult
    closed: bool
    version: str
    next: int | None


def close_workshop(
    workspace: Workspace, number: int, by: str | None = None, anyway: str | None = None
) -> CloseResult:
    """Save, run the workshop's gate, and close it where the gate passes.

    With `anyway`, a reason, it is closed whatever the gate says, and the reason is kept where it
    was needed. Raises AnbefalError when another workshop is open.
    """
    from anbefal.jobs.check import check_loaded
    from anbefal.jobs.drafts import load_drafts
    from anbefal.jobs.save import save_locked

    history = open_history(workspace.root)
    if history is None:
        # Refused before there is a history, a workshop makes none.
        _refuse_other(workspace, None, number)
        history = create_history(workspace.root)
    with history.lock():
        _refuse_other(workspace, history, number)
        saved = save_locked(workspace, history, by=by)
        gate = check_loaded(load_drafts(workspace), workspace.assembly, number)
        if not gate.passed and anyway is None:
            return CloseResult(number, gate, False, saved.version, number)
        moment = clock.now()
        history.close_workshop(
            number,
            message=_message(gate, "" if gate.passed else anyway or ""),
            author=saved.author,
            time=moment.seconds,
            offset=moment.offset,
        )
        return CloseResult(number, gate, True, saved.version, open_workshop(workspace, history))


class ReopenResult(Struct, frozen=True):
    """What came of opening a workshop again: the version it goes on from, and the open workshop."""

    number: int
    version: str
    author: str
    open: int | None


def reopen_workshop(
    workspace: Workspace, number: int, because: str, by: str | None = None
) -> ReopenResult:
    """Open a closed workshop again, and keep the reason; nothing of its closing is undone.

    Raises AnbefalError for one that is not closed.
    """
    from anbefal.jobs.save import author

    history = open_history(workspace.root)
    if history is None:
        raise _not_closed(_planned(workshop_states(workspace), number))
    with history.lock():
        state = _planned(workshop_states(workspace, history), number)
        if state.closed is None:
            raise _not_closed(state)
        who = author(by)
        moment = clock.now()
        version = history.reopen_workshop(
            number, _because(because), who, moment.seconds, moment.offset
        )
        return ReopenResult(number, version, who, open_workshop(workspace, history))


def _not_closed(state: WorkshopState) -> AnbefalError:
    return AnbefalError(
        msg("workshop {number} is not closed", number=state.number),
        msg("see which are closed: anbefal workshop list"),
    )


def _planned(states: list[WorkshopState], number: int) -> WorkshopState:
    for state in states:
        if state.number == number:
            return state
    raise AnbefalError(
        msg("the assembly has no workshop {number}", number=number),
        msg("use one of: {numbers}", numbers=[str(s.number) for s in states])
        if states
        else msg("plan the workshops in anbefal.toml"),
    )


def _refuse_other(workspace: Workspace, history: History | None, number: int) -> None:
    states = workshop_states(workspace, history)
    state = _planned(states, number)
    now = next((s.number for s in states if s.closed is None), None)
    if state.closed:
        raise AnbefalError(
            msg("workshop {number} is closed already", number=number),
            msg("the open one is workshop {open}: anbefal workshop close {open}", open=now)
            if now
            else msg("all workshops are closed: anbefal workshop list"),
        )
    if number != now:
        raise AnbefalError(
            msg("workshop {number} is not open yet", number=number),
            msg("close workshop {open} first: anbefal workshop close {open}", open=now),
        )


def _message(gate: GateResult, reason: str) -> str:
    """Write the closing's message: the reason, if any, and the table of scores."""
    rows = [f"{draft.score:5.1f} {draft.path}" for draft in gate.drafts]
    return "\n".join([*([_because(reason), ""] if reason else []), *rows])


def _because(reason: str) -> str:
    return f"{_BECAUSE}{' '.join(reason.split())}"


def _reason(message: str) -> str:
    first = message.partition("\n")[0]
    return first.removeprefix(_BECAUSE) if first.startswith(_BECAUSE) else ""
