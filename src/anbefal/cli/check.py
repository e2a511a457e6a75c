"""`anbefal check`: is it 90 % finished, and if not, what is missing?"""

from typing import Annotated

import typer

from anbefal.cli import screen
from anbefal.cli.formats import REPORT_FORMATS, load_reporter
from anbefal.cli.language import language, say
from anbefal.cli.options import ExitZero, Paths, Workshop, as_paths, within
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import msg

HELP = msg("Ask whether drafts are finished enough, and what is missing.")


def check(
    paths: Paths = None,
    workshop: Workshop = None,
    minimum: Annotated[
        float | None,
        typer.Option(
            "--min",
            metavar=say(msg("PERCENT")),
            help=say(msg("The least score; else the workshop's own, else 90.")),
            show_default=False,
        ),
    ] = None,
    format: REPORT_FORMATS = "auto",
    exit_zero: ExitZero = False,
) -> int:
    """Run the gate; end with 1 where a draft falls short."""
    from anbefal.jobs.check import check as job

    if minimum is not None:
        within("--min", minimum, 0, 100)
    named = as_paths(paths)
    workspace = opened(named)
    reporter = load_reporter(format)
    verdict = job(workspace, named, workshop_number(workspace, workshop), minimum)
    screen.result(reporter.report_gate(verdict, language()))
    return 0 if verdict.passed or exit_zero else 1
