"""What stands round the body: the document's own data, its title, facts and contents, the edges."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from textwrap import shorten

from anbefal import tree
from anbefal.anchors import Anchors
from anbefal.dates import read_day, write_day
from anbefal.i18n import msg, translate
from anbefal.model.document import Document
from anbefal.tree import Node
from anbefal.writers.levels import Levels
from anbefal.writers.pdf.code import join
from anbefal.writers.pdf.letters import can_be_seen
from anbefal.writers.pdf.lists import is_labelled
from anbefal.writers.pdf.pen import SHEET_WIDTH, Pen, Place, language_of

_HOLDERS = frozenset(
    ("blockquote", "bullet_list", "ordered_list", "list_item", "view", "landscape")
)
_PAGES = frozenset(("view", "landscape"))
"""They hold what is a part of the page all the same."""
_RUNNING_WORDS = 7
_PLAIN = re.compile("[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
_FIELDS = {"{page}": "0", "{pages}": "1"}


def survey(document: Document, pen: Pen) -> None:
    """Find what links may lead to before it is written: headings, with their levels, and numbers.

    A heading has the anchor that it has on the web page, and is named by it: `report.pdf#anchor`
    opens at it.
    """
    levels = Levels()
    headings = list(_headings(document.body, False))
    own = (str(heading.attrs["id"]) for heading, _ in headings if "id" in heading.attrs)
    anchors = Anchors(own)
    pen.find_anchor = anchors.find
    for number, (heading, held) in enumerate(headings, start=1):
        pen.levels[id(heading)] = levels.place(int(heading.tag[1]))
        if not held:
            pen.listed.add(id(heading))
        words = " ".join(tree.text(heading).split())
        anchor = anchors.name(words, str(heading.attrs.get("id", "")))
        pen.labels[id(heading)] = pen.anchors[anchor] = _label(anchor, f"heading:{number}")
    for node in tree.walk(document.body) if document.numbers else ():
        if "number" in node.meta:
            anchor = anchors.give(str(node.meta.get("anchor", "")) or "number")
            label = _label(anchor, f"number:{len(pen.numbered) + 1}")
            pen.numbered[id(node)] = pen.anchors[anchor] = label


def _label(anchor: str, other: str) -> str:
    """Name a label of typst's by an anchor, or, if it cannot be one, by what no anchor can be."""
    return anchor if _PLAIN.fullmatch(anchor) else other


def _headings(nodes: Sequence[Node], held: bool) -> Iterator[tuple[Node, bool]]:
    for node in nodes:
        if node.type == "heading":
            if can_be_seen(tree.text(node)):
                yield node, held
        elif node.type in _HOLDERS and node.meta.get("name") != "side":
            yield from _headings(node.children, held or node.type not in _PAGES)


def wrap(document: Document, pen: Pen, body: str) -> str:
    """Put everything together: what typst prints."""
    letters = pen.letters
    front = _write_front(document, pen)
    end = ""
    if letters.example:
        words = msg(
            "Letters that this PDF has no font for stand as their numbers in Unicode, such as "
            "{example}. The web page and the Word file have them.",
            example=letters.example,
        )
        end = f"aside({pen.say(words)})"
    day = read_day(document.date)
    date = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day else "none"
    written = join([*front, body, end])
    return (
        f"{_template()}\n#set document(title: {letters.plain(_title(document))}, "
        f"author: {_array(document.authors, pen)}, keywords: {_array(document.keywords, pen)}, "
        f"description: {letters.plain(document.subtitle) if document.subtitle else 'none'}, "
        f"date: {date})\n"
        f"#show: paper.with({language_of(document.language)}, "
        f"words: (done: {pen.say(msg('done'))}, undone: {pen.say(msg('not done'))}), "
        f"header: ({', '.join(map(letters.line, _head(document)))}), "
        f"footer: ({letters.line(_short(_edge(document), 60))}, ({_page_number(document, pen)},)), "
        f"sheets: {'true' if document.sheets else 'false'})\n#{written}\n"
    )


