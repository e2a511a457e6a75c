"""`anbefal render`: each draft as a document."""

from anbefal.cli import screen
from anbefal.cli.language import language
from anbefal.cli.options import Numbers, Out, Paths, To, as_formats, as_path, as_paths
from anbefal.i18n import msg

HELP = msg("Make a document of each draft: a web page, a Word file, a PDF, Markdown.")


def render(
    paths: Paths = None, to: To = "html,docx", output: Out = None, numbers: Numbers = False
) -> int:
    """Render drafts, whatever the linter says of them."""
    from anbefal.jobs.render import render as job

    written = job(
        as_paths(paths),
        as_formats(to),
        as_path(output) if output else None,
        screen.progress(msg("making documents")),
        language(),
        numbers,
    )
    screen.paths(written)
    return 0
