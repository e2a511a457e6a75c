"""The package: which parts a document has, of which kind, and how they refer to each other."""

from collections.abc import Iterator, Sequence

from anbefal.model.document import Document
from anbefal.writers.docx import numbering, properties
from anbefal.writers.docx.archive import Entry, deflate, pack
from anbefal.writers.docx.edges import Edge
from anbefal.writers.docx.markup import DECLARATION, attribute
from anbefal.writers.docx.pen import Part, Pen
from anbefal.writers.docx.pictures import SUFFIXES
from anbefal.writers.docx.reference import PICTURES
from anbefal.writers.docx.template import Template

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"

# Part, relationship id, relationship, content type: the parts that every document has.
_PARTS = (
    ("theme/theme1.xml", "theme", "theme", _THEME),
    ("styles.xml", "styles", "styles", f"{_WORD}.styles+xml"),
    ("settings.xml", "settings", "settings", f"{_WORD}.settings+xml"),
    ("fontTable.xml", "fonts", "fontTable", f"{_WORD}.fontTable+xml"),
    ("numbering.xml", "numbering", "numbering", f"{_WORD}.numbering+xml"),
    ("footnotes.xml", "footnotes", "footnotes", f"{_WORD}.footnotes+xml"),
)

_ROOT = (
    f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="document" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    'Target="docProps/core.xml"/>'
    f'<Relationship Id="extended" Type="{_OFFICE}/extended-properties" '
    'Target="docProps/app.xml"/></Relationships>'
)


def assemble(
    document: Document,
    body: str,
    notes: str,
    pen: Pen,
    template: Template,
    edges: Sequence[Edge],
) -> bytes:
    """Zip a body, its footnotes and all they refer to, always in the same order."""
    media = {
        name: f"media/{name}.{SUFFIXES[image.media_type]}" for name, image in pen.pictures.values()
    }
    return pack(
        (
            deflate("[Content_Types].xml", _write_types(pen, template, edges)),
            deflate("_rels/.rels", _ROOT),
            deflate("word/document.xml", body),
            deflate(
                "word/_rels/document.xml.rels",
                _write_relationships(pen.body, media, _own_relationships(edges)),
            ),
            *template.parts,
            deflate("word/numbering.xml", numbering.part(pen.lists)),
            deflate("word/footnotes.xml", notes),
            *_pack_note_relationships(pen, media),
            *_pack_edges(edges),
            *template.media,
            *_pack_media(pen, media),
            deflate("docProps/core.xml", properties.write_core(document)),
            deflate("docProps/app.xml", properties.write_extended(document)),
        )
    )


def _pack_edges(edges: Sequence[Edge]) -> Iterator[Entry]:
    for edge in edges:
        yield deflate(f"word/{edge.name}.xml", edge.xml)
        if edge.relationships:
            yield deflate(f"word/_rels/{edge.name}.xml.rels", edge.relationships)


def _pack_media(pen: Pen, media: dict[str, str]) -> Iterator[Entry]:
    for name, image in pen.pictures.values():
        yield deflate(f"word/{media[name]}", image.data, level=0)


def _write_types(pen: Pen, template: Template, edges: Sequence[Edge]) -> str:
    kinds = {SUFFIXES[image.media_type]: image.media_type for _, image in pen.pictures.values()}
    suffixes = [entry.name.rpartition(".")[2] for entry in template.media]
    kinds |= {suffix: PICTURES[suffix] for suffix in suffixes}
    defaults = "".join(
        f'<Default Extension="{suffix}" ContentType="{kinds[suffix]}"/>' for suffix in sorted(kinds)
    )
    overrides = "".join(
        f'<Override PartName="/word/{part}" ContentType="{kind}"/>' for part, _, _, kind in _PARTS
    ) + "".join(
        f'<Override PartName="/word/{edge.name}.xml" ContentType="{_WORD}.{edge.kind}+xml"/>'
        for edge in edges
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{defaults}'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _pack_note_relationships(pen: Pen, media: dict[str, str]) -> Iterator[Entry]:
    if pen.notes.links or pen.notes.pictures:
        yield deflate("word/_rels/footnotes.xml.rels", _write_relationships(pen.notes, media))


def _own_relationships(edges: Sequence[Edge]) -> str:
    return "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{part}"/>'
        for part, name, kind, _ in _PARTS
    ) + "".join(
        f'<Relationship Id="{edge.name}" Type="{_OFFICE}/{edge.kind}" Target="{edge.name}.xml"/>'
        for edge in edges
    )


def _write_relationships(part: Part, media: dict[str, str], own: str = "") -> str:
    pictures = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/image" Target="{media[name]}"/>'
        for name in part.pictures
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{attribute(target)}" '
        'TargetMode="External"/>'
        for target, name in part.links.items()
    )
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{own}{pictures}{links}'
        "</Relationships>"
    )
