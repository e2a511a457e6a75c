"""The text of a file, in any of the encodings that programs save it in."""

from anbefal.errors import AnbefalError
from anbefal.files import decode
from anbefal.i18n import msg


def text_of(name: str, data: bytes) -> str:
    """Give a file's text. Raises AnbefalError for one that holds none."""
    decoded = decode(data)
    if not decoded.readable:
        raise AnbefalError(
            msg('"{path}" is no text', path=name),
            msg("save it as text in UTF-8, and try again"),
        )
    return decoded.text
