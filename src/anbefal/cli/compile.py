"""`anbefal compile`: the editorial group's report."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import language, say
from anbefal.cli.options import Anyway, At, Numbers, Out, as_formats, as_path, reason
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

HELP = msg("Make the report of all drafts that belong in it.")


def compile(
    to: Annotated[
        str,
        option(
            "--to",
            metavar=say(msg("FORMATS")),
            help=say(
                msg(
                    "One or more formats, with commas between: html,docx,pdf,md, "
                    "or site, which is a folder of pages with every text's past."
                )
            ),
        ),
    ] = "html,docx",
    at: At = "now",
    output: Out = None,
    anyway: Anyway = None,
    numbers: Numbers = False,
) -> int:
    """Compile the report; end with 1, and write nothing, below the gate."""
    from anbefal.jobs.compile import compile_report
    from anbefal.reporters.text import report_gate

    done = compile_report(
        opened(),
        as_formats(to),
        as_path(output) if output else None,
        screen.progress,
        at,
        reason("--anyway", anyway),
        numbers,
    )
    if not done.paths:
        screen.result(report_gate(done.gate, language()))
        screen.fail(
            msg("the report was not made: some drafts fall short"),
            msg('write what is missing, or print it as a draft: --anyway "why"'),
        )
        return 1
    screen.paths(done.paths)
    for path in done.left_out:
        screen.talk(
            msg("{path} has no place in the report: name it in [report] in anbefal.toml", path=path)
        )
    return 0
