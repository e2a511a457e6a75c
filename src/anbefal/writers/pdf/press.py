"""The press: what has typst print a source. It gets that and the pictures, and nothing else."""

import atexit
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from anbefal.errors import AnbefalError
from anbefal.i18n import msg
from anbefal.model.document import Image

Pictures = Mapping[str, tuple[str, Image]]
"""File name and picture, by the source in the Markdown."""

_SUFFIXES = MappingProxyType({"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"})
_MOST_PIXELS = 60_000_000
"""A picture is unpacked in memory, four bytes a pixel."""
_UNDRAWN = ("could not be displayed", "disallowed codepoint")
_AT_LINE = re.compile(r"┌─ \S+\.typ:(\d+):")

_QUIETLY = getattr(subprocess, "CREATE_NO_WINDOW", 0)

_drawn: dict[str, bool] = {}
"""Whether the fonts have some letters, by the letters: it never changes."""


class UnknownLetters(Exception):
    """Say that the fonts lack letters of a text."""


class Refused(Exception):
    """Say that typst refused a source, with its reason."""


class Stopped(Exception):
    """Say that typst ended before the file was ready, as it does where memory is short."""


def require() -> None:
    """Raise AnbefalError where typst is not installed."""
    if not _place():
        raise AnbefalError(
            msg("PDF needs typst, which is not installed"),
            msg('install it: pip install "anbefal[pdf]"'),
        )


def _place() -> str:
    """Give the folder that typst is imported from; "" where it is not installed."""
    found = find_spec("typst")
    return str(Path(found.origin).parents[1]) if found and found.origin else ""


def print_pdf(source: str, pictures: Pictures) -> bytes:
    """Print a source as PDF/UA-1.

    typst reads below a folder of its own that holds the pictures alone, and no fonts but its own.
    Raises UnknownLetters where the fonts lack some of the letters, and Refused or Stopped.
    """
    return _run(source, pictures, accessible=True)


def _run(source: str, pictures: Pictures, accessible: bool) -> bytes:
    with TemporaryDirectory(prefix="anbefal-") as folder:
        for name, image in pictures.values():
            Path(folder, name).write_bytes(image.data)
        order = {"source": source, "folder": folder, "accessible": accessible}
        told, printed = _press().print(order)
    if "error" not in told:
        return printed
    if any(known in told["error"] for known in _UNDRAWN):
        raise UnknownLetters(told["places"])
    raise Refused(told["error"])


class _Press:
    """A worker that prints for this process, one source after the other."""

    def __init__(self) -> None:
        """Start it. It hears nothing of Python's own settings."""
        self.owner = os.getpid()
        worker = str(Path(__file__).with_name("worker.py"))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", worker, _place()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=_QUIETLY,
            )
        except OSError as error:
            raise Stopped(str(error)) from error

    def print(self, order: Mapping[str, object]) -> tuple[dict[str, str], bytes]:
        """Have a source printed; give what the worker tells, and the file."""
        orders, answers = self._process.stdin, self._process.stdout
        assert orders and answers
        try:
            orders.write(json.dumps(order).encode() + b"\n")
            orders.flush()
            told = json.loads(answers.readline())
            printed = answers.read(told["size"])
        except (OSError, ValueError) as error:
            self.end()
            raise Stopped(str(error)) from error
        except BaseException:
            # After Ctrl-C the next answer would be the one to this order.
            self.end()
            raise
        if len(printed) < told["size"]:
            self.end()
            raise Stopped
        return told, printed

    def end(self) -> None:
        """Stop it."""
        _presses.clear()
        self._process.kill()
        with suppress(OSError), self._process:
            pass


_presses: list[_Press] = []
"""The one that works for this process, where there is one."""


def _press() -> _Press:
    if _presses and _presses[0].owner != os.getpid():
        # Our parent's: two who give it orders would get one another's answers.
        _inherited.append(_presses.pop())
    if not _presses:
        _presses.append(_Press())
    return _presses[0]


_inherited: list[_Press] = []
"""Kept, so that nothing is closed that belongs to another process."""


@atexit.register
def close() -> None:
    """Stop the worker, where there is one."""
    if _presses and _presses[0].owner == os.getpid():
        _presses[0].end()


def undrawable(letters: frozenset[str]) -> frozenset[str]:
    """Give those letters that no font of typst's has."""
    asked = sorted(letters - _drawn.keys())
    if asked:
        # A line each, so that the line of an error names the letters.
        source = "\n".join([_PROBE, *(f'#"{at}"#parbreak()' for at in asked)])
        first = _PROBE.count("\n") + 2
        wrong: set[str] = set()
        try:
            _run(source, {}, accessible=True)
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
        _run(source, pictures, accessible=False)
    except Refused:
        return False
    return True
