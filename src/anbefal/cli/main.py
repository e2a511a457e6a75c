"""The one funnel: whatever happens below ends here, as two lines and an exit code."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from anbefal import __version__
from anbefal.cli import completion, language, screen
from anbefal.errors import AnbefalError
from anbefal.files import unusable
from anbefal.i18n import LANGUAGES, msg

FINE, SHORT, CANNOT, BUG, STOPPED = 0, 1, 2, 3, 130


# Objects made before Python looks for rings among them: loading the program makes this many, and
# none is a ring to be thrown away.
_PATIENCE = 50_000


def run() -> NoReturn:
    """Run anbefal as a program."""
    gc.set_threshold(_PATIENCE, *gc.get_threshold()[1:])
    code = main(sys.argv[1:])
    screen.end(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; nothing escapes."""
    screen.prepare()
    try:
        rest, unknown = language.choose(arguments)
        if unknown is not None:
            raise AnbefalError(
                msg('"{language}" is not a language of anbefal', language=unknown),
                msg("use one of: {languages}", languages=list(LANGUAGES)),
            )
        if "--version" in rest[:1]:
            screen.result(f"anbefal {__version__}")
            return FINE
        _refuse_lost_folder()
        code = _dispatch(rest)
        screen.flush()
        return code
    except AnbefalError as error:
        screen.fail(error.message, error.hint)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough, as in "anbefal log | head".
        screen.shut(sys.stdout)
        return FINE
    except OSError as error:
        # A disk that filled up, a device that went away: no fault of ours, nor the text's.
        if error.filename is None:
            screen.shut(sys.stdout)
        told = unusable(Path(os.fsdecode(error.filename or "stdout")), error)
        screen.fail(told.message, told.hint)
        return CANNOT
    except KeyboardInterrupt:
        screen.talk(msg("stopped"))
        return STOPPED
    except Exception:
        return _report_bug(arguments)


def _dispatch(arguments: Sequence[str]) -> int:
    from anbefal.cli import app, line

    found = app.find(arguments)
    if found:
        function, words = found
        given = line.read(function, words)
        if given is not None:
            return _code(function(**given))
    return _dispatch_by_typer(arguments)


def _code(result: object) -> int:
    return result if isinstance(result, int) else FINE


def _dispatch_by_typer(arguments: Sequence[str]) -> int:
    """Read any command line, show help, and tell errors of usage."""
    import typer
    from typer.exceptions import TyperException

    from anbefal.cli.app import build
    from anbefal.cli.words import usage_error

    command = typer.main.get_command(build())
    if asked := completion.wish(arguments):
        return completion.answer(command, asked)
    name = next((word for word in arguments if word in getattr(command, "commands", {})), "")
    try:
        code = command.main(
            list(arguments) or ["--help"],
            prog_name="anbefal",
            # We look for the shell's variable ourselves: it must never eat a command.
            complete_var="",
            standalone_mode=False,
        )
    except typer.Abort as abort:
        if isinstance(abort.__cause__, EOFError):
            # Nothing here asks a person anything: a file of our own ended too early.
            raise abort.__cause__ from None
        screen.talk(msg("stopped"))
        return STOPPED
    except TyperException as error:
        raise usage_error(error, name) from None
    return _code(code)


def _refuse_lost_folder() -> None:
    """Raise AnbefalError where the working folder was deleted: no path can be looked up there."""
    try:
        Path.cwd()
    except OSError:
        raise AnbefalError(
            msg('"{path}" does not exist', path="."),
            msg("check the spelling, and that you stand in the right folder"),
        ) from None


def _report_bug(arguments: Sequence[str]) -> int:
    """Write a log that is ready for an issue, and say where it lies."""
    import tempfile
    import traceback

    text = "\n".join(
        [
            f"anbefal {__version__}, Python {sys.version.split()[0]}, {sys.platform}",
            "",
            "```",
            "anbefal " + " ".join(arguments),
            "",
            traceback.format_exc().rstrip(),
            "```",
            "",
        ]
    )
    place = "stderr"
    try:
        handle, place = tempfile.mkstemp(prefix="anbefal-", suffix=".md")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError:
        sys.stderr.write(text)
    screen.fail(
        msg("this is a fault in anbefal, not in your text; nothing you wrote was changed"),
        msg("send the file {path} to whoever looks after anbefal", path=str(Path(place))),
    )
    return BUG
