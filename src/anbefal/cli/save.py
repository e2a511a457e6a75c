"""`anbefal save`: keep what has been written as a version."""

from typing import Annotated

from anbefal.cli import screen
from anbefal.cli.language import say
from anbefal.cli.options import By, Paths, as_paths
from anbefal.cli.params import option
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg, msgs

HELP = msg("Keep what has been written as a version.")


def save(
    paths: Paths = None,
    by: By = None,
    note: Annotated[
        str,
        option(
            "-m",
            "--note",
            metavar=say(msg("TEXT")),
            help=say(msg("A few words on what was done.")),
            show_default=False,
        ),
    ] = "",
) -> int:
    """Save every changed file, or those that are named."""
    from anbefal.jobs.save import save as job

    named = as_paths(paths)
    saved = job(opened(named), named, by, note)
    short = saved.version[:10]
    if not saved.new:
        screen.talk(msg("nothing has changed since version {version}", version=short))
        screen.result(short)
        return 0
    for draft in saved.drafts:
        screen.talk(
            msg(
                "{path}: {added}, {removed}",
                path=draft.path,
                added=msgs("{count} word added", "{count} words added", draft.added),
                removed=msgs("{count} removed", "{count} removed", draft.removed),
            )
        )
    screen.talk(msg("saved by {author} as version {version}", author=saved.author, version=short))
    screen.result(short)
    return 0
