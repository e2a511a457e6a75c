"""Edits: the words inside a pair of blocks, cleaned so that an editor can read them."""

from collections.abc import Sequence
from typing import NamedTuple

from anbefal.compare.readable import Run, readable
from anbefal.compare.sequences import match
from anbefal.compare.tokens import Token, tokenize
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
    before, after = _tokens(old), _tokens(new)
    pairs = match([token.key for token in before], [token.key for token in after])
    runs = readable(before, after, pairs)
    return Edited(
        _write(before, after, runs),
        sum(token.words for run in runs if not run.equal for token in after[run.j : run.j2]),
        sum(token.words for run in runs if not run.equal for token in before[run.i : run.i2]),
    )


def _tokens(blocks: Sequence[Block]) -> list[Token]:
    tokens: list[Token] = []
    for block in blocks:
        more = tokenize(block.node)
        if tokens:
            gap = "\n\n"
            if not tokens[-1].core:
                gap = tokens.pop().space + gap
            first = more[0] if more else Token("", "", "", 0, ())
            more = [first._replace(space=gap + first.space), *more[1:]]
        tokens += more
    return tokens


Form = tuple[str, ...]
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


def _write(old: Sequence[Token], new: Sequence[Token], runs: Sequence[Run]) -> tuple[Edit, ...]:
    writer = _Writer()
    # Whether the space before the next token was written already, with what stands before it.
    spent = False
    for i, i2, j, j2, equal in runs:
        if equal:
            for one, other in zip(old[i:i2], new[j:j2], strict=True):
                left, right = ("", "") if spent else (one.space, other.space)
                spent = False
                if left and right:
                    writer.same(left, right)
                    left = right = ""
                forms = (one.form, other.form) if one.form != other.form else _NO_FORMS
                writer.same(left + one.core, right + other.core, forms)
            continue
        left = old[i].space if i < len(old) else ""
        right = new[j].space if j < len(new) else ""
        gone, come = _text(old[i:i2]), _text(new[j:j2])
        whole = i == len(old) or j == len(new) or bool(left) != bool(right)
        if not whole:
            # The space before stays; what only came or only went takes the one behind along.
            writer.same(left, right)
            gone, come = gone[len(left) :], come[len(right) :]
            spent = i == i2 or j == j2
            if i == i2:
                come += new[j2].space
            elif j == j2:
                gone += old[i2].space
        writer.changed(gone, come)
    writer.close()
    return tuple(writer.edits)


def _text(tokens: Sequence[Token]) -> str:
    return "".join(token.space + token.core for token in tokens)
