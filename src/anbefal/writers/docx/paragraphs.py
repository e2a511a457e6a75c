"""Paragraph properties: style, numbering, quote bar, space and indent, in the schema's order."""

from types import MappingProxyType

from anbefal.writers.docx.page import CODE_STEP, LIST_STEP, QUOTE_STEP
from anbefal.writers.docx.pen import Place

BAR_COLOUR, RULE_COLOUR, LINK_COLOUR = "8FA7AE", "9AA5A8", "0B4A7D"
BAR_SPACE = 10
"""Points between a quote's bar and its words."""

# What the styles say already (see styles.py) is not said again on every paragraph.
STYLE_AFTER = MappingProxyType(
    {
        "BodyText": 160,
        "Quote": 120,
        "ListBullet": 50,
        "ListNumber": 50,
        "ListContinue": 50,
        "SourceCode": 200,
        "FootnoteText": 40,
    }
)
_STYLE_LEFT = MappingProxyType({"Quote": QUOTE_STEP, "SourceCode": CODE_STEP})


def properties(style: str, place: Place, hanging: int = 0, extra: str = "", rule: str = "") -> str:
    """Write the properties of a paragraph that stands at `place`.

    `extra` goes between style and borders (keepNext), `rule` is a bottom border.
    """
    return (
        f'<w:pPr><w:pStyle w:val="{style}"/>{extra}{place.number}'
        f"{_borders(style, place, hanging, rule)}{_spacing(style, place)}"
        f"{_indent(style, place, hanging)}</w:pPr>"
    )


def _borders(style: str, place: Place, hanging: int, rule: str) -> str:
    bar = ""
    plain_quote = style == "Quote" and place.left == place.bar == QUOTE_STEP
    if place.bar >= 0 and not plain_quote:
        bar = bar_border("left", BAR_SPACE + (place.left - hanging - place.bar) // 20)
    return f"<w:pBdr>{bar}{rule}</w:pBdr>" if bar or rule else ""


def bar_border(side: str, points: int) -> str:
    """Write a quote's bar; 31 points is the farthest that a border may stand."""
    space = max(0, min(points, 31))
    return f'<w:{side} w:val="single" w:sz="18" w:space="{space}" w:color="{BAR_COLOUR}"/>'


def _spacing(style: str, place: Place) -> str:
    own = STYLE_AFTER.get(style)
    return "" if own is None or own == place.after else f'<w:spacing w:after="{place.after}"/>'


def _indent(style: str, place: Place, hanging: int) -> str:
    if place.number and place.level < 9 and place.left == LIST_STEP * (place.level + 1):
        return ""  # the numbering says the same
    if place.left == _STYLE_LEFT.get(style, 0) and not hanging:
        return ""
    first = f' w:hanging="{hanging}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{place.left}"{first}/>'
