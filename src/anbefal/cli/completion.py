"""Completion by the shell: names of versions and drafts, in typer's own protocol.

`eval "$(_ANBEFAL_COMPLETE=source_bash anbefal)"` switches it on (bash, zsh, fish, powershell). The
shell then asks by the same variable, and runs what it is told through its own reading of quotes and
dollars: so only plain names are ever offered.
"""

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.i18n import Message, msg

VARIABLE = "_ANBEFAL_COMPLETE"

_WISH = re.compile("(source|complete)_(bash|zsh|fish|powershell|pwsh)")
_PLAIN = re.compile(r"[\w.+][\w.+-]*")
_NOT_PLAIN = re.compile(r"[^\w .:,+-]")
_NEWEST = 20


def wish(arguments: Sequence[str]) -> str:
    """Give what the shell asks for, or nothing: no variable takes the place of a command."""
    asked = os.environ.get(VARIABLE, "")
    return asked if not arguments and _WISH.fullmatch(asked) else ""


def answer(command: Any, asked: str) -> int:
    """Print the shell's script, or the words that fit: none, rather than an error, if it fails."""
    from typer._completion_classes import completion_init
    from typer._completion_shared import get_completion_script
    from typer.completion import shell_complete

    doing, _, shell = asked.partition("_")
    if doing == "source":
        script = get_completion_script(prog_name="anbefal", complete_var=VARIABLE, shell=shell)
        screen.result(script)
        return 0
    completion_init()
    try:
        return shell_complete(command, {}, "anbefal", VARIABLE, asked)
    except SystemExit as end:
        # Fish asks by the exit code whether there is anything to offer.
        return 1 if end.code else 0
    except Exception:
        return 1


def versions(incomplete: str) -> list[tuple[str, str]]:
    """Give the names that a version may have here, each with its time and author."""
    return _fitting(incomplete, _versions)


def drafts(incomplete: str) -> list[tuple[str, str]]:
    """Give the ids of the drafts here."""
    return _fitting(incomplete, _drafts)


def _fitting(incomplete: str, names: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    with contextlib.suppress(Exception):
        for name, about in names():
            if name.startswith(incomplete) and _PLAIN.fullmatch(name):
                shown = say(about) if isinstance(about, Message) else about
                found.append((name, _NOT_PLAIN.sub("", shown)))
    return found


def _versions() -> Iterator[tuple[str, Message | str]]:
    from anbefal.cli.workspaces import opened
    from anbefal.clock import shown_time
    from anbefal.jobs.log import log
    from anbefal.jobs.workshops import workshop_states

    workspace = opened()
    for state in workshop_states(workspace):
        if state.closed:
            yield str(state.number), state.name
    yield "last", msg("the newest version")
    yield "now", msg("the files as they stand")
    for version in log(workspace, None, _NEWEST):
        yield version.id[:10], f"{shown_time(version.time)} {version.author}"


def _drafts() -> Iterator[tuple[str, str]]:
    from anbefal.cli.workspaces import opened

    for name in opened().draft_ids():
        yield name, ""
