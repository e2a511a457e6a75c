"""The commands, in the order of the day. Adding one: a module here, a job, and a line below."""

import typer

from anbefal.cli import (
    check,
    compile,
    diff,
    handover,
    init,
    lint,
    log,
    new,
    render,
    rule,
    save,
    schema,
    show,
    status,
    template,
    workshop,
)
from anbefal.cli.language import say
from anbefal.cli.words import Command, Group
from anbefal.i18n import Message, msg

_COMMANDS = (
    (init, init.init, init.HELP),
    (new, new.new, new.HELP),
    (lint, lint.lint, lint.HELP),
    (rule, rule.rule, rule.HELP),
    (check, check.check, check.HELP),
    (status, status.status, status.HELP),
    (save, save.save, save.HELP),
    (log, log.log, log.HELP),
    (show, show.show, show.HELP),
    (diff, diff.diff, diff.HELP),
    (handover, handover.handover, handover.HELP),
    (render, render.render, render.HELP),
    (compile, compile.compile, compile.HELP),
    (schema, schema.schema, schema.HELP),
)


def build() -> typer.Typer:
    """Build the command line in the chosen language."""
    app = _typer(msg("Write, check, version and publish a citizens' assembly's recommendations."))
    app.callback()(_options)
    for module, function, help in _COMMANDS:
        name = module.__name__.rpartition(".")[2]
        app.command(name, cls=Command, help=say(help))(function)
    phases = _typer(workshop.HELP)
    phases.command("list", cls=Command, help=say(workshop.LIST_HELP))(workshop.list_)
    phases.command("close", cls=Command, help=say(workshop.CLOSE_HELP))(workshop.close)
    app.add_typer(phases, name="workshop")
    kinds = _typer(template.HELP)
    kinds.command("list", cls=Command, help=say(template.LIST_HELP))(template.list_)
    kinds.command("show", cls=Command, help=say(template.SHOW_HELP))(template.show)
    kinds.command("check", cls=Command, help=say(template.CHECK_HELP))(template.check)
    kinds.command("copy", cls=Command, help=say(template.COPY_HELP))(template.copy)
    app.add_typer(kinds, name="template")
    return app


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
