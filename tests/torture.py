"""One document that holds everything, nested and hostile: what every writer must print."""

import struct
import zlib
from pathlib import Path

from anbefal.composers.draft import compose_plain
from anbefal.model import Document, Image, Template
from anbefal.readers import markdown
from anbefal.values import replace

TEXT = (Path(__file__).parent / "samples" / "torture" / "torture.md").read_text("utf-8")
HOSTILE = "<b>&amp; \"x\" 'y' ]]> --> </w:t> {{ 7 * 7 }} \x0b\u202e"


def grown() -> str:
    """Give the text with what nobody writes by hand: wide and long tables, deep lists, many words.

    They stand before the definitions of notes, which are last in the file.
    """
    wide = "\n".join(["| " + " | ".join(f"k{n}" for n in range(70)) + " |", "|-" * 70 + "|"])
    wide += "\n| " + " | ".join("ord" for _ in range(70)) + " |"
    long = "| Nr. | Tekst | Beløb |\n|--:|:--|--:|\n"
    long += "\n".join(f"| {n} | række **{n}** med ord | {n}.000 kr. |" for n in range(120))
    deep = "\n".join("   " * depth + f"1. dybde {depth}" for depth in range(12))
    quotes = "> " * 28 + "- [x] inderst"
    words = "Mange ord i ét afsnit, som fylder mere end en side. " * 120
    text, mark, notes = TEXT.partition("\n[^en]:")
    parts = ("## Bred", wide, "## Lang", long, "## Dyb", deep, quotes, "## Mange ord", words)
    return "\n\n".join([text, *parts]) + "\n" + mark + notes


def torture(language: str = "da", text: str = "") -> Document:
    """Compose it, or another text, in a language, with all that can stand round a text."""
    template = Template(title="", language="en" if language == "en" else "da", name="plain")
    data = (text or grown()).encode()
    draft = markdown.read(data, "torture.md", template.name, lambda _: template)
    return replace(
        compose_plain(draft, {"ko.png": picture(900, 40)}),
        subtitle=f"Undertitel {HOSTILE}",
        authors=("AB", HOSTILE),
        publisher=f"Borgersamling Nordvig {HOSTILE}",
        status=f"Udkast {HOSTILE}",
        date="2026-05-23T01:30:00+02:00",
        identifier=f"torture@4f1c {HOSTILE}",
        keywords=("velfærd", HOSTILE),
        facts=(("Gruppe", "2"), ("Skrivere", HOSTILE), (HOSTILE, "Langt" * 100)),
        contents=3,
    )


def picture(width: int, height: int) -> Image:
    """Make a grey PNG picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\xaa" * width for _ in range(height)))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return Image(data, "image/png", width, height)
