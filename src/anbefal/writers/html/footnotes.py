"""Footnotes: numbered at the end of the page, each with a way back to every place that names it."""

from collections.abc import Mapping
from html import escape
from typing import Literal

from anbefal import tree
from anbefal.i18n import Message, msg, translate
from anbefal.model.document import Document

Stream = list[tree.StreamToken]
ANCHOR = "page-notes"


def _anchor(number: int) -> str:
    # No heading's anchor has such a sign.
    return f"note_{number}"


def write_notes(document: Document) -> Stream:
    """Give the tokens of the notes below their heading; none where nothing refers to one."""
    numbers = tree.number_footnotes(document.body, document.notes)
    if not numbers:
        return []
    # As high as the highest of the body, so that it stands under none of them.
    tags = [node.tag for node in tree.blocks(document.body) if node.type == "heading"]
    level = int(min(tags, default="h2")[1])
    words = translate(msg("Footnotes"), document.language)
    stream = [
        _token("footnotes_open", 1),
        *tree.tokens(tree.heading(level, words, ANCHOR)),
        _token("footnote_list_open", 1),
    ]
    for label, number in numbers.items():
        stream.append(_token("footnote_open", 1, number=number))
        stream += tree.tokens(document.notes[label])
        stream.append(_token("footnote_close", -1, number=number))
    return [*stream, _token("footnote_list_close", -1), _token("footnotes_close", -1)]


def _token(name: str, nesting: Literal[1, -1], **meta: int) -> tree.StreamToken:
    return tree.StreamToken(name, "div", nesting, meta=dict(meta), block=True)


def place_notes(stream: Stream, numbers: Mapping[str, int]) -> Stream:
    """Number the references of copied tokens, and put ways back to them behind each note."""
    places: dict[int, int] = {}
    for token in stream:
        for child in token.children or ():
            if child.type != "footnote_ref":
                continue
            number = numbers.get(child.meta["label"], 0)
            places[number] = places.get(number, 0) + 1
            child.meta = {**child.meta, "number": number, "place": places[number]}
    placed: Stream = []
    for token in stream:
        if token.type == "footnote_close":
            number = token.meta["number"]
            back = tree.StreamToken("footnote_back", "a", 0)
            back.meta = {"number": number, "places": places.get(number, 0)}
            last = placed[-2] if placed[-1].type == "paragraph_close" else None
            if last is not None and placed[-1].tag == "p" and not placed[-1].hidden:
                last.children = [*(last.children or ()), back]
            else:
                placed += tree.tokens(tree.paragraph([back]))
        placed.append(token)
    return placed


def write_reference(token: tree.StreamToken, language: str) -> str:
    """Write a reference; one to a note that is not there is the sign it was written with."""
    number, place = token.meta["number"], token.meta["place"]
    if not number:
        return escape(f"[^{token.meta['label']}]")
    name = _say(msg("Note {number}", number=number), language)
    return (
        f'<sup class="noteref"><a role="doc-noteref" href="#{_anchor(number)}" '
        f'id="{_place(number, place)}" aria-label="{name}">{number}</a></sup>'
    )


def write_ways_back(token: tree.StreamToken, language: str) -> str:
    """Write a link back to each place that refers to a note."""
    number, places = token.meta["number"], token.meta["places"]
    written = []
    for place in range(1, places + 1):
        name = msg("Back to note {number} in the text", number=number)
        if places > 1:
            name = msg(
                "Back to note {number} in the text, place {place}", number=number, place=place
            )
        # Followed by the sign that keeps telephones from making a picture of it.
        sign = f"\u21a9\ufe0e<sup>{place}</sup>" if places > 1 else "\u21a9\ufe0e"
        written.append(
            f' <a class="back" role="doc-backlink" href="#{_place(number, place)}" '
            f'aria-label="{_say(name, language)}">{sign}</a>'
        )
    return "".join(written)


def _place(number: int, place: int) -> str:
    return f"{_anchor(number)}_{place}"


def _say(message: Message, language: str) -> str:
    return escape(translate(message, language))


def write_opening(token: tree.StreamToken) -> str:
    """Write where the notes, their list or one of them begins."""
    if token.type == "footnotes_open":
        return f'<section class="footnotes" role="doc-endnotes" aria-labelledby="{ANCHOR}">\n'
    if token.type == "footnote_list_open":
        return "<ol>\n"
    return f'<li id="{_anchor(token.meta["number"])}">\n'


def write_end(token: tree.StreamToken) -> str:
    """Write where they end."""
    ends = {"footnotes_close": "</section>\n", "footnote_list_close": "</ol>\n"}
    return ends.get(token.type, "</li>\n")
