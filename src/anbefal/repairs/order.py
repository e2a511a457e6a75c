"""Order: the known sections follow one another as in the template; the fewest are moved."""

from anbefal.i18n import msg
from anbefal.model import Draft, Section
from anbefal.repairs.keeping import same_words
from anbefal.repairs.repaired import Done, Given, Repaired
from anbefal.rules import misplaced_section
from anbefal.silence import Directive, directives
from anbefal.values import Struct

NEEDS_TEMPLATE = True


class _Chunk(Struct, frozen=True):
    """A section's lines, by number: its heading and all that follows up to the next."""

    section: Section
    place: int | None
    """Where the template wants it; None where it knows no such section, or it stays."""
    first: int
    last: int


def repair(draft: Draft, lines: tuple[str, ...], given: Given) -> Repaired:
    """Move each misplaced section behind the one that it should follow."""
    chunks = _chunks(draft, len(lines), given)
    stays = misplaced_section.longest_rising([c.place for c in chunks if c.place is not None])
    known = [chunk for chunk in chunks if chunk.place is not None]
    moved = [chunk for position, chunk in enumerate(known) if position not in stays]
    if not moved:
        return Repaired(lines)
    rest = [chunk for chunk in chunks if chunk not in moved]
    for chunk in sorted(moved, key=_place):
        before = [n for n, c in enumerate(rest) if c.place is not None and c.place < _place(chunk)]
        rest.insert(before[-1] + 1 if before else 0, chunk)
    done = [
        Done(
            chunk.section.line,
            msg('"{heading}" moved to its place', heading=chunk.section.heading),
        )
        for chunk in moved
    ]
    return _put_together(lines, chunks[0].first, rest, done)


def _chunks(draft: Draft, length: int, given: Given) -> list[_Chunk]:
    heard = list(directives(draft))
    starts = _starts(draft, heard)
    places = _places(draft, heard, given)
    ends = [start - 1 for start in [*starts, length + 1][1:]]
    return [
        _Chunk(section, places.get(section.line), start, end)
        for section, start, end in zip(draft.sections, starts, ends, strict=True)
    ]


def _starts(draft: Draft, heard: list[Directive]) -> list[int]:
    """Give the first line of each section: a directive right above its heading goes along."""
    first: dict[int, int] = {}
    for directive in heard:
        first.setdefault(directive.first, directive.line)
    return [min(section.line, first.get(section.line, section.line)) for section in draft.sections]


def _places(draft: Draft, heard: list[Directive], given: Given) -> dict[int, int]:
    """Give the place that the template wants each section in, by the line of its heading.

    A section that stands twice has none, and neither has one that a directive keeps where it is.
    """
    order = {spec.id: place for place, spec in enumerate(given.template.section)}
    kept = {d.first for d in heard if misplaced_section.ID in d.rules and d.reason and d.last}
    first = {section.id: section.line for section in reversed(draft.sections)}
    return {
        section.line: order[section.id]
        for section in draft.sections
        if section.id in order
        and first[section.id] == section.line
        and kept.isdisjoint((1, section.line))
    }


def _place(chunk: _Chunk) -> int:
    return chunk.place if chunk.place is not None else -1


def _put_together(
    lines: tuple[str, ...], start: int, chunks: list[_Chunk], done: list[Done]
) -> Repaired:
    """Put the chunks behind what stands before the first, with an empty line between them."""
    origins = list(range(1, start))
    for chunk in chunks:
        if origins and origins[-1] and lines[origins[-1] - 1].strip():
            origins.append(0)
        origins += range(chunk.first, chunk.last + 1)
    while not origins[-1] or not lines[origins[-1] - 1].strip():
        origins.pop()
    new = tuple(lines[origin - 1] if origin else "" for origin in origins)
    return Repaired(new, tuple(done), tuple(origins))


def keeps(before: Draft, after: Draft) -> bool:
    """Let nothing change but the order of the sections."""
    return same_words(before, after)
