"""The reply: what the council is asked to answer, recommendation by recommendation.

The words below a key are its description in the schema that `anbefal schema reply` prints.
"""

import datetime
from collections.abc import Mapping
from typing import Annotated, Literal

from anbefal.values import Meta, Struct

Answer = Literal["follow", "partly", "not"]
Progress = Literal["not-begun", "under-way", "done", "given-up"]
Count = Annotated[int, Meta(ge=0)]


class Hands(Struct, frozen=True):
    """Counted hands, and what the assembly calls them."""

    counts: Mapping[str, Count]
    """How many stand on each level, by the level's id, such as "cannot-live-with"."""
    of: Count
    """How many were asked."""
    objecting: Count
    """How many cannot live with it."""
    label: str | None
    """What the assembly calls so much support; null where it has no word for it."""


class Status(Struct, frozen=True):
    """What has happened some months after the hand-over."""

    months: Annotated[int, Meta(ge=1)]
    """How many months after the hand-over."""
    due: datetime.date | None
    """The day; null where nobody wrote when the recommendations were handed over."""
    progress: Progress | None = None
    """How far it is: filled in by the council."""
    words: str | None = None
    """What has happened, and what has not: filled in by the council."""


class Initiative(Struct, frozen=True):
    """A part of a recommendation that is answered on its own."""

    id: str
    """The recommendation's id, a full stop, and the number: "gruppe-2.1"."""
    title: str
    """Its heading."""
    text: str
    """Its words, labelled lines apart."""
    labels: Mapping[str, str]
    """Its labelled lines, such as who does it and when, by the words in front of the colon."""
    answer: Answer | None = None
    """Whether the council follows it: filled in by the council."""
    reasons: str | None = None
    """Why, or why not: filled in by the council."""


class Recommendation(Struct, frozen=True):
    """A recommendation, and the council's answer to it."""

    id: str
    """The id of its draft, which stays the same in every version: "gruppe-2"."""
    number: Count
    """Its number in the report, from 1."""
    title: str
    """Its title."""
    language: str
    """The language that it is written in: "da" or "en"."""
    group: str
    """The group that wrote it."""
    addressee: str
    """Who is asked to answer; empty where nobody is named."""
    committee: str
    """The committee that it belongs to; empty where none is named."""
    text: str
    """What it comes to: its first part, cut short where it is long."""
    agreement: Hands | None
    """How many stand behind it; null where no hands were counted."""
    minority: str
    """The words of those who cannot live with it; empty where there are none."""
    initiatives: tuple[Initiative, ...]
    """What is answered one by one."""
    status: tuple[Status, ...]
    """What the council tells after some months."""
    answer: Answer | None = None
    """Whether the council follows it: filled in by the council."""
    reasons: str | None = None
    """Why, or why not: filled in by the council."""


class Reply(Struct, frozen=True):
    """The reply sheet: every recommendation, to be answered with reasons."""

    version: Literal[1]
    """The version of this format."""
    assembly: str
    """What the assembly is called."""
    language: str
    """The language of the sheet: "da" or "en"."""
    saved: str | None
    """The day of the version that holds these texts; null where they are not saved."""
    handed_over: datetime.date | None
    """The day on which the recommendations were handed over."""
    recommendations: tuple[Recommendation, ...]
    """In the order of the report."""
