"""The commands, in the order of the day. Adding one: a module here, a job, and a line below.

A module has a function of its own name and its `HELP`; a group of commands has `HELP` and a table
`COMMANDS` of names, functions and help. Only the module of the command that is run is loaded; a
help page loads them all.
"""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import typer

from anbefal.cli.language import say
from anbefal.cli.words import Command, Group
from anbefal.i18n import Message, msg

COMMANDS = (
    "init",
    "new",
    "lint",
    "rule",
    "check",
    "status",
    "save",
    "log",
    "show",
    "render",
    "compile",
    "schema",
    "workshop",
    "template",
)


def build(only: str = "") -> typer.Typer:
    """Build the command line in the chosen language: all of it, or the one command it names."""
    app = _typer(msg("Write, check, version and publish a citizens' assembly's recommendations."))
    app.callback()(_options)
    for name, module in _modules(only):
        if hasattr(module, "COMMANDS"):
            group = _typer(module.HELP)
            for part, function, help in module.COMMANDS:
                group.command(part, cls=Command, help=say(help))(function)
            app.add_typer(group, name=name)
        else:
            app.command(name, cls=Command, help=say(module.HELP))(getattr(module, name))
    return app


def _modules(only: str) -> Iterator[tuple[str, ModuleType]]:
    for name in (only,) if only in COMMANDS else COMMANDS:
        yield name, import_module(f"anbefal.cli.{name}")


def _typer(help: Message) -> typer.Typer:
    return typer.Typer(
        cls=Group,
        help=say(help),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )


def _options(
    lang: str = typer.Option(
        "",
        "--lang",
        metavar="da|en",
        help=say(msg("The language of messages.")),
        show_default=False,
    ),
    version: bool = typer.Option(
        False, "--version", help=say(msg("Print the version of anbefal."))
    ),
) -> None:
    """Show the two options on the help page; both are taken off the line before it is read."""
