"""`anbefal init`: a new assembly."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import language, say
from anbefal.cli.options import By, as_path, within
from anbefal.cli.params import argument, option
from anbefal.i18n import msg

HELP = msg("Begin a new assembly, with a first draft for each group.")


def init(
    folder: Annotated[
        str,
        argument(
            metavar=say(msg("[FOLDER]")),
            help=say(msg("Where to begin; made if it is not there.")),
            show_default=False,
        ),
    ] = ".",
    name: Annotated[
        str,
        option(
            "--name",
            metavar=say(msg("NAME")),
            help=say(msg("The assembly's name.")),
            show_default=False,
        ),
    ] = "",
    groups: Annotated[
        int,
        option("--groups", metavar="N", help=say(msg("How many groups there are."))),
    ] = 5,
    by: By = None,
) -> int:
    """Make the workspace; nothing that is there is touched."""
    from anbefal.jobs.init import init as job

    within("--groups", groups, 1, 30)
    made = job(as_path(folder), name, groups, language(), by)
    screen.result("\n".join(made.paths))
    screen.talk(
        msg(
            "the assembly is ready in {folder}; open anbefal.toml and write in its name and groups",
            folder=made.folder,
        )
    )
    return 0
