"""What a DOCX file and an HTML page say, read into the same leaves, so that they can be compared.

A small reader of its own: nothing of `anbefal` and nothing of python-docx is in it. It computes
what Word computes: list numbers from counters and overrides, indents through the styles.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
LIST_STEP, QUOTE_STEP, CODE_STEP = 425, 340, 120

_MARK_STYLE = f"{W}rPr/{W}rStyle[@{W}val='FootnoteReference']"

Words = tuple[tuple[str, str], ...]
"""Runs: the words and their marks, such as "bold code https://example.org/"."""


@dataclass
class Leaf:
    """A paragraph, heading, code block, rule or cell."""

    kind: str
    words: Words
    number: str = ""
    left: int = 0
    in_quote: bool = False
    style: str = ""
    element: Element | None = field(default=None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """Give the words without their marks."""
        return "".join(words for words, _ in self.words)

    def says(self) -> tuple[str, Words, str, int, bool]:
        """Give what can be compared with a leaf of another format."""
        return self.kind, self.words, self.number, self.left, self.in_quote


def join(runs: list[tuple[str, str]]) -> Words:
    """Join neighbours with the same marks, and drop the spaces at the edges."""
    joined: list[list[str]] = []
    for words, marks in runs:
        if joined and joined[-1][1] == marks:
            joined[-1][0] += words
        elif words:
            joined.append([words, marks])
    if joined and "code" not in joined[0][1]:
        joined[0][0] = joined[0][0].lstrip(" ")
    if joined and "code" not in joined[-1][1]:
        joined[-1][0] = joined[-1][0].rstrip(" ")
    return tuple((words, marks) for words, marks in joined if words)


class Docx:
    """A DOCX file that was read."""

    def __init__(self, data: bytes) -> None:
        """Open the package and read every XML part."""
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        assert self.zip.testzip() is None
        self.parts = {
            name: ElementTree.fromstring(self.zip.read(name))
            for name in self.zip.namelist()
            if name.endswith((".xml", ".rels"))
        }
        self.body = self.parts["word/document.xml"].find(f"{W}body")
        relationships = self.parts["word/_rels/document.xml.rels"]
        self.targets = {at.get("Id"): at.get("Target") for at in relationships}
        self.styles = {at.get(f"{W}styleId"): at for at in self.parts["word/styles.xml"]}
        self._counters: dict[str, list[int]] = {}
        self._started: set[tuple[str, int]] = set()
        self.leaves = list(self._read(self.body))
        self.notes = list(self._read_notes())

    def text(self) -> str:
        """Give all the words of the body."""
        return "\n".join(leaf.text for leaf in self.leaves)

    def says(self) -> list[tuple[str, Words, str, int, bool]]:
        """Give every leaf as a value, without the empty lines that only make room."""
        return self._say(self.leaves)

    def notes_say(self) -> list[list[tuple[str, Words, str, int, bool]]]:
        """Give every leaf of each footnote as a value."""
        return [self._say(leaves) for leaves in self.notes]

    def _say(self, leaves: list[Leaf]) -> list[tuple[str, Words, str, int, bool]]:
        leaves = [leaf for leaf in leaves if leaf.style != "AfterTable"]
        for leaf in leaves:
            # HTML knows neither "1)" from "1." nor the tab behind a box from a space.
            leaf.number = leaf.number.replace(")", ".")
            leaf.words = tuple((re.sub("^([\u2610\u2611])\t", r"\1 ", w), m) for w, m in leaf.words)
        return [leaf.says() for leaf in leaves]

    def part_text(self, name: str) -> str:
        """Give the words of a header or footer."""
        return "".join(self.parts[name].itertext())

    def property(self, name: str) -> str | None:
        """Give a core property by its local name."""
        for at in self.parts["docProps/core.xml"]:
            if at.tag.endswith("}" + name):
                return at.text
        return None

    def _read_notes(self) -> Iterator[list[Leaf]]:
        relationships = self.parts.get("word/_rels/footnotes.xml.rels", ())
        own = self.targets
        self.targets = {at.get("Id"): at.get("Target") for at in relationships}
        for note in self.parts["word/footnotes.xml"]:
            if note.get(f"{W}type") is None:
                yield list(self._read(note))
        self.targets = own

    def _read(self, parent: Element) -> Iterator[Leaf]:
        for at in parent:
            if at.tag == f"{W}p":
                yield self._paragraph(at)
            elif at.tag == f"{W}tbl":
                yield from self._table(at)

    def _table(self, table: Element) -> Iterator[Leaf]:
        left = int(table.find(f"{W}tblPr/{W}tblInd").get(f"{W}w"))
        for row in table.iter(f"{W}tr"):
            kind = "td" if row.find(f"{W}trPr/{W}tblHeader") is None else "th"
            for cell in row.iter(f"{W}tc"):
                for leaf in self._read(cell):
                    side = leaf.element.find(f"{W}pPr/{W}jc")
                    leaf.number = "" if side is None else side.get(f"{W}val")
                    leaf.kind, leaf.left = kind, left
                    leaf.in_quote = table.find(f"{W}tblPr/{W}tblBorders/{W}left") is not None
                    leaf.style = "Cell"
                    yield leaf

    def _paragraph(self, at: Element) -> Leaf:
        properties = at.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle").get(f"{W}val")
        assert style in self.styles, style
        kind = {"SourceCode": "code", "HorizontalRule": "hr"}.get(style, "p")
        if style.startswith("Heading"):
            kind = f"h{style[-1]}"
        numbering = properties.find(f"{W}numPr")
        left, hanging = self._indent(style, properties, numbering)
        number = "" if numbering is None else self._count(numbering)
        assert not number or hanging == LIST_STEP
        bar = properties.find(f"{W}pBdr/{W}left")
        if bar is None and style == "Quote":
            bar = self.styles[style].find(f"{W}pPr/{W}pBdr/{W}left")
        runs = list(self._runs(at, ""))
        words = join(runs)
        if kind == "code":
            code = "".join(text for text, _ in runs)
            words = ((code, ""),) if code else ()
            left -= CODE_STEP
        return Leaf(kind, words, number, left, bar is not None, style, at)

    def _indent(
        self, style: str, properties: Element, numbering: Element | None
    ) -> tuple[int, int]:
        left = hanging = 0
        chain = [self.styles[style].find(f"{W}pPr")]
        if numbering is not None:
            chain.append(self._level(numbering).find(f"{W}pPr"))
        for holder in [*chain, properties]:
            indent = None if holder is None else holder.find(f"{W}ind")
            if indent is not None:
                left = int(indent.get(f"{W}left", left))
                hanging = int(indent.get(f"{W}hanging", 0))
        return left, hanging

    def _num(self, numbering: Element) -> tuple[Element, int]:
        wanted = numbering.find(f"{W}numId").get(f"{W}val")
        level = int(numbering.find(f"{W}ilvl").get(f"{W}val"))
        for num in self.parts["word/numbering.xml"].iter(f"{W}num"):
            if num.get(f"{W}numId") == wanted:
                return num, level
        raise AssertionError(f"no list {wanted}")

    def _level(self, numbering: Element) -> Element:
        num, level = self._num(numbering)
        shape = num.find(f"{W}abstractNumId").get(f"{W}val")
        for abstract in self.parts["word/numbering.xml"].iter(f"{W}abstractNum"):
            if abstract.get(f"{W}abstractNumId") == shape:
                return abstract[level + 3]
        raise AssertionError(f"no shape {shape}")

    def _count(self, numbering: Element) -> str:
        """Count as Word does: lists of one shape share counters, an override starts them anew."""
        num, level = self._num(numbering)
        shape = num.find(f"{W}abstractNumId").get(f"{W}val")
        counters = self._counters.setdefault(shape, [0] * 9)
        override = num.find(f"{W}lvlOverride")
        key = (num.get(f"{W}numId"), level)
        if key not in self._started and int(override.get(f"{W}ilvl")) == level:
            self._started.add(key)
            counters[level] = int(override.find(f"{W}startOverride").get(f"{W}val"))
        else:
            counters[level] += 1
        counters[level + 1 :] = [0] * (8 - level)
        definition = self._level(numbering)
        if definition.find(f"{W}numFmt").get(f"{W}val") == "bullet":
            return "•"
        text = definition.find(f"{W}lvlText").get(f"{W}val")
        return text.replace(f"%{level + 1}", str(counters[level]))

    def _runs(self, parent: Element, link: str) -> Iterator[tuple[str, str]]:
        for at in parent:
            if at.tag == f"{W}hyperlink":
                anchor = at.get(f"{W}anchor")
                yield from self._runs(
                    at, f"#{anchor}" if anchor else self.targets[at.get(f"{R}id")]
                )
            elif at.tag == f"{W}sdt":
                yield from self._runs(at.find(f"{W}sdtContent"), link)
            elif at.tag == f"{W}r" and at.find(_MARK_STYLE) is not None:
                mark = at.find(f"{W}footnoteReference")
                number = self._text(at) if mark is None else mark.get(f"{W}id")
                # A comma keeps two marks apart that stand side by side.
                if number.isdecimal():
                    yield f"[{number}]", "note"
            elif at.tag == f"{W}r":
                yield self._text(at), " ".join(filter(None, [*self._marks(at), link]))

    def _marks(self, run: Element) -> Iterator[str]:
        properties = run.find(f"{W}rPr")
        if properties is None:
            return
        for name, mark in (("b", "bold"), ("i", "italic"), ("strike", "struck")):
            if properties.find(f"{W}{name}") is not None:
                yield mark
        style = properties.find(f"{W}rStyle")
        if style is not None and style.get(f"{W}val") == "VerbatimChar":
            yield "code"

    def _text(self, run: Element) -> str:
        pieces = []
        for at in run:
            if at.tag == f"{W}t":
                pieces.append(at.text or "")
            elif at.tag == f"{W}drawing":
                pieces += [each.get("descr", "") for each in at.iter(f"{WP}docPr")]
            else:
                known = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}softHyphen": "\u00ad"}
                pieces.append(known.get(at.tag, ""))
        return "".join(pieces)


_NOTE = re.compile(r"^<li>\n(.*?)^</li>$", re.DOTALL | re.MULTILINE)
_MARKS = {"strong": "bold", "em": "italic", "del": "struck", "s": "struck", "code": "code"}
_ORDER = ("bold", "italic", "struck", "code")


class Html(HTMLParser):
    """The leaves that an HTML page of a Markdown document should have in DOCX."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.leaves: list[Leaf] = []
        self._containers: list[dict[str, object]] = []
        self._marks: list[str] = []
        self._links: list[str] = []
        self._leaf: Leaf | None = None
        self._runs: list[tuple[str, str]] = []
        self._in_code = False
        self._in_note = False
        body, _, section = page.partition("<section>\n<ol>\n")
        self.notes = [Html(note).leaves for note in _NOTE.findall(section)]
        self.feed(body)
        self.close()

    def says(self) -> list[tuple[str, Words, str, int, bool]]:
        """Give every leaf as a value; the highest heading used counts as the first."""
        levels = [int(leaf.kind[1]) for leaf in self.leaves if re.fullmatch(r"h\d", leaf.kind)]
        shift = min(levels, default=1) - 1
        for leaf in self.leaves:
            if re.fullmatch(r"h\d", leaf.kind):
                leaf.kind = f"h{int(leaf.kind[1]) - shift}"
        return [leaf.says() for leaf in self.leaves]

    def notes_say(self) -> list[list[tuple[str, Words, str, int, bool]]]:
        """Give every leaf of each footnote as a value; the first has the note's number."""
        said = []
        for leaves in self.notes:
            own = not leaves or leaves[0].kind != "p" or leaves[0].number or leaves[0].in_quote
            said.append([leaf.says() for leaf in [Leaf("p", ())] * bool(own) + leaves])
        return said

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open a container, a leaf or a mark."""
        values = {name: value or "" for name, value in attributes}
        if tag in ("ul", "ol", "blockquote"):
            self._end_leaf()
            self._claim_number("")
            self._containers.append({"tag": tag, "next": int(values.get("start", 1)), "own": ""})
            self._containers[-1]["empty"] = True
        elif tag == "li":
            holder = self._containers[-1]
            holder["own"] = "•" if holder["tag"] == "ul" else f"{holder['next']}."
            holder["next"] = int(str(holder["next"])) + 1
        elif tag in ("p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"):
            self._end_leaf()
            self._start_leaf("code" if tag == "pre" else tag)
            if tag == "hr":
                self._end_leaf()
        elif tag == "table":
            self._end_leaf()
            self._claim_number("")
        elif tag in ("th", "td"):
            side = values.get("style", "").removeprefix("text-align:")
            self._start_leaf(tag)
            self._leaf.number = "" if side == "left" else side
        elif tag == "input":
            self._add("\u2611" if "checked" in values else "\u2610")
        elif tag == "sup":
            self._in_note = True
        elif tag == "br":
            self._add("\n")
        elif tag == "img":
            alt = values.get("alt", "") or "picture without a description"
            self._marks.append("italic")
            self._add(f"[{alt}]")
            self._marks.pop()
        elif tag == "a":
            self._links.append(address(values.get("href", "")))
        elif tag in _MARKS:
            self._in_code = tag == "code"
            if not (self._leaf and self._leaf.kind == "code"):
                self._marks.append(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        """Close it again."""
        if tag in ("ul", "ol", "blockquote"):
            self._end_leaf()
            holder = self._containers[-1]
            if tag == "blockquote" and holder["empty"]:
                self._start_leaf("p")
                self._end_leaf()
            self._containers.pop()
        elif tag == "li":
            self._end_leaf()
            self._claim_number("")
        elif tag in ("p", "pre", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._end_leaf()
        elif tag == "sup":
            self._in_note = False
        elif tag == "a":
            self._links.pop()
        elif tag in _MARKS:
            self._in_code = False
            if self._marks and not (self._leaf and self._leaf.kind == "code"):
                self._marks.pop()

    def handle_data(self, words: str) -> None:
        """Add words, starting a leaf for those that stand in a tight item."""
        if self._leaf is None:
            if not words.strip("\n"):
                return
            self._start_leaf("p")
        if self._in_note:
            self._runs.append((f"[{words}]", "note"))
            return
        if self._leaf.kind != "code":
            if self._runs and self._runs[-1][0] == "\n":
                words = words.removeprefix("\n")
            words = words.replace("\n", " ")
        self._add(words)

    def _add(self, words: str) -> None:
        if self._leaf is None:
            self._start_leaf("p")
        marks = [mark for mark in _ORDER if mark in self._marks]
        link = self._links[-1] if self._links else ""
        self._runs.append((words, " ".join(filter(None, [*marks, link]))))

    def _start_leaf(self, kind: str) -> None:
        number = self._claim_number(kind)
        self._leaf = self._stand(kind, number)
        self._runs = []

    def _stand(self, kind: str, number: str) -> Leaf:
        for holder in self._containers:
            holder["empty"] = False
        steps = {"ul": LIST_STEP, "ol": LIST_STEP, "blockquote": QUOTE_STEP}
        left = sum(steps[str(holder["tag"])] for holder in self._containers)
        quoted = any(holder["tag"] == "blockquote" for holder in self._containers)
        return Leaf(kind, (), number, left, quoted)

    def _claim_number(self, kind: str) -> str:
        """Take the item's number: its first paragraph has it, or an empty line of its own."""
        holder = self._containers[-1] if self._containers else None
        if not holder or not holder["own"]:
            return ""
        number, holder["own"] = str(holder["own"]), ""
        if kind == "p":
            return number
        self.leaves.append(self._stand("p", number))
        return ""

    def _end_leaf(self) -> None:
        if self._leaf is None:
            return
        if self._leaf.kind == "code":
            words = "".join(words for words, _ in self._runs).removesuffix("\n")
            self._leaf.words = ((words, ""),) if words else ()
        else:
            self._leaf.words = join(self._runs)
        self.leaves.append(self._leaf)
        self._leaf = None


def address(href: str) -> str:
    """Give the address that a link keeps, "" for one that stays words."""
    if re.match("mailto:[^@?]+@[^@?]+", href, re.IGNORECASE):
        return href
    parts = urlsplit(href)
    reachable = re.fullmatch(r"[\w-]+(\.[\w-]+)*", parts.hostname or "", re.ASCII)
    return href if parts.scheme in ("http", "https") and reachable else ""
