"""`anbefal show`: a draft as it stood in a version."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.options import as_path
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

HELP = msg("Print a draft as it stood in a version.")


def show(
    path: Annotated[
        str, argument(metavar=say(msg("PATH")), help=say(msg("A draft's file or id.")))
    ],
    at: Annotated[
        str,
        option(
            "--at",
            metavar=say(msg("VERSION")),
            help=say(msg("A workshop's number as it was closed, last, now, or a version's id.")),
        ),
    ] = "last",
) -> int:
    """Print the bytes of the version, exactly."""
    from anbefal.jobs.show import show as job

    named = as_path(path)
    screen.data(job(opened((named,)), named, at))
    return 0
