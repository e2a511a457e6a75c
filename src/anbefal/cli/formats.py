"""`--format`: the choices come from the reporters' table."""

from typing import TYPE_CHECKING, Annotated

import typer

from anbefal.cli.language import say
from anbefal.errors import AnbefalError
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.reporters import Reporter

REPORT_FORMATS = Annotated[
    str,
    typer.Option(
        "--format",
        metavar=say(msg("FORMAT")),
        help=say(msg("How to tell it: auto, text or json.")),
        show_default=False,
    ),
]


def load_reporter(name: str) -> "Reporter":
    """Load the reporter of a format. Raises AnbefalError for one that is not in the table."""
    from anbefal.reporters import REPORTERS
    from anbefal.reporters import load_reporter as load

    if name == "auto":
        name = "text"
    if name not in REPORTERS:
        raise unknown_format(name, ["auto", *REPORTERS])
    return load(name)


def wants_json(name: str) -> bool:
    """Tell whether a command of two formats, text and json, is asked for json."""
    if name not in ("auto", "text", "json"):
        raise unknown_format(name, ["auto", "text", "json"])
    return name == "json"


def unknown_format(name: str, known: list[str]) -> AnbefalError:
    """Tell that there is no such format."""
    return AnbefalError(
        msg('there is no format "{format}"', format=name),
        msg("use one of: {formats}", formats=known),
    )
