"""Looks: a workspace's own style sheet and Word file, checked before anything is printed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from anbefal.errors import AnbefalError
from anbefal.files import decode
from anbefal.i18n import msg
from anbefal.model import Looks
from anbefal.workspace.config import Fault
from anbefal.workspace.looks import REFERENCE, STYLE, looks_file
from anbefal.workspace.style_sheet import MAX_STYLE_BYTES, examine_style

_STYLED = frozenset(("html", "site"))
_REFERRING = frozenset(("docx",))


def load_looks(root: Path, formats: Sequence[str]) -> Looks:
    """Load the looks that some formats use.

    Raises AnbefalError where a file of them is not allowed: nothing is printed by half.
    """
    style = looks_file(root, STYLE, MAX_STYLE_BYTES) if _STYLED & set(formats) else None
    for fault in examine_style(style) if style else ():
        raise fault.error(root / STYLE)
    reference = _reference(root) if _REFERRING & set(formats) else None
    for fault in examine_reference(reference) if reference is not None else ():
        raise AnbefalError(
            msg("{path}: {fault}", path=str(root / REFERENCE), fault=fault.message), fault.hint
        )
    return Looks(decode(style).text if style else "", reference)


def find_looks(root: Path) -> Iterator[tuple[str, bytes, list[Fault]]]:
    """Give each file of the looks, its bytes and its faults. Raises AnbefalError for a link."""
    style = looks_file(root, STYLE, MAX_STYLE_BYTES)
    if style is not None:
        yield STYLE, style, examine_style(style)
    reference = _reference(root)
    if reference is not None:
        yield REFERENCE, reference, examine_reference(reference)


def _reference(root: Path) -> bytes | None:
    # The most that is read; what the file may hold, the writer says.
    return looks_file(root, REFERENCE, 64 * 1024 * 1024)


def examine_reference(data: bytes) -> list[Fault]:
    """Give what keeps a Word file's looks from being taken over."""
    # Loaded here: python-docx takes its time, and most workspaces have no such file.
    from anbefal.writers.docx.reference import Refused
    from anbefal.writers.docx.template import load_template

    try:
        load_template("en", data)
    except Refused as refused:
        return [Fault(1, refused.message, refused.hint)]
    return []
