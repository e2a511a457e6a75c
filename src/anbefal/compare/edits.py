"""Edits: the words inside a pair of blocks, cleaned so that an editor can read them."""

from collections.abc import Sequence
from typing import NamedTuple

from anbefal.alignment.readable import Run, readable
from anbefal.alignment.sequences import match
from anbefal.compare.tokens import Form, Tokens, is_plain, tokenize, tokenize_text
from anbefal.model import Block, Edit, EditOp

# Letters beside a change that are looked at as well: it may read better a few words away.
_CONTEXT = 32
# Letters for each unit of weight, as words have them on the whole.
_LETTERS = 4


class Edited(NamedTuple):
    """The edits between some blocks and some others, and the words they add and remove."""

    edits: tuple[Edit, ...]
    inserted: int
    deleted: int


def edit(old: Sequence[Block], new: Sequence[Block]) -> Edited:
    """Compare the words of some blocks with those of some others; a blank line parts two."""
    if not old or not new:
        op: EditOp = "insert" if new else "delete"
        text = "\n\n".join(block.text for block in (*old, *new))
        words = sum(block.words for block in (*old, *new))
        edits = (Edit(op, text),) if text else ()
        return Edited(edits, words if new else 0, 0 if new else words)
    writer = _Writer()
    tail = ("", "")
    besides = 0
    if len(old) == len(new) == 1 and is_plain(old[0].node) and is_plain(new[0].node):
        start, end = _shared_ends(old[0].text, new[0].text)
        one, other = old[0].text, new[0].text
        stop, stop_new = len(one) - end, len(other) - end
        writer.same(one[:start], other[:start], _NO_FORMS)
        before = tokenize_text([(one[start:stop], False)])
        after = tokenize_text([(other[start:stop_new], False)])
        tail = (one[stop:], other[stop_new:])
        besides = (start + end) // _LETTERS
    else:
        before = tokenize([block.node for block in old])
        after = tokenize([block.node for block in new])
    runs = readable(before, after, match(before.keys, after.keys), besides)
    _write(writer, before, after, runs)
    writer.same(*tail, _NO_FORMS)
    writer.close()
    changed = [run for run in runs if not run.equal]
    return Edited(
        tuple(writer.edits),
        sum(after.words(run.j, run.j2) for run in changed),
        sum(before.words(run.i, run.i2) for run in changed),
    )


def _shared_ends(old: str, new: str) -> tuple[int, int]:
    """Give how much of two texts is the same at the start and at the end, but for some context.

    Most paragraphs are long, and most edits short: only what lies between is cut into words.
    """
    # A paragraph that was wrapped anew is the same.
    one, other = old.replace("\n", " "), new.replace("\n", " ")
    start = max(0, one.rfind(" ", 0, max(0, _shared(one, other) - _CONTEXT)))
    one, other = one[start:], other[start:]
    end = max(0, _shared(one[::-1], other[::-1]) - _CONTEXT)
    at = one.find(" ", len(one) - end)
    return start, len(one) - at if at >= 0 else 0


def _shared(one: str, other: str) -> int:
    """Count the letters that are the same from the start."""
    same, most = 0, min(len(one), len(other))
    while same < most:
        middle = (same + most + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            most = middle - 1
    return same


_NO_FORMS: tuple[Form, Form] = ((), ())


class _Writer:
    """Write edits so that the texts of either side, joined, are exactly that side's."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []
        self._old: list[str] = []
        self._new: list[str] = []
        self._space = ("", "")
        self._forms = _NO_FORMS

    def same(self, old: str, new: str, forms: tuple[Form, Form] | None = None) -> None:
        """Add what stayed; white space, which has no form, goes to the plainer neighbour."""
        if forms is None:
            self._space = (self._space[0] + old, self._space[1] + new)
            return
        if forms[0] == forms[1]:
            forms = _NO_FORMS
        if forms != self._forms:
            if self._forms == _NO_FORMS:
                self._flush_space()
            if self._new:
                self._end_stretch()
            self._forms = forms
        self._flush_space()
        self._old.append(old)
        self._new.append(new)

    def _flush_space(self) -> None:
        if any(self._space):
            self._old.append(self._space[0])
            self._new.append(self._space[1])
        self._space = ("", "")

    def changed(self, gone: str, come: str) -> None:
        """Add what went and what came."""
        self.close()
        self._add(gone, come)

    def _add(self, gone: str, come: str) -> None:
        if gone:
            self.edits.append(Edit("delete", gone))
        if come:
            self.edits.append(Edit("insert", come))

    def close(self) -> None:
        """End what stayed."""
        if self._forms != _NO_FORMS and any(self._space):
            self._end_stretch()
        self._flush_space()
        self._end_stretch()

    def _end_stretch(self) -> None:
        old, new, forms = "".join(self._old), "".join(self._new), self._forms
        self._old, self._new, self._forms = [], [], _NO_FORMS
        if old and new:
            self.edits.append(Edit("equal", new, "" if old == new else old, *forms))
        else:
            # White space at the very end, on one side only.
            self._add(old, new)


def _write(writer: _Writer, old: Tokens, new: Tokens, runs: Sequence[Run]) -> None:
    formed = bool(old.forms or new.forms)
    # Whether the space before the next token was written already, with what stands before it.
    spent = False
    for i, i2, j, j2, equal in runs:
        if equal:
            if spent:
                writer.same(old.cores[i], new.cores[j], (old.form(i), new.form(j)))
                i, j, spent = i + 1, j + 1, False
            if formed:
                _write_formed(writer, old, new, range(i, i2), j - i)
            elif i < i2:
                writer.same(old.text(i, i2), new.text(j, j2), _NO_FORMS)
            continue
        left = old.spaces[i] if i < len(old) else ""
        right = new.spaces[j] if j < len(new) else ""
        gone, come = old.text(i, i2), new.text(j, j2)
        whole = i == len(old) or j == len(new) or bool(left) != bool(right)
        if not whole:
            # The space before stays; what only came or only went takes the one behind along.
            writer.same(left, right)
            gone, come = gone[len(left) :], come[len(right) :]
            spent = i == i2 or j == j2
            if i == i2:
                come += new.spaces[j2]
            elif j == j2:
                gone += old.spaces[i2]
        writer.changed(gone, come)


def _write_formed(writer: _Writer, old: Tokens, new: Tokens, places: range, ahead: int) -> None:
    """Write what stayed token by token: the form of any may have changed."""
    for i in places:
        left, right = old.spaces[i], new.spaces[i + ahead]
        if left and right:
            writer.same(left, right)
            left = right = ""
        forms = (old.form(i), new.form(i + ahead))
        writer.same(left + old.cores[i], right + new.cores[i + ahead], forms)
