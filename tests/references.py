"""Word files that somebody could lay into `looks/`: a council's own, and hostile ones."""

import io
import re
import warnings
import zipfile
from collections.abc import Callable

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from torture import picture

CONTENT = "[Content_Types].xml"
HEADER, HEADER_RELS = "word/header1.xml", "word/_rels/header1.xml.rels"
RELS = "word/_rels/document.xml.rels"
NOW = (2026, 5, 23, 12, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def council(danish: bool = True) -> bytes:
    """Make a council's own file: Georgia, a logo in the header, a wide margin, Danish style ids."""
    made = docx.Document()
    styles = made.styles
    styles["Normal"].font.name = "Georgia"
    styles["Normal"].font.size = Pt(10.5)
    for level in (1, 2, 3):
        heading = styles[f"Heading {level}"]
        heading.font.name = "Verdana"
        heading.element.rPr.rFonts.attrib.clear()
        heading.element.rPr.rFonts.set(qn("w:ascii"), "Verdana")
        heading.element.rPr.rFonts.set(qn("w:hAnsi"), "Verdana")
        heading.font.color.rgb = RGBColor(0x7A, 0x1F, 0x3D)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = Cm(4)
    section.right_margin = Cm(2)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(picture(240, 60).data), height=Cm(1.2))
    head.add_run("\tNordvig Kommune")
    made.add_paragraph("Skriv her", style="Body Text")
    data = io.BytesIO()
    made.save(data)
    return change(data.getvalue(), _speak_danish) if danish else data.getvalue()


def _speak_danish(parts: dict[str, bytes]) -> None:
    """Call the styles what a Danish Word calls them inside: ids are translated, names are not."""
    for name in ("word/styles.xml", "word/document.xml", "word/header1.xml"):
        text = parts[name].decode("utf-8")
        for level in (1, 2, 3):
            text = text.replace(f'"Heading{level}"', f'"Overskrift{level}"')
        text = text.replace('"BodyText"', '"Brdtekst"').replace('"Header"', '"Sidehoved"')
        parts[name] = text.encode("utf-8")


def change(data: bytes, edit: Callable[[dict[str, bytes]], object]) -> bytes:
    """Change the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    edit(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(zipfile.ZipInfo(name, NOW), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def put(part: str, old: str, new: str) -> bytes:
    """Put something else into a part of the council's file."""

    def edit(parts: dict[str, bytes]) -> None:
        text = parts[part].decode("utf-8")
        assert old in text, (part, text[:400])
        parts[part] = text.replace(old, new, 1).encode("utf-8")

    return change(council(), edit)


def _add(name: str, data: bytes, kind: str = "") -> Callable[[], bytes]:
    """Give a council's file with one part more."""

    def edit(parts: dict[str, bytes]) -> None:
        parts[name] = data
        if kind:
            override = f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'.encode()
            parts[CONTENT] = parts[CONTENT].replace(b"</Types>", override)

    return lambda: change(council(), edit)


def _relate(part: str, kind: str, target: str) -> Callable[[], bytes]:
    """Give a council's file one of whose parts leads outside."""
    more = f'<Relationship Id="rIdX" Type="{_OFFICE}/{kind}" Target="{target}" '
    more += 'TargetMode="External"/></Relationships>'
    empty = f'<Relationships xmlns="{_RELATIONSHIPS}"></Relationships>'.encode()

    def edit(parts: dict[str, bytes]) -> None:
        parts[part] = parts.get(part, empty).replace(b"</Relationships>", more.encode())

    return lambda: change(council(), edit)


def _field(instruction: str) -> Callable[[], bytes]:
    """Give a council's file with a field in its header, cut into two runs as Word does."""
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>'
        for piece in (instruction[:3], instruction[3:])
    )
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = field.format("begin") + runs + field.format("end")
    return lambda: put(HEADER, "</w:p>", f"{words}</w:p>")


def _bomb() -> bytes:
    return _add("word/media/bomb.bmp", b"\0" * (40 * 1024 * 1024))()


def _many() -> bytes:
    def edit(parts: dict[str, bytes]) -> None:
        parts.update({f"word/x{number}.xml": b"" for number in range(2100)})

    return change(council(), edit)


