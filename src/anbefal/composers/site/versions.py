"""Versions: every text as it was when a workshop was closed, and what changed in between."""

from collections.abc import Iterator, Sequence

from anbefal import clock, tree
from anbefal.composers.diff import compose_diff
from anbefal.composers.site.chapters import VERSIONS, Chapter, Stage, View
from anbefal.composers.site.texts import text_document
from anbefal.dates import read_day, write_day
from anbefal.figures import number
from anbefal.i18n import Message, msg, msgs
from anbefal.model import Comparison, Document, Moment, Page
from anbefal.values import replace


def pages(view: View) -> Iterator[Page]:
    """Compose the list of all versions, then a page for each text and for each comparison."""
    yield _list(view)
    for chapter in view.chapters:
        for stage in chapter.stages[:-1]:
            if stage.draft.readable:
                yield _text(chapter, stage, view)
        for before, stage in _pairs(chapter):
            if _differs(stage):
                yield _changes(chapter, before, stage, view)


def _pairs(chapter: Chapter) -> Iterator[tuple[Stage, Stage]]:
    yield from zip(chapter.stages, chapter.stages[1:], strict=False)


def _differs(stage: Stage) -> bool:
    return stage.change is not None and stage.change.change != "same"


# -- the list ------------------------------------------------------------------------------------


def _list(view: View) -> Page:
    return Page(
        VERSIONS,
        view.say(msg("Versions")),
        Document(
            title=view.say(msg("How the texts came about")),
            language=view.language,
            publisher=view.assembly.name,
            status=view.status,
            date=view.date,
            identifier=view.say(msg("report")),
            contents=2,
            body=(
                *tree.paragraph(view.say(_ABOUT)),
                *(node for chapter in view.chapters for node in _table(chapter, view)),
            ),
        ),
    )


_ABOUT = msg(
    "Each time a workshop was closed, every text was kept as it stood. Here they all are, and "
    "what changed from one to the next, word by word."
)


def _table(chapter: Chapter, view: View) -> Iterator[tree.Node]:
    anchor = f"{VERSIONS}-{chapter.draft.id}"
    yield from tree.heading(2, f"{view.short(chapter)}: {chapter.title}", anchor)
    head = [msg("Version"), msg("Words"), msg("Finished"), msg("Changed since the one before")]
    befores: list[Stage | None] = [None, *chapter.stages[:-1]]
    rows = [
        _row(chapter, before, stage, view)
        for before, stage in zip(befores, chapter.stages, strict=True)
    ]
    yield from tree.table([view.say(words) for words in head], rows)


def _row(chapter: Chapter, before: Stage | None, stage: Stage, view: View) -> Sequence[tree.Phrase]:
    target = chapter.draft.id if stage is chapter.stages[-1] else _text_id(chapter, stage)
    name: tree.Phrase = _named(stage.moment, view)
    if stage.draft.readable:
        name = tree.page_link(name, target)
    done = "–" if stage.score is None else f"{number(stage.score, view.language)}\u00a0%"
    return (name, str(stage.words), done, _told(chapter, before, stage, view))


def _told(chapter: Chapter, before: Stage | None, stage: Stage, view: View) -> tree.Phrase:
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


def _named(moment: Moment, view: View) -> str:
    label = view.say(moment.label)
    label = label[:1].upper() + label[1:]
    day = read_day(clock.iso_date(moment.time)) if moment.time is not None else None
    return f"{label} ({write_day(day, view.language)})" if day else label


# -- a text, and a comparison --------------------------------------------------------------------


def _text_id(chapter: Chapter, stage: Stage) -> str:
    return f"{chapter.draft.id}-workshop-{stage.key}"


def _changes_id(chapter: Chapter, before: Stage, stage: Stage) -> str:
    return f"{chapter.draft.id}-changes-{before.key}-{stage.key}"


def _text(chapter: Chapter, stage: Stage, view: View) -> Page:
    short = f"{view.short(chapter)}: {view.say(stage.moment.label)}"
    status = view.say(msg("An earlier version: {version}", version=_named(stage.moment, view)))
    date = clock.iso_date(stage.moment.time) if stage.moment.time is not None else ""
    document = text_document(chapter, view, stage.draft, view.short(chapter), status, date)
    return Page(_text_id(chapter, stage), short, document, VERSIONS, f"texts {chapter.draft.id}")


def _changes(chapter: Chapter, before: Stage, stage: Stage, view: View) -> Page:
    assert stage.change is not None
    comparison = Comparison(before.moment, stage.moment, (stage.change,))
    whole = compose_diff(comparison, view.assembly)
    title = view.say(msg("What changed: {title}", title=chapter.title))
    short = msg(
        "{text}: from {old} to {new}",
        text=view.short(chapter),
        old=before.moment.label,
        new=stage.moment.label,
    )
    # The draft's title and its counts are the page's own.
    body = tuple(node for node in whole.body if node.tag != "h2")
    document = replace(whole, title=title, facts=whole.facts[:2], body=body, status=view.status)
    return Page(
        _changes_id(chapter, before, stage),
        view.say(short),
        document,
        VERSIONS,
        f"changes {chapter.draft.id}",
    )
