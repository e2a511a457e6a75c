"""Options that several commands share, so that they read the same everywhere."""

from pathlib import Path
from typing import Annotated

from anbefal.cli import completion
from anbefal.cli.language import say
from anbefal.cli.params import argument, option
from anbefal.errors import AnbefalError
from anbefal.files import unusable
from anbefal.i18n import msg

Paths = Annotated[
    list[str] | None,
    argument(
        metavar=say(msg("[PATH]...")),
        help=say(msg("Files, folders, or ids of drafts or groups; all drafts if none.")),
        show_default=False,
        autocompletion=completion.drafts,
    ),
]
Draft = Annotated[
    str,
    argument(
        metavar=say(msg("PATH")),
        help=say(msg("A draft's file or id.")),
        autocompletion=completion.drafts,
    ),
]
VERSION = msg(
    'A workshop as it was closed (1), first, last, now, a time ("yesterday 14:30", "21/11 14.30", '
    "monday), or a version's id."
)
"""What can name a version, for every option that takes one."""
At = Annotated[
    str,
    option(
        "--at",
        metavar=say(msg("VERSION")),
        help=say(VERSION),
        autocompletion=completion.versions,
    ),
]
Workshop = Annotated[
    str | None,
    option(
        "--workshop",
        metavar=say(msg("N|open")),
        help=say(msg("Judge only what is due by workshop N, or by the open one.")),
        show_default=False,
    ),
]
By = Annotated[
    str | None,
    option(
        "--by", metavar=say(msg("NAME")), help=say(msg("Who saves: initials.")), show_default=False
    ),
]
Anyway = Annotated[
    str | None,
    option(
        "--anyway",
        metavar=say(msg("REASON")),
        help=say(msg("Do it although the gate says no; the reason is kept.")),
        show_default=False,
    ),
]
To = Annotated[
    str,
    option(
        "--to",
        metavar=say(msg("FORMATS")),
        help=say(msg("One or more formats, with commas between: html,docx,pdf,md.")),
    ),
]
Out = Annotated[
    str | None,
    option(
        "-o",
        "--output",
        metavar=say(msg("OUT")),
        help=say(msg("A folder, or a file's name where there is one document; build if none.")),
        show_default=False,
    ),
]
Numbers = Annotated[
    bool,
    option("--numbers", help=say(msg("Number what can be cited: paragraphs, items and tables."))),
]
ExitZero = Annotated[
    bool,
    option("--exit-zero", help=say(msg("End with 0 whatever is found, for uploads."))),
]


def reason(name: str, words: str | None) -> str | None:
    """Give the reason of an option. Raises AnbefalError for one without a word in it."""
    if words is not None and not any(char.isalnum() for char in words):
        raise AnbefalError(
            msg("{name} needs a reason", name=name),
            msg('write in a few words why: {name} "the hall closes at four"', name=name),
        )
    return words


def within(name: str, value: float, low: int, high: int) -> None:
    """Raise AnbefalError for a number out of range; typer would print the range as "[1<=x<=9]"."""
    if not low <= value <= high:
        shown = str(value).removesuffix(".0")[:40]
        raise AnbefalError(
            msg('"{value}" is no value for {name}', value=shown, name=name),
            msg("write a number between {low} and {high}", low=low, high=high),
        )


def as_paths(words: list[str] | None) -> tuple[Path, ...]:
    """Make paths of arguments."""
    return tuple(as_path(word) for word in words or ())


def as_path(word: str) -> Path:
    """Make a path of an argument. Raises AnbefalError for one that no system can look up."""
    path = Path(word)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        raise unusable(path, error) from None
    except ValueError:
        # A NUL, or half a surrogate pair, can stand in no name.
        raise AnbefalError(
            msg('"{path}" does not exist', path=str(path)),
            msg("check the spelling, and that you stand in the right folder"),
        ) from None
    return path


def as_formats(words: str) -> tuple[str, ...]:
    """Split a list of formats, keeping each once."""
    names = (name.strip().casefold() for name in words.split(","))
    return tuple(dict.fromkeys(name for name in names if name))
