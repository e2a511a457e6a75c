"""`anbefal handover`: a page a group, for those who carry its text on."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.options import Out, Paths, To, as_formats, as_path, as_paths
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import msg

HELP = msg("Make a page for each group: what its text says, and what is still open.")


def handover(
    paths: Paths = None,
    workshop: Annotated[
        str | None,
        option(
            "--workshop",
            metavar=say(msg("N|open")),
            help=say(msg("The workshop that the texts are handed over to; the open one if none.")),
            show_default=False,
        ),
    ] = None,
    to: To = "html,md",
    output: Out = None,
) -> int:
    """Write the pages, whatever the linter says of the drafts."""
    from anbefal.jobs.handover import handover as job

    named = as_paths(paths)
    workspace = opened(named)
    written = job(
        workspace,
        named,
        as_formats(to),
        as_path(output) if output else None,
        workshop_number(workspace, workshop),
        screen.progress(msg("making documents")),
    )
    screen.paths(written)
    return 0
