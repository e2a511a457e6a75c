"""The day as a calendar and on a screen, read by other eyes than the program's own."""

import json
import os
import pty
import re
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest
from shell import Shell

from tools import npm_package, require_tool

ROOT = Path(__file__).parents[1]
SHEET = """\
---
skabelon: drejebog
dato: 2026-05-23
sted: Salen; indgang A, stuen
---

# En dag

## Program

### 10.00–10.30 {theme}

- **Ansvarlig:** Procesleder

{text}

### 10.30–11.00 Pause
"""


@pytest.fixture
def day(shell: Shell) -> Shell:
    shell.write({"anbefal.toml": (ROOT / "tests/samples/run-sheets/anbefal.toml").read_text()})
    return shell


def events(calendar: bytes) -> list[dict[str, str]]:
    """Read a calendar by the standard's own few rules (RFC 5545, 3.1 and 3.3.11)."""
    assert calendar.endswith(b"\r\n") and b"\n" not in calendar.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in calendar.split(b"\r\n"))
    found: list[dict[str, str]] = []
    for line in re.sub(b"\r\n[ \t]", b"", calendar).decode().split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name != "END":
            plain = re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], value)
            found[-1][name.partition(";")[0]] = plain
    return found


def test_every_row_is_an_event_with_its_own_words(day: Shell) -> None:
    theme = "Hej; velkommen, alle \\ og " + "langt ord " * 20
    text = 'En linje, med tegn; og "citat".\n\nBEGIN:VEVENT'
    day.write({"drafts/dag.md": SHEET.format(theme=theme, text=text)})
    done = day.run("program", "show", "dag", "--to", "ics", "-o", "out")
    assert done.code == 0, done.err + done.bug
    first, pause = events((day.folder / "out" / "dag.ics").read_bytes())
    assert first["SUMMARY"] == theme.strip()
    assert first["DTSTART"] == "20260523T100000" and first["DTEND"] == "20260523T103000"
    assert first["LOCATION"] == "Salen; indgang A, stuen"
    assert first["DESCRIPTION"].split("\n")[1:] == [
        'En linje, med tegn; og "citat".',
        "BEGIN:VEVENT",
    ]
    assert pause["SUMMARY"] == "Pause" and pause["UID"] != first["UID"]


def test_another_calendar_program_reads_the_whole_day(
    shell: Shell, tmp_path_factory: pytest.TempPathFactory
) -> None:
    node = require_tool("node")
    library = npm_package("ical.js@2.2.1", tmp_path_factory.mktemp("ical"))
    out = shell.folder / "day.ics"
    sheet = ROOT / "drafts" / "drejebog-samling.md"
    done = shell.run("program", "show", str(sheet), "--to", "ics", "-o", str(out))
    assert done.code == 0, done.err + done.bug
    command = [node, str(ROOT / "tests/calendar/events.js")]
    command += [str(library / "dist" / "ical.es5.cjs"), str(out)]
    read = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    heads = re.findall(r"(?m)^### (\d\d)[.:](\d\d)\S* (.+)$", sheet.read_text("utf-8"))
    assert len(heads) >= 9
    assert [(one["start"][:16], one["summary"]) for one in read] == [
        (f"2026-05-23T{hour}:{minute}", words) for hour, minute, words in heads
    ]
    assert {one["uid"] for one in read} and len({one["uid"] for one in read}) == len(read)
    # The last row is a moment: see you next time.
    assert all(one["minutes"] > 0 for one in read[:-1])


def test_the_same_run_sheet_gives_the_same_calendar_at_another_hour(day: Shell) -> None:
    day.write({"drafts/dag.md": SHEET.format(theme="Hej", text="Ja.")})
    made = []
    for _ in range(2):
        assert day.run("program", "show", "--to", "ics", "-o", "out").code == 0
        made.append((day.folder / "out" / "dag.ics").read_bytes())
        day.clock += 100_000
    assert made[0] == made[1]


def test_a_run_sheet_without_a_date_writes_nothing(day: Shell) -> None:
    day.write({"drafts/dag.md": SHEET.format(theme="Hej", text="Ja.").replace("2026-05-23", "")})
    done = day.run("program", "show", "--to", "html,ics", "-o", "out")
    assert done.code == 2 and done.err.count("\n") == 2
    assert not (day.folder / "out").exists()


@pytest.mark.skipif(os.name != "posix", reason="no terminal to open here")
def test_the_bar_runs_on_a_terminal_until_the_day_is_over(day: Shell, tmp_path: Path) -> None:
    now = datetime.now()
    if now.hour == 23 and now.minute > 55:
        pytest.skip("the day is nearly over")
    start, end = f"{now.hour}.{now.minute:02d}", "24.00"
    sheet = SHEET.format(theme="Nu", text="Ja.").replace("10.00–10.30", f"{start}–{end}")
    sheet = sheet.replace("### 10.30–11.00 Pause\n", "").replace("2026-05-23", f"{now:%Y-%m-%d}")
    day.write({"drafts/dag.md": sheet})
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    process = subprocess.Popen(
        [sys.executable, "-m", "anbefal", "program", "now", "--lang", "en"],
        cwd=day.folder,
        stdout=theirs,
        stderr=theirs,
        env=environment,
    )
    os.close(theirs)
    seen = b""
    deadline = time.monotonic() + 60
    # Shown once, and once more behind a cleared screen: the bar is running.
    while b"\x1b[2J" not in seen and time.monotonic() < deadline:
        seen += os.read(ours, 4096)
    process.send_signal(2)
    assert process.wait(30) == 130
    os.close(ours)
    assert b"minutes left" in seen and "░".encode() in seen
