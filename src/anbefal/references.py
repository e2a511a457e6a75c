"""References: links between drafts, such as "gruppe-2.md#digital-makker"."""

import posixpath
import re
from typing import NamedTuple

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Reference(NamedTuple):
    """A draft, and perhaps the name of a heading in it."""

    path: str
    name: str


def read(target: str, path: str) -> Reference | None:
    """Read where a link in the draft `path` leads; None where it is to no draft.

    A bare "#name" is the draft's own. Paths are relative to the workspace, with "/".
    """
    if _ELSEWHERE.match(target):
        return None
    file, _, name = target.partition("#")
    if not file:
        return Reference(path, name) if name else None
    if not file.casefold().endswith(".md"):
        return None
    folder = posixpath.dirname(path)
    return Reference(posixpath.normpath(posixpath.join(folder, file)), name)
