"""`anbefal show`: a draft as it stood in a version."""

from anbefal.cli import screen
from anbefal.cli.formats import LIST_FORMATS, wants_json
from anbefal.cli.options import At, Draft, as_path
from anbefal.cli.workspaces import opened
from anbefal.files import decode
from anbefal.i18n import msg

HELP = msg("Print a draft as it stood in a version.")


def show(path: Draft, at: At = "last", format: LIST_FORMATS = "auto") -> int:
    """Print the bytes of the version, exactly; or its text, with the version that it is of."""
    from anbefal.jobs.show import show as job

    json = wants_json(format)
    named = as_path(path)
    found = job(opened((named,)), named, at)
    if not json:
        screen.data(found.data)
        return 0
    from anbefal.reporters.json import dump

    text = decode(found.data)
    screen.result(
        dump(
            {
                "version": 1,
                "path": found.path,
                "id": found.version,
                "time": found.time,
                "text": text.text if text.readable else None,
            }
        )
    )
    return 0
