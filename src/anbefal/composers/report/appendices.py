"""Appendices: the receipt of every comment, the experts' answers, and the earlier versions."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from anbefal import tree
from anbefal.composers.report.book import Book, Stage
from anbefal.composers.report.ledgers import Asked, Comment, comments, place, questions
from anbefal.dates import read_day, write_day
from anbefal.figures import number
from anbefal.i18n import Message, msg, msgs
from anbefal.kinds.ledger import Disposition

T = TypeVar("T")

HEADING = msg("What became of the comments")
"""What the receipts are called, in the report and by themselves."""
_FATES: dict[Disposition, Message] = {
    "used": msg("Used"),
    "merged": msg("Merged"),
    "declined": msg("Not used"),
    "open": msg("Open"),
}


def receipts(book: Book) -> tuple[tree.Node, ...]:
    """Tell what became of every comment, by where it was heard, with counts that are computed."""
    heard = list(comments(book))
    if not heard:
        return ()
    sources = _grouped(heard, lambda one: one.source)
    counted = msgs(
        "{count} comment was received. Its words stand here as they were written down.",
        "{count} comments were received. Their words stand here as they were written down.",
        len(heard),
    )
    nodes = [*tree.paragraph(book.say(counted))]
    head = [msg("Source"), msg("In all"), *_FATES.values()]
    rows = [_counts(name or book.say(msg("Others")), of) for name, of in sources]
    if len(sources) > 1:
        rows.append(_counts(book.say(msg("In all")), heard))
    nodes += tree.table([book.say(message) for message in head], rows)
    columns = [book.say(m) for m in (msg("No."), msg("Comment"), msg("What became of it"))]
    for order, (name, of) in enumerate(sources, 1):
        nodes += tree.heading(3, name or book.say(msg("Others")), f"comments-{order}")
        told = sorted(of, key=lambda one: _natural(one.id))
        nodes += tree.table(
            columns, [(one.id, " ".join(one.text.split()), _fate(book, one)) for one in told]
        )
    return tuple(nodes)


def _counts(name: str, of: Iterable[Comment]) -> list[tree.Phrase]:
    fates = [one.fate for one in of]
    return [name, str(len(fates)), *(str(fates.count(fate)) for fate in _FATES)]


def _fate(book: Book, one: Comment) -> tree.Phrase:
    """Tell what became of a comment, and where."""
    if one.disposition == "used" and one.chapter:
        label = book.say(msg("Used in {chapter}", chapter=book.label(one.chapter)))
        used = place(one.chapter, one.target, book)
        return [*tree.plain(f"{label}: "), *used] if one.target else label
    if one.disposition == "used" and one.target:
        return book.say(msg("Used: {place}", place=one.target))
    if one.disposition == "merged":
        return book.say(msg("Merged with {id}", id=one.target))
    if one.disposition == "declined":
        return book.say(msg("Not used: {reason}", reason=one.target))
    return one.target or book.say(msg("No answer yet"))


def _natural(id: str) -> tuple[str, int]:
    match = re.fullmatch(r"(\D*)(\d{1,9})", id)
    return (match[1], int(match[2])) if match else (id, 0)


def answers(book: Book) -> tuple[tree.Node, ...]:
    """Print every question with who was asked, the answer and its kind, and where it was used."""
    asked = list(questions(book))
    if not asked:
        return ()
    nodes = [*tree.paragraph(_answered(book, asked))]
    head = [book.say(m) for m in (msg("Question"), msg("Answer"), msg("Used in"))]
    for anchor, of in _grouped(asked, lambda one: one.chapter.anchor):
        nodes += tree.heading(3, book.named(of[0].chapter), f"questions-{anchor}")
        nodes += tree.table(head, [_question(book, one) for one in of])
    return tuple(nodes)


def _answered(book: Book, asked: list[Asked]) -> str:
    """Count the questions, the answers, and each kind of answer in the template's own words."""
    kinds = [one.question.answer_kind for one in asked if one.question.answer]
    told = book.say(
        msgs(
            "{count} question was put to experts, {answered} of them have an answer",
            "{count} questions were put to experts, {answered} of them have an answer",
            len(asked),
            answered=len(kinds),
        )
    )
    named = [f"{kind}: {kinds.count(kind)}" for kind in dict.fromkeys(kinds) if kind]
    return f"{told} ({', '.join(named)})." if named else f"{told}."


def _question(book: Book, one: Asked) -> list[tree.Phrase]:
    question = one.question
    words: list[tree.StreamToken] = []
    if question.id:
        words += [*tree.strong(question.id), *tree.plain(" ")]
    words += book.words(one.chapter, question.text)
    if question.expert:
        words += tree.plain(f" ({question.expert})")
    kind = f"{question.answer_kind[:1].upper()}{question.answer_kind[1:]}"
    answer: tree.Phrase = book.say(msg("No answer yet"))
    if question.answer:
        answer = book.words(one.chapter, question.answer)
    if kind and question.answer:
        answer = [*tree.strong(f"{kind}:"), *tree.plain(" "), *answer]
    used = question.find("used")
    return [words, answer, place(one.chapter, used.text, book) if used and used.text else "–"]


def versions(book: Book) -> tuple[tree.Node, ...]:
    """Show how each text stood when a workshop was closed: the day, its words, and its score."""
    nodes: list[tree.Node] = []
    head = [msg("Workshop"), msg("Closed"), msg("Words"), msg("Share done")]
    for chapter in book.proposals:
        stages = book.past.stages.get(chapter.draft.path, ())
        if stages:
            nodes += tree.heading(3, book.named(chapter), f"versions-{chapter.anchor}")
            nodes += tree.table(
                [book.say(message) for message in head], [_stage(book, one) for one in stages]
            )
    lead_in = msg(
        "How far each text was when a workshop was closed, by what was asked for until then. "
        "The last line is the text of this report."
    )
    return (*tree.paragraph(book.say(lead_in)), *nodes) if nodes else ()


def _stage(book: Book, one: Stage) -> list[tree.Phrase]:
    day = read_day(one.day)
    score = "–" if one.score is None else f"{number(one.score, book.language)} %"
    return [
        one.workshop or book.say(msg("This report")),
        write_day(day, book.language) if day else "–",
        str(one.words),
        score,
    ]


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> list[tuple[str, list[T]]]:
    """Put items together that have the same name, in the order in which the names come."""
    groups: dict[str, list[T]] = {}
    for one in items:
        groups.setdefault(key(one), []).append(one)
    return list(groups.items())