def _twice() -> bytes:
    made = io.BytesIO(council())
    with zipfile.ZipFile(made, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr("word/styles.xml", "<x/>")
    return made.getvalue()


def _deep() -> bytes:
    deep = "<w:p>" * 5000 + "</w:p>" * 5000
    return put(HEADER, "</w:hdr>", f"{deep}</w:hdr>")


def _text(part: str, edit: Callable[[bytes], bytes]) -> Callable[[], bytes]:
    return lambda: change(council(), lambda parts: parts.update({part: edit(parts[part])}))


def _with_entity(text: bytes) -> bytes:
    head, _, rest = text.partition(b"?>")
    return head + b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + rest


def hostile() -> dict[str, Callable[[], bytes]]:
    """Give every kind of file that must be refused."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    declared = b"encoding='UTF-8'"
    return {
        "nothing": lambda: b"",
        "text": lambda: b"Dear council",
        "a password or Word 97": lambda: old,
        "half a file": lambda: council()[:9000],
        "another kind of zip": lambda: change(council(), lambda parts: parts.pop(CONTENT)),
        "a spreadsheet": lambda: put(CONTENT, "wordprocessingml.document", "spreadsheetml.sheet"),
        "no styles": lambda: change(council(), lambda parts: parts.pop("word/styles.xml")),
        "macros": _add("word/vbaProject.bin", b"x", "application/vnd.ms-office.vbaProject"),
        "macros by another name": _add("word/x.bin", b"x", "application/vnd.ms-office.vbaProject"),
        "a macro document": lambda: put(
            CONTENT,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "an embedded object": _add("word/embeddings/oleObject1.bin", b"x"),
        "a control": _add("word/activeX/activeX1.xml", b"<x/>"),
        "a picture on the net": _relate(f"{HEADER_RELS}", "image", "https://example.org/x.png"),
        "a picture on the net, in the text": _relate(RELS, "image", "https://example.org/x.png"),
        "a template on the net": _relate(
            "word/_rels/settings.xml.rels", "attachedTemplate", "https://example.org/x.dotm"
        ),
        "a template on a server": _relate(
            "word/_rels/settings.xml.rels", "attachedTemplate", r"\\192.0.2.1\x.dotm"
        ),
        "a template by file address": _relate(
            "word/_rels/settings.xml.rels", "attachedTemplate", "file://192.0.2.1/x.dotm"
        ),
        "a link that runs": _relate(HEADER_RELS, "hyperlink", "javascript:alert(1)"),
        "a link to a file": _relate(HEADER_RELS, "hyperlink", "file:///C:/x.exe"),
        "a frame": _relate(RELS, "frame", "https://example.org/"),
        "a chunk of HTML": _relate(RELS, "aFChunk", "https://example.org/"),
        "a field that fetches": _field(' INCLUDEPICTURE "https://example.org/x.png" '),
        "a field that runs": _field(' DDEAUTO c:\\\\windows "x" '),
        "a field in a field": _field(" </w:instrText></w:r><w:r><w:instrText> "),
        "a simple field that fetches": lambda: put(
            HEADER, "</w:p>", '<w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'
        ),
        "an old picture on the net": lambda: put(
            HEADER,
            "</w:p>",
            '<w:r><w:pict><v:shape><v:imagedata src="https://example.org/x.png"/></v:shape>'
            "</w:pict></w:r></w:p>",
        ),
        "an object in the header": lambda: put(HEADER, "</w:p>", "<w:r><w:object/></w:r></w:p>"),
        "a picture that is missing": lambda: put(HEADER_RELS, "image1.png", "image9.png"),
        "a relation that is missing": lambda: put(HEADER_RELS, 'Id="rId1"', 'Id="rId7"'),
        "a document type in the styles": _text("word/styles.xml", _with_entity),
        "a document type in the header": _text(HEADER, _with_entity),
        "a document type in the types": _text(CONTENT, _with_entity),
        "another encoding": _text(
            HEADER, lambda x: x.decode().replace("UTF-8", "UTF-16").encode("utf-16")
        ),
        "a hidden encoding": _text(HEADER, lambda x: x.replace(declared, b"encoding='UTF-7'")),
        "no XML": _text("word/styles.xml", lambda x: x[:-20]),
        "something else for styles": _text("word/styles.xml", lambda x: b"<x/>"),
        "too deep": _deep,
        "a bomb": _bomb,
        "many parts": _many,
        "a part twice": _twice,
        "a large file": lambda: council() + b"\0" * (21 * 1024 * 1024),
        "a page without room": _text(
            "word/document.xml", lambda x: re.sub(rb'w:left="\d+"', b'w:left="11000"', x)
        ),
    }


def harmless() -> dict[str, Callable[[], bytes]]:
    """Give files that look odd and are sound."""
    return {
        "a template on the writer's disk": _relate(
            "word/_rels/settings.xml.rels", "attachedTemplate", "file:///C:/Users/x/Brev.dotx"
        ),
        "a link to the council": _relate(HEADER_RELS, "hyperlink", "https://example.org/"),
        "a link in the text": _relate(RELS, "hyperlink", "file:///C:/x.docx"),
        "a page number": _field(" PAGE \\* MERGEFORMAT "),
        "a template": lambda: put(CONTENT, "document.main+xml", "template.main+xml"),
        "landscape": _text(
            "word/document.xml",
            lambda x: re.sub(
                rb"<w:pgSz [^>]*>", b'<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', x
            ),
        ),
        "no page at all": _text(
            "word/document.xml", lambda x: re.sub(rb"<w:sectPr.*</w:sectPr>", b"", x, flags=re.S)
        ),
        "no defaults": _text(
            "word/styles.xml",
            lambda x: re.sub(rb"<w:docDefaults>.*</w:docDefaults>", b"", x, flags=re.S),
        ),
        "no theme": lambda: put(RELS, "relationships/theme", "relationships/other"),
    }
