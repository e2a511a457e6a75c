"""References: links between drafts, such as "gruppe-2.md#digital-makker"."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from anbefal.anchors import slug

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_COUNTED = re.compile(r"^\d+(?:[.-]\d+)*-(?=\D)")


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


def spellings(name: str) -> Iterator[str]:
    """Give the anchors that somebody may mean by a name.

    GitHub and GitLab keep a heading's number in its anchor: "1-vores-vision".
    """
    anchor = slug(name)
    yield anchor
    if _COUNTED.search(anchor):
        yield _COUNTED.sub("", anchor)
