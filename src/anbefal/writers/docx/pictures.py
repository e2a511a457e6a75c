"""Pictures: inline drawings with their alternative text, never wider than the text."""

from types import MappingProxyType

from anbefal.i18n import msg, translate
from anbefal.model.document import Image
from anbefal.writers.docx import markup
from anbefal.writers.docx.pen import Pen

# What every Word draws; anything else is printed as its alternative text.
SUFFIXES = MappingProxyType(
    {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif", "image/bmp": "bmp"}
)

# English Metric Units: 914,400 to the inch, so 9,525 to a pixel and 635 to a twip.
_PIXEL, _TWIP = 9525, 635


def can_embed(image: Image) -> bool:
    """Tell whether Word draws this kind of picture."""
    return image.media_type in SUFFIXES and image.width > 0 and image.height > 0


def unnamed(language: str) -> str:
    """Say that a picture stood here that can neither be shown nor be told in words."""
    return translate(msg("picture without a description"), language)


def draw(image: Image, source: str, alt: str, title: str, width: int, pen: Pen) -> str:
    """Write a picture as a run, scaled down to `width` twips and the height of the page."""
    name, _ = pen.pictures.setdefault(source, (f"image{len(pen.pictures) + 1}", image))
    pen.part.pictures[name] = None
    number = pen.new_id()
    scale = min(
        1.0,
        max(width, 1) * _TWIP / (image.width * _PIXEL),
        pen.page.text_height * _TWIP / (image.height * _PIXEL),
    )
    across = max(1, int(image.width * _PIXEL * scale))
    down = max(1, int(image.height * _PIXEL * scale))
    told = f' descr="{markup.attribute(alt)}"'
    told += f' title="{markup.attribute(title)}"' if title else ""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{name}"{told}/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{name}"/><a:stretch><a:fillRect/></a:stretch>'
        '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
