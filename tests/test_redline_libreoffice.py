"""LibreOffice's own accept and reject: what it then shows is what it shows of the text itself."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from redline_pairs import pair

from anbefal.model import Revision
from anbefal.writers.docx import redline, write
from tools import require_tool, require_uno

WHOLE = os.environ.get("ANBEFAL_TORTURE") == "1"
PAIRS = range(200) if WHOLE else range(2, 6)
SCRIPT = Path(__file__).parent / "libreoffice_changes.py"
Shown = list[tuple[str, str, int, list[tuple[str, object]]]]


def show(orders: list[tuple[str, Path]], profile: Path) -> list[Shown]:
    """Let LibreOffice open files one by one, and give what it shows of each."""
    python, soffice = require_uno(), require_tool("soffice")
    words = [f"{choice}:{path}" for choice, path in orders]
    done = subprocess.run(
        [python, str(SCRIPT), soffice, str(profile), *words],
        capture_output=True,
        text=True,
        timeout=60 + 10 * len(orders),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [plain(json.loads(line)) for line in done.stdout.splitlines()]


def plain(shown: list[list[object]]) -> Shown:
    """Leave out where links lead, names of styles of letters, and lines that only make room.

    LibreOffice leaves an empty line where the paragraph before a table, or a last one, went.
    """
    found: Shown = []
    for style, label, level, words in shown:
        if "After Table" in style or not (words or label):
            continue
        joined: list[tuple[str, object]] = []
        for text, look in words:
            if look != "note":
                slant, struck, letters, bold, link = json.loads(look)
                look = (slant, struck, letters == "Verbatim Char", bold, bool(link))
            if joined and joined[-1][1] == look:
                text = joined.pop()[0] + text
            if text:
                joined.append((text, look))
        found.append((style, label, level, joined))
    return found


@pytest.mark.torture
@pytest.mark.timeout(3000)
def test_nine_of_ten_texts_come_out_whole(tmp_path: Path) -> None:
    orders: list[tuple[str, Path]] = []
    for seed in PAIRS:
        old, new = pair(seed)
        files = {"redline": redline.write([Revision(old, new, "AB", "2026-05-23T09:10:00Z")])}
        files |= {"accept": write(new), "reject": write(old)}
        for name, data in files.items():
            (tmp_path / f"{seed}.{name}.docx").write_bytes(data)
        for choice in ("accept", "reject"):
            orders.append((choice, tmp_path / f"{seed}.redline.docx"))
            orders.append(("show", tmp_path / f"{seed}.{choice}.docx"))
    shown = show(orders, tmp_path / "profile")
    assert len(shown) == len(orders)
    told = zip(orders[::2], shown[::2], shown[1::2], strict=True)
    wrong = [f"{choice} {path.name}" for (choice, path), made, want in told if made != want]
    assert len(wrong) * 10 <= len(shown) // 2, wrong
