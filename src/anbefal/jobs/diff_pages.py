"""Diff pages: a comparison as a document."""

from anbefal.composers.diff import VIEWS, compose_diff
from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.jobs.looks import load_looks
from anbefal.jobs.show import required_history
from anbefal.model import Comparison
from anbefal.values import replace
from anbefal.workspace import Workspace
from anbefal.writers import load_writer


def check_view(view: str) -> None:
    """Raise AnbefalError for a way to look at a comparison that there is not."""
    if view not in VIEWS:
        raise AnbefalError(
            msg('there is no view "{view}"', view=view),
            msg("use one of: {views}", views=list(VIEWS)),
        )


def where_it_began(workspace: Workspace) -> str:
    """Name the first workshop that was closed; the first version before one was."""
    closed = required_history(workspace).closed_workshops()
    return str(min(closed)) if closed else "first"


def diff_page(comparison: Comparison, workspace: Workspace, format: str, view: str) -> bytes:
    """Write a comparison in a writer's format, one of the views first."""
    document = compose_diff(comparison, workspace.assembly, view)
    looks = load_looks(workspace.root, [format])
    return load_writer(format).write(replace(document, looks=looks))
