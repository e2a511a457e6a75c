"""The words that a workspace adds to the lists that come with anbefal."""

from typing import Annotated, Literal

from anbefal.values import Meta, Struct

Phrase = Annotated[str, Meta(min_length=2, max_length=500)]


class Platitude(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns that say nothing by themselves, why not, and what to ask back."""

    find: tuple[Phrase, ...] = ()
    """Patterns that say nothing by themselves."""
    also: tuple[Phrase, ...] = ()
    """Patterns that count only beside a wish."""
    wish: bool = False
    """Whether `also` holds the words of wishing, such as "skal" and "should"."""
    why: str = ""
    """Why such words say nothing."""
    ask: str = ""
    """The question to ask back."""
    source: Literal["administration", "management", "politics", "slogan", "everyday", "own"] = "own"
    """Where such words come from."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A workspace's own words; all of them are added, none is taken away."""

    platitude: tuple[Platitude, ...] = ()
    """Words that nobody can be against."""
    abbreviations: tuple[Phrase, ...] = ()
    """Short forms that need no explanation."""
    names: tuple[Phrase, ...] = ()
    """Places, houses, organisations and programmes: no persons, and concrete."""
    actors: tuple[Phrase, ...] = ()
    """Who can do something: "trivselsvejleder/en/ne"."""
    attacks: tuple[Phrase, ...] = ()
    """Words that put somebody down, and names of parties."""
    horizon: tuple[Phrase, ...] = ()
    """Words that look no further than an election."""
    undecided: tuple[Phrase, ...] = ()
    """Words that leave something undecided."""


class Spelling(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether spelling is checked, and the words that are right although no dictionary has them."""

    on: bool = False
    """Whether spelling is checked at all."""
    words: tuple[Phrase, ...] = ()
    """Words that are right although no dictionary has them."""
