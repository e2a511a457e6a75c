"""Choose the language of messages, before any command is built.

`--lang` (anywhere on the line) > ANBEFAL_LANG > anbefal.toml > LC_ALL, LANG > English.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from anbefal.i18n import LANGUAGES, LOCALE, Message, translate

_LANGUAGE = re.compile(r"""^language\s*=\s*["'](\w+)["']""", re.MULTILINE)
_CHOSEN = {"language": "en"}


def language() -> str:
    """Give the chosen language."""
    return _CHOSEN["language"]


def say(message: Message) -> str:
    """Put a message into the chosen language."""
    return translate(message, language())


def choose(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """Choose the language; give the arguments without `--lang`, and its value if it is unknown."""
    rest, wanted = _take_option(arguments)
    chosen = next(
        (code for code in (*_candidates(wanted, rest), "en") if code in LANGUAGES),
        "en",
    )
    _CHOSEN["language"] = chosen
    # Typer speaks through gettext's own global catalogue: give it ours.
    import gettext

    os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain("anbefal", str(LOCALE))
    gettext.textdomain("anbefal")
    return rest, wanted if wanted is not None and wanted not in LANGUAGES else None


def _take_option(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    rest: list[str] = []
    wanted = None
    waiting = False
    for position, argument in enumerate(arguments):
        if waiting:
            wanted, waiting = argument, False
        elif argument == "--":
            rest += arguments[position:]
            break
        elif argument == "--lang":
            waiting = True
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
        else:
            rest.append(argument)
    return rest, "" if waiting else wanted


def _candidates(wanted: str | None, rest: Sequence[str]) -> list[str]:
    system = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return [
        wanted or "",
        os.environ.get("ANBEFAL_LANG", ""),
        _of_workspace(rest),
        "da" if system.startswith(("da", "Danish")) else "",
    ]


def _of_workspace(rest: Sequence[str]) -> str:
    """Peek at the `anbefal.toml` above the first path or the working folder; never complain.

    Only the lines above the first table are looked at: to read the whole file costs more than all
    else that a help page needs, and the workspace reads it properly.
    """
    named = [Path(word) for word in rest[1:] if not word.startswith("-")]
    try:
        starts = [path for path in named if path.exists()][:1] or [Path()]
        at = starts[0].resolve()
        found = next(f for f in (at, *at.parents) if (f / "anbefal.toml").is_file())
        with (found / "anbefal.toml").open("rb") as file:
            head = file.read(65_536).decode("utf-8-sig", "replace").partition("\n[")[0]
    except (OSError, StopIteration, ValueError, RuntimeError):
        return ""
    line = _LANGUAGE.search(head)
    return line[1] if line else ""
