"""Ids: every comment and question has one, so that it can be named and followed.

A missing id is the next free number behind the source's letter: the one that is in use under the
source, else the template's, else the first letter of the source.
"""

import re
from collections import Counter
from collections.abc import Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger, LedgerItem, checked, items_under_sources
from anbefal.kinds.questions import Question, Questions
from anbefal.model import Draft, Section
from anbefal.repairs.boxes import BOX, ITEM, begins_as_text
from anbefal.repairs.keeping import same_words
from anbefal.repairs.repaired import Done, Given, Repaired, edited
from anbefal.tree import Node, fold
from anbefal.values import Struct

NEEDS_TEMPLATE = True

_ID = re.compile(r"\b([A-ZÆØÅ]{1,3})([0-9]{1,5})\b")
_LETTERS = re.compile(r"[A-ZÆØÅ]{1,3}")


class _Row(Struct, frozen=True):
    id: str
    source: str
    node: Node


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Give an id to each item that has none."""
    taken = _highest("\n".join(lines))
    edits, done = {}, []
    for section in draft.sections:
        rows = list(_rows(section))
        for row in rows:
            number = tree.line(row.node)
            match = ITEM.fullmatch(lines[number - 1])
            if row.id or match is None or not begins_as_text(row.node):
                continue
            box = BOX.match(match["rest"])
            if box and checked(row.node) is None:
                continue
            start = match.end("lead") + (box.end() if box else 0)
            if not re.search(r"\w", lines[number - 1][start:]):
                continue
            letters = _letters(section, row.source, rows)
            taken[letters] += 1
            id = f"{letters}{taken[letters]}"
            edits[number] = f"{lines[number - 1][:start]}{id} {lines[number - 1][start:]}"
            done.append(Done(number, msg("the id {id} given", id=id)))
    return edited(lines, edits, done)


def _rows(section: Section) -> Iterator[_Row]:
    if isinstance(section.values, Ledger | Questions):
        ids = {row.line: row.id for row in _items(section.values)}
        for node, source in items_under_sources(section.nodes):
            yield _Row(ids.get(tree.line(node), ""), source, node)


def _items(values: Ledger | Questions) -> tuple[LedgerItem, ...] | tuple[Question, ...]:
    return values.items if isinstance(values, Ledger) else values.questions


def _highest(text: str) -> Counter[str]:
    """Give the highest number in use behind each letter, wherever the id is named."""
    highest: Counter[str] = Counter()
    for letters, number in _ID.findall(text):
        highest[letters] = max(highest[letters], int(number))
    return highest


def _letters(section: Section, source: str, rows: list[_Row]) -> str:
    used = Counter(m[1] for row in rows if row.source == source and (m := _ID.match(row.id)))
    if used:
        return used.most_common(1)[0][0]
    spec = section.spec
    letters = {fold(name): letters for name, letters in spec.letters.items()} if spec else {}
    wanted = letters.get(fold(source), "").upper()
    if _LETTERS.fullmatch(wanted):
        return wanted
    name = (source or section.heading).upper()
    return next((sign for sign in name if _LETTERS.fullmatch(sign)), "N")


def keeps(before: Draft, after: Draft) -> bool:
    """Let nothing change but ids."""
    return same_words(before, after)
