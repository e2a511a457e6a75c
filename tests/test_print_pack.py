"""The print pack: what lies on each table, from which sources, and on pages of its own."""

import json
import re
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY
from shell import Shell

DRAFT = """\
---
skabelon: anbefaling
gruppe: "2"
skrivere: [AB]
videre: [AB, EF]
---

# Alle kan nå hinanden

## Vores vision (drøm)

En borger kan ringe til et menneske.

Der er altid nogen, der <b>svarer</b>.

## Noter

### Galleritur

- [ ] G1 Husk dem uden MitID
- [x] G2 Nedlæg havnen -> ikke med: uden for mandatet
"""
SHEET = """\
---
skabelon: drejebog
dato: {day}
---

# {title}

## Program

{rows}
"""
ROWS = "### 12.45–14.15 Skriveværksted 3\n\n- {step} (90 min)\n\n### 14.15 Tak for i dag\n"
PASTED = (
    "| Tid | Tema | Proces |\n| -- | -- | -- |\n| 12.45–14.15 | Skriveværksted 3 | {step} |\n"
    "| 14.15 | Tak for i dag | |\n"
)


@pytest.fixture
def day(shell: Shell) -> Shell:
    shell.write(
        {
            "anbefal.toml": (REPOSITORY / "anbefal.toml").read_text("utf-8"),
            "drafts/gruppe-2.md": DRAFT,
        }
    )
    return shell


def pack(shell: Shell, *more: str, format: str = "md") -> Path:
    done = shell.run("program", "print-pack", "2", "--to", format, "-o", "out", *more)
    assert done.code == 0, done.err + done.bug
    return shell.folder / done.out.split()[0]


def words(shell: Shell, *more: str) -> str:
    return pack(shell, *more).read_text("utf-8")


def parts(page: str) -> list[str]:
    return re.findall(r"^## (.+)$", page, re.M)


def test_a_table_gets_what_there_is_and_no_empty_parts(day: Shell) -> None:
    told = words(day, "--workshop", "3")
    assert told.startswith("# Workshop 3: Kvalificer\n") or told.startswith("# Værksted 3: ")
    assert "2 · Digitalisering og velfærdsteknologi" in told and "AB, EF" in told
    assert "12:45–14:15 · Hjælp fra eksperter" in told
    assert "- Spørg eksperterne, og notér svarene." in told
    # The tasks, the experts, the hand-over, the text, and the comment: nobody has a question.
    assert len(parts(told)) == 5
    day.write({"drafts/gruppe-2.md": DRAFT.partition("## Noter")[0]})
    assert len(parts(words(day, "--workshop", "3"))) == 4
    day.write(
        {"drafts/gruppe-2.md": f"{DRAFT}\n## Spørgsmål til eksperter\n\n- [ ] S1 Hvor mange?\n"}
    )
    assert len(parts(words(day, "--workshop", "3"))) == 6


def test_only_open_comments_have_room_for_an_answer(day: Shell) -> None:
    *_, last = words(day, "--workshop", "3").split("\n## ")
    assert "Husk dem uden MitID" in last and "☐\u00a0ikke\u00a0med" in last
    assert "Nedlæg havnen" not in last


def test_the_text_has_numbers_to_cite_by_and_the_rest_has_none(day: Shell) -> None:
    told = words(day, "--workshop", "3")
    assert re.findall(r"^\((\d+)\) (\w+)", told, re.M) == [("1", "En"), ("2", "Der")]


def test_the_open_workshop_is_meant_where_none_is_named(day: Shell) -> None:
    assert "Saml op" in words(day).partition("\n")[0]
    for number in "1234":
        done = day.run("workshop", "close", number, "--by", "AB", "--anyway", "tiden er gået")
        assert done.code == 0, done
    done = day.run("program", "print-pack", "2", "--lang", "en")
    assert done.code == 2 and "no workshop is open" in done.err
    assert "name one: --workshop 4" in done.err
    assert not (day.folder / "build").exists()


@pytest.mark.parametrize("rows", [ROWS, PASTED])
def test_the_row_of_the_meetings_own_day_is_printed(day: Shell, rows: str) -> None:
    other = SHEET.format(day="2026-05-22", title="I går", rows=rows.format(step="Gammel plan"))
    own = SHEET.format(day="2026-05-23", title="I dag", rows=rows.format(step="Skriv svarene ind"))
    day.write({"drafts/a.md": other, "drafts/b.md": own})
    told = words(day, "--workshop", "3")
    assert "**12.45–14.15 Skriveværksted 3**" in told and "Skriv svarene ind" in told
    assert "Gammel plan" not in told and "Tak for i dag" not in told
    assert "Skriveværksted" not in words(day, "--workshop", "2")


def test_those_who_are_absent_have_no_seat(day: Shell) -> None:
    before = '[[table]]\ngroup = "2"\nmembers = ["AB", "CD"]\n'
    after = 'absent = ["GH"]\n[[table]]\ngroup = "2"\nmembers = ["AB", "EF", "GH"]\n'
    day.write({"rosters/1.toml": before, "rosters/2.toml": after})
    cover = words(day, "--workshop", "2").partition("\n## ")[0]
    assert "AB, EF" in cover and cover.rstrip().endswith(" EF")
    assert "GH" not in cover and "CD" not in cover


def test_the_experts_times_are_those_of_the_plan(day: Shell) -> None:
    planned = json.loads(day.run("experts", "plan", "--workshop", "3", "--format", "json").out)
    meetings = [one for one in planned["meetings"] if one["group"] == "2"]
    assert meetings
    told = words(day, "--workshop", "3")
    for one in meetings:
        assert f"**{one['start'].lstrip('0').replace(':', '.')}–" in told
    assert "13.00–" not in words(day, "--workshop", "4")


def test_every_part_begins_a_page(day: Shell) -> None:
    told = words(day, "--workshop", "3")
    cover = parts(told).index("Overlevering" if "Overlevering" in told else "Hand-over")
    with zipfile.ZipFile(pack(day, "--workshop", "3", format="docx")) as file:
        document = file.read("word/document.xml").decode()
    assert document.count("<w:pageBreakBefore/>") == len(parts(told)) - cover
    page = pack(day, "--workshop", "3", format="html").read_text("utf-8")
    assert page.count('class="new-page"') == len(parts(told)) - cover
    assert "<b>" not in page and "&lt;b&gt;svarer" in page


def test_a_saved_text_has_its_day_and_gives_the_same_pack_again(day: Shell) -> None:
    assert day.run("save", "--by", "AB").code == 0
    first = pack(day, "--workshop", "3", format="docx").read_bytes()
    day.clock += 90_000
    assert pack(day, "--workshop", "3", format="docx").read_bytes() == first
