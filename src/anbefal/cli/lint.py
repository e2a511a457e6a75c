"""`anbefal lint`: what is wrong, where, and what to write next."""

from typing import Annotated

import typer

from anbefal.cli.formats import REPORT_FORMATS, report_findings, report_format
from anbefal.cli.language import say
from anbefal.cli.options import ExitZero, Paths, Workshop, as_paths
from anbefal.cli.workspaces import opened, workshop_number
from anbefal.i18n import msg

HELP = msg("Find what is missing, unclear or out of place in drafts.")


def lint(
    paths: Paths = None,
    workshop: Workshop = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=say(msg("Let warnings end with 1, too.")))
    ] = False,
    format: REPORT_FORMATS = "auto",
    exit_zero: ExitZero = False,
) -> int:
    """Lint drafts; end with 1 where a finding is an error."""
    from anbefal.jobs.lint import lint as job

    named = as_paths(paths)
    workspace = opened(named)
    told_as = report_format(format)
    found = job(workspace, named, workshop_number(workspace, workshop))
    report_findings(found, told_as)
    bad = found.count("error") + (found.count("warning") if strict else 0)
    return 1 if bad and not exit_zero else 0
