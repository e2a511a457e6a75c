"""The words that a workspace adds to the lists that come with anbefal."""

from typing import Annotated, Literal

from anbefal.values import Meta, Struct

Phrase = Annotated[str, Meta(min_length=2, max_length=500)]


class Platitude(Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns that say nothing by themselves, why not, and what to ask back."""

    find: tuple[Phrase, ...] = ()
    also: tuple[Phrase, ...] = ()
    """Patterns that count only beside a wish."""
    wish: bool = False
    """Whether `also` holds the words of wishing, such as "skal" and "should"."""
    why: str = ""
    ask: str = ""
    source: Literal["administration", "management", "politics", "slogan", "everyday", "own"] = "own"
    """Where such words come from."""


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A workspace's own words; all of them are added, none is taken away."""

    platitude: tuple[Platitude, ...] = ()
    abbreviations: tuple[Phrase, ...] = ()
    """Short forms that need no explanation."""
    names: tuple[Phrase, ...] = ()
    """Places, houses, organisations and programmes: no persons, and concrete."""
    actors: tuple[Phrase, ...] = ()
    """Who can do something: "trivselsvejleder/en/ne"."""
    attacks: tuple[Phrase, ...] = ()
    horizon: tuple[Phrase, ...] = ()
    undecided: tuple[Phrase, ...] = ()


class Spelling(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether spelling is checked, and the words that are right although no dictionary has them."""

    on: bool = False
    words: tuple[Phrase, ...] = ()
