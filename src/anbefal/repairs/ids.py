"""Ids: every comment and question has one, so that it can be named and followed.

A comment that stands in the register has the id that it was given there. Else a missing id is the
next free number behind the source's letter: the one that is in use under the source, else the
template's, else the register's, else the first letter of the source. Comments are numbered across
the groups, questions within each.
"""

import re
from collections import Counter
from collections.abc import Iterable

from anbefal import tree
from anbefal.i18n import msg
from anbefal.kinds.ids import ID, ids_in, initial, letters_of
from anbefal.kinds.ledger import Ledger, Row, checked, rows
from anbefal.kinds.questions import Questions
from anbefal.model import Draft, Section
from anbefal.repairs.boxes import BOX, ITEM, begins_as_text
from anbefal.repairs.keeping import same_words
from anbefal.repairs.repaired import Done, Given, Repaired, edited
from anbefal.tree import fold

NEEDS_TEMPLATE = True

_LETTERS = re.compile(r"[A-ZÆØÅ]{1,3}")


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Give an id to each item that has none."""
    inputs = {one.id for one in given.register}
    comments = ids_of(draft) | given.taken
    questions = {row.id for section in draft.sections for row in _rows(section, Questions, given)}
    edits, done = {}, []
    for section in draft.sections:
        is_ledger = isinstance(section.values, Ledger)
        kind = Ledger if is_ledger else Questions
        used = comments if is_ledger else questions
        highest = highest_of(comments | inputs if is_ledger else questions)
        found = _rows(section, kind, given)
        waiting = _waiting(given, comments) if is_ledger else {}
        for row in found:
            number = tree.line(row.node)
            start = _start(row, lines[number - 1])
            if not start:
                continue
            id = waiting.pop(fold(row.text), "")
            if not id:
                letters = _letters(section, row.source, found, given)
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


def _rows(section: Section, kind: type, given: Given) -> tuple[Row, ...]:
    if section.spec is None or not isinstance(section.values, kind):
        return ()
    return rows(section.nodes, section.spec, given.template)


def _start(row: Row, line: str) -> int:
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


def highest_of(ids: Iterable[str]) -> Counter[str]:
    """Give the highest number in use behind each letter."""
    highest: Counter[str] = Counter()
    for match in filter(None, map(ID.fullmatch, ids)):
        highest[match[1]] = max(highest[match[1]], int(match[2]))
    return highest


def _letters(section: Section, source: str, found: tuple[Row, ...], given: Given) -> str:
    used = Counter(letters_of(row.id) for row in found if row.id and row.source == source)
    if used:
        return used.most_common(1)[0][0]
    names = section.spec.letters if section.spec else {}
    heading = section.spec.heading if section.spec else section.heading
    known = {fold(one.source): letters_of(one.id) for one in given.register if one.source}
    known |= {fold(name): letters.upper() for name, letters in names.items()}
    wanted = known.get(fold(source or heading), "")
    if _LETTERS.fullmatch(wanted):
        return wanted
    return initial(source or section.heading) or "N"


def keeps(before: Draft, after: Draft) -> bool:
    """Let nothing change but ids."""
    return same_words(before, after)
