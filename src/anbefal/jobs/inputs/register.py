"""The register: the first wordings of comments, written behind those that are there."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.i18n import msg, translate
from anbefal.model import Input

_HEAD = msg(
    "Comments as they were first written down. anbefal adds to this file; nothing is taken out."
)


def add_to_register(old: bytes | None, new: Sequence[Input], path: Path, language: str) -> bytes:
    """Give the register's bytes with new comments behind the old ones.

    Raises AnbefalError where it would grow past the limit, or is written in another form.
    """
    start = old if old is not None else f"# {translate(_HEAD, language)}\n".encode()
    gap = b"" if not start or start.endswith(b"\n") else b"\n"
    made = start + gap + "".join(map(_table, new)).encode("utf-8")
    if len(made) > files.MAX_REGISTER_BYTES:
        limit = files.MAX_REGISTER_BYTES // 1024
        raise AnbefalError(
            msg("{path} would grow past {limit} KB", path=path.name, limit=limit),
            msg("nothing was written; import fewer comments"),
        )
    try:
        tomllib.loads(made.decode("utf-8-sig"))
    except ValueError:
        raise AnbefalError(
            msg("{path} cannot be added to as it stands", path=path.name),
            msg("write each comment as a table of its own: [[input]]"),
        ) from None
    return made


def _table(one: Input) -> str:
    lines = [f"id = {_quoted(one.id)}", f"text = {_quoted(one.text)}"]
    lines += [f"source = {_quoted(one.source)}"] if one.source else []
    lines += [f"group = {_quoted(one.group)}"] if one.group else []
    return "\n[[input]]\n" + "".join(f"{line}\n" for line in lines)


def _quoted(text: str) -> str:
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(signs.get(sign, sign) for sign in text) + '"'
