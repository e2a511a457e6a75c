"""Program: what a run sheet says of the day, to show and to follow."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from anbefal import clock, files
from anbefal.dates import name_day, read_day
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs import calendar
from anbefal.jobs.drafts import Loaded, load_drafts
from anbefal.jobs.render import all_saved_on, refuse_unreadable, render, usual_folder
from anbefal.kinds.day import Row, days_of
from anbefal.times import read_span
from anbefal.values import Struct
from anbefal.workspace import Workspace, open_workspace
from anbefal.writers import WRITERS

CALENDAR = "ics"


class Current(Struct, frozen=True):
    """A row of the day as people ask for it: what, who, where, and how long still."""

    theme: str
    start: int
    """Minutes after midnight, as all times here are."""
    end: int | None
    responsible: str
    room: str
    step: str
    """The step that is on, by the minutes of those before it; "" where the steps do not say."""
    step_left: int
    left: int | None


class Standing(Struct, frozen=True):
    """Where a day stands at a minute."""

    path: str
    title: str
    minute: int
    rows: tuple[Current, ...]
    """Those that are on: several where rooms run side by side, none between or outside rows."""
    follows: Current | None
    over: bool


def show(
    paths: Sequence[Path], formats: Sequence[str], out: Path | None, language: str
) -> list[Path]:
    """Write run sheets, all if none is named, as documents or as calendars.

    Raises AnbefalError for a format that there is none of, and where there is no run sheet.
    """
    wanted = [name for name in formats if name != CALENDAR]
    unknown = [name for name in wanted if name not in WRITERS]
    if unknown or not formats:
        raise AnbefalError(
            msg('there is no format "{format}"', format=(unknown or [""])[0]),
            msg("use one or more of: {formats}", formats=[*WRITERS, CALENDAR]),
        )
    workspace = open_workspace(tuple(paths))
    found = _sheets(workspace, paths)
    out = out or usual_folder(workspace)
    calendars = [
        (
            _calendar_path(out, one, found, wanted),
            calendar.make(one, workspace.assembly, all_saved_on(workspace, [one])),
        )
        for one in (found if CALENDAR in formats else ())
    ]
    written: list[Path] = []
    if wanted:
        named = [workspace.root / one.draft.path for one in found]
        written += render(named, wanted, out, _quiet, language)
    for path, data in calendars:
        files.write_atomic(path, data)
    return [*written, *(path for path, _ in calendars)]


def _calendar_path(out: Path, one: Loaded, found: Sequence[Loaded], others: Sequence[str]) -> Path:
    """Give a calendar's file: the one that is named, where nothing else is written."""
    alone = len(found) == 1 and not others and not out.is_dir()
    return out if alone and out.suffix == f".{CALENDAR}" else out / f"{one.draft.id}.{CALENDAR}"


def now(workspace: Workspace, paths: Sequence[Path], at: str | None) -> Standing:
    """Tell what is on, by the clock or at a time of day such as "13.20".

    Raises AnbefalError where no run sheet is for today and none is named.
    """
    today = clock.on_the_wall(clock.now().seconds)
    minute = today.hour * 60 + today.minute if at is None else _minute(at)
    one = _of_today(_sheets(workspace, paths), today, named=bool(paths), timed=at is not None)
    rows = [row for day in days_of(one.draft) for row in day.rows if row.start is not None]
    if not rows:
        raise AnbefalError(
            msg('no row of "{path}" has a time', path=one.draft.path),
            msg('write one as a heading: "### 10.00–10.15 Welcome"'),
        )
    on = [row for row in rows if _holds(row, minute)]
    behind = [row for row in rows if row.start is not None and row.start > minute]
    follows = min(behind, key=lambda row: row.start or 0, default=None)
    last = max((row.end or row.start or 0 for row in rows), default=0)
    return Standing(
        path=one.draft.path,
        title=one.draft.title.text if one.draft.title else one.draft.id,
        minute=minute,
        rows=tuple(_current(row, minute) for row in on),
        follows=_current(follows, minute) if follows else None,
        over=follows is None and minute >= last,
    )


def _quiet(number: int, count: int) -> None:
    """Show no progress: there are few run sheets."""


def _minute(words: str) -> int:
    # An hour alone is a time here, where nothing else can be meant.
    span = read_span(f"kl. {words}" if words.strip().isdecimal() else words)
    if span.start is None or span.end is not None or span.rest or span.stated:
        raise AnbefalError(
            msg('"{value}" is no time of day', value=words[:40]),
            msg("write it so: --at 13.20"),
        )
    return span.start


def find_sheets(workspace: Workspace, paths: Sequence[Path] = ()) -> list[Loaded]:
    """Give the run sheets among some drafts. Raises AnbefalError for one that is unreadable."""
    found = [
        one
        for one in load_drafts(workspace, paths)
        if any(section.kind == "timetable" for section in one.template.section)
    ]
    for one in found:
        refuse_unreadable(one)
    return found


def _sheets(workspace: Workspace, paths: Sequence[Path]) -> list[Loaded]:
    found = find_sheets(workspace, paths)
    if not found:
        hint = msg("make one: anbefal new GROUP --template drejebog")
        if not paths:
            raise AnbefalError(msg("there is no run sheet"), hint)
        raise AnbefalError(
            msg('"{path}" is no run sheet', path=str(paths[0]))
            if len(paths) == 1
            else msg("none of them is a run sheet"),
            hint,
        )
    return found


def _of_today(found: Sequence[Loaded], today: datetime, named: bool, timed: bool) -> Loaded:
    """Give the run sheet that is named, or today's; at a named time also the only one there is."""
    if len(found) == 1 and (named or timed):
        return found[0]
    for one in found:
        if read_day(one.draft.text_of("date")) == today.date():
            return one
    raise AnbefalError(
        msg("no run sheet is for {day}", day=name_day(today.date())),
        msg("name one: anbefal program now {draft}", draft=found[0].draft.id),
    )


def _holds(row: Row, minute: int) -> bool:
    return row.start is not None and row.end is not None and row.start <= minute < row.end


def _current(row: Row, minute: int) -> Current:
    assert row.start is not None
    step, step_left = _step(row, minute)
    return Current(
        theme=row.slot.name,
        start=row.start,
        end=row.end,
        responsible=_text(row, "responsible"),
        room=_text(row, "room"),
        step=step,
        step_left=step_left,
        left=None if row.end is None else row.end - max(minute, row.start),
    )


def _text(row: Row, id: str) -> str:
    label = row.slot.find(id)
    return label.text if label else ""


def _step(row: Row, minute: int) -> tuple[str, int]:
    """Give the step that is on and its minutes left, where every step before it has minutes."""
    at = row.start or 0
    for step in (step for slot in row.slots for step in slot.steps):
        if step.minutes is None:
            break
        if at <= minute < at + step.minutes:
            return step.text, at + step.minutes - minute
        at += step.minutes
    return "", 0
