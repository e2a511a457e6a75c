"""`anbefal show`: a draft as it stood in a version."""

from anbefal.cli import screen
from anbefal.cli.options import At, Draft, as_path
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

HELP = msg("Print a draft as it stood in a version.")


def show(path: Draft, at: At = "last") -> int:
    """Print the bytes of the version, exactly."""
    from anbefal.jobs.show import show as job

    named = as_path(path)
    screen.data(job(opened((named,)), named, at))
    return 0
