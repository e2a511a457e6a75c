"""Values: msgspec's door for everything that only holds values (`workspace.config` decodes them).

Its structs cost a third of a dataclass to define, and the two TOML files are checked against them.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec import Meta, MsgspecError, Struct, convert, to_builtins
from msgspec.json import decode, encode, format
from msgspec.msgpack import Decoder, Encoder, Ext
from msgspec.structs import replace

from anbefal.i18n import Message

__all__ = [
    "Meta",
    "Struct",
    "Unpackable",
    "as_json",
    "convert",
    "decode_json",
    "packer",
    "replace",
    "retyped",
    "to_builtins",
    "unpacker",
]

T = TypeVar("T")
_MESSAGE = 1


class Unpackable(Exception):
    """Say that bytes hold no value of a kind, or that a value cannot become bytes."""


def retyped(value: object, kind: Any) -> Any:
    """Make a value of plain dicts and lists one of a kind again. Raises Unpackable."""
    try:
        return convert(value, kind)
    except (MsgspecError, ValueError, TypeError) as error:
        raise Unpackable(str(error)) from None


def decode_json(data: bytes, kind: type[T]) -> T:
    """Read a value of a kind from JSON. Raises Unpackable."""
    try:
        return decode(data, type=kind)
    except (MsgspecError, ValueError) as error:
        raise Unpackable(str(error)) from None


def packer(leave_out: type) -> Callable[[object], bytes]:
    """Give what turns values into bytes; what is of the type `leave_out` is left out of them.

    It raises Unpackable for a text that is none, such as a file's name in another encoding.
    """

    def hook(value: object) -> object:
        if isinstance(value, leave_out):
            return None
        if isinstance(value, Message):
            parts = (value.text, dict(value.values), value.plural, value.count)
            return Ext(_MESSAGE, encoder.encode(parts))
        raise NotImplementedError(type(value).__name__)

    def pack(value: object) -> bytes:
        try:
            return encoder.encode(value)
        except UnicodeEncodeError as error:
            raise Unpackable(str(error)) from None

    encoder = Encoder(enc_hook=hook)
    return pack


def unpacker(kind: type[T], leave_out: Callable[[], object]) -> Callable[[bytes], T]:
    """Give what turns bytes back into values of a kind; `leave_out` makes what was left out.

    Raises Unpackable for bytes that were written otherwise.
    """

    def extension(code: int, data: memoryview) -> object:
        text, values, plural, count = parts.decode(data)
        return Message(text, values, plural, count)

    def hook(wanted: type, value: Any) -> object:
        return value if isinstance(value, wanted) else leave_out()

    parts = Decoder(tuple[str, dict[str, object], str, int], ext_hook=extension)
    decoder = Decoder(kind, dec_hook=hook, ext_hook=extension)

    def unpack(data: bytes) -> T:
        try:
            return decoder.decode(data)
        except (MsgspecError, ValueError, TypeError) as error:
            raise Unpackable(str(error)) from None

    return unpack


def as_json(value: object) -> str:
    """Write plain values as JSON, indented by two, letters as they are.

    Raises UnicodeEncodeError for a name that is no UTF-8.
    """
    return format(encode(value), indent=2).decode()
