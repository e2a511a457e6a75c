"""The looks: every style of the document, as one table. Calm, roomy, and nothing but text colours
that stand out at 7:1 or more against what is behind them.

Style ids are ASCII and never change: what a person does in Word is found again by them. Fonts are
those every Word has; template.py names what else will do.
"""

from typing import NamedTuple, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.parfmt import CT_PPr
from docx.shared import Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from docx.text.tabstops import TabStops

from anbefal.writers.docx.numbering import STYLE_BULLETS, STYLE_NUMBERS
from anbefal.writers.docx.page import CODE_STEP, LIST_STEP, QUOTE_STEP, TEXT_WIDTH
from anbefal.writers.docx.paragraphs import (
    BAR_COLOUR,
    BAR_SPACE,
    LINK_COLOUR,
    RULE_COLOUR,
    STYLE_AFTER,
)

SERIF, SANS, MONO = "Cambria", "Calibri", "Consolas"
INK, ACCENT, MUTED = "1F2526", "17495A", "474F52"
_SHADE = "F3F5F5"
_FACT_STEP = 2495


class Look(NamedTuple):
    """How one paragraph style looks: sizes in points, spaces and edges in twips."""

    id: str
    name: str
    base: str = "Normal"
    follows: str = ""
    font: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    before: int = 0
    after: int = 0
    line: float = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    tab: int = 0
    tab_right: bool = False
    outline: int = -1
    number: int = 0
    borders: str = ""
    shade: str = ""
    gallery: bool = True


