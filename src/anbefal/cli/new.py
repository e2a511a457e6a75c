"""`anbefal new`: a fresh draft for a group."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.params import argument, option
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

HELP = msg("Begin a group's draft, with guidance on what to write.")


def new(
    group: Annotated[
        str,
        argument(
            metavar=say(msg("GROUP")),
            help=say(msg("The group, as in anbefal.toml; or a name, for a text of no group.")),
        ),
    ],
    template: Annotated[
        str | None,
        option(
            "--template",
            metavar=say(msg("NAME")),
            help=say(msg("Another kind of document than the usual one.")),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Make a fresh draft; one that is there is never touched."""
    from anbefal.jobs.new import new as job

    made = job(opened(), group, template)
    screen.result(made.path)
    screen.talk(
        msg("open {path} and write; then see what is missing: anbefal check {path}", path=made.path)
    )
    return 0
