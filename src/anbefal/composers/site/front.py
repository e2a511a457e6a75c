"""The front page: what was asked, what is recommended, and how far the texts have come."""

from collections.abc import Iterator, Sequence

from anbefal import clock, tree
from anbefal.composers.facts import group_name
from anbefal.composers.report import Chapter
from anbefal.composers.site.view import FRONT, OVERVIEW, VERSIONS, View
from anbefal.dates import read_day, write_day
from anbefal.figures import number
from anbefal.i18n import msg
from anbefal.model import Page, WorkshopState
from anbefal.values import replace


def page(view: View, pages: Sequence[Page]) -> Page:
    """Compose the front page, which leads to the others."""
    report = view.report
    document = view.document(report.title, _body(view, pages))
    return Page(FRONT, view.say(msg("Front page")), replace(document, subtitle=report.subtitle))


def _body(view: View, pages: Sequence[Page]) -> Iterator[tree.Node]:
    assembly = view.book.assembly
    if assembly.question:
        yield from tree.quote(tree.paragraph(assembly.question))
    if assembly.mandate:
        yield from tree.paragraph(assembly.mandate)
    chapters = list(view.chapters(pages))
    yield from _texts(view, chapters)
    yield from _progress(view, chapters)
    yield from _workshops(view)
    yield from _rest(view, pages, {chapter.anchor for chapter in chapters})


def _texts(view: View, chapters: Sequence[Chapter]) -> Iterator[tree.Node]:
    if not chapters:
        return
    yield from tree.heading(2, view.say(msg("The recommendations")), "the-recommendations")
    for chapter in chapters:
        if not chapter.number:
            lead = tree.strong(f"{view.book.label(chapter)}:")
            title = tree.page_link(view.title(chapter), chapter.anchor)
            yield from tree.paragraph([*lead, *tree.plain(" "), *title])
    yield from tree.numbered(_line(view, chapter) for chapter in chapters if chapter.number)


def _line(view: View, chapter: Chapter) -> tree.Phrase:
    """Name a recommendation, and the group that it is from."""
    spec = chapter.template.field_of_kind("group")
    group = group_name(chapter.draft, spec, view.book.assembly) if spec else ""
    told = view.say(msg("Group {group}", group=group)) if group else ""
    note = [*tree.plain(" "), *tree.note(told)] if told else []
    return [*tree.page_link(view.title(chapter), chapter.anchor), *note]


def _progress(view: View, chapters: Sequence[Chapter]) -> Iterator[tree.Node]:
    """Show every text's score as a figure, and as a bar beside it."""
    scored = [one for one in chapters if one.draft.path in view.scores]
    if not scored:
        return
    least = min(view.scores[one.draft.path].minimum for one in scored)
    asked = msg(
        "A text is finished to the share that it holds of what was asked for, such as principles "
        "that are explained and priorities with a cost. {minimum} % was asked of each.",
        minimum=number(least, view.book.language),
    )
    yield from tree.heading(2, view.say(msg("How far the texts are")), "progress")
    yield from tree.paragraph(view.say(asked))
    head = [view.say(m) for m in (msg("Text"), msg("Finished"), msg("Words"))]
    yield from tree.table(head, [_row(view, one) for one in scored])


def _row(view: View, chapter: Chapter) -> Sequence[tree.Phrase]:
    score = view.scores[chapter.draft.path]
    figure = f"{number(score.score, view.book.language)}\u00a0%"
    bar = [*tree.plain(figure), *tree.bar(score.score, score.minimum)]
    return (
        tree.page_link(view.book.label(chapter), chapter.anchor),
        bar,
        str(view.stages[chapter.draft.path][-1].words),
    )


def _workshops(view: View) -> Iterator[tree.Node]:
    if not view.workshops:
        return
    yield from tree.heading(2, view.say(msg("The workshops")), "workshops")
    head = [view.say(m) for m in (msg("Workshop"), msg("Time"), msg("Closed"))]
    yield from tree.table(head, [_workshop(view, state) for state in view.workshops])
    words = tree.page_link(view.say(msg("every text as it was then, and what changed")), VERSIONS)
    told = [*tree.plain(view.say(msg("See also:")) + " "), *words, *tree.plain(".")]
    yield from tree.paragraph(told)


def _workshop(view: View, state: WorkshopState) -> Sequence[tree.Phrase]:
    plan = view.book.assembly.find_workshop(state.number)
    time = "–".join(at for at in (plan.start, plan.end) if at) if plan else ""
    day = read_day(clock.iso_date(state.time)) if state.time is not None else None
    closed = write_day(day, view.book.language) if day else view.say(msg("not yet"))
    if state.reason:
        told = msg("{day}, although the gate said no: {reason}", day=closed, reason=state.reason)
        closed = view.say(told)
    return (f"{state.number}.\u00a0{state.name}", time, closed)


def _rest(view: View, pages: Sequence[Page], told: set[str]) -> Iterator[tree.Node]:
    """Lead to every other page that does not show a text's past."""
    rest = [page for page in pages if page.id not in told and page.above != VERSIONS]
    if not rest:
        return
    yield from tree.heading(2, view.say(msg("All that is here")), "pages")
    rest.sort(key=lambda page: page.id != OVERVIEW)
    yield from tree.bullets(tree.page_link(page.document.title, page.id) for page in rest)
