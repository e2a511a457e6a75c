"""The reference's page, and the header and footer that stand on it."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn

from anbefal.addresses import strict_address
from anbefal.i18n import msg
from anbefal.writers.docx.edges import Edge
from anbefal.writers.docx.markup import DECLARATION, attribute
from anbefal.writers.docx.page import A4, Page
from anbefal.writers.docx.reference.opening import OFFICE, Incoming, Link, Refused, damaged

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
_FIELDS = frozenset(
    ("PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR")
    + ("KEYWORDS", "COMMENTS", "DOCPROPERTY", "FILENAME", "DATE", "TIME", "CREATEDATE")
    + ("SAVEDATE", "PRINTDATE", "SEQ", "SYMBOL", "QUOTE", "IF", "HYPERLINK", "=")
)
# What belongs to the reference's own text, or could bring something along.
_DROPPED = (
    *("w:numPr", "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd"),
    *("w:id", "w:commentReference", "w:footnoteReference", "w:endnoteReference", "w:lang"),
)
_OBJECTS = ("w:object", "w:control", "w:altChunk", "w:subDoc")
_EXTENSIONS = "{http://schemas.openxmlformats.org/drawingml/2006/main}extLst"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FIRST_DRAWING = 1_000_000
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SOURCE, _LEAD = re.compile(r"(?:\}|^)src$"), re.compile(r"(?:\}|^)href$")

Rename = Callable[[Any], None]


class Sheet(NamedTuple):
    """The reference's last section: its page, its edges, and the pictures in them."""

    page: Page
    edges: tuple[Edge, ...]
    media: Mapping[str, bytes]
    """By the file's name."""
    title_page: bool
    even_pages: bool


def read_sheet(package: Incoming, body: Any, rename: Rename) -> Sheet:
    """Read the page, header and footer; `rename` puts our style ids into a part. Raises Refused."""
    sections = list(body.iter(qn("w:sectPr")))
    links = package.links(package.main)
    even = _has_even_pages(package, links)
    wanted: dict[tuple[str, str], str] = {}
    for section in sections:
        for kind in ("header", "footer"):
            for at in section.findall(qn(f"w:{kind}Reference")):
                wanted[kind, str(at.get(qn("w:type"), "default"))] = str(at.get(qn("r:id")))
    title = bool(sections) and sections[-1].find(qn("w:titlePg")) is not None
    wanted = {
        (kind, pages): id
        for (kind, pages), id in wanted.items()
        if pages == "default" or (pages == "first" and title) or (pages == "even" and even)
    }
    media: dict[str, bytes] = {}
    edges = tuple(
        _read_edge(
            package, links[id].target if id in links else "", (kind, pages, n), media, rename
        )
        for n, ((kind, pages), id) in enumerate(sorted(wanted.items()))
    )
    page = _read_page(sections[-1]) if sections else A4
    return Sheet(page, edges, media, title, even)


def _has_even_pages(package: Incoming, links: Mapping[str, Link]) -> bool:
    settings = next((at.target for at in links.values() if at.kind.endswith("/settings")), "")
    if settings not in package:
        return False
    return package.read(settings).find(qn("w:evenAndOddHeaders")) is not None


def _read_page(section: Any) -> Page:
    size, margin = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    values = A4._asdict()
    for found, names in (
        (size, {"w": "width", "h": "height"}),
        (margin, {name: name for name in A4._fields[2:9]}),
    ):
        for name, field in names.items():
            values[field] = _number(found, name, values[field])
    turned = size is not None and size.get(qn("w:orient")) == "landscape"
    page = Page(**{**values, "orientation": "landscape" if turned else ""})
    fits = page.width <= 31680 and page.height <= 31680
    if not fits or page.text_width < 2000 or page.text_height < 2000:
        raise Refused(
            msg("the page of the file leaves no room for text"),
            msg("choose a usual size of paper, such as A4, and usual margins"),
        )
    return page


def _number(found: Any, name: str, usual: int) -> int:
    written = "" if found is None else str(found.get(qn(f"w:{name}"), ""))
    # A negative margin is a fixed one in Word.
    return abs(int(written)) if re.fullmatch(r"-?\d{1,6}", written) else usual


