"""Pictures: only PNG, JPEG and GIF files below the draft's own folder are ever embedded."""

import struct
from collections.abc import Iterator
from pathlib import Path

from anbefal import tree
from anbefal.model import Draft, Image, Problem

MAX_BYTES = 10 * 1024 * 1024


def load_pictures(draft: Draft, folder: Path) -> tuple[dict[str, Image], list[Problem]]:
    """Load every picture that a draft shows; what cannot be printed becomes a problem."""
    images: dict[str, Image] = {}
    problems: list[Problem] = []
    if not any("![" in line for line in draft.lines):
        return images, problems
    for node in _image_nodes(draft):
        source = str(node.attrs.get("src", ""))
        if source not in images:
            image = _load(source, folder)
            if image:
                images[source] = image
                continue
            line = tree.line(node)
            problems.append(Problem("picture", line, 1, {"source": source}))
    return images, problems


def _image_nodes(draft: Draft) -> Iterator[tree.Node]:
    blocks = [*draft.lead, *(node for section in draft.sections for node in section.nodes)]
    return tree.pictures(blocks)


def _load(source: str, folder: Path) -> Image | None:
    from urllib.parse import unquote

    name = unquote(source)
    if not name or "\x00" in name or ":" in name or name.startswith(("/", "\\", "#")):
        return None
    try:
        path = (folder / name).resolve(strict=True)
        inside = path.is_relative_to(folder.resolve())
        if not inside or not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return read_image(path.read_bytes())
    except (OSError, ValueError):
        return None


def read_image(data: bytes) -> Image | None:
    """Give a picture with its media type and size, which its own bytes tell, not its name."""
    size: tuple[int, int] | None = None
    kind = ""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) > 24:
        kind, size = "image/png", struct.unpack(">II", data[16:24])
    elif data[:6] in (b"GIF87a", b"GIF89a") and len(data) > 10:
        kind, size = "image/gif", struct.unpack("<HH", data[6:10])
    elif data.startswith(b"\xff\xd8\xff"):
        kind, size = "image/jpeg", _jpeg_size(data)
    if size is None or 0 in size or max(size) > 20_000:
        return None
    return Image(data, kind, size[0], size[1])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + max(length, 2)
    return None
