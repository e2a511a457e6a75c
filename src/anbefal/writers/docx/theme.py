"""The theme: our fonts and colours where Word offers colours and fonts to choose from.

No style leans on it. Word and the validators ask for the part all the same.
"""

from anbefal.writers.docx.markup import DECLARATION

# Dark 1 and 2, light 1 and 2, six accents, links: in the order and by the names of the schema.
_COLOURS = {
    "dk1": "1F2526",
    "lt1": "FFFFFF",
    "dk2": "17495A",
    "lt2": "E6EEF0",
    "accent1": "17495A",
    "accent2": "6B4A1E",
    "accent3": "3F5A2A",
    "accent4": "6A2F4B",
    "accent5": "3B4A7A",
    "accent6": "474F52",
    "hlink": "0B4A7D",
    "folHlink": "5A3A78",
}
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def write_theme(serif: str, sans: str) -> str:
    """Write the theme part with a font for text and one for headings."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items()
    )
    fonts = "".join(
        f'<a:{name}><a:latin typeface="{font}"/><a:ea typeface=""/><a:cs typeface=""/></a:{name}>'
        for name, font in (("majorFont", sans), ("minorFont", serif))
    )
    return (
        f'{DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'name="Anbefal"><a:themeElements><a:clrScheme name="Anbefal">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Anbefal">{fonts}</a:fontScheme><a:fmtScheme name="Anbefal">'
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
        "</a:theme>"
    )
