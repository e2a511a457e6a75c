"""The body: markdown-it's renderer with a table of overrides."""

import base64
from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from anbefal import tree
from anbefal.i18n import Message, msg, translate
from anbefal.model.document import Document, Image
from anbefal.writers.html import footnotes
from anbefal.writers.html.blocks import is_wide, place_figures, place_labels, place_tables
from anbefal.writers.html.changes import place_changes
from anbefal.writers.html.headings import Heading, place_headings
from anbefal.writers.html.languages import attribute, place_languages
from anbefal.writers.html.links import place_links
from anbefal.writers.html.numbers import place_numbers, write_number

Say = Callable[[Message], str]
Rule = Callable[[tree.StreamToken, Document, Say], str]

NOWHERE: Mapping[str, str] = MappingProxyType({})


class Body(NamedTuple):
    """The body as HTML, and its headings for the table of contents."""

    html: str
    headings: list[Heading]


def render_body(document: Document, elsewhere: Mapping[str, str] = NOWHERE) -> Body:
    """Render a document's nodes; every scribe's word in them comes out as escaped text.

    `elsewhere` gives the addresses of the anchors of other pages.
    """
    written = [*tree.tokens(document.body), *footnotes.write_notes(document)]
    # A document is never changed: other writers print the same tokens.
    stream = tree.copies(written)
    place_languages(stream, document.language)
    headings, anchors = place_headings(stream)
    place_tables(stream)
    place_figures(stream)
    place_labels(stream)
    place_changes(stream)
    place_links(stream, anchors, elsewhere)
    stream = footnotes.place_notes(stream, tree.number_footnotes(document.body, document.notes))
    if document.numbers:
        place_numbers(stream)
    html = tree.render_html(stream, {name: _bind(rule, document) for name, rule in _RULES.items()})
    return Body(html, headings)


def _bind(rule: Rule, document: Document) -> tree.RenderRule:
    def say(message: Message) -> str:
        return translate(message, document.language)

    def render(stream: Sequence[tree.StreamToken], at: int) -> str:
        return rule(stream[at], document, say)

    return render


def _table_open(token: tree.StreamToken, document: Document, say: Say) -> str:
    heading = token.meta["heading"]
    name = say(msg("Table: {heading}", heading=heading)) if heading else say(msg("Table"))
    kind = "scroll wide" if is_wide(token) else "scroll"
    label = escape(name)
    # The label is in the page's own language, the table inside it may be in another.
    role = ' role="table"' if token.attrs.get("role") else ""
    return (
        f'{write_number(token)}<div class="{kind}" role="group" aria-label="{label}" tabindex="0">'
        f"\n<table{role}{attribute(token)}>\n"
    )


def _table_close(token: tree.StreamToken, document: Document, say: Say) -> str:
    return "</table>\n</div>\n"


def _code(token: tree.StreamToken, document: Document, say: Say) -> str:
    name = escape(say(msg("Code")))
    # Focusable: a line that is too long scrolls, and must do so by keyboard as well.
    return (
        f'{write_number(token)}<pre role="group" aria-label="{name}" tabindex="0">'
        f"<code{attribute(token)}>{escape(token.content)}</code></pre>\n"
    )


def _number(token: tree.StreamToken, document: Document, say: Say) -> str:
    return write_number(token)


def _task_box(token: tree.StreamToken, document: Document, say: Say) -> str:
    checked = bool(token.meta.get("checked"))
    name = say(msg("done")) if checked else say(msg("not done"))
    box = "☑" if checked else "☐"
    return f'<span class="box" role="img" aria-label="{escape(name)}">{box}</span>'


def _link_open(token: tree.StreamToken, document: Document, say: Say) -> str:
    if token.hidden:
        return ""
    attrs = "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrs.items())
    return f"<a{attrs}>{escape(str(token.meta.get('words', '')))}"


def _footnote_ref(token: tree.StreamToken, document: Document, say: Say) -> str:
    return footnotes.write_reference(token, document.language)


def _footnote_back(token: tree.StreamToken, document: Document, say: Say) -> str:
    return footnotes.write_ways_back(token, document.language)


