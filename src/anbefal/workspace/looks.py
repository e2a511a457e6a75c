"""Looks: the style sheet and the Word file whose looks a workspace gives its documents."""

import os
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import read_bytes
from anbefal.i18n import msg

FOLDER = "looks"
STYLE = "looks/style.css"
REFERENCE = "looks/reference.docx"


def looks_file(root: Path, name: str, limit: int) -> bytes | None:
    """Give the bytes of one of the two files, one more than allowed at most; None for none.

    Raises AnbefalError for a link that leads out of the workspace, and for a file of another kind.
    """
    path = root / name
    if not os.path.lexists(path):
        return None
    # A repository that was fetched could bring a link to somebody's private file.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise AnbefalError(
            msg('"{path}" is a link, not a file', path=str(path)),
            msg("lay the file itself into the folder"),
        )
    return read_bytes(path, limit)
