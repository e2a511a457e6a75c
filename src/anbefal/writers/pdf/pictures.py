"""Pictures: with their alternative text, never wider than the text or higher than the page."""

from anbefal.i18n import msg, translate
from anbefal.model.document import Image
from anbefal.writers.pdf.code import points

_PIXEL = 0.75
"""Points to a pixel, at 96 to the inch."""
_HIGHEST = 620.0


def unnamed(language: str) -> str:
    """Say that a picture stood here that nobody told in words."""
    return translate(msg("picture without a description"), language)


def draw(name: str, image: Image, alt: str, width: float) -> str:
    """Write a picture, scaled down to a width; `alt` is ready as a literal."""
    scale = min(1.0, max(width, 1) / (image.width * _PIXEL), _HIGHEST / (image.height * _PIXEL))
    across, down = (max(1.0, side * _PIXEL * scale) for side in (image.width, image.height))
    return f'box(image("{name}", alt: {alt}, width: {points(across)}, height: {points(down)}))'