def _footnotes_open(token: tree.StreamToken, document: Document, say: Say) -> str:
    return footnotes.write_opening(token)


def _footnotes_close(token: tree.StreamToken, document: Document, say: Say) -> str:
    return footnotes.write_end(token)


def _image(token: tree.StreamToken, document: Document, say: Say) -> str:
    words = tree.words_of([token])
    alone = bool(token.meta.get("figure"))
    title = escape(str(token.attrs.get("title", "")))
    image = _find_image(str(token.attrs.get("src", "")), document.images)
    if image is None:
        label = escape(say(msg("Picture:")))
        html = f'<span class="picture"><span class="kind">{label}</span> {escape(words)}</span>'
    else:
        data = base64.b64encode(image.data).decode("ascii")
        html = (
            f'<img src="data:{escape(image.media_type)};base64,{data}" alt="{escape(words)}"'
            f' width="{image.width}" height="{image.height}">'
        )
    if not title:
        return html
    if alone:
        return f"{html}\n<figcaption>{title}</figcaption>"
    return f'<span title="{title}">{html}</span>'


def _find_image(source: str, images: Mapping[str, Image]) -> Image | None:
    # markdown-it writes "å.png" as "%C3%A5.png"; the composer may know it by either.
    return images.get(source) or images.get(unquote(source))


def _inserted(token: tree.StreamToken, document: Document, say: Say) -> str:
    return f'<ins><span class="unseen">{escape(say(msg("added:")))} </span>'


def _deleted(token: tree.StreamToken, document: Document, say: Say) -> str:
    return f'<del><span class="unseen">{escape(say(msg("removed:")))} </span>'


def _view(token: tree.StreamToken, document: Document, say: Say) -> str:
    return f'<div class="view {escape(token.meta["name"])}">\n'


def _landscape(token: tree.StreamToken, document: Document, say: Say) -> str:
    return '<div class="landscape">\n'


def _pair(token: tree.StreamToken, document: Document, say: Say) -> str:
    return '<div class="pair">\n'


def _side(token: tree.StreamToken, document: Document, say: Say) -> str:
    name = str(token.meta["name"])
    label = say(msg("Before")) if name.startswith("old") else say(msg("Now"))
    return f'<div class="side {escape(name)}">\n<p class="when">{escape(label)}</p>\n'


def _note(token: tree.StreamToken, document: Document, say: Say) -> str:
    return '<span class="note">'


def _bar(token: tree.StreamToken, document: Document, say: Say) -> str:
    # A picture of the figure that stands beside it: not for the ear.
    share, gate = (float(token.meta[name]) for name in ("share", "gate"))
    done = "won" if share >= gate else "on-the-way"
    parts = (("all", 0.0, 100.0), ("done", 0.0, share), ("gate", gate - 0.4, 0.8))
    drawn = "".join(
        f'<rect class="{name}" x="{x:g}" width="{width:g}" height="8"/>' for name, x, width in parts
    )
    shape = 'viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"'
    return f'<svg class="bar {done}" {shape}>{drawn}</svg>'


def _literal(token: tree.StreamToken, document: Document, say: Say) -> str:
    return escape(token.content)


_RULES: dict[str, Rule] = {
    "table_open": _table_open,
    "table_close": _table_close,
    "fence": _code,
    "code_block": _code,
    "number": _number,
    "task_box": _task_box,
    "link_open": _link_open,
    "image": _image,
    "footnote_ref": _footnote_ref,
    "footnote_back": _footnote_back,
    **dict.fromkeys(("footnotes_open", "footnote_list_open", "footnote_open"), _footnotes_open),
    **dict.fromkeys(("footnotes_close", "footnote_list_close", "footnote_close"), _footnotes_close),
    "ins_open": _inserted,
    "del_open": _deleted,
    "note_open": _note,
    "bar": _bar,
    "view_open": _view,
    "landscape_open": _landscape,
    "pair_open": _pair,
    "side_open": _side,
    # The parser makes none of these, and no composer shall be able to let HTML through.
    "html_block": _literal,
    "html_inline": _literal,
}
