"""Edits: the words inside a pair of blocks, cleaned so that an editor can read them."""

from collections.abc import Sequence
from typing import NamedTuple

from anbefal.compare.readable import Run, readable
from anbefal.compare.sequences import match
from anbefal.compare.tokens import Form, Tokens, tokenize
from anbefal.model import Block, Edit, EditOp


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
    before = tokenize([block.node for block in old])
    after = tokenize([block.node for block in new])
    runs = readable(before, after, match(before.keys, after.keys))
    changed = [run for run in runs if not run.equal]
    return Edited(
        _write(before, after, runs),
        sum(after.words(run.j, run.j2) for run in changed),
        sum(before.words(run.i, run.i2) for run in changed),
    )


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


def _write(old: Tokens, new: Tokens, runs: Sequence[Run]) -> tuple[Edit, ...]:
    writer = _Writer()
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
    writer.close()
    return tuple(writer.edits)


def _write_formed(writer: _Writer, old: Tokens, new: Tokens, places: range, ahead: int) -> None:
    """Write what stayed token by token: the form of any may have changed."""
    for i in places:
        left, right = old.spaces[i], new.spaces[i + ahead]
        if left and right:
            writer.same(left, right)
            left = right = ""
        forms = (old.form(i), new.form(i + ahead))
        writer.same(left + old.cores[i], right + new.cores[i + ahead], forms)
