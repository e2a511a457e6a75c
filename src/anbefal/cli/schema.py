"""`anbefal schema`: what the two TOML files and the reply hold, for editors and programs."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.params import argument
from anbefal.i18n import msg

HELP = msg("Print the JSON Schema of anbefal.toml, template.toml, or the council's reply.")


def schema(
    name: Annotated[
        str,
        argument(
            metavar="[assembly|template|reply]",
            help=say(msg("Which of the files; assembly if none.")),
            show_default=False,
        ),
    ] = "assembly",
) -> int:
    """Print a schema."""
    from anbefal.jobs.schema import schema as job
    from anbefal.reporters.json import dump

    screen.result(dump(job(name)))
    return 0
