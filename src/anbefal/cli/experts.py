"""`anbefal experts`: who may ask whom, who sits where when, and what became of the questions."""

from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import say
from anbefal.cli.options import Out, To, as_formats, as_path, within
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import Message, msg, msgs, visible

if TYPE_CHECKING:
    from anbefal.composers.experts import Plan
    from anbefal.jobs.experts import Coverage, Covered, Listed
    from anbefal.kinds.asking import Asked
    from anbefal.model import Group

HELP = msg("Show the experts, plan their hour, print their questions, and see what is answered.")
LIST_HELP = msg("Show which group may ask which expert, and how many questions it has.")
PLAN_HELP = msg("Plan who sits where when, so that nobody is at two tables at once.")
QUESTIONS_HELP = msg("Print the questions to each expert, with room for the answers.")
STATUS_HELP = msg("Show which questions have no answer, and which answers are not used.")

Within = Annotated[
    str | None,
    option(
        "--workshop",
        metavar=say(msg("N|open")),
        help=say(msg("Only the experts' time within workshop N, or the open one.")),
        show_default=False,
    ),
]


def list_(format: LIST_FORMATS = "auto") -> int:
    """Show the experts by the groups."""
    from anbefal.jobs.experts import listing

    json = wants_json(format)
    workspace = opened()
    rows = listing(workspace)
    screen.result(_list_json(rows) if json else _list_text(rows, workspace.assembly.group))
    return 0


def plan(
    workshop: Within = None,
    minutes: Annotated[
        int,
        option(
            "--minutes",
            metavar=say(msg("MINUTES")),
            help=say(msg("How long each meeting lasts; as long as there is time for if none.")),
            show_default=False,
        ),
    ] = 0,
    format: LIST_FORMATS = "auto",
    to: Annotated[
        str,
        option(
            "--to",
            metavar=say(msg("FORMATS")),
            help=say(msg("Write it for the wall instead, in formats such as html,docx.")),
            show_default=False,
        ),
    ] = "",
    output: Out = None,
) -> int:
    """Make the plan; end with 1 where a meeting found no time."""
    from anbefal.jobs.experts import seating_plan, write_plan

    json = wants_json(format)
    if minutes:
        within("--minutes", minutes, 1, 240)
    workspace = opened()
    made = seating_plan(workspace, workshop_number(workspace, workshop), minutes or None)
    if to or output:
        out = as_path(output) if output else None
        shown = screen.progress(msg("making documents"))
        screen.paths(write_plan(workspace, made, as_formats(to or "html"), out, shown))
    else:
        screen.result(_plan_json(made) if json else _plan_text(made))
    if not made.missed:
        return 0
    screen.fail(
        msgs(
            "the experts' time is too short: {count} meeting found none",
            "the experts' time is too short: {count} meetings found none",
            len(made.missed),
        ),
        msg("take shorter meetings (--minutes), or give the experts fewer groups or more time"),
    )
    return 1


def questions(
    experts: Annotated[
        list[str] | None,
        argument(
            metavar=say(msg("[EXPERT]...")),
            help=say(msg("Roles or ids of experts; all if none.")),
            show_default=False,
        ),
    ] = None,
    workshop: Within = None,
    to: To = "html,docx",
    output: Out = None,
) -> int:
    """Write the sheets."""
    from anbefal.jobs.experts import sheets

    workspace = opened()
    written = sheets(
        workspace,
        experts or (),
        as_formats(to),
        as_path(output) if output else None,
        workshop_number(workspace, workshop),
        screen.progress(msg("making documents")),
    )
    screen.paths(written)
    return 0


def status(format: LIST_FORMATS = "auto") -> int:
    """Show what became of the questions; always ends with 0."""
    from anbefal.jobs.experts import coverage

    json = wants_json(format)
    covered = coverage(opened())
    screen.result(_status_json(covered) if json else _status_text(covered))
    return 0


# -- text ------------------------------------------------------------------------------------


def _list_text(rows: "list[Listed]", groups: "tuple[Group, ...]") -> str:
    from anbefal.cli.tables import table
    from anbefal.composers.experts import KINDS

    head = [say(msg("Expert")), say(msg("Kind")), *(group.id for group in groups)]
    head += [say(msg("Parts")), say(msg("Is there"))]
    cells = [
        (
            row.expert.role,
            say(KINDS[row.expert.kind]),
            *(_mark(row, group) for group in groups),
            ", ".join(row.expert.parts) or "–",
            "–".join(time for time in (row.expert.start, row.expert.end) if time) or "–",
        )
        for row in rows
    ]
    legend = msg(
        "2: the group may ask, and has two questions. (2): it has two, and may not. –: it may not."
    )
    return f"{table(head, cells)}\n{say(legend)}"


def _mark(row: "Listed", group: "Group") -> str:
    count = row.questions[group.id]
    if group in row.groups:
        return str(count)
    return f"({count})" if count else "–"


