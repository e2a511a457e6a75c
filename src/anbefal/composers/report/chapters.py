"""Chapters: a draft's own text, with its headings named and its references resolved."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

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
    heading: str,
    overlaps: Overlaps | None = None,
    number: str | None = None,
) -> tuple[tree.Node, ...]:
    """Give the whole of a draft below its heading; `number` begins the numbers of its blocks."""
    counter = Counter(number, of.anchor) if number is not None else None
    below = overlaps.below(of) if overlaps else {}
    anchors = iter(of.headings)
    texts = [_own(book, of, of.draft.lead, counter, anchors)]
    for section in of.published:
        for nodes, entry in _cut(section):
            texts.append(_own(book, of, nodes, counter, anchors))
            texts.append(tree.tokens(below.get(entry, ())))
    return (
        *tree.heading(2, heading, of.anchor, new_page=True),
        *tree.bullets(_facts(book, of)),
        *tree.build(list(chain.from_iterable(texts))),
    )


def _facts(book: Book, of: Chapter) -> Iterator[tree.Phrase]:
    """Tell the group and who stands behind it: who writes is the working day's business."""
    told = dict(draft_facts(of.draft, of.template, book.assembly))
    for label in (msg("Group"), msg("Agreement")):
        value = told.get(translate(label, of.draft.language))
        if value:
            yield [*tree.strong(f"{book.say(label)}:"), *tree.plain(f" {value}")]


def _own(
    book: Book,
    of: Chapter,
    nodes: Iterable[tree.Node],
    counter: Counter | None,
    anchors: Iterator[str],
) -> list[tree.StreamToken]:
    stream = list(_named(lead(nodes, resolver(book, of)), anchors))
    return counter.mark(stream) if counter else stream


def _named(
    stream: Sequence[tree.StreamToken], anchors: Iterator[str]
) -> Iterator[tree.StreamToken]:
    """Move every heading below the chapter's own, and give each its anchor."""
    for token in stream:
        if token.type in ("heading_open", "heading_close"):
            level = min(6, int(token.tag[1]) + 1)
            token = token.copy(tag=f"h{level}")
            if token.type == "heading_open":
                token.attrs = {**token.attrs, "id": next(anchors)}
        yield token


def _cut(section: Section) -> Iterator[tuple[list[tree.Node], str]]:
    """Cut a section behind each of its entries: the nodes, and the entry that ends with them."""
    values = section.values
    if not isinstance(values, Entries):
        yield [section.head, *section.nodes], ""
        return
    nodes, entry = [section.head], ""
    for node in section.nodes:
        if node.type == "heading" and node.tag == "h3":
            yield nodes, entry
            nodes, entry = [], " ".join(tree.text(node).split())
        nodes.append(node)
    yield nodes, entry
