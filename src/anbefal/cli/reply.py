"""`anbefal reply`: the sheet on which the council answers the recommendations."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.options import Out, Paths, as_formats, as_path, as_paths
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

HELP = msg("Make the sheet on which the council answers each recommendation.")


def reply(
    paths: Paths = None,
    to: Annotated[
        str,
        option(
            "--to",
            metavar=say(msg("FORMATS")),
            help=say(msg("One or more formats, with commas between: docx,html,pdf,md,json.")),
        ),
    ] = "docx,json",
    output: Out = None,
) -> int:
    """Write the sheet, and the same as data."""
    from anbefal.jobs.reply import reply as job

    named = as_paths(paths)
    written = job(
        opened(named),
        named,
        as_formats(to),
        as_path(output) if output else None,
        screen.progress(msg("making documents")),
    )
    screen.paths(written)
    return 0
