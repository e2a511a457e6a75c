"""Lifting: footnotes out of a text, for a document that prints them apart."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from anbefal.tree.building import build, escape, tokens
from anbefal.tree.footnotes import sign, unlabel
from anbefal.tree.node import Node

_NOT_IN_LABELS = re.compile(r"[\s\[\]]")
_EMPTIED = ("list_item", "bullet_list", "ordered_list", "blockquote")


class _Definition(NamedTuple):
    """A definition where it was written."""

    label: str
    stream: "list[Token | _Definition]"


_Stream = list[Token | _Definition]


def without_footnotes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Leave the definitions among some nodes out: they are words about other words."""
    return tuple(node for node in nodes if node.type != "footnote")


def lift_footnotes(
    nodes: Sequence[Node], elsewhere: Sequence[Node] = (), scope: str = ""
) -> tuple[tuple[Node, ...], dict[str, tuple[Node, ...]]]:
    """Give some nodes without their definitions, and these by label, as they are first referred to.

    Definitions are looked for `elsewhere` in the text too. One that nobody refers to becomes text
    where it stands, unless `elsewhere` refers to it. `scope` is put before every label, so that the
    notes of several texts can stand in one document.
    """
    if not (_has_footnotes(nodes) or _has_footnotes(elsewhere)):
        return tuple(nodes), {}
    found: dict[str, _Definition] = {}
    body, beside = _divide(tokens(nodes), found), _divide(tokens(elsewhere), found)
    used, used_elsewhere = _reach(body, found), _reach(beside, found)
    # No name of a file has a slash in it, so that no two scopes and labels make the same.
    before = _NOT_IN_LABELS.sub(lambda sign: f"_{ord(sign[0]):x}_", scope) + "/" if scope else ""
    names = {label: f"{before}{label}" for label in used}
    dropped = [found[label] for label in {**used, **used_elsewhere}]
    lifter = _Lifter(names, {id(definition.stream) for definition in dropped})
    notes = {names[label]: build(lifter.lift(found[label].stream)) for label in used}
    return build(lifter.lift(body)), notes


def write_footnotes_out(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Give some nodes with references and definitions as text, the way they were written."""
    if not any(_has_signs(node) for node in nodes):
        return tuple(nodes)
    return build(_Lifter({}, set()).lift(_divide(tokens(nodes), {})))


def number_footnotes(nodes: Iterable[Node], notes: Mapping[str, Sequence[Node]]) -> dict[str, int]:
    """Number notes as they are first referred to; those that a note refers to follow upon it."""
    if not notes:
        return {}
    return _follow(references(nodes), {label: references(notes[label]) for label in notes})


def references(nodes: Iterable[Node]) -> Iterator[str]:
    """Give the label of each reference below some nodes, in reading order."""
    return _labels(tokens(nodes))


def _labels(stream: Iterable[Token | _Definition]) -> Iterator[str]:
    for token in stream:
        if isinstance(token, Token):
            for child in token.children or ():
                if child.type == "footnote_ref":
                    yield child.meta["label"]


def _has_footnotes(nodes: Iterable[Node]) -> bool:
    return any(node.type == "footnote" or _has_footnotes(node._children) for node in nodes)


def _has_signs(node: Node) -> bool:
    if node.type == "inline":
        return node.token is not None and "[^" in node.token.content
    return node.type == "footnote" or any(_has_signs(child) for child in node._children)


def _divide(stream: Iterable[Token], found: dict[str, _Definition]) -> _Stream:
    """Put each definition into one piece, and find the first of each label."""
    streams: list[_Stream] = [[]]
    for token in stream:
        if token.type == "footnote_open":
            definition = _Definition(token.meta["label"], [])
            streams[-1].append(definition)
            streams.append(definition.stream)
            found.setdefault(token.meta["label"], definition)
        elif token.type == "footnote_close":
            streams.pop()
        else:
            streams[-1].append(token)
    return streams[0]


def _reach(stream: _Stream, found: Mapping[str, _Definition]) -> dict[str, int]:
    """Give the labels that a text refers to, through other notes as well, in order."""
    return _follow(_labels(stream), {label: _labels(found[label].stream) for label in found})


def _follow(labels: Iterator[str], inside: Mapping[str, Iterator[str]]) -> dict[str, int]:
    """Number labels from 1 as they are met; `inside` are those that stand in a note."""
    numbers: dict[str, int] = {}
    waiting = [labels]
    while waiting:
        label = next(waiting[-1], None)
        if label is None:
            waiting.pop()
        elif label in inside and label not in numbers:
            numbers[label] = len(numbers) + 1
            waiting.append(inside[label])
    return numbers


class _Lifter:
    """Take definitions out of a stream of tokens."""

    def __init__(self, names: Mapping[str, str], dropped: set[int]) -> None:
        """Take new labels by old, and which definitions go without a trace."""
        self.names = names
        self.dropped = dropped

    def lift(self, stream: _Stream) -> list[Token]:
        """Give the tokens that stay; an item or a quote that held nothing else goes too."""
        out: list[Token] = []
        emptied: set[int] = set()
        for token in stream:
            if isinstance(token, _Definition):
                if id(token.stream) not in self.dropped:
                    out += self._write_out(token)
                elif out:
                    emptied.add(id(out[-1]))
            elif token.nesting < 0 and id(out[-1]) in emptied and _is_pair(out[-1], token):
                out.pop()
                if out:
                    emptied.add(id(out[-1]))
            else:
                out.append(self._named(token) if token.children else token)
        return out

    def _named(self, token: Token) -> Token:
        if not any(child.type == "footnote_ref" for child in token.children or ()):
            return token
        children = unlabel(token.children or (), self.names)
        return token.copy(
            children=[
                child.copy(meta={"label": self.names[child.meta["label"]]})
                if child.type == "footnote_ref"
                else child
                for child in children
            ]
        )

    def _write_out(self, definition: _Definition) -> list[Token]:
        stream = self.lift(definition.stream)
        lead = f"{sign(definition.label)}:"
        if len(stream) > 1 and stream[0].type == "paragraph_open":
            line = stream[1]
            text = Token("text", "", 0, content=f"{lead} ")
            stream[1] = line.copy(
                content=f"{escape(lead)} {line.content}", children=[text, *(line.children or ())]
            )
            return stream
        text = Token("text", "", 0, content=lead)
        return [
            Token("paragraph_open", "p", 1, block=True),
            Token("inline", "", 0, content=escape(lead), children=[text], block=True),
            Token("paragraph_close", "p", -1, block=True),
            *stream,
        ]


def _is_pair(opening: Token, closing: Token) -> bool:
    kind = opening.type.removesuffix("_open")
    return kind in _EMPTIED and closing.type == f"{kind}_close"
