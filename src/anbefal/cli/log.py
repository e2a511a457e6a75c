"""`anbefal log`: the versions there are."""

from typing import TYPE_CHECKING, Annotated

from anbefal.cli import completion, screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import language, say
from anbefal.cli.options import as_path, within
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened
from anbefal.clock import shown_time
from anbefal.i18n import msg, visible

if TYPE_CHECKING:
    from anbefal.jobs.log import LogMark, LogRow, Past

HELP = msg("List versions: when, who, how many words, how far.")

_SIGNS = "▁▂▃▄▅▆▇█"
_LONGEST = 40


def log(
    path: Annotated[
        str | None,
        argument(
            metavar=say(msg("[PATH]")),
            help=say(msg("One draft; all if none.")),
            show_default=False,
            autocompletion=completion.drafts,
        ),
    ] = None,
    rows: Annotated[
        int,
        option(
            "-n",
            "--rows",
            metavar="N",
            help=say(msg("How many rows at most.")),
        ),
    ] = 20,
    format: LIST_FORMATS = "auto",
) -> int:
    """List the newest versions first."""
    from anbefal.jobs.log import log as job

    within("--rows", rows, 1, 1_000_000)
    json = wants_json(format)
    named = as_path(path) if path else None
    past = job(opened((named,) if named else ()), named, rows)
    if json:
        screen.result(_json(past))
    elif past.rows:
        screen.result(_text(past))
    else:
        screen.talk(msg("nothing has been saved yet; make the first version: anbefal save"))
    return 0


def _text(past: "Past") -> str:
    """Draw the versions, the workshops' marks between them, and below how each draft has fared."""
    from anbefal.cli.tables import table

    head = [
        msg("Version"),
        msg("When"),
        msg("Who"),
        msg("Workshop"),
        msg("Draft"),
        msg("Words"),
        msg("Done"),
        msg("Since last"),
    ]
    cells: list[tuple[str, ...]] = []
    marks = list(past.marks)
    for row in past.rows:
        while marks and marks[0].mark.time >= row.version.time:
            cells.append(_mark_cells(marks.pop(0)))
        cells += _version_cells(row)
    cells += [_mark_cells(mark) for mark in marks]
    return table([say(words) for words in head], cells, right=(5, 6, 7)) + _trends(past)


def _version_cells(row: "LogRow") -> list[tuple[str, ...]]:
    from anbefal.figures import number, signed

    version = row.version
    workshop = str(version.workshop or "")
    first = (version.id[:10], shown_time(version.time), version.author, workshop)
    drafts = []
    for draft in row.drafts:
        name, score = _name(draft.trailer.path), draft.trailer.score
        if version.restored:
            told = msg("{draft}, as in {version}", draft=name, version=version.restored[:10])
            name = say(told)
        words = f"+{draft.trailer.added} −{draft.trailer.removed}"
        done = "" if score is None else f"{number(score, language())} %"
        gained = "" if draft.gained is None else signed(draft.gained, language())
        drafts.append((name, words, done, gained))
    drafts = drafts or [(version.message.split("\n")[0], "", "", "")]
    return [(*(first if not n else ("",) * 4), *draft) for n, draft in enumerate(drafts)]


def _mark_cells(one: "LogMark") -> tuple[str, ...]:
    told = (
        msg("{number} opened again", number=one.number)
        if one.reopened
        else msg("{number} closed", number=one.number)
    )
    first = (one.mark.version[:10], shown_time(one.mark.time), one.mark.author, say(told))
    return (*first, one.mark.reason, "", "", "")


def _trends(past: "Past") -> str:
    """Draw a line a draft: low signs are few points; the first and the last stand as numbers."""
    from anbefal.figures import number

    lines = []
    for path, scores in past.trends().items():
        if len(scores) > 1:
            drawn = "".join(_SIGNS[min(7, int(score * 8 / 100))] for score in scores[-_LONGEST:])
            first, last = (number(score, language()) for score in (scores[0], scores[-1]))
            lines.append(f"{_name(path)}  {drawn}  {first} % → {last} %")
    return "\n".join(["", say(msg("How far, oldest first:")), *lines]) if lines else ""


def _name(path: str) -> str:
    return visible(path.rpartition("/")[2].removesuffix(".md"))


def _json(past: "Past") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "versions": [_version(row) for row in past.rows],
            "marks": [
                {
                    "workshop": one.number,
                    "event": "reopened" if one.reopened else "closed",
                    "version": one.mark.version,
                    "time": one.mark.time,
                    "author": one.mark.author,
                    "reason": one.mark.reason or None,
                }
                for one in past.marks
            ],
        }
    )


def _version(row: "LogRow") -> dict[str, object]:
    version = row.version
    return {
        "id": version.id,
        "time": version.time,
        "author": version.author,
        "message": version.message,
        "workshop": version.workshop,
        "closes": version.closes,
        "restored": version.restored,
        "drafts": [
            {
                "path": draft.trailer.path,
                "score": draft.trailer.score,
                "gained": draft.gained,
                "added": draft.trailer.added,
                "removed": draft.trailer.removed,
            }
            for draft in row.drafts
        ],
    }
