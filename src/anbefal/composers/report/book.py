"""The book: the drafts of a report as chapters, each with its number, its name and its anchors."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from anbefal import tree
from anbefal.anchors import Anchors, slug
from anbefal.composers.facts import group_name
from anbefal.i18n import Message, msg, translate
from anbefal.model import Assembly, Draft, Section, Template


class Part(NamedTuple):
    """A draft of the report, with its template."""

    draft: Draft
    template: Template


class Stage(NamedTuple):
    """A draft as it stood when a workshop was closed."""

    workshop: str
    day: str
    """ISO 8601."""
    words: int
    score: float | None
    """In percent; None where nothing was asked for."""


class Past(NamedTuple):
    """What the history tells of the drafts."""

    versions: int = 0
    """How many there are, up to the one that is printed."""
    closed: Mapping[int, str] = {}
    """The day on which each closed workshop was closed, by its number."""
    stages: Mapping[str, tuple[Stage, ...]] = {}
    """By the draft's path; the last one is the text that is printed."""


class Chapter(NamedTuple):
    """A draft's place in the report."""

    draft: Draft
    template: Template
    number: int
    """Of a recommendation, from 1; 0 for all others."""
    anchor: str
    """Made of the draft's id, never of its number: links to it survive a new order."""
    names: Mapping[str, str]
    """The anchor of each heading, by the heading's own name."""
    headings: tuple[str, ...]
    """The same anchors in the order of the text, one a heading."""

    @property
    def title(self) -> str:
        """Give the draft's title, or its id."""
        return self.draft.title.text if self.draft.title else self.draft.id

    @property
    def published(self) -> tuple[Section, ...]:
        """Give the sections that belong in the report's body."""
        return tuple(s for s in self.draft.sections if s.spec is None or s.spec.publish)


class Book:
    """All chapters of one report, in order, and the words of its language."""

    def __init__(
        self,
        parts: Sequence[Part],
        assembly: Assembly,
        past: Past | None = None,
        linked: bool = True,
    ) -> None:
        """Put the drafts in order and name them and their headings, each once.

        Drafts whose template has no place in the report are heard for their comments alone.
        Without `linked`, nothing leads to a chapter: where a part of the book stands by itself.
        """
        self.assembly = assembly
        self._linked = linked
        self.language = assembly.language
        self.past = past or Past()
        self.notes: dict[str, tuple[tree.Node, ...]] = {}
        """The footnotes of what was made so far, by draft and label."""
        self._anchors = Anchors(_OWN)
        placed = in_order(parts, assembly)
        ordered = [part for part in placed if part.template.report != "none"]
        self.others = tuple(part for part in placed if part.template.report == "none")
        # Named by path, so that a new order of the groups gives no draft another name.
        names = {
            part.draft.path: self._anchors.give(slug(part.draft.id))
            for part in sorted(ordered, key=lambda part: part.draft.path)
        }
        number = 0
        chapters = []
        for part in ordered:
            number += part.template.report == "recommendation"
            own = number if part.template.report == "recommendation" else 0
            chapters.append(self._chapter(part, own, names[part.draft.path]))
        self.chapters = tuple(chapters)

    def _chapter(self, part: Part, number: int, anchor: str) -> Chapter:
        bare = Chapter(part.draft, part.template, number, anchor, {}, ())
        headings: list[str] = []
        names: dict[str, str] = {}
        for node in tree.blocks(body(bare)):
            if node.type == "heading":
                name = slug(tree.text(node))
                headings.append(self._anchors.give(f"{anchor}-{name}"))
                names.setdefault(name, headings[-1])
        return bare._replace(names=names, headings=tuple(headings))

    def of(self, *places: str) -> Iterator[Chapter]:
        """Give the chapters whose template says one of these of its place in the report."""
        return (one for one in self.chapters if one.template.report in places)

    @property
    def proposals(self) -> tuple[Chapter, ...]:
        """Give the vision and the recommendations: what the assembly stands for."""
        return (*self.of("vision"), *self.of("recommendation"))

    def find(self, path: str) -> Chapter | None:
        """Find the chapter of a draft, by its path."""
        return next((one for one in self.chapters if one.draft.path == path), None)

    def say(self, message: Message) -> str:
        """Put a message into the report's language."""
        return translate(message, self.language)

    def label(self, chapter: Chapter, language: str = "") -> str:
        """Give what others call a chapter: "Recommendation 2", "Common vision"."""
        if chapter.number:
            words = msg("Recommendation {number}", number=chapter.number)
            return translate(words, language or self.language)
        return chapter.template.title if chapter.template.report == "vision" else chapter.title

    def named(self, chapter: Chapter) -> str:
        """Give a chapter's label with its group's theme: a heading of an overview."""
        spec = chapter.template.field_of_kind("group")
        group = self.assembly.find_group(chapter.draft.text_of(spec.id)) if spec else None
        if not chapter.number or not spec:
            return self.label(chapter)
        theme = group.theme if group else group_name(chapter.draft, spec, self.assembly)
        return f"{self.label(chapter)}: {theme}" if theme else self.label(chapter)

    def words(self, chapter: Chapter, text: str) -> list[tree.StreamToken]:
        """Put words of a draft in among the report's, saying which language they are in."""
        return tree.foreign(text, chapter.draft.language, self.language)

    def link(self, chapter: Chapter, words: str = "", name: str = "") -> list[tree.StreamToken]:
        """Lead to a chapter, or to the heading of that name in it."""
        if not self._linked:
            return tree.plain(words or self.label(chapter))
        anchor = chapter.names.get(slug(name), chapter.anchor) if name else chapter.anchor
        shown = self.words(chapter, words) if words else self.label(chapter)
        return tree.link(shown, f"#{anchor}")


_OWN = (
    "index",
    "recommendations",
    "mandate",
    "process",
    "principles",
    "priorities",
    "agreement",
    "minorities",
    "comments",
    "questions",
    "versions",
)
"""Anchors of the parts that are made of all drafts: by kind, in every language the same."""


def joined(phrases: Sequence[tree.Phrase], between: str = ", ") -> tree.Phrase:
    """Put phrases behind one another."""
    words: list[tree.StreamToken] = []
    for number, phrase in enumerate(phrases):
        words += tree.plain(between) if number else []
        words += tree.plain(phrase) if isinstance(phrase, str) else phrase
    return words


def body(chapter: Chapter) -> Iterable[tree.Node]:
    """Give the nodes of a draft that are printed in its chapter."""
    yield from chapter.draft.lead
    for section in chapter.published:
        yield from (section.head, *section.nodes)


def in_order(parts: Sequence[Part], assembly: Assembly) -> list[Part]:
    """Sort drafts as their groups stand in `anbefal.toml`; those of no group come last, by path."""
    order = {group.id: number for number, group in enumerate(assembly.group)}

    def place(part: Part) -> tuple[int, str]:
        spec = part.template.field_of_kind("group")
        group = assembly.find_group(part.draft.text_of(spec.id)) if spec else None
        return (order[group.id] if group else len(order), part.draft.path)

    return sorted(parts, key=place)
