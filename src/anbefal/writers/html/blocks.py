"""Blocks: tables that scroll, pictures with captions, and lists of labels."""

import re
from collections.abc import Sequence

from anbefal import tree
from anbefal.writers.html.headings import plain

_ALIGNED = re.compile(r"text-align:(left|center|right)")
_FIGURES = re.compile(r"\d[\d.,:/–—-]{0,20}(?: \S{1,4})?")
"""Times, sums and shares, such as "10.30–11.10" and "1.200 kr.": never broken over lines."""
# Said again, for a browser forgets them when rows are shown as cards.
_ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "th": "columnheader",
    "td": "cell",
}
_WIDE = 4
"""Columns from which on a table may be wider than the text."""


def place_tables(stream: Sequence[tree.StreamToken]) -> None:
    """Name every table by the heading it stands under, and its header cells as such."""
    heading = ""
    start = 0
    turned = False
    for at, token in enumerate(stream):
        if token.type in ("landscape_open", "landscape_close"):
            turned = token.nesting > 0
        elif token.type == "heading_open":
            heading = plain(stream[at + 1])
        elif token.type == "table_open":
            start = at
            token.meta = {**token.meta, "heading": heading, "columns": 0}
        elif token.type in ("th_open", "td_open"):
            _place_cell(stream, at)
            if token.type == "th_open":
                stream[start].meta["columns"] += 1
        if turned and token.nesting > 0 and token.type.removesuffix("_open") in _ROLES:
            token.attrs = {**token.attrs, "role": _ROLES[token.type.removesuffix("_open")]}
    _name_cells(stream)


def _name_cells(stream: Sequence[tree.StreamToken]) -> None:
    """Give every cell of a programme its column's name: on a narrow page its rows are cards."""
    heads: list[str] = []
    column = 0
    for at, token in enumerate(stream):
        if token.type == "table_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            heads.append(plain(stream[at + 1]) if stream[at + 1].type == "inline" else "")
        elif token.type == "td_open" and token.attrs.get("role"):
            token.attrs["data-head"] = heads[column] if column < len(heads) else ""
            column += 1


def is_wide(table: tree.StreamToken) -> bool:
    """Tell whether a table needs more room than a column of text."""
    return int(table.meta["columns"]) >= _WIDE


def _place_cell(stream: Sequence[tree.StreamToken], at: int) -> None:
    cell = stream[at]
    attrs = dict(cell.attrs)
    # A cell may hold blocks: a composer's does, a scribe's never.
    words = plain(stream[at + 1]) if stream[at + 1].type == "inline" else ""
    classes = ["figures"] if _FIGURES.fullmatch(words) else []
    # A class instead of the style that markdown-it writes, so that the style sheet decides.
    aligned = _ALIGNED.fullmatch(str(attrs.pop("style", "")))
    if aligned:
        classes.append(f"to-{aligned[1]}")
    if classes:
        attrs["class"] = " ".join(classes)
    if cell.type == "th_open":
        if words:
            attrs["scope"] = "col"
        else:
            # A corner without words heads nothing.
            cell.tag = stream[at + 2].tag = "td"
    cell.attrs = attrs


def place_figures(stream: Sequence[tree.StreamToken]) -> None:
    """Make a figure of every picture that stands alone, with its title as the caption."""
    for at, token in enumerate(stream):
        if token.type != "paragraph_open" or token.hidden:
            continue
        children = stream[at + 1].children or []
        if len(children) == 1 and children[0].type == "image":
            token.tag = stream[at + 2].tag = "figure"
            children[0].meta = {**children[0].meta, "figure": True}


def place_labels(stream: Sequence[tree.StreamToken]) -> None:
    """Mark the lists in which every item starts with a bold label, such as "**Mere af:** …"."""
    open_lists: list[tuple[tree.StreamToken, list[bool]]] = []
    awaiting = False
    for token in stream:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            open_lists.append((token, []))
            awaiting = False
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            opened, labelled = open_lists.pop()
            if opened.type == "bullet_list_open" and labelled and all(labelled):
                opened.attrs = {**opened.attrs, "class": _with(opened, "labels")}
        elif token.type == "list_item_open":
            open_lists[-1][1].append(False)
            awaiting = True
        elif token.type == "list_item_close":
            awaiting = False
        elif token.type == "inline" and awaiting:
            open_lists[-1][1][-1] = _starts_with_label(token)
            awaiting = False


def _with(token: tree.StreamToken, name: str) -> str:
    return f"{token.attrs.get('class', '')} {name}".strip()


def _starts_with_label(inline: tree.StreamToken) -> bool:
    children = [c for c in inline.children or () if c.type != "text" or c.content.strip()]
    if not children or children[0].type != "strong_open":
        return False
    words: list[str] = []
    for child in children[1:]:
        if child.type == "strong_close":
            return "".join(words).rstrip().endswith(":")
        words.append(child.content)
    return False
