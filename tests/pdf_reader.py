"""Read a PDF back: its words in the order they are printed, its structure, and what is wrong."""

import io
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import outloud
import page as conformance
import pikepdf
import pymupdf

from tools import require_tool

# The edges hold running heads and page numbers.
_TOP, _FOOT = 80, 770


class Line(NamedTuple):
    """A printed line: its page, its words, where it stands, and how large its letters are."""

    page: int
    words: str
    box: tuple[float, float, float, float]
    size: float


def lines(data: bytes, top: int = _TOP - 15) -> list[Line]:
    """Give the lines between the edges, in the order they are printed."""
    found = []
    with pymupdf.open(stream=data) as document:
        for number, page in enumerate(document):
            for block in page.get_text("dict")["blocks"]:
                for line in block.get("lines", ()):
                    if line["bbox"][1] > top and line["bbox"][3] < _FOOT:
                        words = "".join(span["text"] for span in line["spans"])
                        size = max(span["size"] for span in line["spans"])
                        found.append(Line(number, words, line["bbox"], size))
    return found


def text(data: bytes) -> str:
    """Give the words between the edges; a word that was broken over lines is one again."""
    edges = ["-x", "0", "-y", f"{_TOP - 15}", "-W", "600", "-H", f"{_FOOT - _TOP + 15}"]
    command = [require_tool("pdftotext"), "-raw", "-nopgbrk", *edges, "-enc", "UTF-8", "-", "-"]
    found = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return re.sub("(\u200b|\u00ad(?=\n))\n?", "", found)


def tags(data: bytes) -> list[tuple[str, str]]:
    """Give type and alternative text of the structure's elements, in the order they are heard."""
    with pikepdf.open(io.BytesIO(data)) as document:
        return list(_tags(document.Root.StructTreeRoot.K))


def _tags(element: Any) -> Iterator[tuple[str, str]]:
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from _tags(child)
    elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
        yield str(element.S)[1:], str(element.get("/Alt", ""))
        yield from _tags(element.get("/K"))


def faults(data: bytes, passed: tuple[str, ...] = ()) -> list[str]:
    """Give what two validators that share no code find, but for some rules of the second."""
    report = conformance.validate_pdf_bytes(data, profile="ua1")
    found = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if not report.is_compliant and not found:
        found.append("not compliant")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "some-name.pdf")
        path.write_bytes(data)
        heard = outloud.check(str(path))
    found += [heard.error] if heard.error else []
    return found + [
        f"{one.rule}: {one.message} ({one.evidence})"
        for one in heard.findings
        if one.rule not in passed
    ]
