"""Texts: a page for each vision and each recommendation, and one that shows them all in short."""

from collections.abc import Iterator

from anbefal import tree
from anbefal.composers.facts import draft_facts
from anbefal.composers.gist import section_gist
from anbefal.composers.site.chapters import OVERVIEW, VERSIONS, Chapter, View, published
from anbefal.i18n import msg, msgs, translate
from anbefal.kinds.entries import Entries
from anbefal.kinds.items import Items
from anbefal.model import Document, Draft, Page

_RECOMMENDATIONS = "recommendations"


def vision(chapter: Chapter, view: View) -> Page:
    """Compose the page of a common vision."""
    return Page(chapter.draft.id, view.short(chapter), _document(chapter, view, ""))


def recommendation(number: int, chapter: Chapter, view: View) -> Page:
    """Compose the page of a recommendation."""
    of = msg("Recommendation {number} of {of}", number=number, of=len(view.recommendations))
    subtitle = translate(of, chapter.draft.language)
    return Page(
        chapter.draft.id,
        view.short(chapter),
        _document(chapter, view, subtitle),
        above=OVERVIEW,
        series=_RECOMMENDATIONS,
    )


def _document(chapter: Chapter, view: View, subtitle: str) -> Document:
    return text_document(
        chapter, view, chapter.draft, subtitle, view.status, view.date, tuple(_more(chapter, view))
    )


def text_document(
    chapter: Chapter,
    view: View,
    draft: Draft,
    subtitle: str,
    status: str,
    date: str,
    more: tuple[tree.Node, ...] = (),
) -> Document:
    """Compose a text, as it is published or as it once was, without its working notes."""
    shown = published(draft, chapter.template)
    kept = {section.line for section in shown.sections}
    hidden = [n for s in draft.sections if s.line not in kept for n in (s.head, *s.nodes)]
    nodes = (*draft.lead, *(n for s in shown.sections for n in (s.head, *s.nodes)))
    body, notes = tree.lift_footnotes(nodes, hidden)
    return Document(
        title=draft.title.text if draft.title else draft.id,
        subtitle=subtitle,
        language=draft.language,
        publisher=view.assembly.name,
        status=status,
        date=date,
        identifier=draft.id,
        facts=draft_facts(shown, chapter.template, view.assembly),
        contents=3,
        images=chapter.images,
        body=(*body, *more),
        notes=notes,
    )


def _more(chapter: Chapter, view: View) -> Iterator[tree.Node]:
    """Lead to where more is told of a text."""
    language = chapter.draft.language
    yield from tree.heading(2, translate(msg("More about this text"), language), "more")
    count = len(chapter.stages)
    words = msgs("How it came about: {count} version", "How it came about: {count} versions", count)
    target = f"{VERSIONS}-{chapter.draft.id}"
    yield from tree.bullets([tree.link(translate(words, language), f"#{target}")])


def overview(view: View) -> Page:
    """Compose the page on which all recommendations stand in short."""
    return Page(
        OVERVIEW,
        view.say(msg("Recommendations")),
        Document(
            title=view.say(msg("The recommendations in short")),
            language=view.language,
            publisher=view.assembly.name,
            status=view.status,
            date=view.date,
            identifier=view.say(msg("report")),
            body=tuple(
                node
                for number, one in enumerate(view.recommendations, 1)
                for node in _short(number, one)
            ),
        ),
    )


def _short(number: int, chapter: Chapter) -> Iterator[tree.Node]:
    words = [*tree.plain(f"{number}. "), *tree.page_link(chapter.title, chapter.draft.id)]
    yield from tree.heading(2, words, f"short-{chapter.draft.id}")
    for section in published(chapter.draft, chapter.template).sections:
        if isinstance(section.values, Items | Entries):
            gist = section_gist(section, chapter.draft.language)
            yield from tree.heading(3, section.heading)
            yield from tree.bullets(gist.items)
