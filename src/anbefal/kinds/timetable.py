"""Timetable: entries headed by time and theme, or the rows of a table that was pasted.

A slot is an entry, so that whatever holds for entries (their number, names and labels) holds for
it. Of the labels, three have a meaning of their own here: "time" and "theme" stand in a heading,
and "process" holds steps.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from anbefal import tree
from anbefal.kinds import entries
from anbefal.kinds.entries import Entries, Entry, Label, label_keys, read_labels
from anbefal.model import Requirement, SectionSpec, Template
from anbefal.times import Span, read_duration, read_span, write_time
from anbefal.values import Struct

TIME, THEME, PROCESS = "time", "theme", "process"

_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–*•›]|\d{1,2}[.)])\s+")


class Step(Struct, frozen=True):
    """One thing that is done in a slot, and how long it takes where that is written."""

    text: str
    minutes: int | None
    line: int


class Slot(Entry, frozen=True):
    """One row of the day. Times are minutes after midnight; None where none is written."""

    start: int | None
    end: int | None
    stated: tuple[int, ...]
    """Durations beside the times, such as "(65 min)" or one for each part."""
    steps: tuple[Step, ...]


class Timetable(Entries, frozen=True):
    """The slots of a section, as entries, and what stands before the first."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Give the entries as slots, which all of them are."""
        return tuple(entry for entry in self.entries if isinstance(entry, Slot))


def read(nodes: tuple[tree.Node, ...], spec: SectionSpec, template: Template) -> Timetable:
    """Read a slot for each level-3 heading, and for each row of a table that names times.

    A table below a heading that has a time is that slot's own content.
    """
    found = entries.read(nodes, spec, template)
    slots = [slot for node in found.lead for slot in _rows(node, spec)]
    for entry in found.entries:
        slot = _slot(entry, spec)
        rows = [row for node in entry.nodes for row in _rows(node, spec)]
        slots += rows if rows and slot.start is slot.end is None else [slot]
    return Timetable(tuple(slots), found.lead)


def _slot(entry: Entry, spec: SectionSpec) -> Slot:
    span = read_span(entry.name)
    time, theme = entry.find(TIME), entry.find(THEME)
    if time and span.start is span.end is None:
        beside = read_span(time.text)
        span = Span(beside.start, beside.end, (*beside.stated, *span.stated), span.rest)
    labels = list(entry.labels)
    if not time:
        labels += _heading_label(TIME, _written(span), entry.line, spec)
    if not theme:
        labels += _heading_label(THEME, span.rest, entry.line, spec)
    return Slot(
        name=span.rest or (theme.text if theme else ""),
        line=entry.line,
        words=entry.words,
        labels=tuple(labels),
        nodes=entry.nodes,
        start=span.start,
        end=span.end,
        stated=span.stated,
        steps=tuple(_steps(entry.nodes, label_keys(spec.label))),
    )


def _heading_label(id: str, text: str, line: int, spec: SectionSpec) -> list[Label]:
    return [Label(id, text, line)] if text and any(label.id == id for label in spec.label) else []


def _written(span: Span) -> str:
    start = "" if span.start is None else write_time(span.start)
    end = "" if span.end is None else write_time(span.end)
    return f"{start}–{end}" if end else start


def _steps(nodes: Sequence[tree.Node], keys: Mapping[str, str]) -> Iterator[Step]:
    """Give the items of lists that are no labelled line; an item's parts only if it has no time."""
    for node in nodes:
        if node.type not in ("bullet_list", "ordered_list"):
            continue
        for item in node.children:
            own = [child for child in item.children if child.type == "paragraph"]
            if any(label for child in own for label in read_labels(child, keys)):
                continue
            text, minutes = read_duration(" ".join(" ".join(map(tree.text, own)).split()))
            parts = [] if minutes else [p for p in _steps(item.children, keys) if p.minutes]
            if text or minutes:
                yield Step(text, minutes, tree.line(item))
            yield from parts


# -- a pasted table --------------------------------------------------------------------------


