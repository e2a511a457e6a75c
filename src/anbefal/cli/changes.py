"""Changes as text: first how much and where, then each draft as an editor would mark it."""

from collections.abc import Iterable, Iterator, Sequence

from anbefal.cli.blocks import show_blocks
from anbefal.cli.marks import Marks, Stretch, lay, paint
from anbefal.cli.tables import table
from anbefal.clock import shown_time
from anbefal.i18n import Message, msg, msgs, translate, visible
from anbefal.model import Comparison, DraftChange, FieldChange, Moment, SectionChange

_HEADING = 40


def show_changes(comparison: Comparison, language: str, marks: Marks) -> str:
    """Put a comparison into lines for a terminal or a plain file."""
    return "\n".join(_Showing(comparison, language, marks).lines()) + "\n"


class _Showing:
    def __init__(self, comparison: Comparison, language: str, marks: Marks) -> None:
        self.comparison = comparison
        self.language = language
        self.marks = marks

    def say(self, message: Message) -> str:
        return translate(message, self.language)

    def lines(self) -> Iterator[str]:
        comparison = self.comparison
        changed = list(comparison.changed())
        between = {"old": self.moment(comparison.old), "new": self.moment(comparison.new)}
        for note in comparison.notes:
            yield self.say(note)
        if not changed:
            yield self.say(msg("nothing changed from {old} to {new}", **between))
            return
        yield paint(self.say(msg("From {old} to {new}", **between)), "strong", self.marks)
        yield self.say(self.count(len(changed)))
        if self.marks.signs:
            went, came = ("…".join(self.marks.signs[style]) for style in ("went", "came"))
            yield self.say(msg("{went} went, {came} came", went=went, came=came))
        yield ""
        yield from self.table(changed)
        told = {draft.path for draft in changed}
        same = [draft.path for draft in comparison.drafts if draft.path not in told]
        if same:
            yield ""
            yield self.say(msg("Unchanged: {paths}", paths=[_id(path) for path in same]))
        for draft in changed:
            yield ""
            yield from self.draft(draft)

    def moment(self, moment: Moment) -> Message:
        if moment.time is None:
            return moment.label
        return msg("{version} ({time})", version=moment.label, time=shown_time(moment.time))

    def count(self, changed: int) -> Message:
        total = self.comparison.total
        return msg(
            "{drafts} changed: {added}, {removed}",
            drafts=msgs("{count} draft", "{count} drafts", changed),
            added=msgs("{count} word added", "{count} words added", total.added),
            removed=msgs("{count} removed", "{count} removed", total.removed),
        )

    def table(self, drafts: Sequence[DraftChange]) -> Iterator[str]:
        """Give a row for each draft: its words then and now, and where most of it happened."""
        head = [
            msg("Draft"),
            msg("Words before"),
            msg("Words now"),
            msg("Added"),
            msg("Removed"),
            msg("Most of it in"),
        ]
        rows = [
            (
                _id(draft.path),
                str(draft.old_words) if draft.sections else "",
                str(draft.new_words) if draft.sections else "",
                f"+{draft.inserted}",
                f"−{draft.deleted}",
                self.most(draft),
            )
            for draft in drafts
        ]
        shown = table([self.say(word) for word in head], rows, right=(1, 2, 3, 4))
        yield from shown.rstrip("\n").split("\n")

    def most(self, draft: DraftChange) -> str:
        if draft.change in ("added", "removed"):
            return self.say(self.state(draft) or msg("edited"))
        changed = [section for section in draft.sections if section.inserted + section.deleted]
        if not changed:
            return ""
        top = max(changed, key=lambda section: section.inserted + section.deleted)
        heading = top.heading or self.say(msg("title"))
        return heading if len(heading) <= _HEADING else f"{heading[:_HEADING].rstrip()}…"

    # -- one draft -----------------------------------------------------------------------

    def draft(self, draft: DraftChange) -> Iterator[str]:
        named = f"{draft.path}: {draft.title}" if draft.title else draft.path
        yield paint(visible(named), "strong", self.marks)
        state = self.state(draft)
        if state:
            yield "  " + self.say(state)
        for note in draft.notes:
            yield "  " + self.say(note)
        if draft.change in ("added", "removed"):
            # Nothing to compare with: what stands in it is read elsewhere.
            for section in draft.sections:
                if section.heading:
                    yield f"  {visible(section.heading)} {self.counts(section)}"
            return
        yield from (self.field(field) for field in draft.fields)
        for section in draft.sections:
            if section.change != "same":
                yield ""
                yield from self.section(section)
        same = [s.heading for s in draft.sections if s.change == "same" and s.heading]
        if same and draft.sections:
            yield ""
            text = self.say(msg("Unchanged: {sections}", sections=same))
            yield from lay([Stretch(text, "faint")], self.marks, "  ", "    ")

    def state(self, draft: DraftChange) -> Message | None:
        if draft.change == "added":
            return msgs("new: {count} word", "new: {count} words", draft.inserted)
        if draft.change == "removed":
            return msgs("gone: {count} word", "gone: {count} words", draft.deleted)
        if draft.change == "moved":
            return msg("the file was called {path}", path=draft.before)
        return None

    def field(self, field: FieldChange) -> str:
        before, after = (
            "–" if value is None else visible(value) for value in (field.before, field.after)
        )
        return f"  {visible(field.key)}: {before} → {after}"

    def counts(self, section: SectionChange) -> str:
        counts = [f"+{section.inserted}"] * bool(section.inserted)
        counts += [f"−{section.deleted}"] * bool(section.deleted)
        return f"({' '.join(counts)})" if counts else ""

    def section(self, section: SectionChange) -> Iterator[str]:
        heading = section.heading or self.say(msg("title and lead"))
        about = [self.say(word) for word in _about(section)]
        line = " ".join([visible(heading), self.counts(section), *(f"({a})" for a in about)])
        yield "  " + paint(" ".join(line.split()), "strong", self.marks)
        yield from show_blocks(section, self.language, self.marks)


def _about(section: SectionChange) -> Iterable[Message]:
    if section.change == "added":
        yield msg("new section")
    elif section.change == "removed":
        yield msg("the section is gone")
    elif section.change == "moved":
        yield msg("the section was moved")
    if section.renamed:
        yield msg('was "{heading}"', heading=section.before)


def _id(path: str) -> str:
    return path.removeprefix("drafts/").removesuffix(".md")
