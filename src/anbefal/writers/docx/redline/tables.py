"""Tables: rows that came, went or were edited; the columns are the same in both."""

from collections import Counter
from collections.abc import Callable, Sequence

from anbefal.alignment.likeness import best_first
from anbefal.alignment.sequences import match, rising
from anbefal.writers.docx.redline.element import Element
from anbefal.writers.docx.redline.marks import Side
from anbefal.writers.docx.redline.units import cells, row_text, rows

_EDITED = 0.3

WeaveCell = Callable[[Sequence[Element], Sequence[Element]], list[Element]]
MarkRow = Callable[[Element, Side], None]


def weave_rows(old: Element, new: Element, weave_cell: WeaveCell, mark_row: MarkRow) -> Element:
    """Give the new table with the old one's rows in their places."""
    before, after = rows(old), rows(new)
    woven: list[Element] = []
    at = at_new = 0
    for i, j in [*_pairs(before, after), (len(before), len(after))]:
        for row in before[at:i]:
            gone = _fitted(row.copy(), after[0])
            mark_row(gone, "del")
            woven.append(gone)
        for row in after[at_new:j]:
            come = row.copy()
            mark_row(come, "ins")
            woven.append(come)
        if i < len(before):
            woven.append(_weave_row(before[i], after[j], weave_cell))
        at, at_new = i + 1, j + 1
    kept = [child for child in new.elements if child.name != "w:tr"]
    return Element("w:tbl", dict(new.attributes), [*kept, *woven])


def _pairs(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[int, int]]:
    """Match rows: the headings, then those that are the same, then the most alike between."""
    texts, texts_new = [row_text(row) for row in old], [row_text(row) for row in new]
    pairs = match(texts, texts_new)
    if old and new and _is_head(old[0]) and _is_head(new[0]):
        pairs = [(0, 0), *(pair for pair in pairs if min(pair) > 0)]
    found: list[tuple[int, int]] = []
    at = at_new = 0
    for i, j in [*pairs, (len(old), len(new))]:
        found += _alike(texts, texts_new, range(at, i), range(at_new, j))
        if i < len(old):
            found.append((i, j))
        at, at_new = i + 1, j + 1
    return found


def _alike(
    old: Sequence[str], new: Sequence[str], left: range, right: range
) -> list[tuple[int, int]]:
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    bags = [_bag(old[n]) for n in left]
    bags_new = [_bag(new[n]) for n in right]
    likely = best_first(bags, bags_new, lambda i, j, alike: alike if alike >= _EDITED else 0.0)
    taken: dict[int, int] = {}
    for one in likely:
        if one.old not in taken and one.new not in taken.values():
            taken[one.old] = one.new
    pairs = sorted(((i, j) for i, j in taken.items()), key=lambda pair: pair[1])
    return [(left[i], right[j]) for i, j in rising(pairs)]


def _bag(text: str) -> Counter[str]:
    return Counter(text.casefold().split())


def _is_head(row: Element) -> bool:
    return row.find("w:trPr", "w:tblHeader") is not None


def _weave_row(old: Element, new: Element, weave_cell: WeaveCell) -> Element:
    made = new.copy()
    for before, cell in zip(cells(old), cells(made), strict=False):
        properties = [child for child in cell.elements if child.name == "w:tcPr"]
        cell.children = [*properties, *weave_cell(_inside(before), _inside(cell))]
    return made


def _inside(cell: Element) -> list[Element]:
    return [child for child in cell.elements if child.name != "w:tcPr"]


def _fitted(row: Element, other: Element) -> Element:
    """Give a row the widths of another."""
    for cell, model in zip(cells(row), cells(other), strict=False):
        width, wanted = cell.find("w:tcPr", "w:tcW"), model.find("w:tcPr", "w:tcW")
        if width and wanted:
            width.attributes = dict(wanted.attributes)
    return row
