"""Ids: every comment and question has one, so that it can be named and followed.

A comment that stands in the register has the id that it was given there. Else a missing id is the
next free number behind the source's letter: the one that is in use under the source, else the
template's, else the register's, else the first letter of the source. Comments are numbered across
the groups, questions within each.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.ledger import Ledger, checked, ids_in, items_under_sources, split_item
from anbefal.kinds.questions import Questions
from anbefal.model import Draft, Section
from anbefal.repairs.boxes import BOX, ITEM, begins_as_text
from anbefal.repairs.keeping import same_words
from anbefal.repairs.repaired import Done, Given, Repaired, edited
from anbefal.tree import Node, fold
from anbefal.values import Struct

NEEDS_TEMPLATE = True

_ID = re.compile(r"([A-ZÆØÅ]{1,3})([0-9]{1,5})")
_LETTERS = re.compile(r"[A-ZÆØÅ]{1,3}")


class _Row(Struct, frozen=True):
    id: str
    text: str
    source: str
    node: Node


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Give an id to each item that has none."""
    inputs = {one.id for one in given.register}
    comments = ids_of(draft) | given.taken
    questions = {row.id for section in draft.sections for row in _rows(section, Questions)}
    edits, done = {}, []
    for section in draft.sections:
        is_ledger = isinstance(section.values, Ledger)
        kind = Ledger if is_ledger else Questions
        used = comments if is_ledger else questions
        highest = _highest(comments | inputs if is_ledger else questions)
        rows = list(_rows(section, kind))
        waiting = _waiting(given, comments) if is_ledger else {}
        for row in rows:
            number = tree.line(row.node)
            start = _start(row, lines[number - 1])
            if not start:
                continue
            id = waiting.pop(fold(row.text), "")
            if not id:
                letters = _letters(section, row.source, rows, given)
                highest[letters] += 1
                id = f"{letters}{highest[letters]}"
            used.add(id)
            edits[number] = f"{lines[number - 1][:start]}{id} {lines[number - 1][start:]}"
            done.append(Done(number, msg("the id {id} given", id=id)))
    return edited(lines, edits, done)


def ids_of(draft: Draft) -> set[str]:
    """Give every id of a draft's comments, and those that they were merged with."""
    found: set[str] = set()
    for section in draft.sections:
        for item in section.values.items if isinstance(section.values, Ledger) else ():
            found.add(item.id)
            found.update(ids_in(item.target))
    return found - {""}


def _rows(section: Section, kind: type) -> Iterator[_Row]:
    if isinstance(section.values, kind):
        for node, source in items_under_sources(section.nodes):
            id, text, _ = split_item(node)
            yield _Row(id, text, source, node)


def _start(row: _Row, line: str) -> int:
    """Give the place in its line where an item's id belongs; 0 where it needs none."""
    match = ITEM.fullmatch(line)
    if row.id or match is None or not begins_as_text(row.node):
        return 0
    box = BOX.match(match["rest"])
    if box and checked(row.node) is None:
        return 0
    start = match.end("lead") + (box.end() if box else 0)
    return start if re.search(r"\w", line[start:]) else 0


def _waiting(given: Given, taken: set[str]) -> dict[str, str]:
    """Give the ids of the register that no draft has, by their comments' words."""
    return {fold(one.text): one.id for one in reversed(given.register) if one.id not in taken}


def _highest(ids: Iterable[str]) -> Counter[str]:
    """Give the highest number in use behind each letter."""
    highest: Counter[str] = Counter()
    for match in filter(None, map(_ID.fullmatch, ids)):
        highest[match[1]] = max(highest[match[1]], int(match[2]))
    return highest


def _letters(section: Section, source: str, rows: list[_Row], given: Given) -> str:
    used = Counter(m[1] for row in rows if row.source == source and (m := _ID.match(row.id)))
    if used:
        return used.most_common(1)[0][0]
    names = section.spec.letters if section.spec else {}
    known = {fold(one.source): one.id.rstrip("0123456789") for one in given.register if one.source}
    known |= {fold(name): letters.upper() for name, letters in names.items()}
    if _LETTERS.fullmatch(known.get(fold(source), "")):
        return known[fold(source)]
    name = (source or section.heading).upper()
    return next((sign for sign in name if _LETTERS.fullmatch(sign)), "N")


def keeps(before: Draft, after: Draft) -> bool:
    """Let nothing change but ids."""
    return same_words(before, after)
