"""`anbefal restore`: a draft as it stood in a version, and what stood before is kept."""

from typing import TYPE_CHECKING, Annotated

from anbefal.cli import completion, screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.language import say
from anbefal.cli.options import At, By, as_paths
from anbefal.cli.params import argument
from anbefal.cli.workspaces import opened
from anbefal.i18n import msg

if TYPE_CHECKING:
    from anbefal.jobs.restore import RestoreResult

HELP = msg("Bring a draft back as it stood in a version; what stands now is saved first.")


def restore(
    paths: Annotated[
        list[str],
        argument(
            metavar=say(msg("PATH...")),
            help=say(msg("Drafts' files or ids, or a folder of drafts.")),
            autocompletion=completion.drafts,
        ),
    ],
    at: At,
    by: By = None,
    format: LIST_FORMATS = "auto",
) -> int:
    """Restore all that is named, or nothing."""
    from anbefal.jobs.restore import restore as job

    json = wants_json(format)
    named = as_paths(paths)
    done = job(opened(named), named, at, by)
    if json:
        screen.result(_json(done))
        return 0
    for path in done.unchanged:
        screen.talk(msg("{path} reads like that already", path=path))
    if not done.restored:
        return 0
    for path in done.restored:
        screen.talk(
            msg("{path} reads as in version {version} again", path=path, version=done.version[:10])
        )
    if done.before:
        screen.talk(msg("what stood before is kept in version {version}", version=done.before[:10]))
    screen.talk(
        msg("saved by {author} as version {version}", author=done.author, version=done.saved[:10])
    )
    screen.result(done.saved[:10])
    return 0


def _json(done: "RestoreResult") -> str:
    from anbefal.reporters.json import dump

    return dump(
        {
            "version": 1,
            "from": done.version or None,
            "before": done.before or None,
            "saved": done.saved or None,
            "restored": list(done.restored),
            "unchanged": list(done.unchanged),
        }
    )
