"""Words: which of a paragraph's tokens stayed, came and went, so that an editor can read it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anbefal.alignment.readable import readable
from anbefal.alignment.sequences import match
from anbefal.writers.docx.redline.marks import Side
from anbefal.writers.docx.redline.tokens import Token

# For words of a link, things that stay whole, and letters of a style.
_SIGNS = "\ue000\ue001\ue002"


class Stretch(NamedTuple):
    """A token as it was, as it is, or as both: it stayed."""

    old: Token | None
    new: Token | None

    @property
    def side(self) -> Side | None:
        """Tell whether it came or went; None where it stayed."""
        return "ins" if self.old is None else "del" if self.new is None else None

    @property
    def token(self) -> Token:
        """Give the token as it is, or as it was before it went."""
        token = self.new or self.old
        assert token is not None, "a stretch has one side at least"
        return token


class Columns:
    """The tokens that are no white space, as the search for readable runs wants them."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Take a paragraph's tokens."""
        self.places = [n for n, token in enumerate(tokens) if not token.is_space]
        self.cores = [tokens[n].text for n in self.places]
        self.spaces = [tokens[n - 1].text if n and tokens[n - 1].is_space else ""
                       for n in self.places]  # fmt: skip
        self.keys = [_key(tokens[n]) for n in self.places]


def _key(token: Token) -> str:
    text, *kinds = token.key
    return text + "".join(sign for sign, is_one in zip(_SIGNS, kinds, strict=True) if is_one)


def compare_words(old: Sequence[Token], new: Sequence[Token]) -> list[Stretch]:
    """Lay two rows of tokens side by side: what went before what came.

    Without what came it is the old row, and without what went the new one, to the last space.
    """
    before, after = Columns(old), Columns(new)
    runs = readable(before, after, match(before.keys, after.keys))
    found: list[Stretch] = []
    at = at_new = 0
    for run in runs:
        if not run.equal:
            continue
        for i, j in zip(range(run.i, run.i2), range(run.j, run.j2), strict=True):
            place, place_new = before.places[i], after.places[j]
            found += _gap(old[at:place], new[at_new:place_new])
            found.append(Stretch(old[place], new[place_new]))
            at, at_new = place + 1, place_new + 1
    return [*found, *_gap(old[at:], new[at_new:])]


def _gap(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Stretch]:
    """Keep the white space that is the same at both ends of what changed."""
    start = 0
    while start < min(len(old), len(new)) and _same_space(old[start], new[start]):
        yield Stretch(old[start], new[start])
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and _same_space(old[-1 - end], new[-1 - end]):
        end += 1
    yield from (Stretch(token, None) for token in old[start : len(old) - end])
    yield from (Stretch(None, token) for token in new[start : len(new) - end])
    for back in range(end, 0, -1):
        yield Stretch(old[-back], new[-back])


def _same_space(one: Token, other: Token) -> bool:
    return one.is_space and one.key == other.key
