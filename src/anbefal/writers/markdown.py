"""Markdown: a document as plain text that reads back as the same tree.

What stands before the body is made of nodes as well, so that every word of a scribe is escaped by
one hand. Links inside the page lead to the anchors that GitHub and GitLab give to headings.
"""

import re
from collections.abc import Iterator

from anbefal import markup, tree
from anbefal.characters import printable
from anbefal.dates import read_day, write_day
from anbefal.i18n import Message, msg, translate
from anbefal.model.document import Document

# What some editors take for a line's end: a list could begin behind it.
_BREAKS = re.compile("[\r\u2028\u2029]")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def write(document: Document) -> bytes:
    """Write a document as Markdown."""
    body = [node for at in document.body for node in _as_written(at, document)]
    title = _title(document)
    anchors = _anchors([*title, *body])
    front = [*_front(document), *_contents(document, anchors)]
    notes = [
        node
        for label, blocks in document.notes.items()
        for node in tree.container("footnote", blocks, label=label)
    ]
    stream = _with_anchors([*front, *body, *notes], anchors)
    if document.numbers:
        stream = list(_with_numbers(stream))
    written = tree.build(stream)
    text = markup.write(written)
    tree.take_apart([*written, *title, *front, *notes])
    return (printable(_BREAKS.sub(" ", text)) + "\n").encode("utf-8")


def _as_written(node: tree.Node, document: Document) -> tree.Nodes:
    """Give what a composer made a table of that Markdown has no signs for."""
    written = node.meta.get("written") if node.type == "landscape" else None
    if not isinstance(written, tuple):
        return (node,)
    return tuple(at for at in written if at.meta.get("label") not in document.notes)


def _title(document: Document) -> tuple[tree.Node, ...]:
    return tree.heading(1, _flat(document.title) or _say(document, msg("Untitled")))


def _front(document: Document) -> Iterator[tree.Node]:
    yield from _title(document)
    if subtitle := _flat(document.subtitle):
        yield from tree.paragraph(tree.emphasis(subtitle))
    if document.authors:
        yield from tree.paragraph(_say(document, msg("By {authors}", authors=document.authors)))
    day = read_day(document.date)
    edge = (document.publisher, write_day(day, document.language) if day else document.date)
    if told := " · ".join(_flat(words) for words in edge if words.strip()):
        yield from tree.paragraph(told)
    if status := _flat(document.status):
        yield from tree.paragraph(tree.strong(status))
    yield from tree.bullets(
        [*tree.strong(f"{_flat(label)}:"), *tree.plain(f" {_flat(value)}")]
        for label, value in document.facts
    )


def _contents(document: Document, anchors: dict[int, str]) -> Iterator[tree.Node]:
    listed = [
        tree.link(_flat(tree.text(node)), f"#{anchors[id(node)]}")
        for node in document.body
        if node.type == "heading" and id(node) in anchors
        if int(node.tag[1]) <= document.contents
    ]
    if listed:
        yield from tree.paragraph(tree.strong(_say(document, msg("Contents"))))
        yield from tree.bullets(listed)


def _anchors(nodes: list[tree.Node]) -> dict[int, str]:
    """Give the anchor of each outermost heading, by the id of its node."""
    given: dict[int, str] = {}
    taken: dict[str, int] = {}
    for node in nodes:
        if node.type == "heading" and (words := _flat(tree.text(node))):
            anchor = _NOT_IN_ANCHORS.sub("", words.lower()).replace(" ", "-")
            number = taken.get(anchor, 0)
            taken[anchor] = number + 1
            given[id(node)] = f"{anchor}-{number}" if number else anchor
    return given


def _with_anchors(nodes: list[tree.Node], anchors: dict[int, str]) -> list[tree.StreamToken]:
    """Give the tokens of some nodes, their links to a composer's own anchors led to the page's.

    Markdown names headings alone: a link to another block of the page is its words.
    """
    own = {f"#{n.attrs['id']}": f"#{anchors[id(n)]}" for n in nodes if id(n) in anchors and n.attrs}
    stream = tree.tokens(nodes)
    nameless = {f"#{token.attrs['id']}": "" for token in stream if "id" in token.attrs}
    targets = nameless | own
    return [_led(token, targets) for token in stream] if targets else stream


def _with_numbers(stream: list[tree.StreamToken]) -> Iterator[tree.StreamToken]:
    """Put the number of each block in brackets before its words, or before the table or code."""
    number = ""
    for token in stream:
        if token.type == "inline" and number:
            words = token.children or []
            # The box of a task is the item's, and stays in front.
            at = 1 if words and words[0].type == "task_box" else 0
            label = tree.plain(f" ({number})" if at else f"({number}) ")
            token = token.copy(children=[*words[:at], *label, *words[at:]])
            number = ""
        if "number" in token.meta:
            if token.type == "paragraph_open":
                number = str(token.meta["number"])
            else:
                yield from tree.tokens(tree.paragraph(f"({token.meta['number']})"))
        yield token


def _led(token: tree.StreamToken, targets: dict[str, str]) -> tree.StreamToken:
    """Give a copy of a token whose links lead where they should, or are gone."""
    kept: list[tree.StreamToken] = []
    open_links: list[bool] = []
    for child in token.children or ():
        if child.type == "link_open":
            href = str(child.attrs.get("href"))
            target = targets.get(href, href)
            open_links.append(bool(target))
            if target:
                kept.append(child.copy(attrs={**child.attrs, "href": target}))
        elif child.type != "link_close" or open_links.pop():
            kept.append(child)
    return token.copy(children=kept) if kept else token


def _flat(words: str) -> str:
    return " ".join(words.split())


def _say(document: Document, message: Message) -> str:
    return translate(message, document.language)
