"""Typer's own words in the user's language: help pages, and errors of usage.

Part of what typer says is fixed English inside it, so help is drawn by two small classes and
errors are read by their shape and told anew.
"""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from anbefal.cli.language import say
from anbefal.errors import AnbefalError
from anbefal.i18n import Message, msg


class Command(TyperCommand):
    """A command whose help page is wholly in the user's language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the options in the usage line."""
        super().__init__(*args, **kwargs)
        self.options_metavar = say(msg("[OPTIONS]"))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        _usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Give --help its words."""
        return _help_option(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group of commands whose help page is wholly in the user's language."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the options and commands in the usage line."""
        super().__init__(*args, **kwargs)
        self.options_metavar = say(msg("[OPTIONS]"))
        self.subcommand_metavar = say(msg("COMMAND [ARGUMENTS]..."))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        _usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        """Give --help its words."""
        return _help_option(super().get_help_option(ctx))


def _usage(command: Any, ctx: Any, formatter: Any) -> None:
    # Typer sets the names of arguments in braces, which look as if they were to be typed.
    pieces = " ".join(piece.strip("{}") for piece in command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=say(msg("Usage:")) + " ")


def _help_option(option: Any) -> Any:
    if option is not None:
        option.help = say(msg("Show this page."))
    return option


def usage_error(error: Any, command: str) -> AnbefalError:
    """Tell an error of usage in two lines; `error` is any of typer's own, `command` was run."""
    return AnbefalError(_what(error), _what_next(error, command))


def _what(error: Any) -> Message:
    kind, text = type(error).__name__, str(getattr(error, "message", ""))
    match kind:
        case "NoSuchOption":
            return msg('there is no option "{option}"', option=error.option_name)
        case "MissingParameter":
            return msg('"{name}" is missing', name=_name(error))
        case "BadParameter":
            return msg('"{value}" is no value for {name}', value=_value(text), name=_name(error))
        case "BadOptionUsage" if "requires" in text:
            return msg('the option "{option}" needs a value', option=error.option_name)
        case "BadOptionUsage":
            return msg('the option "{option}" takes no value', option=error.option_name)
    command = re.match(r"No such command '(.*?)'", text)
    if command or "No such command" in text:
        return msg('there is no command "{command}"', command=command[1] if command else "")
    extra = re.search(r"unexpected extra argument\(s\) \((.*)\)", text)
    if extra:
        return msg('"{words}" is more than this command takes', words=extra[1])
    if kind == "UsageError" and "Missing command" in text:
        return msg("a command is missing")
    return msg("the command cannot be read as it was written")


def _what_next(error: Any, command: str) -> Message:
    text = str(getattr(error, "message", ""))
    close = list(getattr(error, "possibilities", None) or re.findall(r"mean '([^']+)'", text))
    if close:
        return msg("did you mean {words}?", words=sorted(close))
    if type(error).__name__ == "BadParameter" and error.param is not None:
        kind = error.param.type
        choices = getattr(kind, "choices", None)
        if choices:
            return msg("choose one of: {choices}", choices=[str(choice) for choice in choices])
        if "int" in kind.name:
            return msg("write a whole number")
        if "float" in kind.name:
            return msg("write a number")
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else f"anbefal {command}".rstrip()
    if "unexpected extra argument" in text:
        return msg(
            'put words that belong together in quotes, as in --at "yesterday 14:30", or see what'
            " it takes: {command} --help",
            command=path,
        )
    return msg("see what it takes: {command} --help", command=path)


def _name(error: Any) -> str:
    if error.param is None:
        return ""
    if error.param.param_type_name == "option":
        return str(error.param.opts[-1])
    return str(error.param.human_readable_name)


def _value(text: str) -> str:
    quoted = re.match(r"'(.*?)' is ", text)
    return quoted[1] if quoted else text.split(" ", 1)[0].removesuffix(".0")
