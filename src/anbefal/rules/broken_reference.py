"""Let a reference lead somewhere.

"See recommendation 2" is a promise to the reader. A reference to a text or a heading that is not
there, or is called something else by now, cannot be followed: in the report its words stand alone.

Write the file's name, and behind "#" the heading's words: [the digital mate](group-2.md#the-mate).
"""

import posixpath
from collections.abc import Iterator, Sequence
from typing import cast
from urllib.parse import unquote

from anbefal import references, tree
from anbefal.anchors import slug, spellings
from anbefal.guess import nearest
from anbefal.i18n import Message, msg
from anbefal.model import Assembly, Draft, Found
from anbefal.model.finding import Level
from anbefal.values import Struct

ID = "AB415"
NAME = "broken-reference"
LEVEL: Level = "warning"
MOST_GUESSES = 50


class Kept(Struct, frozen=True):
    """A reference to a draft, and where it stands."""

    path: str
    name: str
    line: int
    column: int


class Page(Struct, frozen=True):
    """What can be referred to in a draft, and what it refers to."""

    headings: tuple[str, ...]
    kept: tuple[Kept, ...]


def keep(draft: Draft) -> Page:
    """Keep a draft's headings as they stand in the file, and its references to drafts."""
    lines = draft.lines[draft.body_line - 1 :]
    headings = [
        line.strip("# ").strip() if line.startswith("#") else above
        for above, line in zip(("", *lines), lines, strict=False)
        if line.startswith("#") or (line.startswith(("===", "---")) and above.strip())
    ]
    return Page(tuple(headings), tuple(_references(draft)))


def _references(draft: Draft) -> Iterator[Kept]:
    # Words are parsed for it: few drafts refer to any.
    if not any("](" in line or "]:" in line for line in draft.lines):
        return
    nodes = [*draft.lead, *(n for s in draft.sections for n in (s.head, *s.nodes))]
    for block in tree.lines_of_text(nodes):
        if "]" not in block.content:
            continue
        for node in tree.walk([block]):
            if node.type == "link":
                target = unquote(str(node.attrs.get("href", "")))
                found = references.read(target, draft.path)
                if found:
                    line = _line(draft, block, target)
                    yield Kept(found.path, found.name, line, draft.column(line, target))


def _line(draft: Draft, block: tree.Node, target: str) -> int:
    """Give the line of a paragraph that holds a target, else its first."""
    first = tree.line(block)
    lines = enumerate(draft.lines[first - 1 : tree.last_line(block)], first)
    return next((number for number, line in lines if target in line), first)


def check(drafts: Sequence[Draft], assembly: Assembly) -> Iterator[tuple[Draft, Found]]:
    """Find references to drafts, or to headings in them, that are not there."""
    pages = {draft.path: cast(Page, draft.kept_by(ID)) for draft in drafts}
    anchors: dict[str, dict[str, str]] = {}
    guesses = 0
    for draft in drafts:
        for at in pages[draft.path].kept:
            page = pages.get(at.path)
            # Elsewhere than among the drafts a file may well be, and no rule reads files.
            beside = posixpath.dirname(at.path) == posixpath.dirname(draft.path)
            if page is None and not beside:
                continue
            known = anchors.get(at.path)
            if page and known is None:
                known = anchors[at.path] = {slug(h): h for h in page.headings if h}
            if known is not None:
                if not at.name or any(one in known for one in spellings(at.name)):
                    continue
                guesses += 1
                close = nearest(slug(at.name), known) if guesses <= MOST_GUESSES else None
                message = msg('{path} has no heading "{name}"', path=at.path, name=at.name)
                yield draft, _found(at, message, close, list(known))
            else:
                guesses += 1
                names = {posixpath.basename(path): path for path in pages}
                file = posixpath.basename(at.path)
                close = nearest(file, names) if guesses <= MOST_GUESSES else None
                message = msg('there is no draft "{path}"', path=at.path)
                yield draft, _found(at, message, close, list(names))


def _found(at: Kept, message: Message, close: str | None, names: list[str]) -> Found:
    return Found(
        line=at.line,
        column=at.column,
        message=message,
        hint=msg('did you mean "{key}"?', key=close)
        if close
        else msg("use one of: {names}", names=names[:20]),
    )
