"""The ZIP file: the same parts give the same bytes, whatever the clock, zone or folder.

Parts that never change are deflated once a process (`pack` is given the ready `Entry`): packing
them anew for every draft cost more than writing the draft.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

# 1 January 1980, the earliest that ZIP knows.
_TIME, _DATE = 0, 1 << 5 | 1
_VERSION, _UTF8, _DEFLATED = 20, 0x800, 8


class Entry(NamedTuple):
    """A deflated part."""

    name: str
    packed: bytes
    checksum: int
    size: int


def deflate(name: str, data: str | bytes, level: int = 6) -> Entry:
    """Make an entry of a part's text or bytes; level 0 for what is packed already."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name, packer.compress(raw) + packer.flush(), zlib.crc32(raw), len(raw))


def pack(entries: Iterable[Entry]) -> bytes:
    """Give the ZIP file that holds the entries in their order."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for entry in entries:
        name = entry.name.encode("utf-8")
        common = struct.pack(
            "<HHHHHIIIHH",
            _VERSION,
            _UTF8,
            _DEFLATED,
            _TIME,
            _DATE,
            entry.checksum,
            len(entry.packed),
            entry.size,
            len(name),
            0,
        )
        local = b"PK\x03\x04" + common + name
        directory.append(
            b"PK\x01\x02"
            + struct.pack("<H", _VERSION)
            + common
            + struct.pack("<HHHII", 0, 0, 0, 0, offset)
            + name
        )
        body += (local, entry.packed)
        offset += len(local) + len(entry.packed)
    listing = b"".join(directory)
    end = struct.pack("<HHHHIIH", 0, 0, len(directory), len(directory), len(listing), offset, 0)
    return b"".join(body) + listing + b"PK\x05\x06" + end
