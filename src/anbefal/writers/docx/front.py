"""What stands before the body: title, subtitle, status, facts and contents."""

from collections.abc import Iterator, Sequence

from anbefal import tree
from anbefal.anchors import Anchors
from anbefal.i18n import msg, translate
from anbefal.model.document import Document
from anbefal.tree import Node
from anbefal.writers.docx import bookmarks, languages, markup
from anbefal.writers.docx.pen import Pen

_CONTAINERS = frozenset(
    ("root", "landscape", "blockquote", "bullet_list", "ordered_list", "list_item")
)


def survey(document: Document, pen: Pen) -> list[Node]:
    """Find the body's headings before it is written, and name the bookmarks they need.

    The highest level used becomes Heading 1, so that Word's navigation pane starts there: the
    body of a draft starts at level 2, as its title is level 1 and no part of the body.
    """
    headings = list(_headings(document.body))
    names = bookmarks.Names()
    anchors = Anchors(str(heading.attrs["id"]) for heading in headings if "id" in heading.attrs)
    pen.shift = min((_level(heading) for heading in headings), default=1) - 1
    for heading in headings:
        words = " ".join(_flat(tree.text(heading)).split())
        if words:
            anchor = anchors.name(words, str(heading.attrs.get("id", "")))
            name = pen.anchors[anchor] = names.give(anchor)
            pen.bookmarks[id(heading)] = name
            pen.titles[name] = words
    pen.find_anchor = anchors.find
    for node in tree.walk(document.body) if document.numbers else ():
        if "anchor" in node.meta:
            anchor = str(node.meta["anchor"])
            pen.anchors.setdefault(anchor, names.give(anchor))
    return headings


def _headings(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        kind = node.type
        if kind == "heading":
            yield node
        elif kind in _CONTAINERS:
            yield from _headings(node.children)


def _level(heading: Node) -> int:
    return int(heading.tag[1])


def _is_listed(heading: Node, deepest: int) -> bool:
    return _level(heading) <= deepest and bool(tree.text(heading).strip())


def write_front(document: Document) -> str:
    """Write title, subtitle, status and facts.

    Facts are tabbed paragraphs, not a table: a screen reader reads "Group 2" in one go, where a
    table for the looks alone is announced with its rows and columns.
    """
    written = [
        markup.paragraph(style, markup.run(_flat(words)))
        for style, words in (
            ("Title", document.title),
            ("Subtitle", document.subtitle),
            ("Status", document.status),
        )
        if words.strip()
    ]
    label = '<w:rPr><w:rStyle w:val="FactLabel"/></w:rPr>'
    written += [
        markup.paragraph("Fact", markup.run(_flat(name), label) + markup.run(f"\t{_flat(value)}"))
        for name, value in document.facts
    ]
    return "".join(written)


def _flat(words: str) -> str:
    return markup.clean(words).replace("\n", " ")


def write_contents(headings: Sequence[Node], deepest: int, pen: Pen) -> str:
    """Write a table of contents that is right as it stands, and that Word can update.

    Its entries are links without page numbers (\\n): the right numbers are known to nobody but
    the program that lays out the pages. Asking Word to fill them in (w:updateFields, w:dirty)
    makes it greet every reader with a question about "fields that may refer to other files".
    """
    listed = [heading for heading in headings if _is_listed(heading, deepest)]
    if not listed:
        return ""
    levels = max(1, deepest - pen.shift)
    entries = []
    for heading in listed:
        style = f"TOC{_level(heading) - pen.shift}"
        name = pen.bookmarks[id(heading)]
        words = pen.titles[name]
        spoken = languages.properties(pen.told(heading.meta.get("lang", pen.language)))
        link = markup.hyperlink(f'w:anchor="{name}"', words, markup.run(words, spoken))
        entries.append((style, link))
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
        f' TOC \\o "1-{levels}" \\n \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    entries[0] = (entries[0][0], begin + entries[0][1])
    entries[-1] = (entries[-1][0], entries[-1][1] + end)
    title = markup.run(translate(msg("Contents"), pen.language))
    return markup.paragraph("TOCHeading", title) + "".join(
        markup.paragraph(style, content) for style, content in entries
    )
