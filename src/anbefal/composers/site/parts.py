"""Parts: the report's parts as pages, and one that shows all recommendations in short."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from anbefal import tree
from anbefal.composers.facts import draft_facts
from anbefal.composers.gist import section_gist
from anbefal.composers.report import Chapter, Piece
from anbefal.composers.site.view import OVERVIEW, PROCESS, VERSIONS, View, published
from anbefal.i18n import Message, msg, translate
from anbefal.kinds.entries import Entries
from anbefal.kinds.items import Items
from anbefal.model import Document, Page, PartKind
from anbefal.values import replace

_SHORT: Mapping[PartKind, Message] = MappingProxyType(
    {
        "mandate": msg("The question"),
        "process": msg("How we worked"),
        "principles": msg("Principles"),
        "priorities": msg("Priorities"),
        "agreement": msg("Agreement"),
        "minorities": msg("Minorities"),
        "comments": msg("Comments"),
        "questions": msg("Questions and answers"),
    }
)
"""What a part is called in a menu."""
_UNDER: Mapping[PartKind, str] = MappingProxyType(
    {
        "mandate": PROCESS,
        "text": PROCESS,
        "principles": OVERVIEW,
        "recommendations": OVERVIEW,
        "agreement": OVERVIEW,
        "minorities": OVERVIEW,
    }
)
"""The page that a part's own stands under, where there is one."""


def pages(view: View) -> Iterator[Page]:
    """Compose a page for each of the report's parts, and for each of its chapters."""
    whole = {piece.kind for piece in view.pieces if piece.nodes}
    tops = {PROCESS} & whole | {OVERVIEW} & whole
    anchors = {str(t.attrs["id"]) for piece in view.pieces for t in _named(piece.nodes)}
    made = [
        _page(view, piece, head, nodes, tops, anchors)
        for piece in view.pieces
        if piece.kind != "versions"
        for head, nodes in _cut(piece.nodes)
    ]
    for kind in (OVERVIEW, PROCESS):
        below = [page for page in made if page.above == kind and not page.series]
        if kind == OVERVIEW and OVERVIEW in tops:
            made.insert(_first(made), _overview(view, below))
        elif kind in tops:
            made = [_leading_on(view, page, below) if page.id == kind else page for page in made]
    yield from made


def _first(made: Sequence[Page]) -> int:
    return next(number for number, page in enumerate(made) if page.above == OVERVIEW)


def _named(nodes: Sequence[tree.Node]) -> Iterator[tree.StreamToken]:
    return (token for token in tree.tokens(nodes) if "id" in token.attrs)


def _cut(nodes: Sequence[tree.Node]) -> Iterator[tuple[tree.Node, tuple[tree.Node, ...]]]:
    """Cut a part at the headings of its chapters, the only ones of level 2, and raise the others.

    A chapter's heading is its page's title.
    """
    starts = [n for n, node in enumerate(nodes) if node.type == "heading" and node.tag == "h2"]
    for start, end in zip(starts, [*starts[1:], len(nodes)], strict=False):
        yield nodes[start], tree.shift_headings(nodes[start + 1 : end], -1)


def _page(
    view: View,
    piece: Piece,
    head: tree.Node,
    nodes: tuple[tree.Node, ...],
    tops: set[str],
    anchors: set[str],
) -> Page:
    id = str(head.attrs["id"])
    under = _UNDER.get(piece.kind, "")
    above = under if under in tops else ""
    chapter = next((one for one in view.book.chapters if one.anchor == id), None)
    if chapter is None:
        return Page(
            id,
            view.say(_SHORT[piece.kind]),
            view.document(tree.text(head), nodes, contents=2),
            above,
        )
    document = _chapter(view, chapter, nodes, anchors)
    if chapter.template.report == "vision":
        only = sum(1 for _ in view.book.of("vision")) == 1
        return Page(id, view.say(msg("The vision")) if only else chapter.title, document, above)
    series = OVERVIEW if chapter.number else ""
    return Page(id, view.book.label(chapter), document, above, series)


def _chapter(
    view: View, chapter: Chapter, nodes: tuple[tree.Node, ...], anchors: set[str]
) -> Document:
    """Compose a draft's own page: what the report tells of it below its heading stands above."""
    shown = published(chapter.draft, chapter.template)
    facts = draft_facts(shown, chapter.template, view.book.assembly)
    if facts and nodes and nodes[0].type == "bullet_list":
        nodes = nodes[1:]
    subtitle = ""
    if chapter.number:
        count = sum(1 for _ in view.book.of("recommendation"))
        of = msg("Recommendation {number} of {of}", number=chapter.number, of=count)
        subtitle = translate(of, chapter.draft.language)
    whole = view.document(chapter.title, (*nodes, *_more(view, chapter, anchors)), contents=3)
    return replace(
        whole,
        subtitle=subtitle,
        language=chapter.draft.language,
        identifier=chapter.draft.id,
        facts=facts,
    )


def _more(view: View, chapter: Chapter, anchors: set[str]) -> Iterator[tree.Node]:
    """Lead to where more is told of a vision or a recommendation."""
    if chapter.template.report not in ("vision", "recommendation"):
        return
    ways = [
        (f"{VERSIONS}-{chapter.anchor}", msg("How it came about, and what changed on the way")),
        (f"questions-{chapter.anchor}", msg("What experts were asked, and their answers")),
        (f"minorities-{chapter.anchor}", msg("What the minority says")),
    ]
    told = [
        tree.link(translate(words, chapter.draft.language), f"#{anchor}")
        for anchor, words in ways
        if anchor in anchors or anchor == ways[0][0]
    ]
    words = translate(msg("More about this text"), chapter.draft.language)
    yield from tree.heading(2, words, f"{chapter.anchor}-more")
    yield from tree.bullets(told)


def _overview(view: View, below: Sequence[Page]) -> Page:
    """Compose the page on which all recommendations stand in short."""
    body: list[tree.Node] = [*_see_also(view, below)]
    for chapter in view.book.of("recommendation"):
        words = [
            *tree.plain(f"{chapter.number}. "),
            *tree.page_link(view.title(chapter), chapter.anchor),
        ]
        body += tree.heading(2, words, f"short-{chapter.anchor}")
        for section in chapter.published:
            if isinstance(section.values, Items | Entries):
                language = chapter.draft.language
                told = tree.bullets(section_gist(section, language).items)
                nodes = (*tree.heading(3, section.heading), *told)
                body += tree.in_language(nodes, language, view.book.language)
    title = view.say(msg("The recommendations in short"))
    return Page(OVERVIEW, view.say(msg("Recommendations")), view.document(title, body, contents=2))


def _leading_on(view: View, page: Page, below: Sequence[Page]) -> Page:
    body = (*_see_also(view, below), *page.document.body)
    return replace(page, document=replace(page.document, body=body))


def _see_also(view: View, below: Sequence[Page]) -> tuple[tree.Node, ...]:
    """Lead to the pages that stand under one."""
    if not below:
        return ()
    phrase = tree.plain(view.say(msg("See also:")) + " ")
    for number, page in enumerate(below):
        phrase += tree.plain(" · ") if number else []
        phrase += tree.page_link(page.short, page.id)
    return tree.paragraph(phrase)
