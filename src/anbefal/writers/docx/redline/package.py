"""Packages: the parts of a DOCX file that the writer made."""

import io
import zipfile

from anbefal.writers.docx.archive import deflate, pack
from anbefal.writers.docx.markup import DECLARATION
from anbefal.writers.docx.redline.element import Element, parse

BODY, NOTES, COMMENTS = "document", "footnotes", "comments"
NUMBERING = "word/numbering.xml"
_PACKED = (".png", ".jpeg", ".gif", ".bmp")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Package:
    """The parts of a file: as bytes, and those that a redline looks into as elements."""

    def __init__(self, data: bytes) -> None:
        """Open what the writer made."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._read: dict[str, Element] = {}

    def part(self, name: str) -> Element:
        """Read a part by its path; what is changed in it is written."""
        if name not in self._read:
            self._read[name] = parse(self.parts[name]) if name in self.parts else Element("w:none")
        return self._read[name]

    def relations(self, part: str) -> Element:
        """Give the relations of a part of the folder "word"; none of their own is no fault."""
        name = f"word/_rels/{part}.xml.rels"
        if name not in self._read and name not in self.parts:
            self._read[name] = Element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"})
        return self.part(name)

    @property
    def body(self) -> Element:
        """Give the body."""
        body = self.part(f"word/{BODY}.xml").find("w:body")
        assert body is not None, "the writer always writes a body"
        return body

    @property
    def blocks(self) -> list[Element]:
        """Give the body's blocks, without the page's measures behind them."""
        return [child for child in self.body.elements if child.name != "w:sectPr"]

    def add_picture(self, data: bytes, suffix: str) -> str:
        """Add a picture's bytes, once; give the part that holds them as a relation names it."""
        for name, held in self.parts.items():
            if name.startswith("word/media/") and held == data:
                return name.removeprefix("word/")
        number = sum(name.startswith("word/media/") for name in self.parts) + 1
        name = f"media/picture{number}{suffix}"
        self.parts[f"word/{name}"] = data
        types = self.part("[Content_Types].xml")
        if not any(one.get("Extension") == suffix[1:] for one in types.elements):
            kind = {"Extension": suffix[1:], "ContentType": f"image/{suffix[1:]}"}
            types.children.insert(0, Element("Default", kind))
        return name

    def add_comments(self, written: str, styles: str) -> None:
        """Add the part that holds comments, and the styles that its paragraphs have."""
        self.parts[f"word/{COMMENTS}.xml"] = written.encode()
        kind = {
            "PartName": f"/word/{COMMENTS}.xml",
            "ContentType": f"{_WORD}.{COMMENTS}+xml",
        }
        self.part("[Content_Types].xml").children.append(Element("Override", kind))
        relation = {
            "Id": COMMENTS,
            "Type": f"{_OFFICE}/{COMMENTS}",
            "Target": f"{COMMENTS}.xml",
        }
        self.relations(BODY).children.append(Element("Relationship", relation))
        known = self.parts["word/styles.xml"].decode()
        if 'w:styleId="CommentText"' not in known:
            ready = known.replace("</w:styles>", f"{styles}</w:styles>")
            self.parts["word/styles.xml"] = ready.encode()

    def write(self) -> bytes:
        """Zip it, its parts in the order in which they came."""
        for name, element in self._read.items():
            if element.elements or name in self.parts:
                self.parts[name] = (DECLARATION + element.xml()).encode()
        return pack(
            deflate(name, data, 0 if name.endswith(_PACKED) else 6)
            for name, data in self.parts.items()
        )
