"""Chapters: a draft's own text, with its headings named and its references resolved."""

from collections.abc import Iterable, Iterator, Sequence

from anbefal import tree
from anbefal.composers.facts import draft_facts
from anbefal.composers.numbering import Counter
from anbefal.composers.report.book import Book, Chapter
from anbefal.composers.report.overlaps import Overlaps
from anbefal.composers.report.references import lead, resolver
from anbefal.i18n import msg, translate
from anbefal.kinds.entries import Entries
from anbefal.model import Section


def chapter(
    book: Book,
    of: Chapter,
    heading: tree.Phrase,
    overlaps: Overlaps | None = None,
    number: str | None = None,
) -> tuple[tree.Node, ...]:
    """Give the whole of a draft below its heading; `number` begins the numbers of its blocks."""
    counter = Counter(number, of.anchor) if number is not None else None
    anchors = iter(of.headings)

    def own(nodes: Iterable[tree.Node]) -> list[tree.StreamToken]:
        stream = list(_named(lead(nodes, resolver(book, of)), anchors))
        return counter.mark(stream) if counter else stream

    below = overlaps.below(of) if overlaps else {}
    text = own(of.draft.lead)
    for section in of.published:
        for nodes, entry in _cut(section):
            text += own(nodes)
            text += tree.tokens(below.get(entry, ()))
    body = with_notes(book, of, text)
    head = tree.heading(2, heading, of.anchor, new_page=True)
    # Words of the report in front of the title, or the draft's own all through.
    own_words = isinstance(heading, str)
    return (
        *(tree.in_language(head, of.draft.language, book.language) if own_words else head),
        *tree.bullets(_facts(book, of)),
        *tree.in_language(body, of.draft.language, book.language),
    )


def with_notes(book: Book, of: Chapter, text: Sequence[tree.StreamToken]) -> tuple[tree.Node, ...]:
    """Give a part of a draft's text, and its footnotes to the book.

    A note may be defined anywhere in the draft, in sections that are not printed as well.
    """
    draft = of.draft
    whole = [*draft.lead, *(n for s in draft.sections for n in (s.head, *s.nodes))]
    elsewhere = tree.build(lead(whole, resolver(book, of)))
    body, notes = tree.lift_footnotes(tree.build(text), elsewhere, scope=draft.id)
    for label, note in notes.items():
        book.notes.setdefault(label, note)
    return body


def _facts(book: Book, of: Chapter) -> Iterator[tree.Phrase]:
    """Tell the group and who stands behind it: who writes is the working day's business."""
    told = dict(draft_facts(of.draft, of.template, book.assembly))
    for label in (msg("Group"), msg("Agreement")):
        value = told.get(translate(label, of.draft.language))
        if value:
            yield [*tree.strong(f"{book.say(label)}:"), *tree.plain(f" {value}")]


def _named(
    stream: Sequence[tree.StreamToken], anchors: Iterator[str]
) -> Iterator[tree.StreamToken]:
    """Move every heading below the chapter's own, and give each its anchor."""
    for token in stream:
        if token.type in ("heading_open", "heading_close"):
            token = token.copy(tag=f"h{min(6, int(token.tag[1]) + 1)}")
            if token.type == "heading_open":
                token.attrs = {**token.attrs, "id": next(anchors)}
        yield token


def _cut(section: Section) -> Iterator[tuple[list[tree.Node], str]]:
    """Cut a section behind each of its entries: the nodes, and the entry that ends with them."""
    nodes, entry = [section.head], ""
    for node in section.nodes:
        if node.type == "heading" and node.tag == "h3" and isinstance(section.values, Entries):
            yield nodes, entry
            nodes, entry = [], " ".join(tree.text(node).split())
        nodes.append(node)
    yield nodes, entry
