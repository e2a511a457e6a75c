"""Opening a stranger's package: nothing is trusted, and nothing is unpacked to a folder.

A Word file is a ZIP file of XML parts. It could hold a bomb, programs, parts that fetch something,
or a document type that names other files: each is refused before anything of it is read.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from typing import Any, NamedTuple
from zlib import error as ZlibError

from docx.oxml import parse_xml

from anbefal.i18n import Message, msg

MAX_BYTES = 20 * 1024 * 1024
_MAX_MEMBERS, _MAX_SUM, _MAX_PART = 2000, 50 * 1024 * 1024, 8 * 1024 * 1024
_MAX_RATIO, _SMALL = 200, 256 * 1024

PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = re.compile(
    r"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.(?:document|template)\.main"
    r"\+xml"
)
_PROGRAMS = re.compile(r"vbaproject|vbadata|macroenabled|activex|oleobject", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]*)""")


class Refused(Exception):
    """Say why a Word file cannot give its looks, and what to do about it."""

    def __init__(self, message: Message, hint: Message) -> None:
        """Take both lines; which file it is, the caller knows."""
        super().__init__(message.text)
        self.message = message
        self.hint = hint


AGAIN = msg('open it in Word or LibreOffice and save it anew as a plain "Word document (.docx)"')
_SMALLER = msg("take out the text and the large pictures: only the looks are used")


class Link(NamedTuple):
    """A relationship of a part: its kind, and where it leads."""

    kind: str
    target: str
    external: bool


class Incoming:
    """A package that was opened: its parts are read one at a time, within limits."""

    def __init__(self, data: bytes) -> None:
        """Look through the list of parts. Raises Refused."""
        if len(data) > MAX_BYTES:
            raise Refused(msg("the file is larger than {limit} MB", limit=20), _SMALLER)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise Refused(msg("this is no Word file (.docx)"), AGAIN) from None
        members = self._zip.infolist()
        if len(members) > _MAX_MEMBERS or sum(one.file_size for one in members) > _MAX_SUM:
            raise Refused(msg("the file holds too much when it is unpacked"), _SMALLER)
        self._members = {one.filename: one for one in members}
        if len(self._members) != len(members) or any(_is_odd(one) for one in members):
            raise Refused(msg("the file is packed in a way that Word does not use"), AGAIN)
        if any(_PROGRAMS.search(name) for name in self._members):
            raise _programs()
        self._look_at_types()

    def _look_at_types(self) -> None:
        types = self.read("[Content_Types].xml")
        kinds = [str(at.get("ContentType")) for at in types if at.get("ContentType")]
        if any(_PROGRAMS.search(kind) for kind in kinds):
            raise _programs()
        parts = [
            str(at.get("PartName")).lstrip("/")
            for at in types.findall(f"{_TYPES}Override")
            if _MAIN.fullmatch(str(at.get("ContentType")))
        ]
        if len(parts) != 1:
            raise Refused(msg("this is no Word file (.docx)"), AGAIN)
        self.main = parts[0]
        """The name of the document's own part."""

    def names(self) -> list[str]:
        """Give the names of all parts."""
        return list(self._members)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a part of a name."""
        return name in self._members

    def bytes_of(self, name: str, limit: int = _MAX_PART) -> bytes:
        """Give the bytes of a part. Raises Refused where it is missing, damaged or too large."""
        try:
            with self._zip.open(self._members[name]) as part:
                data = part.read(limit + 1)
        except (KeyError, zipfile.BadZipFile, ZlibError, EOFError, RuntimeError, OSError):
            raise damaged(name) from None
        if len(data) > limit:
            raise Refused(msg('the part "{part}" is too large', part=name), _SMALLER)
        return data

    def read(self, name: str) -> Any:
        """Give the root element of a part. Raises Refused where it is no plain XML."""
        data = self.bytes_of(name).removeprefix(b"\xef\xbb\xbf")
        declared = _DECLARED.match(data)
        plain = not declared or declared[1].lower() in (b"utf-8", b"utf8", b"us-ascii", b"ascii")
        # Other encodings could hide a document type from whoever looks for its letters.
        if not plain or b"\x00" in data or _DOCTYPE.search(data):
            raise Refused(msg('the part "{part}" is no plain XML', part=name), AGAIN)
        try:
            return parse_xml(data)
        except (SyntaxError, ValueError):
            raise Refused(msg('the part "{part}" is no plain XML', part=name), AGAIN) from None

    def links(self, part: str) -> Mapping[str, Link]:
        """Give the relationships of a part by their ids."""
        folder, _, name = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self:
            return {}
        return {
            str(at.get("Id")): Link(
                str(at.get("Type")),
                _place(folder, at),
                str(at.get("TargetMode", "")).lower() == "external",
            )
            for at in self.read(rels).findall(f"{PACKAGE_RELS}Relationship")
        }


def _place(folder: str, at: Any) -> str:
    target = str(at.get("Target"))
    if str(at.get("TargetMode", "")).lower() == "external":
        return target
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _is_odd(member: zipfile.ZipInfo) -> bool:
    # Word stores and deflates, and encrypts otherwise; no text shrinks to a two-hundredth.
    packed = member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    bomb = member.file_size > max(_SMALL, member.compress_size * _MAX_RATIO)
    return packed or bomb or bool(member.flag_bits & 1)


def damaged(part: str) -> Refused:
    """Say that a part cannot be used."""
    return Refused(msg('the part "{part}" is missing or damaged', part=part), AGAIN)


def _programs() -> Refused:
    return Refused(
        msg("the file holds programs (macros or embedded objects)"),
        msg('save it in Word as "Word document (.docx)", without macros and embedded objects'),
    )
