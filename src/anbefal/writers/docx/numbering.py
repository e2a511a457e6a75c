"""Numbering: the shapes of lists (abstract numberings) and the lists that use them."""

from collections.abc import Sequence
from typing import NamedTuple

from anbefal.writers.docx.markup import DECLARATION, NAMESPACES
from anbefal.writers.docx.page import LIST_STEP

BULLETS, DOTS, PARENTHESES, BOXES = _ALL = range(4)

# Numbers 1 and 2 belong to the styles List Bullet and List Number, for whoever edits in Word.
STYLE_BULLETS, STYLE_NUMBERS = 1, 2
_FIRST = 3
_DEEPEST = 8
# Word's own limit on a number; larger ones would make it refuse the file.
_LARGEST = 2147483646

_GLYPHS = ("•", "–", "▪")
_GLYPH_FONT = '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/></w:rPr>'


class ListUse(NamedTuple):
    """One list of the document."""

    storey: int
    """How far below Word's ninth level it stands. Lists of one shape share their counters, so
    lists inside each other on the ninth level need shapes of their own."""
    xml: str


def number_list(lists: list[ListUse], shape: int, level: int, start: int) -> str:
    """Take up a list that counts from `start`; give the numbering of its paragraphs."""
    number = _FIRST + len(lists)
    storey = max(0, level - _DEEPEST)
    lists.append(
        ListUse(
            storey,
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_identify(shape, storey)}"/>'
            f'<w:lvlOverride w:ilvl="{min(level, _DEEPEST)}">'
            f'<w:startOverride w:val="{min(start, _LARGEST)}"/></w:lvlOverride></w:num>',
        )
    )
    return f'<w:numPr><w:ilvl w:val="{min(level, _DEEPEST)}"/><w:numId w:val="{number}"/></w:numPr>'


def part(lists: Sequence[ListUse]) -> str:
    """Write the numbering part."""
    deepest = max((use.storey for use in lists), default=0)
    shapes = "".join(_shape(shape, storey) for storey in range(1, deepest + 1) for shape in _ALL)
    used = "".join(use.xml for use in lists)
    return f"{_HEAD}{shapes}{_STYLE_LISTS}{used}</w:numbering>"


def _identify(shape: int, storey: int) -> int:
    return storey * len(_ALL) + shape


def _level(level: int, shape: int) -> str:
    if shape == BULLETS:
        kind, text, look = "bullet", _GLYPHS[level % 3], _GLYPH_FONT
    elif shape == BOXES:
        kind, text, look = "bullet", "", ""
    else:
        kind, text, look = "decimal", f"%{level + 1}" + ".)"[shape == PARENTHESES], ""
    # Behind a box the paragraph's own tab leads to the item's edge.
    suffix = '<w:suff w:val="nothing"/>' if shape == BOXES else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{suffix}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{LIST_STEP * (level + 1)}" w:hanging="{LIST_STEP}"/></w:pPr>'
        f"{look}</w:lvl>"
    )


def _shape(shape: int, storey: int) -> str:
    levels = "".join(_level(level, shape) for level in range(9))
    return (
        f'<w:abstractNum w:abstractNumId="{_identify(shape, storey)}">'
        f'<w:nsid w:val="4A6E{_identify(shape, storey) + 1:04X}"/>'
        '<w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="4A6F{_identify(shape, storey) + 1:04X}"/>{levels}'
        "</w:abstractNum>"
    )


_HEAD = f"{DECLARATION}<w:numbering {NAMESPACES}>" + "".join(_shape(shape, 0) for shape in _ALL)
_STYLE_LISTS = (
    f'<w:num w:numId="{STYLE_BULLETS}"><w:abstractNumId w:val="{BULLETS}"/></w:num>'
    f'<w:num w:numId="{STYLE_NUMBERS}"><w:abstractNumId w:val="{DOTS}"/></w:num>'
)