def _border(side: str, size: int, space: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _heading(level: int, size: float, before: int, after: int) -> Look:
    return Look(
        f"Heading{level}",
        f"Heading {level}",
        follows="BodyText",
        font=SANS,
        size=size,
        bold=True,
        colour=ACCENT,
        before=before,
        after=after,
        line=1.1,
        keep_next=True,
        keep_lines=True,
        outline=level - 1,
    )


def _contents(level: int, size: float, before: int) -> Look:
    return Look(
        f"TOC{level}",
        f"toc {level}",
        font=SANS,
        size=size,
        before=before,
        after=40,
        line=1.15,
        left=LIST_STEP * (level - 1),
        gallery=False,
    )


_BOX = "".join(_border(side, 4, 6, _SHADE) for side in ("top", "left", "bottom", "right"))

_PARAGRAPHS = (
    Look("Normal", "Normal", base="", font=SERIF, size=11, colour=INK, line=1.3),
    Look("BodyText", "Body Text", after=STYLE_AFTER["BodyText"]),
    Look("Title", "Title", follows="Subtitle", font=SANS, size=27, bold=True, colour=ACCENT,
         before=240, after=100, line=1.0, keep_next=True, keep_lines=True),
    Look("Subtitle", "Subtitle", follows="BodyText", font=SANS, size=14, colour=MUTED, after=200,
         line=1.1, keep_next=True, keep_lines=True),
    Look("Status", "Status", follows="BodyText", font=SANS, size=10.5, bold=True, colour=ACCENT,
         before=80, after=200, line=1.1, left=180, shade="E6EEF0",
         borders=_border("top", 4, 3, "E6EEF0") + _border("left", 24, 6, ACCENT)
         + _border("bottom", 4, 3, "E6EEF0")),
    Look("Fact", "Fact", font=SANS, size=10.5, after=50, line=1.15, left=_FACT_STEP,
         hanging=_FACT_STEP, tab=_FACT_STEP),
    _heading(1, 17, 480, 120),
    _heading(2, 13.5, 340, 80),
    _heading(3, 11.5, 260, 60),
    _heading(4, 11, 220, 40)._replace(colour=INK),
    _heading(5, 11, 200, 40)._replace(bold=False, italic=True),
    _heading(6, 10, 200, 40)._replace(bold=False, italic=True, colour=MUTED),
    Look("ListBullet", "List Bullet", after=STYLE_AFTER["ListBullet"], number=STYLE_BULLETS),
    Look("ListNumber", "List Number", after=STYLE_AFTER["ListNumber"], number=STYLE_NUMBERS),
    Look("ListContinue", "List Continue", after=STYLE_AFTER["ListContinue"]),
    Look("Quote", "Quote", after=STYLE_AFTER["Quote"], left=QUOTE_STEP,
         borders=_border("left", 18, BAR_SPACE, BAR_COLOUR)),
    Look("SourceCode", "Source Code", font=MONO, size=9.5, before=80,
         after=STYLE_AFTER["SourceCode"], line=1.15, left=CODE_STEP,
         right=CODE_STEP, borders=_BOX, shade=_SHADE),
    Look("HorizontalRule", "Horizontal Rule", follows="BodyText", before=120, after=280, line=1.0,
         borders=_border("bottom", 6, 1, RULE_COLOUR), gallery=False),
    Look("Caption", "Caption", font=SANS, size=9.5, colour=MUTED, after=160, line=1.15),
    Look("FootnoteText", "footnote text", size=9.5, after=STYLE_AFTER["FootnoteText"], line=1.15),
    Look("MarginNumber", "Margin Number", font=SANS, size=8, colour=MUTED, before=50, line=1.0,
         keep_next=True),
    Look("TableText", "Table Text", font=SANS, size=10, before=50, after=50, line=1.1),
    Look("TableHeading", "Table Heading", base="TableText", bold=True, colour=ACCENT,
         before=50, after=50, keep_next=True),
    Look("AfterTable", "After Table", follows="BodyText", size=4, after=120, line=1.0,
         gallery=False),
    Look("TOCHeading", "TOC Heading", follows="BodyText", font=SANS, size=12, bold=True,
         colour=ACCENT, before=360, after=100, line=1.1, keep_next=True, gallery=False),
    _contents(1, 10.5, 40),
    _contents(2, 10.5, 0),
    _contents(3, 10, 0),
    Look("Header", "Header", font=SANS, size=9, colour=MUTED, line=1.0, tab=TEXT_WIDTH,
         tab_right=True, borders=_border("bottom", 4, 5, RULE_COLOUR), gallery=False),
    Look("Footer", "Footer", font=SANS, size=9, colour=MUTED, line=1.0, tab=TEXT_WIDTH,
         tab_right=True, gallery=False),
)  # fmt: skip

# Names that Word does not know by itself.
_OWN = frozenset(
    ("Status", "Fact", "Source Code", "Horizontal Rule", "Table Text", "Table Heading")
    + ("Margin Number", "After Table", "Verbatim Char", "Fact Label")
)

# Styles that python-docx has no words for.
_OTHERS = (
    '<w:style {ns} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
    "<w:unhideWhenUsed/></w:style>",
    '<w:style {ns} w:type="numbering" w:default="1" w:styleId="NoList">'
    '<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    "</w:style>",
    '<w:style {ns} w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="100" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="AnbefalTable">'
    '<w:name w:val="Anbefal Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="40"/>'
    "<w:qFormat/><w:tblPr><w:tblBorders>"
    + _border("top", 8, 0, ACCENT)
    + _border("bottom", 8, 0, ACCENT)
    + _border("insideH", 4, 0, "C5CDCF")
    + '</w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    + _border("bottom", 8, 0, ACCENT)
    + '</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="E6EEF0"/></w:tcPr></w:tblStylePr>'
    "</w:style>",
)


def define(styles: Styles) -> None:
    """Replace whatever styles there are by ours."""
    for old in list(styles.element.style_lst):
        styles.element.remove(old)
    for xml in _OTHERS:
        styles.element.append(parse_xml(xml.replace("{ns}", nsdecls("w"))))
    for rank, look in enumerate(_PARAGRAPHS):
        _add(styles, look, rank)
    for look in _PARAGRAPHS:
        if look.follows:
            style = cast(ParagraphStyle, styles[look.name])
            style.next_paragraph_style = _named(styles, look.follows)
    verbatim = _add_character(styles, "VerbatimChar", "Verbatim Char")
    _set_font(verbatim, MONO)
    verbatim.font.size = Pt(9.5)
    verbatim.font.no_proof = True
    link = _add_character(styles, "Hyperlink", "Hyperlink")
    link.font.color.rgb = RGBColor.from_string(LINK_COLOUR)
    link.font.underline = True
    mark = _add_character(styles, "FootnoteReference", "footnote reference")
    mark.font.superscript = True
    label = _add_character(styles, "FactLabel", "Fact Label")
    label.font.bold = True
    label.font.color.rgb = RGBColor.from_string(ACCENT)


def _named(styles: Styles, style_id: str) -> ParagraphStyle:
    name = next(look.name for look in _PARAGRAPHS if look.id == style_id)
    return cast(ParagraphStyle, styles[name])


def _make(styles: Styles, kind: WD_STYLE_TYPE, style_id: str, name: str) -> object:
    # python-docx's own hints end here: these calls have none.
    made = styles.add_style(name, kind, builtin=name not in _OWN)  # type: ignore[no-untyped-call]
    made.style_id = style_id
    return made


def _add(styles: Styles, look: Look, rank: int) -> None:
    style = cast(ParagraphStyle, _make(styles, WD_STYLE_TYPE.PARAGRAPH, look.id, look.name))
    style.quick_style = look.gallery
    style.priority = rank + 1
    if look.base:
        style.base_style = _named(styles, look.base)
    else:
        style.element.set(qn("w:default"), "1")
    if look.font:
        _set_font(style, look.font)
    if look.size:
        style.font.size = Pt(look.size)
    if look.colour:
        style.font.color.rgb = RGBColor.from_string(look.colour)
    style.font.bold = look.bold or None
    style.font.italic = look.italic or None
    style.font.no_proof = True if look.font == MONO else None
    _set_paragraph(style, look)


def _set_paragraph(style: ParagraphStyle, look: Look) -> None:
    form = style.paragraph_format
    if look.before:
        form.space_before = Twips(look.before)
    form.space_after = Twips(look.after)
    if look.line:
        form.line_spacing = look.line
    if look.left:
        form.left_indent = Twips(look.left)
    if look.right:
        form.right_indent = Twips(look.right)
    if look.hanging:
        form.first_line_indent = Twips(-look.hanging)
    form.keep_with_next = look.keep_next or None
    form.keep_together = look.keep_lines or None
    properties = cast(CT_PPr, style.element.get_or_add_pPr())
    if look.tab:
        _set_tab(form.tab_stops, look)
    if look.number:
        properties.get_or_add_numPr().get_or_add_numId().val = look.number
    if look.outline >= 0:
        properties.get_or_add_outlineLvl().val = look.outline
    after_borders = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if look.borders:
        _insert(properties, f"<w:pBdr {nsdecls('w')}>{look.borders}</w:pBdr>", after_borders)
    if look.shade:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look.shade}"/>'
        _insert(properties, shade, after_borders[1:])


def _insert(properties: CT_PPr, xml: str, before: tuple[str, ...]) -> None:
    properties.insert_element_before(parse_xml(xml), *before)


def _set_tab(stops: TabStops, look: Look) -> None:
    side = WD_TAB_ALIGNMENT.RIGHT if look.tab_right else WD_TAB_ALIGNMENT.LEFT
    stops.add_tab_stop(Twips(look.tab), side)  # type: ignore[no-untyped-call]


def _add_character(styles: Styles, style_id: str, name: str) -> CharacterStyle:
    style = cast(CharacterStyle, _make(styles, WD_STYLE_TYPE.CHARACTER, style_id, name))
    style.base_style = None
    style.quick_style = True
    return style


def _set_font(style: CharacterStyle, font: str) -> None:
    style.font.name = font
    fonts = style.element.rPr.rFonts
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)
