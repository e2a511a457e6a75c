"""The demo is the whole main job: the sample assembly's day, from the first word to the report."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from anbefal import tree
from anbefal.history import History, open_history
from tools import require_tool

ROOT = Path(__file__).parents[1]
DRAFTS = sorted(path.stem for path in (ROOT / "drafts").glob("*.md"))
SHEETS = [name for name in DRAFTS if name.startswith("drejebog-")]
GROUPS = [name for name in DRAFTS if name not in SHEETS]


def replay(out: Path, zone: str) -> str:
    """Run the demo into a folder, and give what it printed."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "demo" / "replay.py"), out.name],
        cwd=out.parent,
        env={**os.environ, "TZ": zone, "ANBEFAL_LANG": "da"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Replay the day once."""
    out = tmp_path_factory.mktemp("demo") / "first"
    yield out, replay(out, "Europe/Copenhagen")
    shutil.rmtree(out)


def history(out: Path) -> History:
    found = open_history(out / "workspace")
    assert found
    return found


def written(number: int) -> set[str]:
    """Give the drafts that there are when a workshop is closed."""
    folder = ROOT / "tests/samples/day" / str(number) if number < 4 else ROOT / "drafts"
    return {draft.stem for draft in folder.glob("*.md")}


def words_of(draft: Path) -> set[str]:
    """Give every word of a draft's body that a reader sees."""
    body = draft.read_text("utf-8").split("\n---\n", 1)[1]
    return set(tree.words(tree.prose(tree.parse(tree.lift_comments(body)[0]))))


def test_the_history_holds_the_four_workshops(demo: tuple[Path, str]) -> None:
    closed = history(demo[0]).closed_workshops()
    assert sorted(closed) == [1, 2, 3, 4]
    texts = [written(number) - set(SHEETS) for number in (1, 2, 3, 4)]
    assert len(history(demo[0]).log()) >= sum(map(len, texts))


def test_the_third_gate_fails_and_says_why(demo: tuple[Path, str]) -> None:
    third = demo[1].split("Workshop 3 of 4")[1].split("Workshop 4 of 4")[0]
    assert "5 af 6 udkast" in third
    assert "73,3 %" in third
    assert "Skifteret eller faste ruter" in third


def test_every_draft_was_printed_after_every_workshop(demo: tuple[Path, str]) -> None:
    for number in (1, 2, 3, 4):
        printed = {path.name for path in (demo[0] / f"workshop-{number}").iterdir()}
        names = {*written(number), *SHEETS}
        assert printed == {f"{name}.{end}" for name in names for end in ("html", "docx")}


def test_the_report_holds_every_recommendation(demo: tuple[Path, str]) -> None:
    page = (demo[0] / "report" / "rapport.html").read_text("utf-8")
    for name in DRAFTS:
        text = (ROOT / "drafts" / f"{name}.md").read_text("utf-8")
        title = re.search(r"^# (.+)$", text, re.MULTILINE)
        assert title and (title[1] in page) == (name in GROUPS)


def test_the_run_sheets_have_nothing_to_remark_in_the_morning(demo: tuple[Path, str]) -> None:
    assert f"{len(SHEETS)} udkast: ingen anmærkninger" in demo[1].split("Workshop 1 of 4")[0]


def test_the_comments_come_from_spreadsheets_and_end_as_the_sample_assemblys(
    demo: tuple[Path, str],
) -> None:
    """The drafts of the day are the samples: every comment must be what these say it is."""

    def register(folder: Path) -> dict[str, tuple[str, str, str]]:
        read = tomllib.loads((folder / "inputs.toml").read_text("utf-8"))["input"]
        return {one["id"]: (one["source"], one["group"], one["text"]) for one in read}

    assert register(demo[0] / "workspace") == register(ROOT)
    receipts = (demo[0] / "receipts.csv").read_text("utf-8-sig").splitlines()
    assert len(receipts) == 1 + len(register(ROOT))
    assert not [line for line in receipts if "Uden svar" in line]


def test_the_groups_are_mixed_as_those_of_the_sample_assembly(demo: tuple[Path, str]) -> None:
    for name in ("1.toml", "2.toml"):
        mixed = tomllib.loads((demo[0] / "workspace" / "rosters" / name).read_text("utf-8"))
        assert (
            mixed["table"] == tomllib.loads((ROOT / "rosters" / name).read_text("utf-8"))["table"]
        )


def test_the_list_of_members_is_in_no_version(demo: tuple[Path, str]) -> None:
    held = subprocess.run(
        ["git", "log", "--all", "--name-only", "--format="],
        cwd=demo[0] / "workspace",
        capture_output=True,
        check=True,
    ).stdout.decode()
    assert "rosters/2.toml" in held and "medlemmer.csv" not in held


def test_each_hour_of_the_day_tells_what_is_on(demo: tuple[Path, str]) -> None:
    for number in (1, 2, 3, 4):
        told = demo[1].split(f"Workshop {number} of 4")[1].split("$ anbefal")[1]
        assert f"Skriveværksted {number}: " in told


def test_the_programme_is_printed_in_five_columns(demo: tuple[Path, str]) -> None:
    page = (demo[0] / "programme" / "drejebog-samling.html").read_text("utf-8")
    heads = [html.unescape(head) for head in re.findall(r"<th[^>]*>([^<]+)</th>", page)]
    assert heads[:5] == ["Tid", "Tema", "Proces", "Ansvarlig", "Redskaber"]


def test_what_goes_beside_the_report_is_made(demo: tuple[Path, str]) -> None:
    answers = json.loads((demo[0] / "reply" / "svar.json").read_text("utf-8"))["recommendations"]
    assert [one["id"] for one in answers] == [n for n in GROUPS if n.startswith("gruppe-")]
    asked = (demo[0] / "experts" / "spørgeark.html").read_text("utf-8")
    plan = tomllib.loads((ROOT / "anbefal.toml").read_text("utf-8"))
    assert all(expert["role"] in asked for expert in plan["expert"])
    assert (demo[0] / "programme" / "drejebog-samling.ics").exists()
    assert (demo[0] / "rosters" / "grupper-2.html").exists()


def test_the_committees_sheets_are_collected_one_by_one(demo: tuple[Path, str]) -> None:
    sheets = ROOT / "demo" / "council" / "drafts"
    page = (demo[0] / "council" / "rapport.html").read_text("utf-8")
    at = []
    for number, name in enumerate(("boern", "teknik", "sundhed"), 1):
        title = re.search(r"^# (.+)$", (sheets / f"{name}.md").read_text("utf-8"), re.MULTILINE)
        assert title
        at.append(page.index(f"Udvalg {number}: {title[1]}"))
        assert words_of(sheets / f"{name}.md") <= set(tree.words(html.unescape(page)))
    assert at == sorted(at)
    council = demo[1].split("Another day")[1]
    assert all(f"8{letter}. Dialog i " in council for letter in "abc")


def test_the_site_holds_every_recommendation_and_leads_to_it(demo: tuple[Path, str]) -> None:
    site = demo[0] / "report" / "site"
    front = (site / "index.html").read_text("utf-8")
    for name in GROUPS:
        page = name.replace("+", "-")
        assert f'href="{page}.html"' in front
        assert (site / f"{page}.html").exists()


def test_the_same_day_gives_the_same_bytes(demo: tuple[Path, str]) -> None:
    again = demo[0].parent / "again"
    replay(again, "Pacific/Auckland")
    for path in sorted(demo[0].rglob("*")):
        if path.suffix in (".html", ".docx", ".pdf"):
            other = again / path.relative_to(demo[0])
            assert other.read_bytes() == path.read_bytes(), path.name
    versions = [[v.id for v in history(out).log()] for out in (demo[0], again)]
    assert versions[0] == versions[1]
    shutil.rmtree(again)


def test_every_word_is_read_back_from_word_files(demo: tuple[Path, str]) -> None:
    pandoc = require_tool("pandoc")
    for name in DRAFTS:
        read = subprocess.run(
            [
                pandoc,
                str(demo[0] / "workshop-4" / f"{name}.docx"),
                "-s",
                "-t",
                "plain",
                "--wrap=none",
            ],
            capture_output=True,
            check=True,
        ).stdout.decode()
        missing = words_of(ROOT / "drafts" / f"{name}.md") - set(tree.words(read))
        assert missing == set(), name


def test_libreoffice_opens_every_word_file(demo: tuple[Path, str], tmp_path: Path) -> None:
    soffice = require_tool("soffice")
    files = [*(demo[0] / "workshop-4").glob("*.docx"), demo[0] / "report" / "rapport.docx"]
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path / "pdf"),
            *map(str, files),
        ],
        capture_output=True,
        check=True,
    )
    assert {path.stem for path in (tmp_path / "pdf").iterdir()} == {path.stem for path in files}