def _plan_text(made: "Plan") -> str:
    from anbefal.cli.tables import table
    from anbefal.composers.experts import group_label, missed_words

    def label(group: "Group") -> str:
        words = group_label(group)
        return words if isinstance(words, str) else say(words)

    rows = [
        (
            time,
            *(
                found.id if (found := made.tables.get((number, group.id))) else "–"
                for group in made.groups
            ),
        )
        for number, time in enumerate(made.spans)
    ]
    loads = [
        (load.expert.id, load.expert.role, str(load.tables), f"{load.minutes}/{load.window}")
        for load in made.loads
    ]
    head = [say(msg("Id")), say(msg("Expert")), say(msg("Tables")), say(msg("Minutes"))]
    lines = [
        table([say(msg("Time")), *map(label, made.groups)], rows),
        table(head, loads, right=(2, 3)),
    ]
    if made.missed:
        lines.append(say(msg("No time was found for these")))
        lines += [f"  {say(missed_words(one))}" for one in made.missed]
    if made.strangers:
        lines += [say(msg("Asked for, although anbefal.toml does not let the group ask"))]
        lines += [
            f"  {visible(asked.draft.path)}:{asked.question.line}: "
            f"{visible(asked.question.name)} → {visible(expert.role)}"
            for asked, expert in made.strangers
        ]
    return "\n".join(lines)


_COUNTS = (
    msg("Questions"),
    msg("Unanswered"),
    msg("Unused"),
    msg("Unfounded"),
    msg("Asked of nobody"),
)


def _status_text(covered: "Covered") -> str:
    from anbefal.cli.tables import table

    counts = [say(message) for message in _COUNTS]
    right = tuple(range(1, 6))
    groups = [(group.id, *_counts(of)) for group, of in covered.groups]
    groups.append((say(msg("In all")), *_counts(covered.every)))
    experts = [(expert.role, *_counts(of)[:-1]) for expert, of in covered.experts]
    lines = [
        table([say(msg("Group")), *counts], groups, right),
        table([say(msg("Expert")), *counts[:-1]], experts, right[:-1]),
    ]
    kinds = ", ".join(f"{visible(kind)}: {count}" for kind, count in covered.every.kinds.items())
    if kinds:
        lines.append(say(msg("answers: {kinds}", kinds=kinds)))
    for one in covered.open:
        place = f"{visible(one.draft.path)}:{one.question.line}"
        lines.append(f"{place}: {visible(one.question.name)}: {say(_wants(one))}")
    return "\n".join(lines)


def _counts(of: "Coverage") -> tuple[str, ...]:
    numbers = (of.questions, of.unanswered, of.unused, of.unfounded, of.nobody)
    return tuple(map(str, numbers))


def _wants(one: "Asked") -> Message:
    if one.unfounded:
        return msg("the text leans on an answer that is not there")
    if not one.experts:
        return msg("no known expert is asked")
    return msg("no answer yet") if one.open else msg("the answer is not used")


# -- json ------------------------------------------------------------------------------------


def _list_json(rows: "list[Listed]") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "experts": [
                {
                    "id": row.expert.id,
                    "role": row.expert.role,
                    "kind": row.expert.kind,
                    "areas": list(row.expert.areas),
                    "parts": list(row.expert.parts),
                    "start": row.expert.start,
                    "end": row.expert.end,
                    "groups": [
                        {"group": id, "may_ask": id in may, "questions": count}
                        for may in [{group.id for group in row.groups}]
                        for id, count in row.questions.items()
                        if count or id in may
                    ],
                }
                for row in rows
            ],
        }
    )


def _plan_json(made: "Plan") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "minutes": made.minutes,
            "meetings": [
                {
                    "start": _clock(made.times[number][0]),
                    "end": _clock(made.times[number][1]),
                    "group": group,
                    "expert": expert.id,
                }
                for (number, group), expert in sorted(
                    made.tables.items(), key=lambda item: item[0][0]
                )
            ],
            "experts": [
                {
                    "id": load.expert.id,
                    "tables": load.tables,
                    "minutes": load.minutes,
                    "window": load.window,
                }
                for load in made.loads
            ],
            "missed": [
                {"group": one.group.id, "expert": one.expert.id, "open": one.open}
                for one in made.missed
            ],
            "not_allowed": [
                {
                    "path": asked.draft.path,
                    "line": asked.question.line,
                    "question": asked.question.name,
                    "expert": expert.id,
                }
                for asked, expert in made.strangers
            ],
        }
    )


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _status_json(covered: "Covered") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            **covered.every._asdict(),
            "groups": [{"group": group.id, **of._asdict()} for group, of in covered.groups],
            "experts": [{"expert": expert.id, **of._asdict()} for expert, of in covered.experts],
            "open": [
                {
                    "path": one.draft.path,
                    "line": one.question.line,
                    "question": one.question.name,
                    "experts": [expert.id for expert in one.experts],
                    "answered": not one.open,
                    "used": one.used,
                }
                for one in covered.open
            ],
        }
    )
