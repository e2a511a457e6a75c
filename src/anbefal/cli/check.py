"""`anbefal check`: is it 90 % finished, and if not, what is missing?"""

from typing import Annotated

from anbefal.cli.formats import REPORT_FORMATS, report_format, report_gate
from anbefal.cli.language import say
from anbefal.cli.options import ExitZero, Paths, Workshop, as_paths, within
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import msg

HELP = msg("Ask whether drafts are finished enough, and what is missing.")


def check(
    paths: Paths = None,
    workshop: Workshop = None,
    minimum: Annotated[
        float | None,
        option(
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
    told_as = report_format(format)
    verdict = job(workspace, named, workshop_number(workspace, workshop), minimum)
    report_gate(verdict, told_as)
    return 0 if verdict.passed or exit_zero else 1
