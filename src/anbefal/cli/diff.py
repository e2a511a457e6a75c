"""`anbefal diff`: what changed between two versions."""

import errno
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from anbefal.cli import completion, screen
from anbefal.cli.formats import unknown_format
from anbefal.cli.language import language, say
from anbefal.cli.options import VERSION, Paths, as_path, as_paths
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened
from anbefal.errors import AnbefalError
from anbefal.files import unusable, write_atomic
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.model import Comparison
    from anbefal.workspace import Workspace

HELP = msg("Show what changed between two versions, word by word.")

Writer = Callable[["Comparison", "Workspace", bool, str], bytes]


def _text(comparison: "Comparison", workspace: "Workspace", screened: bool, view: str) -> bytes:
    from anbefal.cli.changes import show_changes
    from anbefal.cli.marks import MARKS, marks_for_screen

    shown = show_changes(comparison, language(), marks_for_screen() if screened else MARKS)
    return shown.encode("utf-8", "backslashreplace")


def _json(comparison: "Comparison", workspace: "Workspace", screened: bool, view: str) -> bytes:
    from anbefal.reporters.json import report_changes

    return report_changes(comparison, language()).encode("utf-8", "backslashreplace")


def _html(comparison: "Comparison", workspace: "Workspace", screened: bool, view: str) -> bytes:
    from anbefal.jobs.diff_pages import diff_page

    return diff_page(comparison, workspace, "html", view)


def _markdown(comparison: "Comparison", workspace: "Workspace", screened: bool, view: str) -> bytes:
    from anbefal.jobs.diff_pages import diff_page

    return diff_page(comparison, workspace, "md", view)


# Adding a format: a line here, and its suffix below.
WRITERS: Mapping[str, Writer] = MappingProxyType(
    {"text": _text, "html": _html, "markdown": _markdown, "json": _json}
)
REDLINE = "docx"
FORMATS = (*WRITERS, REDLINE)
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {".txt": "text", ".html": "html", ".md": "markdown", ".json": "json", ".docx": REDLINE}
)


def diff(
    paths: Paths = None,
    old: Annotated[
        str | None,
        option(
            "--from",
            metavar=say(msg("VERSION")),
            help=say(msg("The older version; the last workshop that was closed if none.")),
            show_default=False,
            autocompletion=completion.versions,
        ),
    ] = None,
    new: Annotated[
        str,
        option(
            "--to",
            metavar=say(msg("VERSION")),
            help=say(VERSION),
            autocompletion=completion.versions,
        ),
    ] = "now",
    format: Annotated[
        str,
        option(
            "--format",
            metavar=say(msg("FORMAT")),
            help=say(msg("How to tell it: {formats}.", formats=["auto", *FORMATS])),
            show_default=False,
        ),
    ] = "auto",
    view: Annotated[
        str,
        option(
            "--view",
            metavar=say(msg("VIEW")),
            help=say(
                msg(
                    "What a web page shows first: inline, side, or then-and-now, "
                    "which begins where the first workshop was closed."
                )
            ),
        ),
    ] = "inline",
    report: Annotated[
        bool,
        option(
            "--report",
            help=say(msg("Compare the compiled report instead of the drafts; only as docx.")),
        ),
    ] = False,
    output: Annotated[
        str | None,
        option(
            "-o",
            "--output",
            metavar=say(msg("FILE")),
            help=say(msg("A file to write to; its name can tell the format.")),
            show_default=False,
        ),
    ] = None,
) -> int:
    """Compare the drafts at two versions; the exit code does not tell whether they differ."""
    from anbefal.jobs.diff import diff as job
    from anbefal.jobs.diff_pages import check_view, where_it_began
    from anbefal.jobs.render import keep_texts, usual_folder

    check_view(view)
    out = as_path(output) if output else None
    chosen = _format(format, out)
    named = as_paths(paths)
    workspace = opened(named)
    if view == "then-and-now" and old is None:
        old = where_it_began(workspace)
    if chosen == REDLINE:
        from anbefal.jobs.redline import redline, redline_report

        if report and named:
            raise AnbefalError(
                msg("--report takes no PATH: the report is made of all drafts"),
                msg("leave out --report, or the paths"),
            )
        # A terminal can show none of it: without a name it is a file all the same.
        made = (
            redline_report(workspace, screen.progress, old, new)
            if report
            else redline(workspace, named, old, new)
        )
        shown, out = made.data, out or usual_folder(workspace) / f"{made.name}.docx"
    elif report:
        raise AnbefalError(
            msg("--report can only be shown as docx"),
            msg("ask for it: anbefal diff --report --format docx"),
        )
    else:
        comparison = job(workspace, named, old, new)
        shown = WRITERS[chosen](comparison, workspace, out is None, view)
    if out is None:
        screen.data(shown)
    else:
        if out.is_dir():
            raise unusable(out, IsADirectoryError(errno.EISDIR, "a folder"))
        keep_texts(out, [workspace.drafts])
        write_atomic(out, shown)
        screen.paths([out])
    return 0


def _format(name: str, out: Path | None) -> str:
    """Give the format that is meant; auto is what the file's name says, and else text."""
    if name == "auto":
        return SUFFIXES.get(out.suffix.casefold(), "text") if out else "text"
    if name not in FORMATS:
        raise unknown_format(name, ["auto", *FORMATS])
    return name
