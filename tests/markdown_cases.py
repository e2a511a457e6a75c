"""Cases of Markdown with the HTML that they stand for: CommonMark's own, and ours for GitHub's.

In ours a reference to a footnote is `<sup>` and its number; the notes follow in a `<section>`.
"""

import re
from pathlib import Path
from typing import NamedTuple

from tools import npm_package

GFM = Path(__file__).parent / "samples" / "gfm"

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.DOTALL | re.MULTILINE)
_CASE = re.compile(
    r"^## ([^\n]+)\n\n`{8}markdown\n(.*?)^`{8}\n\n`{8}html\n(.*?)^`{8}$", re.DOTALL | re.MULTILINE
)
# Three examples tell that a bare address is no link, which GitHub's Markdown makes it.
_BARE = {608: "https://foo.bar", 611: "https://example.com", 612: "foo@bar.example.com"}


class Case(NamedTuple):
    """A text and the HTML that it stands for."""

    name: str
    markdown: str
    html: str


def commonmark_cases(folder: Path) -> list[Case]:
    """Fetch the 652 examples of CommonMark 0.31.2 into a folder; they are not ours to keep."""
    text = (npm_package("commonmark-spec@0.31.2", folder) / "spec.txt").read_text("utf-8")
    found = _EXAMPLE.findall(text.replace("→", "\t"))
    assert len(found) == 652
    return [
        Case(f"CommonMark {number}", markdown, _linked(html, _BARE.get(number, "")))
        for number, (markdown, html) in enumerate(found, 1)
    ]


def _linked(html: str, address: str) -> str:
    if not address:
        return html
    assert html.count(address) == 1
    target = f"mailto:{address}" if "@" in address else address
    return html.replace(address, f'<a href="{target}">{address}</a>')


def gfm_cases() -> list[Case]:
    """Give our cases of tables, struck words, tasks, addresses and footnotes."""
    return [
        Case(f"{path.stem}: {name}", markdown, html)
        for path in sorted(GFM.glob("*.md"))
        for name, markdown, html in _CASE.findall(path.read_text("utf-8"))
    ]
