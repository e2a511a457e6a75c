"""A Word file whose looks ours take over: its styles, page, header and footer, and nothing else.

Its text, numbering, settings and programs stay where they are.
"""

import re
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from anbefal.addresses import strict_address
from anbefal.i18n import msg
from anbefal.writers.docx.reference.edges import PICTURES, Sheet, outside, read_sheet
from anbefal.writers.docx.reference.opening import AGAIN, MAX_BYTES, Incoming, Refused
from anbefal.writers.docx.reference.styles import merge, name_ours

__all__ = ["MAX_BYTES", "PICTURES", "Reference", "Refused", "read_reference"]

# A file on the writer's own disk, which Word notes of every document that a template began.
_LOCAL = re.compile(r"(?:file:///)?(?:[A-Za-z]:[\\/]|[^:/\\]+$)")


class Reference(NamedTuple):
    """What is taken over."""

    styles: Any
    """The root of the styles: the reference's, and ours where it has none."""
    theme: bytes
    """The theme's part; empty where it has none of its own."""
    sheet: Sheet


def read_reference(data: bytes, ours: Any) -> Reference:
    """Read a Word file's looks; `ours` is the root of our styles. Raises Refused."""
    package = Incoming(data)
    _look_outside(package)
    document = package.read(package.main)
    body = document.find(qn("w:body"))
    links = package.links(package.main).values()
    parts = {link.kind.rpartition("/")[2]: link.target for link in links if not link.external}
    if body is None or "styles" not in parts:
        raise Refused(msg("this is no Word file (.docx)"), AGAIN)
    theirs = package.read(parts["styles"])
    if theirs.tag != qn("w:styles"):
        raise Refused(msg("this is no Word file (.docx)"), AGAIN)
    rename = name_ours(theirs, ours)
    sheet = read_sheet(package, body, rename)
    return Reference(
        merge(theirs, ours, sheet.page, rename), _read_theme(package, parts.get("theme", "")), sheet
    )


def _read_theme(package: Incoming, part: str) -> bytes:
    """Give the theme: the styles' colours and fonts are named there."""
    if not part:
        return b""
    package.read(part)
    # One whose fillings are pictures would need them: our own theme does instead.
    return b"" if package.links(part) else package.bytes_of(part)


def _look_outside(package: Incoming) -> None:
    """Raise Refused where any part of the file would fetch something."""
    for name in package.names():
        folder, _, rels = name.rpartition("/")
        if not rels.endswith(".rels"):
            continue
        part = f"{folder.removesuffix('_rels')}{rels.removesuffix('.rels')}"
        for link in package.links(part).values():
            kind = link.kind.rpartition("/")[2]
            is_address = kind == "hyperlink" and strict_address(link.target) != ""
            is_origin = kind == "attachedTemplate" and _LOCAL.match(link.target)
            in_text = kind == "hyperlink" and part == package.main
            if link.external and not (is_address or is_origin or in_text):
                raise outside(link.target)
            if kind in ("aFChunk", "subDocument", "frame"):
                raise outside(link.target)
