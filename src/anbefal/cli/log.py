"""`anbefal log`: the versions there are."""

from typing import TYPE_CHECKING, Annotated

import typer

from anbefal.cli import completion, screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import language, say
from anbefal.cli.options import as_path, within
from anbefal.cli.workspaces import opened
from anbefal.clock import shown_time
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.model import Version

HELP = msg("List versions: when, who, how many words, how far.")


def log(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar=say(msg("[PATH]")),
            help=say(msg("One draft; all if none.")),
            show_default=False,
            autocompletion=completion.drafts,
        ),
    ] = None,
    rows: Annotated[
        int,
        typer.Option(
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
    versions = job(opened((named,) if named else ()), named, rows)
    if json:
        screen.result(_json(versions))
    elif versions:
        screen.result(_text(versions))
    else:
        screen.talk(msg("nothing has been saved yet; make the first version: anbefal save"))
    return 0


def _text(versions: "list[Version]") -> str:
    from anbefal.cli.tables import table
    from anbefal.reporters.text import number

    head = [
        msg("Version"),
        msg("When"),
        msg("Who"),
        msg("Workshop"),
        msg("Draft"),
        msg("Words"),
        msg("Done"),
    ]
    cells = []
    for version in versions:
        first = (
            version.id[:10],
            shown_time(version.time),
            version.author,
            say(msg("closes {number}", number=version.closes))
            if version.closes
            else str(version.workshop or ""),
        )
        drafts = [
            (
                draft.path.rpartition("/")[2].removesuffix(".md"),
                f"+{draft.added} −{draft.removed}",
                f"{number(draft.score, language())} %" if draft.score is not None else "",
            )
            for draft in version.drafts
        ] or [(version.message.split("\n")[0], "", "")]
        cells += [(*(first if not n else ("",) * 4), *draft) for n, draft in enumerate(drafts)]
    return table([say(word) for word in head], cells, right=(5, 6))


def _json(versions: "list[Version]") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "versions": [
                {
                    "id": v.id,
                    "time": v.time,
                    "author": v.author,
                    "message": v.message,
                    "workshop": v.workshop,
                    "closes": v.closes,
                    "drafts": [
                        {"path": d.path, "score": d.score, "added": d.added, "removed": d.removed}
                        for d in v.drafts
                    ],
                }
                for v in versions
            ],
        }
    )
