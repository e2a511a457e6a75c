"""Passages: the text of a draft that will be published, as a person reads it, and where it stands.

Left out are the words of others (ledgers, questions, quotes), working notes, code, addresses,
pictures and comments.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from anbefal import tree
from anbefal.language.phrases import Hit, Phrases, Tokens
from anbefal.language.sentences import Span, split
from anbefal.language.wordlists import sentence_ends
from anbefal.model import Draft

Kind = Literal["heading", "paragraph", "item", "cell"]

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CHUNK = re.compile(r"\S+")
_LABEL = re.compile(r"\s*[^:.!?\n]{1,60}:(?=\s|$)")
# Columns past these are not worth their time: the line is told, and column 1.
_LINE = 5000
_SIGNS = 1000
# Stands for code and pictures: no words, but something between two of them.
_OBJECT = "\ufffc"


class Passage:
    """One paragraph, list item, cell or heading: its text, line by line as in the file."""

    def __init__(self, text: str, line: int, section: str, kind: Kind, language: str) -> None:
        """Take the text, the line it begins in, and the id of its section."""
        self.text = text
        self.line = line
        self.section = section
        self.kind = kind
        self.language = language
        self.shown = text
        """The text with its addresses, by which its places in the file are found."""
        self.body = 0
        """Where the text begins behind a label such as "Mere af:"."""

    @cached_property
    def breaks(self) -> list[int]:
        """Give where its lines end."""
        return [at for at, char in enumerate(self.text) if char == "\n"]

    @cached_property
    def tokens(self) -> Tokens:
        """Give the words with their places."""
        return Tokens(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Give the words in small letters."""
        return frozenset(self.tokens.lower)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Give the sentences, the label left out."""
        return tuple(split(self.text, sentence_ends(self.language), self.body))

    def find(self, phrases: Phrases) -> Iterator[Hit]:
        """Give what some phrases match."""
        if phrases.may_match(self.vocabulary):
            yield from phrases.find(self.tokens)

    def words_of(self, hit: Hit) -> str:
        """Give the words of a match as they stand, on one line."""
        tokens = self.tokens
        return " ".join(self.text[tokens.starts[hit.first] : tokens.ends[hit.last]].split())


class Prose:
    """All passages of a draft."""

    def __init__(self, draft: Draft) -> None:
        """Read a draft's passages."""
        self.draft = draft
        self.passages = tuple(_passages(draft))
        self._rows: dict[tuple[int, int], list[int]] = {}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Give the words of all passages, in small letters."""
        return frozenset().union(*(passage.tokens.lower for passage in self.passages))

    def holding(self, phrases: Phrases) -> tuple[Passage, ...]:
        """Give the passages in which some phrases may stand; mostly none, told at once."""
        return self.passages if phrases.may_match(self.vocabulary) else ()

    def place(self, passage: Passage, at: int) -> tuple[int, int]:
        """Give line and column, in the file, of a place in a passage."""
        number = bisect_right(passage.breaks, at - 1)
        line = passage.line + number
        begin = passage.breaks[number - 1] + 1 if number else 0
        row = self._rows.get((id(passage), line))
        if row is None:
            end = passage.shown.find("\n", begin)
            shown = passage.shown[begin : end if end >= 0 else len(passage.shown)]
            row = self._rows[(id(passage), line)] = _columns(shown, self._source(line))
        return line, row[at - begin] if at - begin < len(row) else 1

    def _source(self, line: int) -> str:
        lines = self.draft.lines
        return lines[line - 1] if 1 <= line <= len(lines) else ""


_latest: list[Prose] = []


def prose(draft: Draft) -> Prose:
    """Give a draft's passages; those of the latest draft are kept, for the next rule asks again."""
    if not _latest or _latest[0].draft is not draft:
        _latest[:] = [Prose(draft)]
    return _latest[0]


def _passages(draft: Draft) -> Iterator[Passage]:
    if draft.title:
        yield from _below([draft.title.node], "", "heading", draft.language)
    yield from _below(draft.lead, "", "paragraph", draft.language)
    for section in draft.sections:
        spec = section.spec
        if spec and (not spec.publish or spec.kind in ("ledger", "questions")):
            # A draft's footnotes stand where it ends, and are printed with what refers to them.
            notes = [node for node in section.nodes if node.type == "footnote"]
            yield from _below(notes, section.id, "paragraph", draft.language)
            continue
        if spec is None:
            yield from _below([section.head], "", "heading", draft.language)
        yield from _below(section.nodes, section.id, "paragraph", draft.language)


_KINDS: dict[str, Kind] = {
    "heading": "heading",
    "list_item": "item",
    "th": "cell",
    "td": "cell",
}


def _below(
    nodes: Iterable[tree.Node], section: str, kind: Kind, language: str
) -> Iterator[Passage]:
    for node in nodes:
        if node.type == "blockquote":
            continue
        if node.type == "inline":
            known = node.words()
            shown = "".join(_pieces(node)) if known is None else known
            text = _without_addresses(shown.replace(_OBJECT, " "))
            if text.strip():
                passage = Passage(text, tree.line(node), section, kind, language)
                passage.shown = shown
                passage.body = _label_end(node, text)
                yield passage
        else:
            yield from _below(node.children, section, _KINDS.get(node.type, kind), language)


def _pieces(node: tree.Node) -> Iterator[str]:
    for child in node.children:
        if child.type == "text":
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type in ("code_inline", "image"):
            yield _OBJECT
        else:
            yield from _pieces(child)


def _without_addresses(text: str) -> str:
    """Blank the addresses, so that every other word stays in its place."""
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_blank, text)
    if "@" in text:
        text = _CHUNK.sub(_blank_mail, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_mail(match: re.Match[str]) -> str:
    at = match[0].find("@", 1)
    return _blank(match) if at > 0 and match[0].find(".", at + 2) > 0 else match[0]


def _label_end(node: tree.Node, text: str) -> int:
    match = _LABEL.match(text)
    if match is None:
        return 0
    lead = tree.strong_lead(node)
    return match.end() if lead and match[0].strip().rstrip(":") == lead.rstrip(":") else 0


def _columns(shown: str, source: str) -> list[int]:
    """Give, for each character that a reader sees of a line, its column in the file.

    What is seen is what stands there without Markdown's signs, so the characters are found one
    after the other; one that is not found stands where the next one would.
    """
    if len(source) > _LINE:
        return []
    at = source.find(shown)
    if at >= 0:
        return list(range(at + 1, at + 1 + len(shown)))
    letters = tree.letters(source)
    columns = []
    here = 0
    for char in shown:
        step, last = here, min(len(letters), here + _SIGNS)
        while step < last and letters[step][0] != char:
            step += 1
        if step < last:
            here = step
            columns.append(letters[here][1])
            here += 1
        else:
            columns.append(letters[min(here, len(letters) - 1)][1] if letters else 1)
    return columns
