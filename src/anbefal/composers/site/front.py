"""The front page: what was asked, what is recommended, and how far the texts have come."""

from collections.abc import Iterator, Sequence

from anbefal import clock, tree
from anbefal.composers.facts import group_name
from anbefal.composers.site.chapters import FRONT, VERSIONS, Chapter, View
from anbefal.dates import read_day, write_day
from anbefal.figures import number
from anbefal.i18n import msg
from anbefal.model import Document, Page, WorkshopState


def page(view: View) -> Page:
    """Compose the front page."""
    assembly = view.assembly
    report = assembly.report
    return Page(
        FRONT,
        view.say(msg("Front page")),
        Document(
            title=report.title if report else assembly.name,
            subtitle=report.subtitle if report else assembly.slogan,
            language=view.language,
            publisher=assembly.name,
            status=view.status,
            date=view.date,
            identifier=view.say(msg("report")),
            keywords=tuple(group.theme for group in assembly.group),
            body=tuple(_body(view)),
        ),
    )


def _body(view: View) -> Iterator[tree.Node]:
    if view.assembly.question:
        yield from tree.quote(tree.paragraph(view.assembly.question))
    if view.assembly.mandate:
        yield from tree.paragraph(view.assembly.mandate)
    yield from tree.heading(2, view.say(msg("The recommendations")), "the-recommendations")
    for vision in view.visions:
        lead = [*tree.strong(view.say(msg("First:"))), *tree.plain(" "), *_title(vision)]
        yield from tree.paragraph(lead)
    yield from tree.numbered(_line(one, view) for one in view.recommendations)
    yield from _progress(view)
    yield from _workshops(view)


def _title(chapter: Chapter) -> list[tree.StreamToken]:
    return tree.page_link(chapter.title, chapter.draft.id)


def _line(chapter: Chapter, view: View) -> tree.Phrase:
    """Name a recommendation, and the group that it is from."""
    spec = chapter.template.field_of_kind("group")
    group = group_name(chapter.draft, spec, view.assembly) if spec else ""
    told = view.say(msg("Group {group}", group=group)) if group else ""
    note = [*tree.plain(" "), *tree.note(told)] if told else []
    return [*_title(chapter), *note]


def _progress(view: View) -> Iterator[tree.Node]:
    """Show every text's score as a figure, and as a bar beside it."""
    scored = [one for one in view.chapters if one.score and one.score.units]
    if not scored:
        return
    yield from tree.heading(2, view.say(msg("How far the texts are")), "progress")
    asked = msg(
        "A text is finished to the share that it holds of what was asked for, such as principles "
        "that are explained and priorities with a cost. {minimum} % was asked of each.",
        minimum=number(view.minimum, view.language),
    )
    yield from tree.paragraph(view.say(asked))
    head = [view.say(m) for m in (msg("Text"), msg("Finished"), msg("Words"))]
    yield from tree.table(head, [_row(one, view) for one in scored])


def _row(chapter: Chapter, view: View) -> Sequence[tree.Phrase]:
    assert chapter.score
    share = chapter.score.score
    figure = f"{number(share, view.language)} % ".replace(" %", "\u00a0%")
    bar = [*tree.plain(figure), *tree.bar(share, chapter.score.minimum)]
    words = tree.page_link(view.short(chapter), chapter.draft.id)
    return (words, bar, str(chapter.stages[-1].words))


def _workshops(view: View) -> Iterator[tree.Node]:
    if not view.workshops:
        return
    yield from tree.heading(2, view.say(msg("The workshops")), "workshops")
    head = [view.say(m) for m in (msg("Workshop"), msg("Time"), msg("Closed"))]
    yield from tree.table(head, [_workshop(state, view) for state in view.workshops])
    words = tree.page_link(view.say(msg("every text as it was then, and what changed")), VERSIONS)
    told = [*tree.plain(view.say(msg("See also:")) + " "), *words, *tree.plain(".")]
    yield from tree.paragraph(told)


def _workshop(state: WorkshopState, view: View) -> Sequence[tree.Phrase]:
    plan = view.assembly.find_workshop(state.number)
    time = "–".join(at for at in (plan.start, plan.end) if at) if plan else ""
    day = read_day(clock.iso_date(state.time)) if state.time is not None else None
    closed = write_day(day, view.language) if day else view.say(msg("not yet"))
    if state.reason:
        closed = view.say(
            msg("{day}, although the gate said no: {reason}", day=closed, reason=state.reason)
        )
    return (f"{state.number}.\u00a0{state.name}", time, closed)
