"""The page round the body: its template, its words and its style sheet."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from anbefal import tree
from anbefal.characters import printable
from anbefal.dates import read_day, write_day
from anbefal.i18n import msg, translate
from anbefal.model.document import Document
from anbefal.writers.html.body import NOWHERE, render_body
from anbefal.writers.html.frame import Frame
from anbefal.writers.html.headings import Heading

_DESCRIPTION = 160
"""Characters that search engines show of a description."""


def write(document: Document) -> bytes:
    """Write a document as one web page that needs nothing but itself."""
    return write_page(document)


def write_page(
    document: Document, frame: Frame | None = None, elsewhere: Mapping[str, str] = NOWHERE
) -> bytes:
    """Write a page that stands alone, or among others: in a frame, with links to `elsewhere`."""
    language = document.language
    body = render_body(document, elsewhere)
    day = read_day(document.date)
    page = _template().render(
        document=document,
        frame=frame,
        body=body.html,
        style=_style("style.css") + (_style("site.css") if frame else ""),
        own_style=document.looks.style,
        contents=_nest(body.headings, document.contents),
        description=_describe(document),
        title=document.title.strip() or translate(msg("Untitled"), language),
        by=translate(msg("By {authors}", authors=document.authors), language),
        iso_day=day.isoformat() if day else "",
        day=write_day(day, language) if day else document.date,
        words={
            "skip": translate(msg("Skip to the text"), language),
            "contents": translate(msg("Contents"), language),
            "status": translate(msg("Status:"), language),
            "views": translate(msg("How to show it"), language),
        },
    )
    return printable(page).encode("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("anbefal.writers.html", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _template() -> Template:
    return _environment().get_template("page.html.j2")


@cache
def _style(name: str) -> str:
    loader = _environment().loader
    assert loader is not None
    return loader.get_source(_environment(), name)[0]


def _nest(headings: Sequence[Heading], deepest: int) -> list[tuple[Heading, list[Heading]]]:
    """Put the headings of level 3 under those of level 2, for the table of contents."""
    nested: list[tuple[Heading, list[Heading]]] = []
    for heading in headings:
        if heading.level > deepest:
            continue
        if heading.level == 2:
            nested.append((heading, []))
        elif heading.level == 3 and nested:
            nested[-1][1].append(heading)
    return nested


def _describe(document: Document) -> str:
    """Give the subtitle, or else the first paragraph's beginning: what a search engine shows."""
    words = document.subtitle.strip() or next(_paragraphs(document), "")
    if len(words) <= _DESCRIPTION:
        return words
    return (words[:_DESCRIPTION].rpartition(" ")[0] or words[: _DESCRIPTION - 1]) + "…"


def _paragraphs(document: Document) -> Iterator[str]:
    for node in tree.walk(document.body):
        if node.type == "paragraph":
            words = " ".join(tree.text(node).split())
            if words:
                yield words
