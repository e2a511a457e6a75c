"""The summary: what changed where, in words, for who cannot see marks or does not want to."""

from collections.abc import Iterator

from anbefal import clock, tree
from anbefal.composers.diff.pages import Page, about, counts, draft_id
from anbefal.i18n import msg
from anbefal.model import Assembly, Comparison, Document, DraftChange


def compose_summary(comparison: Comparison, assembly: Assembly) -> Document:
    """Compose a page that lists each draft's changes: it stands before the drafts themselves."""
    page = Page(comparison, assembly)
    changed = list(comparison.changed())
    total = (page.say(msg("Changed")), page.counted(changed))
    time = comparison.new.time
    return Document(
        title=page.say(msg("What changed")),
        language=page.language,
        publisher=assembly.name,
        date="" if time is None else clock.iso_date(time),
        identifier=page.say(msg("changes")),
        facts=(
            (page.say(msg("From")), page.moment(comparison.old)),
            (page.say(msg("To")), page.moment(comparison.new)),
            *([total] if changed else ()),
        ),
        body=tuple(_body(page)),
    )


def tell_changes(comparison: Comparison, assembly: Assembly) -> tuple[str, ...]:
    """Tell the changes of a single draft in lines."""
    page = Page(comparison, assembly)
    between = msg(
        "From {old} to {new}", old=page.moment(comparison.old), new=page.moment(comparison.new)
    )
    lines = [line for draft in comparison.changed() for line in _lines(page, draft)]
    return (page.say(between), *lines)


def _body(page: Page) -> Iterator[tree.Node]:
    for note in page.comparison.notes:
        yield from tree.paragraph(page.say(note))
    changed = list(page.comparison.changed())
    if not changed:
        yield from tree.paragraph(page.say(msg("Nothing changed.")))
    for draft in changed:
        yield from tree.heading(2, page.name(draft))
        yield from tree.bullets(_lines(page, draft))
    told = {draft.path for draft in changed}
    same = [draft_id(one.path) for one in page.comparison.drafts if one.path not in told]
    if changed and same:
        yield from tree.paragraph(page.say(msg("Unchanged: {paths}", paths=same)))


def _lines(page: Page, draft: DraftChange) -> Iterator[str]:
    whole = page.state(draft)
    if whole:
        yield page.say(whole)
    yield from map(page.say, draft.notes)
    for field in draft.fields:
        values = {"before": field.before or "–", "after": field.after or "–"}
        yield f"{field.key}: " + page.say(msg("was {before}, is {after}", **values))
    if draft.change not in ("added", "removed"):
        for section in draft.sections:
            if section.change != "same":
                heading = section.heading or page.say(msg("Title and lead"))
                told = [*about(section), counts(section.inserted, section.deleted)]
                yield f"{heading}: " + " · ".join(page.say(one) for one in told if one)
    elif told_words := counts(draft.inserted, draft.deleted):
        yield page.say(told_words)
