"""The commands, in the order of the day. Adding one: a module here, a job, and a line below."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

from anbefal.cli.language import say
from anbefal.cli.params import for_typer, option
from anbefal.i18n import Message, msg

if TYPE_CHECKING:
    from typer import Typer

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
    "diff",
    "restore",
    "regroup",
    "roster",
    "attendance",
    "handover",
    "render",
    "compile",
    "reply",
    "schema",
)
"""Each is a module and its function, with `HELP` beside."""
GROUPS = {
    "workshop": ("list", "close", "reopen"),
    "template": ("list", "show", "check", "copy"),
    "program": ("show", "now", "print-pack"),
    "experts": ("list", "plan", "questions", "status"),
    "inputs": ("import", "status", "receipts"),
}
"""Each is a module; its functions have `LIST_HELP` and the like beside."""


def find(words: Sequence[str]) -> tuple[Callable[..., Any], Sequence[str]] | None:
    """Give the function of the command that a line begins with, and the words behind it."""
    name, *rest = words or [""]
    if name in COMMANDS:
        return _function(name, name), rest
    if name in GROUPS and rest and rest[0] in GROUPS[name]:
        return _function(name, rest[0]), rest[1:]
    return None


def build() -> "Typer":
    """Build the command line in the chosen language."""
    from anbefal.cli.words import Command

    app = _typer(msg("Write, check, version and publish a citizens' assembly's recommendations."))
    app.callback()(for_typer(_options))
    for name in COMMANDS:
        app.command(name, cls=Command, help=_help(name, "HELP"))(for_typer(_function(name, name)))
    for group, names in GROUPS.items():
        inner = _typer(_module(group).HELP)
        for name in names:
            told = _help(group, f"{_own(name).upper()}_HELP")
            inner.command(name, cls=Command, help=told)(for_typer(_function(group, name)))
        app.add_typer(inner, name=group)
    return app


def _module(name: str) -> Any:
    return import_module(f"anbefal.cli.{name}")


def _function(module: str, name: str) -> Callable[..., Any]:
    # "list" would hide Python's own, and "import" is a word of its grammar.
    own = f"{name}_" if name in ("list", "import") else _own(name)
    function: Callable[..., Any] = getattr(_module(module), own)
    return function


def _own(name: str) -> str:
    return name.replace("-", "_")


def _help(module: str, name: str) -> str:
    return say(getattr(_module(module), name))


def _typer(help: Message) -> "Typer":
    # Loaded here: most command lines are read without it.
    import typer

    from anbefal.cli.words import Group

    return typer.Typer(
        cls=Group,
        help=say(help),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
    )


def _options(
    lang: Annotated[
        str,
        option(
            "--lang",
            metavar="da|en",
            help=say(msg("The language of messages.")),
            show_default=False,
        ),
    ] = "",
    version: Annotated[
        bool, option("--version", help=say(msg("Print the version of anbefal.")))
    ] = False,
) -> None:
    """Show the two options on the help page; both are taken off the line before it is read."""