def _rows(node: tree.Node, spec: SectionSpec) -> list[Slot]:
    """Give a slot for each row of a table that has a column of times; none for anything else."""
    if node.type != "table":
        return []
    rows = [row for part in node.children for row in part.children]
    cells = [[tree.text(cell).strip() for cell in row.children] for row in rows]
    columns = _columns(cells[0], cells[1:], spec)
    if TIME not in columns:
        return []
    at = columns.index(TIME)
    # A table pasted without its head: Markdown takes the first row for one.
    first = 0 if read_span(_line(cells[0][at])).start is not None else 1
    slots: list[Slot] = []
    for row, texts in list(zip(rows, cells, strict=True))[first:]:
        if not any(texts):
            continue
        new = _row_slot(row, dict(zip(columns, texts, strict=False)), texts, columns)
        goes_on = not new.name and new.start is new.end is None
        slots[-1:] = [_joined(slots[-1], new)] if slots and goes_on else [*slots[-1:], new]
    return slots


def _columns(head: list[str], body: list[list[str]], spec: SectionSpec) -> list[str]:
    """Name each column by the label at its head; times are known by what they look like as well.

    A column without a name is "", and is read as the process is.
    """
    keys = label_keys(spec.label)
    names = [_column_name(text, keys) for text in head]
    names = [name if name not in names[:n] else "" for n, name in enumerate(names)]
    if TIME not in names:
        counts = [
            sum(1 for row in [head, *body] if n < len(row) and _is_time(row[n])) if not name else 0
            for n, name in enumerate(names)
        ]
        if any(counts):
            names[counts.index(max(counts))] = TIME
    if THEME not in names and "" in names:
        names[names.index("")] = THEME
    return names


def _column_name(head: str, keys: Mapping[str, str]) -> str:
    folded = tree.fold(head)
    if folded in keys:
        return keys[folded]
    starts = (id for key, id in keys.items() if re.match(rf"{re.escape(key)}\W", folded))
    return next(starts, "")


def _is_time(text: str) -> bool:
    span = read_span(_line(text))
    return not span.rest and not (span.start is span.end is None)


def _row_slot(
    row: tree.Node, known: Mapping[str, str], texts: Sequence[str], columns: Sequence[str]
) -> Slot:
    line = tree.line(row)
    span = read_span(_line(known.get(TIME, "")))
    theme = read_span(_line(known.get(THEME, "")))
    free = [t for t, name in zip(texts, columns, strict=False) if name in ("", PROCESS)]
    return Slot(
        name=theme.rest,
        line=line,
        words=sum(tree.count_text_words(_line(text)) for text in free),
        labels=tuple(
            Label(name, _line(text), line)
            for name, text in zip(columns, texts, strict=False)
            if name and text
        ),
        nodes=(row,),
        start=span.start,
        end=span.end,
        stated=(*span.stated, *theme.stated),
        steps=tuple(step for text in free for step in _cell_steps(text, line)),
    )


def _cell_steps(text: str, line: int) -> Iterator[Step]:
    for piece in _BREAK.split(text):
        words, minutes = read_duration(_BULLET.sub("", piece).strip())
        if words and (minutes or _BULLET.match(piece)):
            yield Step(words, minutes, line)


def _line(text: str) -> str:
    """Give a cell as one line: inside a table a line break is written as a tag."""
    return " ".join(_BREAK.sub(" ", text).split())


def _joined(slot: Slot, more: Slot) -> Slot:
    """Join a row that has neither theme nor time to the one above it."""
    known = {label.id for label in slot.labels}
    behind = {label.id: label.text for label in more.labels}
    labels = [
        Label(at.id, f"{at.text} {behind.get(at.id, '')}".strip(), at.line) for at in slot.labels
    ]
    return Slot(
        name=slot.name,
        line=slot.line,
        words=slot.words + more.words,
        labels=(*labels, *(label for label in more.labels if label.id not in known)),
        nodes=(*slot.nodes, *more.nodes),
        start=slot.start,
        end=slot.end,
        stated=(*slot.stated, *more.stated),
        steps=(*slot.steps, *more.steps),
    )


def units(spec: SectionSpec) -> tuple[Requirement, ...]:
    """Ask for each of the least number of slots, and for each required label in them."""
    return entries.units(spec)