@cache
def _template() -> str:
    return files(__package__).joinpath("template.typ").read_text("utf-8")


def _title(document: Document) -> str:
    return _flat(document.title) or translate(msg("Untitled"), document.language)


def short_title(document: Document) -> str:
    """Give the title as a message can hold it."""
    return _short(_title(document), 60)


def _head(document: Document) -> tuple[str, str]:
    """Give the assembly and the title, as short as a running head must be."""
    publisher = _short(document.publisher, 45)
    words = _title(document).split()
    most = max(2, _RUNNING_WORDS - len(publisher.split()))
    title = " ".join(words[:most]).rstrip(",;:–-")
    return publisher, _short(title if len(words) <= most else f"{title}…", 60)


def _edge(document: Document) -> str:
    """Give what stands at the foot of every page: the day, or that there is none."""
    day = read_day(document.date)
    return write_day(day, document.language) if day else _flat(document.status or document.date)


def _page_number(document: Document, pen: Pen) -> str:
    # The fields stand in the translation, so that each language orders its own words.
    words = translate(msg("Page {page} of {pages}"), document.language)
    pieces = (piece for piece in re.split(r"(\{pages?\})", words) if piece)
    return ", ".join(_FIELDS.get(piece) or pen.letters.line(piece) for piece in pieces)


def _array(words: Sequence[str], pen: Pen) -> str:
    return f"({''.join(f'{pen.letters.plain(one)}, ' for one in words if one.strip())})"


def _short(words: str, most: int) -> str:
    flat = _flat(words)
    if len(flat) <= most:
        return flat
    return shorten(flat, most, placeholder="…") if " " in flat[:most] else f"{flat[: most - 1]}…"


def _flat(words: str) -> str:
    return " ".join(words.split())


# -- before the body -------------------------------------------------------------------------


def _write_front(document: Document, pen: Pen) -> tuple[str, str]:
    def say(words: str) -> str:
        return pen.letters.line(_flat(words), Place().longest) if words.strip() else "none"

    by = translate(msg("By {authors}", authors=document.authors), document.language)
    facts = ", ".join(
        f"({say(label)}, {say(value)})"
        for label, value in document.facts
        if label.strip() and value.strip()
    )
    head = (
        f"front(publisher: {say(document.publisher)}, heading: {say(_title(document))}, "
        f"subtitle: {say(document.subtitle)}, authors: {say(by if document.authors else '')}, "
        f"status: {say(document.status)}, facts: ({facts}{',' if facts else ''}), "
        f"sheets: {'true' if document.sheets else 'false'})"
    )
    return head, _write_contents(document, pen)


def _write_contents(document: Document, pen: Pen) -> str:
    deepest = document.contents - 1
    if document.sheets or not any(pen.levels[key] <= deepest for key in pen.listed):
        return ""
    return f"contents({pen.say(msg('Contents'))}, {deepest})"


# -- sheets ----------------------------------------------------------------------------------


def write_sheets(document: Document, pen: Pen) -> str:
    """Write each part on a page of its own: its heading and facts across, the rest in columns."""
    written = []
    for part in _parts(document.body, pen):
        across = 1 + (len(part) > 1 and is_labelled(part[1]))
        if pen.levels.get(id(part[0])) != 1:
            across = len(part)
        written.append(pen.render(part[:across], Place(width=SHEET_WIDTH)))
        if rest := pen.render(part[across:], Place(width=SHEET_WIDTH / 2)):
            written.append(f"sheet({rest})")
    return join(written)


def _parts(nodes: Sequence[Node], pen: Pen) -> Iterator[list[Node]]:
    part: list[Node] = []
    for node in nodes:
        if part and pen.levels.get(id(node)) == 1:
            yield part
            part = []
        part.append(node)
    if part:
        yield part
