"""The press: typst's one door. It gets our source and the document's pictures, and nothing else."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.model.document import Image

if TYPE_CHECKING:
    from typst import PDFStandard

Pictures = Mapping[str, tuple[str, Image]]
"""File name and picture, by the source in the Markdown."""

_SUFFIXES = MappingProxyType({"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"})
_MOST_PIXELS = 60_000_000
"""A picture is unpacked in memory, four bytes a pixel."""
_UNDRAWN = ("could not be displayed", "disallowed codepoint")
_AT_LINE = re.compile(r"┌─ \S+\.typ:(\d+):")

_drawn: dict[str, bool] = {}
"""Whether the fonts have some letters, by the letters: it never changes."""


class UnknownLetters(Exception):
    """Say that the fonts lack letters of a text."""


def require() -> None:
    """Raise AnbefalError where typst is not installed."""
    _typst()


def _typst() -> ModuleType:
    try:
        import typst
    except ImportError:
        raise AnbefalError(
            msg("PDF needs typst, which is not installed"),
            msg('install it: pip install "anbefal[pdf]"'),
        ) from None
    return typst


def print_pdf(source: str, pictures: Pictures) -> bytes:
    """Print a source as PDF/UA-1. Raises UnknownLetters where the fonts lack some of its letters.

    typst reads below a folder of its own that holds the pictures alone, and no fonts but its own.
    """
    return _run(source, pictures, ["ua-1"])


def _run(source: str, pictures: Pictures, standards: "list[PDFStandard]") -> bytes:
    typst = _typst()
    with TemporaryDirectory(prefix="anbefal-") as folder:
        for name, image in pictures.values():
            Path(folder, name).write_bytes(image.data)
        try:
            printed: bytes = typst.compile(
                source.encode("utf-8"),
                root=folder,
                ignore_system_fonts=True,
                format="pdf",
                package_path=folder,
                package_cache_path=folder,
                pdf_standards=standards,
                timestamp=0,
            )
        except typst.TypstError as error:
            if any(told in error.message for told in _UNDRAWN):
                raise UnknownLetters(error.diagnostic) from error
            raise
        return printed


def undrawable(letters: frozenset[str]) -> frozenset[str]:
    """Give those letters that no font of typst's has."""
    asked = sorted(letters - _drawn.keys())
    if asked:
        # A line each, so that the line of an error names the letters.
        source = "\n".join([_PROBE, *(f'#"{at}"#parbreak()' for at in asked)])
        first = _PROBE.count("\n") + 2
        wrong: set[str] = set()
        try:
            _run(source, {}, ["ua-1"])
        except UnknownLetters as error:
            wrong = {asked[int(line) - first] for line in _AT_LINE.findall(str(error))}
        _drawn.update((at, at not in wrong) for at in asked)
    return frozenset(at for at in letters if not _drawn[at])


_PROBE = '#set document(title: "x")\n#set text(font: "Libertinus Serif")'


def drawable(images: Mapping[str, Image]) -> Pictures:
    """Give the pictures that typst can read; the others are told by their alternative text."""
    named = {
        source: (f"image{number}.{_SUFFIXES[image.media_type]}", image)
        for number, (source, image) in enumerate(images.items(), start=1)
        if image.media_type in _SUFFIXES and 0 < image.width * image.height <= _MOST_PIXELS
    }
    if not named or _reads(named):
        return named
    return {source: one for source, one in named.items() if _reads({source: one})}


def _reads(pictures: Pictures) -> bool:
    source = "".join(f'#image("{name}", width: 1pt)\n' for name, _ in pictures.values())
    try:
        _run(source, pictures, [])
    except _typst().TypstError:
        return False
    return True