def _read_edge(
    package: Incoming,
    part: str,
    place: tuple[str, str, int],
    media: dict[str, bytes],
    rename: Rename,
) -> Edge:
    kind, pages, number = place
    root = package.read(part)
    if root.tag not in (qn("w:hdr"), qn("w:ftr")):
        raise damaged(part)
    own = package.links(part)
    _look_through(root, own)
    for name in _DROPPED:
        for at in list(root.iter(qn(name))):
            at.getparent().remove(at)
    for at in list(root.iter(_EXTENSIONS)):
        # Such as the vector drawing of a logo, which another picture stands for.
        at.getparent().remove(at)
    rename(root)
    _renumber(root, number)
    name = f"own{kind.capitalize()}{pages.capitalize()}"
    used = {value for at in root.iter() for key, value in at.attrib.items() if key.startswith(_R)}
    relationships = "".join(
        _relate(package, id, link, media) for id, link in own.items() if id in used
    )
    if not used <= own.keys():
        raise damaged(part)
    written = f'{DECLARATION}<Relationships xmlns="{_PACKAGE}">{relationships}</Relationships>'
    return Edge(kind, (pages,), name, serialize_part_xml(root), written if relationships else "")


def _renumber(root: Any, place: int) -> None:
    """Give drawings ids far from the body's: in one document each has its own."""
    for number, at in enumerate(root.iter(_DRAWING)):
        at.set("id", str(_FIRST_DRAWING + 1000 * place + number))


def _relate(package: Incoming, id: str, link: Link, media: dict[str, bytes]) -> str:
    more = ""
    if link.external:
        target, more = strict_address(link.target), ' TargetMode="External"'
    else:
        suffix = link.target.rpartition(".")[2].lower()
        target = f"media/own{len(media) + 1}.{suffix}"
        media[target.removeprefix("media/")] = package.bytes_of(link.target)
    return (
        f'<Relationship Id="{attribute(id)}" Type="{attribute(link.kind)}" '
        f'Target="{attribute(target)}"{more}/>'
    )


def _look_through(root: Any, links: Mapping[str, Link]) -> None:
    """Raise Refused for whatever could run or fetch something."""
    for link in links.values():
        kind = link.kind.removeprefix(f"{OFFICE}/")
        suffix = link.target.rpartition(".")[2].lower()
        if link.external:
            sound = kind == "hyperlink" and strict_address(link.target) != ""
        else:
            sound = kind == "image" and (suffix in PICTURES or suffix == "svg")
        if not sound:
            raise outside(link.target)
    for name in _OBJECTS:
        if root.find(f".//{qn(name)}") is not None:
            raise Refused(
                msg("the header or footer holds an embedded object"),
                msg("put a picture (PNG or JPEG) in its place"),
            )
    for at in root.iter():
        for key, value in at.attrib.items():
            # As VML names pictures and addresses, beside the relationships.
            if _SOURCE.search(key) or (_LEAD.search(key) and strict_address(value) == ""):
                raise outside(value)
    for instruction in _instructions(root):
        word = instruction.split()[0].upper() if instruction.split() else ""
        if word not in _FIELDS and not word.startswith("="):
            raise Refused(
                msg(
                    "the header or footer holds a field that fetches something ({field})",
                    field=word or "…",
                ),
                msg("only fields such as page numbers, title and date are allowed"),
            )


def outside(target: str) -> Refused:
    """Say that the file fetches something from elsewhere."""
    return Refused(
        msg('the file fetches something from elsewhere: "{target}"', target=target),
        msg("put pictures into the file itself, and take out links to other files"),
    )


def _instructions(root: Any) -> Iterator[str]:
    """Give the instruction of every field, however it is cut into runs."""
    for at in root.iter(qn("w:fldSimple")):
        yield str(at.get(qn("w:instr"), ""))
    depth: list[str] = []
    loose = ""
    for at in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        kind = at.get(qn("w:fldCharType")) if at.tag == qn("w:fldChar") else ""
        if kind == "begin":
            depth.append("")
        elif kind == "end" and depth:
            yield depth.pop()
        elif not kind:
            if depth:
                depth[-1] += at.text or ""
            else:
                loose += at.text or ""
    yield from depth
    if loose.strip():
        yield loose
