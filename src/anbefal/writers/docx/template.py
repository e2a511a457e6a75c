"""The template: the parts that are the same in every document of a language, packed once.

python-docx builds the styles, because it knows the schema's order of elements. Nothing of its own
default document is left: that one brings styles in American English, a second copy of them that
goes stale (stylesWithEffects), a bibliography and a thumbnail.
"""

from functools import lru_cache
from typing import Any, NamedTuple

import docx
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from anbefal.writers.docx import styles, theme
from anbefal.writers.docx.archive import Entry, deflate
from anbefal.writers.docx.edges import Arrangement
from anbefal.writers.docx.languages import locale
from anbefal.writers.docx.markup import DECLARATION, NAMESPACES
from anbefal.writers.docx.page import A4, Page
from anbefal.writers.docx.reference import read_reference

_DECIMAL_COMMA = frozenset(("da",))

_FONTS = (
    # What a program without the font takes: the same widths, so that pages break alike.
    ("Cambria", "Caladea", "roman", "variable", "02040503050406030204"),
    ("Calibri", "Carlito", "swiss", "variable", "020F0502020204030204"),
    ("Consolas", "DejaVu Sans Mono", "modern", "fixed", "020B0609020204030204"),
    ("Segoe UI Symbol", "DejaVu Sans", "swiss", "variable", "020B0502040204020203"),
)


class Template(NamedTuple):
    """What documents of one language and one look have in common."""

    parts: tuple[Entry, ...]
    """The styles, settings, fonts and theme, ready to be zipped."""
    page: Page = A4
    edges: Arrangement = Arrangement(())
    media: tuple[Entry, ...] = ()
    """The pictures in a header or footer."""


@lru_cache(maxsize=8)
def load_template(language: str, reference: bytes | None = None) -> Template:
    """Give the template of a language, with the looks of a Word file where there is one.

    Raises Refused for a Word file whose looks cannot be taken over.
    """
    own = _own_styles(language)
    if reference is None:
        return Template(_pack(own, theme.write_theme(styles.SERIF, styles.SANS), language))
    looks = read_reference(reference, own)
    page, edges, media, title_page, even_pages = looks.sheet
    return Template(
        _pack(
            looks.styles,
            looks.theme or theme.write_theme(styles.SERIF, styles.SANS),
            language,
            even_pages,
        ),
        page,
        Arrangement(edges, title_page, even_pages),
        tuple(deflate(f"word/media/{name}", data, level=0) for name, data in media.items()),
    )


def _pack(root: Any, themed: str | bytes, language: str, even: bool = False) -> tuple[Entry, ...]:
    return (
        deflate("word/styles.xml", serialize_part_xml(root)),
        deflate("word/settings.xml", _write_settings(language, even)),
        deflate("word/fontTable.xml", _write_fonts()),
        deflate("word/theme/theme1.xml", themed),
    )


def _own_styles(language: str) -> Any:
    made = docx.Document().styles
    styles.define(made)
    root = made.element
    for name in ("docDefaults", "latentStyles"):
        for old in root.findall(f"{{{root.nsmap['w']}}}{name}"):
            root.remove(old)
    # Word's own styles stay out of the gallery, where they would only be in the way.
    root.insert(
        0,
        parse_xml(
            f'<w:latentStyles {nsdecls("w")} w:defLockedState="0" w:defUIPriority="99" '
            'w:defSemiHidden="1" w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        ),
    )
    root.insert(
        0,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            '<w:rFonts w:ascii="Cambria" w:eastAsia="Cambria" w:hAnsi="Cambria" w:cs="Cambria"/>'
            f'<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="{locale(language)}" '
            f'w:eastAsia="{locale(language)}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
        ),
    )
    return root


def _write_settings(language: str, even_pages: bool) -> str:
    comma = language in _DECIMAL_COMMA
    even = "<w:evenAndOddHeaders/>" if even_pages else ""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="709"/>{even}<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        # Mode 15: without it Word opens the document in "compatibility mode".
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{locale(language)}"/>'
        f'<w:decimalSymbol w:val="{"," if comma else "."}"/>'
        f'<w:listSeparator w:val="{";" if comma else ","}"/></w:settings>'
    )


def _write_fonts() -> str:
    written = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/>'
        f'<w:charset w:val="00"/><w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, other, family, pitch, panose in _FONTS
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{written}</w:fonts>"
