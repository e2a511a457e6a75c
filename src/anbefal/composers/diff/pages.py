"""Pages: the overview first, then each draft in the groups' order, section by section."""

from collections.abc import Iterator, Sequence

from anbefal import clock, tree
from anbefal.composers.diff.views import Views
from anbefal.composers.diff.weaving import Tokens, weave
from anbefal.dates import read_day, write_day
from anbefal.i18n import Message, msg, msgs, translate
from anbefal.model import (
    Assembly,
    Comparison,
    Document,
    DraftChange,
    FieldChange,
    Moment,
    SectionChange,
)

VIEWS = {
    "inline": msg("In one text"),
    "side": msg("Side by side"),
    "then-and-now": msg("Then and now, without marks"),
}


def compose_diff(comparison: Comparison, assembly: Assembly, view: str = "inline") -> Document:
    """Compose the page of a comparison; `view`, one of `VIEWS`, is shown first."""
    return Page(comparison, assembly).document(view)


class Page:
    """What is told of a comparison, in the assembly's language."""

    def __init__(self, comparison: Comparison, assembly: Assembly) -> None:
        """Take the comparison and the assembly."""
        self.comparison = comparison
        self.assembly = assembly
        self.language = assembly.language
        self.views = Views(assembly.language)

    def say(self, message: Message) -> str:
        """Put a message into words."""
        return translate(message, self.language)

    def document(self, view: str) -> Document:
        """Compose the page itself."""
        old, new = (self.moment(at) for at in (self.comparison.old, self.comparison.new))
        changed = list(self.comparison.changed())
        names = sorted(VIEWS, key=lambda name: name != view)
        return Document(
            title=self.say(msg("What changed")),
            language=self.language,
            publisher=self.assembly.name,
            identifier=self.say(msg("changes")),
            facts=(
                (self.say(msg("From")), old),
                (self.say(msg("To")), new),
                *([(self.say(msg("Changed")), self.counted(changed))] if changed else ()),
            ),
            views=tuple((name, self.say(VIEWS[name])) for name in names) if changed else (),
            body=tuple(self._body(changed)),
        )

    def moment(self, moment: Moment) -> str:
        """Name a version, with its day."""
        label = self.say(moment.label)
        day = read_day(clock.iso_date(moment.time)) if moment.time is not None else None
        return f"{label} ({write_day(day, self.language)})" if day else label

    def counted(self, changed: Sequence[DraftChange]) -> str:
        """Say how much changed in all."""
        total = self.comparison.total
        drafts = msgs("{count} draft", "{count} drafts", len(changed))
        return self.say(
            msg("{drafts}, {words}", drafts=drafts, words=counts(total.added, total.removed))
        )

    def _body(self, changed: Sequence[DraftChange]) -> Iterator[tree.Node]:
        if changed:
            yield from tree.paragraph(self._legend())
        for note in self.comparison.notes:
            yield from tree.paragraph(self.say(note))
        if not changed:
            yield from tree.paragraph(self.say(msg("Nothing changed.")))
            return
        if len(self.comparison.drafts) > 1:
            yield from tree.heading(2, self.say(msg("Overview")), "overview")
            yield from self._overview(changed)
        for draft in changed:
            yield from self._draft(draft, new_page=len(self.comparison.drafts) > 1)

    def _legend(self) -> Tokens:
        return [
            *tree.plain(self.say(msg("How to read this:")) + " "),
            *tree.inserted(self.say(msg("words that came"))),
            *tree.plain(", "),
            *tree.deleted(self.say(msg("words that went"))),
            *tree.plain(", "),
            *tree.note(self.say(msg("what else became of a passage"))),
            *tree.plain("."),
        ]

    def _overview(self, changed: Sequence[DraftChange]) -> Iterator[tree.Node]:
        head = [self.say(m) for m in (msg("Draft"), msg("Words in"), msg("Words out"))]
        head = [words.replace(" ", "\u00a0") for words in head]
        total = self.comparison.total
        rows: list[Sequence[tree.Phrase]] = [
            (
                tree.link(self.name(draft), f"#{_anchor(draft)}"),
                f"+{draft.inserted}",
                f"−{draft.deleted}",
            )
            for draft in changed
        ]
        rows.append((self.say(msg("In all")), f"+{total.added}", f"−{total.removed}"))
        yield from tree.table(head, rows)
        told = {draft.path for draft in changed}
        same = [draft_id(draft.path) for draft in self.comparison.drafts if draft.path not in told]
        if same:
            yield from tree.paragraph(self.say(msg("Unchanged: {paths}", paths=same)))

    def name(self, draft: DraftChange) -> str:
        """Give a draft's title, or its id."""
        return draft.title or draft_id(draft.path)

    # -- one draft -----------------------------------------------------------------------

    def _draft(self, draft: DraftChange, new_page: bool) -> Iterator[tree.Node]:
        yield from tree.heading(2, self.name(draft), _anchor(draft), new_page=new_page)
        told = [self._group(draft), self.state(draft)]
        # Of what could not be read, nobody knows how much changed.
        if draft.sections or not draft.notes:
            told.append(counts(draft.inserted, draft.deleted))
        about = " · ".join(self.say(message) for message in told if message)
        if about:
            yield from tree.paragraph(tree.note(about))
        for note in draft.notes:
            yield from tree.paragraph(self.say(note))
        yield from tree.bullets(self._field(field) for field in draft.fields)
        for section in draft.sections:
            if section.change != "same":
                yield from self._section(section)
        same = [s.heading for s in draft.sections if s.change == "same" and s.heading]
        if same:
            words = self.say(msg("Unchanged: {sections}", sections=same))
            yield from tree.paragraph(tree.note(words))

    def _group(self, draft: DraftChange) -> Message | None:
        group = self.assembly.find_group(draft.group) if draft.group else None
        return msg("Group {group}: {theme}", group=group.id, theme=group.theme) if group else None

    def state(self, draft: DraftChange) -> Message | None:
        """Say what became of a draft's file, if anything."""
        if draft.change == "added":
            return msg("a new draft")
        if draft.change == "removed":
            return msg("the draft is gone")
        if draft.change == "moved":
            return msg("the file was called {path}", path=draft.before)
        return None

    def _field(self, field: FieldChange) -> Tokens:
        parts = [*tree.strong(f"{field.key}:"), *tree.plain(" ")]
        if field.before is not None:
            parts += [*tree.deleted(field.before), *tree.plain(" ")]
        return parts + (tree.inserted(field.after) if field.after is not None else [])

    def _section(self, section: SectionChange) -> Iterator[tree.Node]:
        blocks = section.blocks
        own = blocks[0] if blocks and blocks[0].block.level == 2 else None
        words: tree.Phrase = section.heading or self.say(msg("Title and lead"))
        if own and own.change in ("edited", "added", "removed", "moved"):
            words = [token for one in weave(own) for line in one.lines for token in line]
            blocks = blocks[1:]
        elif own:
            blocks = blocks[1:]
        yield from tree.heading(3, words, change=section.change)
        told = [*about(section), counts(section.inserted, section.deleted)]
        yield from tree.paragraph(tree.note(" · ".join(self.say(one) for one in told if one)))
        if blocks:
            yield from tree.container("view", self.views.inline(blocks), name="inline")
            yield from tree.container("view", self.views.side_by_side(blocks), name="side")


def counts(inserted: int, deleted: int) -> Message | None:
    """Say how many words came and went."""
    words_in = msgs("{count} word in", "{count} words in", inserted)
    words_out = msgs("{count} word out", "{count} words out", deleted)
    if inserted and deleted:
        return msg("{first}, {second}", first=words_in, second=words_out)
    if inserted or deleted:
        return words_in if inserted else words_out
    return msg("no word changed")


def about(section: SectionChange) -> Iterator[Message]:
    """Say what became of a section as a whole."""
    if section.change == "added":
        yield msg("new section")
    elif section.change == "removed":
        yield msg("the section is gone")
    elif section.change == "moved":
        yield msg("the section was moved")
    if section.renamed and section.before:
        yield msg('was "{heading}"', heading=section.before)


def draft_id(path: str) -> str:
    """Give a draft's id."""
    return path.removeprefix("drafts/").removesuffix(".md")


def _anchor(draft: DraftChange) -> str:
    return f"draft-{draft_id(draft.path)}"
