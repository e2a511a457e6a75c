"""Keeping: a mended draft says what the draft said, word for word."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from anbefal import tree
from anbefal.model import Draft, Section
from anbefal.readers.markdown import heading_key
from anbefal.tree import Node

_WORD = re.compile(r"[^\W_]+")
# An id, a number or a box is what a repair may add and take; they are never words of the text.
_MARK = re.compile(r"[A-ZÆØÅ]{0,3}[0-9]+|[xX]")
_LINE_END = re.compile(r"[ \t]+\n")
_LEDGERS = ("ledger", "questions")


def words(text: str) -> list[str]:
    """Give every word of a source, comments and codes too, but no ids, numbers and boxes."""
    found = _WORD.findall(unicodedata.normalize("NFC", text))
    return [word for word in found if not _MARK.fullmatch(word)]


def same_words(before: Draft, after: Draft) -> bool:
    """Tell whether every section, wherever it was moved to, says the same as before."""
    return (
        after.readable
        and _frame(before) == _frame(after)
        and _html(before.lead) == _html(after.lead)
        and Counter(map(_section, before.sections)) == Counter(map(_section, after.sections))
        and Counter(words("\n".join(before.lines))) == Counter(words("\n".join(after.lines)))
    )


def same_page(before: Draft, after: Draft) -> bool:
    """Tell whether a draft would be printed exactly as before."""
    return same_body(before, after) and _frame(before) == _frame(after)


def same_body(before: Draft, after: Draft) -> bool:
    """Tell whether all that stands below the front matter would be printed as before."""
    return (
        after.readable
        and _body(before) == _body(after)
        and words("\n".join(before.lines)) == words("\n".join(after.lines))
    )


def same_block(before: str, after: str) -> bool:
    """Tell whether two sources are printed the same, and hold the same words."""
    return words(before) == words(after) and _html(tree.parse(before).children) == _html(
        tree.parse(after).children
    )


def _body(draft: Draft) -> tuple[object, ...]:
    return (
        draft.title.text if draft.title else None,
        [comment.text for comment in draft.comments],
        _html(draft.lead),
        [_html((section.head, *section.nodes)) for section in draft.sections],
    )


def _frame(draft: Draft) -> tuple[object, ...]:
    unread = any(problem.kind.startswith("front-matter") for problem in draft.problems)
    values = [*draft.fields.values(), *draft.unknown_fields]
    return (
        draft.template,
        draft.title.text if draft.title else None,
        unread,
        {} if unread else {value.key: value.value for value in values},
        draft.front_matter,
        Counter(comment.text for comment in draft.comments),
    )


def _section(section: Section) -> tuple[str, str, object]:
    spec = section.spec
    if spec is None or spec.kind not in _LEDGERS:
        return section.id, heading_key(section.heading), _html(section.nodes)
    said = (words(tree.text(node)) for node in section.nodes)
    return section.id, heading_key(section.heading), tuple(map(tuple, said))


def _html(nodes: Iterable[Node]) -> str:
    # Spaces and tabs at a line's end are seen by nobody; those of code stand within quotes here.
    return _LINE_END.sub("\n", tree.render_html(tree.tokens(nodes), _PRINTED))


def _box(stream: Sequence[tree.StreamToken], at: int) -> str:
    return "[x]" if stream[at].meta["checked"] else "[ ]"


def _code(stream: Sequence[tree.StreamToken], at: int) -> str:
    # A fence that is never closed ends with the file, and a line more or less is no other text.
    return repr((stream[at].info.strip(), stream[at].content.rstrip()))


def _note(stream: Sequence[tree.StreamToken], at: int) -> str:
    return f"[^{stream[at].meta['label']}]"


_PRINTED = {
    "task_box": _box,
    "fence": _code,
    "code_block": _code,
    "footnote_ref": _note,
    "footnote_open": _note,
}
