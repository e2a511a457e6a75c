"""A programme as people print it: a table with time, theme, process, responsible and tools."""

import re
from collections.abc import Iterator, Mapping, Sequence

from anbefal import tree
from anbefal.i18n import msg, translate
from anbefal.kinds.entries import Label, label_keys, read_labels
from anbefal.kinds.timetable import PROCESS, THEME, TIME
from anbefal.model import Section, SectionSpec
from anbefal.times import read_span

COLUMNS = (TIME, THEME, PROCESS, "responsible", "tools")
_ALWAYS = (TIME, THEME, PROCESS)
_ROW = ("heading", "h3")
_EDGES = " \t:;,.·|–—-"

Cell = list[tree.StreamToken]


def programme_nodes(section: Section, note: Sequence[tree.Node], language: str) -> tree.Nodes:
    """Give a timetable's section as a table on a page turned sideways, headings and all.

    A table that was pasted stays as it is. What is written is kept beside it, for a writer whose
    tables hold no lists.
    """
    spec = section.spec
    written = (section.head, *note, *section.nodes)
    starts = [
        n for n, node in enumerate(section.nodes) if node.type == "heading" and node.tag == "h3"
    ]
    if spec is None or not starts or any(node.type == "table" for node in section.nodes):
        return written
    columns = [c for c in COLUMNS if c in _ALWAYS or any(label.id == c for label in spec.label)]
    ends = [*starts[1:], len(section.nodes)]
    rows = [
        _row(section.nodes[start], section.nodes[start + 1 : end], columns, spec)
        for start, end in zip(starts, ends, strict=True)
    ]
    printed = tree.table([_head(column, spec, language) for column in columns], rows)
    lead = section.nodes[: starts[0]]
    return tree.container("landscape", (section.head, *note, *lead, *printed), written=written)


def _head(column: str, spec: SectionSpec, language: str) -> str:
    usual = {TIME: msg("Time"), THEME: msg("Theme"), PROCESS: msg("Process")}
    known = next((label.key for label in spec.label if label.id == column), "")
    return known or translate(usual[column], language)


def _row(
    head: tree.Node, nodes: Sequence[tree.Node], columns: Sequence[str], spec: SectionSpec
) -> list[tree.Phrase | tree.Nodes]:
    time, theme = _parted(" ".join(tree.text(head).split()))
    texts = {TIME: [time] if time else [], THEME: [theme] if theme else []}
    moves = {key: id for key, id in label_keys(spec.label).items() if id in columns}
    moves = {key: id for key, id in moves.items() if id != PROCESS}
    process = tuple(_without(nodes, moves, texts))
    cells: dict[str, tree.Phrase | tree.Nodes] = {
        column: " ".join(words) for column, words in texts.items()
    }
    cells[THEME] = tree.strong(str(cells[THEME])) if cells[THEME] else ""
    return [process if column == PROCESS else cells.get(column, "") for column in columns]


def _parted(heading: str) -> tuple[str, str]:
    """Part a heading into what tells the time, every word of it, and the theme."""
    theme = read_span(heading).rest
    at = heading.find(theme) if theme else len(heading)
    before, behind = heading[: max(at, 0)], heading[max(at, 0) + len(theme) :]
    time = f"{before.strip(_EDGES)} {behind.strip(_EDGES)}".strip()
    return time, theme


def _without(
    nodes: Sequence[tree.Node], moves: Mapping[str, str], texts: dict[str, list[str]]
) -> Iterator[tree.Node]:
    """Give the nodes without the labelled lines that have a column; their words go to `texts`."""
    for node in nodes:
        if node.type == "paragraph" and (label := _label(node, moves)):
            texts.setdefault(label.id, []).append(label.text)
        elif node.type in ("bullet_list", "ordered_list"):
            kept = []
            for item in node.children:
                own = item.children[0] if len(item.children) == 1 else None
                found = _label(own, moves) if own is not None and own.type == "paragraph" else None
                if found:
                    texts.setdefault(found.id, []).append(found.text)
                else:
                    kept.append(item)
            if kept:
                yield from (
                    [node] if len(kept) == len(node.children) else tree.with_items(node, kept)
                )
        else:
            yield node


def _label(block: tree.Node, moves: Mapping[str, str]) -> Label | None:
    """Give the only label of a block of plain words; a link in it stays where it was written."""
    if not any(re.match(r"^\W*\w", line) for line in tree.text(block).split("\n")):
        return None
    plain = all(
        node.type in ("paragraph", "inline", "text", "strong", "softbreak")
        for node in tree.walk([block])
    )
    labels = list(read_labels(block, moves)) if plain else []
    starts = labels and labels[0].line == tree.line(block)
    return labels[0] if len(labels) == 1 and starts and labels[0].text else None
