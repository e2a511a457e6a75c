"""Versions: every text as it was when a workshop was closed, and what changed in between."""

from collections.abc import Iterable, Iterator, Sequence

from anbefal import clock, tree
from anbefal.composers.diff import compose_diff
from anbefal.composers.facts import draft_facts
from anbefal.composers.report import Chapter
from anbefal.composers.site.view import VERSIONS, Stage, View, named, published
from anbefal.figures import number
from anbefal.i18n import Message, msg, msgs
from anbefal.model import Comparison, Document, Page
from anbefal.values import replace


def pages(view: View, others: Iterable[Page]) -> list[Page]:
    """Compose the list of all versions, then a page for each text and for each comparison."""
    chapters = [one for one in view.chapters(others) if one.draft.path in view.stages]
    made = [_list(view, chapters)]
    for chapter in chapters:
        stages = view.stages[chapter.draft.path]
        made += (_text(view, chapter, one) for one in stages[:-1] if one.draft.readable)
        made += (
            _changes(view, chapter, before, stage)
            for before, stage in zip(stages, stages[1:], strict=False)
            if _differs(stage)
        )
    return made


def _differs(stage: Stage) -> bool:
    """Tell whether a reader would see a difference: that a file has another name is none."""
    change = stage.change
    return change is not None and bool(
        change.fields or any(section.change != "same" for section in change.sections)
    )


# -- the list ------------------------------------------------------------------------------------


def _list(view: View, chapters: Sequence[Chapter]) -> Page:
    about = msg(
        "Each time a workshop was closed, every text was kept as it stood. Here they all are, "
        "and what changed from one to the next, word by word."
    )
    body = [*tree.paragraph(view.say(about))]
    for chapter in chapters:
        body += _table(view, chapter)
    title = view.say(msg("How the texts came about"))
    return Page(VERSIONS, view.say(msg("Versions")), view.document(title, body, contents=2))


def _table(view: View, chapter: Chapter) -> Iterator[tree.Node]:
    label = f"{view.book.label(chapter)}: "
    words = [*tree.plain(label), *view.title(chapter)]
    yield from tree.heading(2, words, f"{VERSIONS}-{chapter.anchor}")
    head = [msg("Version"), msg("Words"), msg("Finished"), msg("Changed since the one before")]
    stages = view.stages[chapter.draft.path]
    rows = [
        _row(view, chapter, before, stage)
        for before, stage in zip([None, *stages[:-1]], stages, strict=True)
    ]
    yield from tree.table([view.say(message) for message in head], rows)


def _row(view: View, chapter: Chapter, before: Stage | None, stage: Stage) -> Sequence[tree.Phrase]:
    name: tree.Phrase = named(stage.moment, view)
    if stage is view.stages[chapter.draft.path][-1]:
        name = tree.page_link(name, chapter.anchor)
    elif stage.draft.readable:
        name = tree.page_link(name, _text_id(chapter, stage))
    done = "–" if stage.score is None else f"{number(stage.score, view.book.language)}\u00a0%"
    return (name, str(stage.words), done, _told(view, chapter, before, stage))


def _told(view: View, chapter: Chapter, before: Stage | None, stage: Stage) -> tree.Phrase:
    if before is None:
        return view.say(msg("the first version"))
    if stage.change is None:
        return view.say(msg("one of the two cannot be read"))
    if not _differs(stage):
        return view.say(msg("nothing"))
    words = view.say(_counts(stage.change.inserted, stage.change.deleted))
    return tree.page_link(words, _changes_id(chapter, before, stage))


def _counts(inserted: int, deleted: int) -> Message:
    words_in = msgs("{count} word in", "{count} words in", inserted)
    words_out = msgs("{count} word out", "{count} words out", deleted)
    if inserted and deleted:
        return msg("{first}, {second}", first=words_in, second=words_out)
    if inserted or deleted:
        return words_in if inserted else words_out
    return msg("no word changed")


# -- a text, and a comparison --------------------------------------------------------------------


# A draft can be called as these are: a stroke, which no anchor has, tells them apart.


def _text_id(chapter: Chapter, stage: Stage) -> str:
    return f"{chapter.anchor}/workshop-{stage.key}"


def _changes_id(chapter: Chapter, before: Stage, stage: Stage) -> str:
    return f"{chapter.anchor}/changes-{before.key}-{stage.key}"


def _text(view: View, chapter: Chapter, stage: Stage) -> Page:
    label = view.book.label(chapter)
    short = msg("{text}: {version}", text=label, version=stage.moment.label)
    return Page(
        _text_id(chapter, stage),
        view.say(short),
        _earlier(view, stage, label),
        VERSIONS,
        f"texts {chapter.anchor}",
    )


def _earlier(view: View, stage: Stage, label: str) -> Document:
    """Compose a text as it once was, without its working notes."""
    draft = stage.draft
    shown = published(draft, stage.template)
    kept = {section.line for section in shown.sections}
    hidden = [n for s in draft.sections if s.line not in kept for n in (s.head, *s.nodes)]
    nodes = (*draft.lead, *(n for s in shown.sections for n in (s.head, *s.nodes)))
    body, notes = tree.lift_footnotes(nodes, hidden)
    version = named(stage.moment, view)
    return replace(
        view.report,
        title=draft.title.text if draft.title else draft.id,
        subtitle=label,
        language=draft.language,
        status=view.say(msg("An earlier version: {version}", version=version)),
        date=clock.iso_date(stage.moment.time) if stage.moment.time is not None else "",
        identifier=draft.id,
        facts=draft_facts(shown, stage.template, view.book.assembly),
        contents=3,
        body=body,
        notes=notes,
    )


def _changes(view: View, chapter: Chapter, before: Stage, stage: Stage) -> Page:
    assert stage.change is not None
    comparison = Comparison(before.moment, stage.moment, (stage.change,))
    whole = compose_diff(comparison, view.book.assembly)
    # The draft's title and its counts are the page's own.
    body = tuple(node for node in whole.body if node.tag != "h2")
    title = view.say(msg("What changed: {title}", title=chapter.title))
    short = msg(
        "{text}: from {old} to {new}",
        text=view.book.label(chapter),
        old=before.moment.label,
        new=stage.moment.label if stage.moment.workshop else msg("This report"),
    )
    return Page(
        _changes_id(chapter, before, stage),
        view.say(short),
        replace(whole, title=title, facts=whole.facts[:2], body=body, status=view.report.status),
        VERSIONS,
        f"changes {chapter.anchor}",
    )
