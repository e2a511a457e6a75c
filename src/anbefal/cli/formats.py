"""`--format`: the choices come from the reporters' table."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from anbefal.cli import screen
from anbefal.cli.language import language, say
from anbefal.cli.params import option
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.reporters import REPORTERS, load_reporter

if TYPE_CHECKING:
    from anbefal.model import GateResult, LintResult

REPORT_FORMATS = Annotated[
    str,
    option(
        "--format",
        metavar=say(msg("FORMAT")),
        help=say(msg("How to tell it: {formats}.", formats=["auto", *REPORTERS])),
        show_default=False,
    ),
]
LIST_FORMATS = Annotated[
    str,
    option(
        "--format",
        metavar=say(msg("FORMAT")),
        help=say(msg("How to tell it: auto, text or json.")),
        show_default=False,
    ),
]


def report_format(name: str) -> str:
    """Give the format that is meant; auto is github inside GitHub Actions, and text elsewhere.

    Raises AnbefalError for one that is not in the table.
    """
    if name == "auto":
        return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"
    if name not in REPORTERS:
        raise unknown_format(name, ["auto", *REPORTERS])
    return name


def report_findings(result: "LintResult", format: str) -> None:
    """Print findings in a format; github's table goes to the job's summary as well."""
    screen.result(load_reporter(format).report_findings(result, language()))
    if format == "github":
        from anbefal.reporters.github import summarize_findings

        _summarize(summarize_findings(result, language()))


def report_gate(result: "GateResult", format: str) -> None:
    """Print scores in a format; github's tables go to the job's summary as well."""
    screen.result(load_reporter(format).report_gate(result, language()))
    if format == "github":
        from anbefal.reporters.github import summarize_gate

        _summarize(summarize_gate(result, language()))


def _summarize(page: str) -> None:
    """Add a page to the file that GitHub Actions names, where it names one."""
    name = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{page}\n")
    except (OSError, ValueError):
        # Told, and no more: what was asked for is printed, and the exit code is the drafts'.
        screen.talk(msg("the job's summary cannot be written to {path}", path=name))


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
