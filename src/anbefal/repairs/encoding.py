"""Encoding: UTF-8 without a mark, lines that end as everywhere, letters in their composed form."""

import re
import unicodedata

from anbefal.files import decode
from anbefal.i18n import msg
from anbefal.repairs.repaired import Done, Repaired

_BOM = b"\xef\xbb\xbf"


def repair(data: bytes) -> Repaired:
    """Read a file's bytes into lines. They must be readable."""
    decoded = decode(data)
    done = []
    if decoded.encoding != "utf-8":
        done.append(
            msg("saved as UTF-8, not as {encoding}: check æ, ø and å", encoding=decoded.encoding)
        )
    elif data.startswith(_BOM):
        done.append(msg("the byte-order mark taken away"))
    text = re.sub(r"\r\n?", "\n", decoded.text)
    if text != decoded.text:
        done.append(msg("the ends of the lines set as everywhere else"))
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        done.append(msg("letters put together that were saved in two parts"))
    lines = composed.split("\n")
    if lines[-1]:
        done.append(msg("a line end set behind the last line"))
    else:
        lines.pop()
    return Repaired(tuple(lines), tuple(Done(1, message) for message in done))
