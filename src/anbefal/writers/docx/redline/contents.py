"""Contents: the table of contents is a field over many paragraphs, which no change may cut."""

from collections.abc import Sequence

from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.units import Unit


def unbind(old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """Make plain lines of a table of contents that changed: they can be marked one by one."""
    both = [[unit for unit in side if _is_listed(unit)] for side in (old, new)]
    if [unit.text for unit in both[0]] == [unit.text for unit in both[1]]:
        return
    for unit in (*both[0], *both[1]):
        unit.forget()
        unit.element.children = [c for c in unit.element.children if not _is_sign(c)]


def _is_listed(unit: Unit) -> bool:
    return unit.style.startswith("TOC") and not unit.is_table


def _is_sign(child: Element | str) -> bool:
    if isinstance(child, str) or child.name != "w:r":
        return False
    return bool(child.find("w:fldChar") or child.find("w:instrText"))
