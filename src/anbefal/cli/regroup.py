"""`anbefal regroup`: new groups for a workshop, and how good they are."""

from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import say
from anbefal.cli.options import as_path, within
from anbefal.cli.params import argument, option
from anbefal.cli.roster import names_of, seats
from anbefal.cli.workspaces import opened
from anbefal.i18n import Message, msg, msgs

if TYPE_CHECKING:
    from anbefal.jobs.regroup import Regrouping

HELP = msg("Make new groups for a workshop, so that as many as can be meet anew.")

_MOST_SECONDS = 3600
_MOST_SEED = 2_000_000_000


def regroup(
    number: Annotated[
        int, argument(metavar="N", help=say(msg("The workshop's number.")), show_default=False)
    ],
    seed: Annotated[
        int, option("--seed", metavar="S", help=say(msg("Another number gives other groups.")))
    ] = 1,
    time_limit: Annotated[
        float,
        option(
            "--time-limit",
            metavar=say(msg("SECONDS")),
            help=say(msg("How long to look for better groups.")),
        ),
    ] = 10,
    members: Annotated[
        str | None,
        option(
            "--members",
            metavar=say(msg("FILE")),
            help=say(msg("The list of members; {file} if none.", file="medlemmer.csv")),
            show_default=False,
        ),
    ] = None,
    groups: Annotated[
        str,
        option(
            "--groups",
            metavar=say(msg("GROUPS")),
            help=say(msg("The groups that have a table, with commas between; as before if none.")),
            show_default=False,
        ),
    ] = "",
    keep: Annotated[
        bool, option("--keep", help=say(msg("Leave everybody in the group where they were.")))
    ] = False,
    again: Annotated[
        bool, option("--again", help=say(msg("Make others instead of the groups that there are.")))
    ] = False,
    dry_run: Annotated[
        bool, option("--dry-run", help=say(msg("Show the groups, and write nothing.")))
    ] = False,
    format: LIST_FORMATS = "auto",
) -> int:
    """Make the groups, and write them into the workshop's roster."""
    json = wants_json(format)
    within("--seed", seed, 0, _MOST_SEED)
    within("--time-limit", time_limit, 1, _MOST_SECONDS)
    from anbefal.jobs.regroup import regroup as job

    done = job(
        opened(),
        number,
        members=as_path(members) if members else None,
        groups=names_of(groups),
        seed=seed,
        seconds=time_limit,
        keep=keep,
        dry_run=dry_run,
        again=again,
    )
    for note in done.notes:
        screen.talk(note)
    screen.result(_json(done) if json else _text(done))
    if done.path:
        screen.talk(msg("written to {path}", path=f"{done.path.parent.name}/{done.path.name}"))
    return 0


def _text(done: "Regrouping") -> str:
    lines = [seats(done.roster), *(say(message) for message in _told(done))]
    return "\n".join(lines) + "\n"


def _told(done: "Regrouping") -> list[Message]:
    from anbefal.jobs.regroup import wish_words

    sizes = sorted({len(table.members) for table in done.roster.table})
    told = [
        msg(
            "{members} at {tables} of {sizes}; absent: {absent}",
            members=msgs("{count} member", "{count} members", done.members),
            tables=msgs("{count} table", "{count} tables", len(done.roster.table)),
            sizes=[str(size) for size in sizes],
            absent=list(done.roster.absent) or msg("nobody"),
        ),
        msgs("{count} pair meets again", "{count} pairs meet again", done.pairs),
        _meetings(done),
    ]
    for trait in dict.fromkeys(one.trait for one in done.spread):
        rows = [one for one in done.spread if one.trait == trait]
        values = [f"{one.value} {'/'.join(map(str, one.counts))}" for one in rows]
        uneven = sum(one.uneven for one in rows)
        even = (
            msg("even")
            if not uneven
            else msgs("{count} sits unevenly", "{count} sit unevenly", uneven)
        )
        told.append(msg("{trait}: {values} ({even})", trait=trait, values=values, even=even))
    if done.spread:
        told.append(_unevenness(done))
    if done.left_out:
        told.append(
            msg("not spread, for nearly all differ: {columns}", columns=list(done.left_out))
        )
    if done.wishes:
        wishes = [wish_words(wish) for wish in done.wishes]
        told.append(msg("kept: {wishes}", wishes=wishes))
    if done.roster.seed is not None:
        told.append(
            msg("seed {seed}: the same number gives the same groups", seed=done.roster.seed)
        )
    if done.by_clock:
        told.append(
            msg("time ran out: a faster machine may find other groups; --time-limit gives more")
        )
    return told


def _meetings(done: "Regrouping") -> Message:
    """Tell of earlier meetings, against the fewest that there could be."""
    if done.roster.seed is None:
        return msg("earlier meetings: {count}", count=done.meetings)
    gap = done.meetings - done.least_meetings
    if not gap:
        return msg(
            "earlier meetings: {count}; fewer are not possible (proven)", count=done.meetings
        )
    return msg(
        "earlier meetings: {count}; {least} or more are needed (gap {gap})",
        count=done.meetings,
        least=done.least_meetings,
        gap=gap,
    )


def _unevenness(done: "Regrouping") -> Message:
    gap = done.uneven - done.least_uneven
    if done.roster.seed is None or not done.uneven:
        return msg("unevenly seated: {count}", count=done.uneven)
    if not gap:
        return msg("unevenly seated: {count}; fewer are not possible (proven)", count=done.uneven)
    return msg(
        "unevenly seated: {count}; {least} or more are needed (gap {gap})",
        count=done.uneven,
        least=done.least_uneven,
        gap=gap,
    )


def _json(done: "Regrouping") -> str:
    from anbefal.cli.roster import tables
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "workshop": done.roster.workshop,
            "seed": done.roster.seed,
            "members": done.members,
            "absent": list(done.roster.absent),
            "tables": tables(done.roster),
            "pairs": done.pairs,
            "meetings": done.meetings,
            "least_meetings": done.least_meetings,
            "uneven": done.uneven,
            "least_uneven": done.least_uneven,
            "proven": done.meetings == done.least_meetings and done.uneven == done.least_uneven,
            "spread": [
                {
                    "trait": one.trait,
                    "value": one.value,
                    "counts": list(one.counts),
                    "uneven": one.uneven,
                }
                for one in done.spread
            ],
            "wishes": [
                {"kind": wish.kind, "names": list(wish.names), "group": wish.group or None}
                for wish in done.wishes
            ],
            "written": done.path is not None,
        }
    )
