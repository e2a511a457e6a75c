"""The reply: what the council answers, as a sheet and as data that say the same."""

import datetime
import json
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import Shell

from anbefal.dates import months_after
from anbefal.jobs.schema import schema

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture
def sample(shell: Shell) -> Shell:
    """Stand in the sample assembly."""
    names = ("anbefal.toml", "inputs.toml", *(f"drafts/{p.name}" for p in DRAFTS))
    shell.write({name: (REPOSITORY / name).read_bytes() for name in names})
    return shell


DRAFTS = sorted((REPOSITORY / "drafts").glob("*.md"))


def test_the_data_follow_their_schema_and_hold_every_recommendation(sample: Shell) -> None:
    assert sample.run("reply", "--to", "json", "-o", "svar.json").code == 0
    data = json.loads((sample.folder / "svar.json").read_text("utf-8"))
    jsonschema.validate(data, schema("reply"), cls=jsonschema.Draft202012Validator)
    found = data["recommendations"]
    ids = ["gruppe-1+6", "gruppe-2", "gruppe-3", "gruppe-4", "gruppe-5"]
    assert [one["id"] for one in found] == ids
    assert [one["number"] for one in found] == [1, 2, 3, 4, 5]
    assert all(one["answer"] is one["reasons"] is None for one in found)
    assert all(one["addressee"] == "Nordvig Byråd" and one["committee"] for one in found)
    assert [one["due"] for one in found[0]["status"]] == ["2026-09-24", "2027-06-24"]
    assert {one["agreement"]["label"] for one in found} == {"flertal", "stærk opbakning"}
    # Who objects is heard on the sheet as well.
    assert all(one["minority"] for one in found if one["agreement"]["objecting"])


def test_every_initiative_has_an_id_and_no_word_of_it_is_lost(sample: Shell) -> None:
    sample.run("reply", "--to", "json", "-o", "svar.json")
    data = json.loads((sample.folder / "svar.json").read_text("utf-8"))
    for one in data["recommendations"]:
        text = (sample.folder / "drafts" / f"{one['id']}.md").read_text("utf-8")
        part = text.split("velfærdsinitiativer\n")[1].split("\n## ")[0]
        headings = [line[4:] for line in part.split("\n") if line.startswith("### ")]
        assert [i["title"] for i in one["initiatives"]] == headings
        ids = [f"{one['id']}.{n}" for n in range(1, len(headings) + 1)]
        assert [i["id"] for i in one["initiatives"]] == ids
        for label in ("Princip", "Hvem", "Hvornår"):
            assert all(i["labels"][label] for i in one["initiatives"])


def test_the_sheet_has_a_box_and_a_header_row_for_every_answer(sample: Shell) -> None:
    assert sample.run("reply", "--to", "docx,html,json", "-o", "out", "--lang", "en").code == 0
    data = json.loads((sample.folder / "out/svar.json").read_text("utf-8"))
    with ZipFile(sample.folder / "out/svar.docx") as archive:
        word = archive.read("word/document.xml").decode("utf-8")
    page = (sample.folder / "out/svar.html").read_text("utf-8")
    answers = sum(1 + len(one["initiatives"]) for one in data["recommendations"])
    forms = answers + sum(len(one["status"]) + 1 for one in data["recommendations"])
    assert word.count("<w:tbl>") == word.count("<w:tblHeader/>") == forms
    assert word.count("☐\u00a0følges\u00a0ikke") == page.count("☐\u00a0følges\u00a0ikke") == answers
    assert "24. september 2026" in page and "24. juni 2027" in page


def test_one_recommendation_keeps_its_number(sample: Shell) -> None:
    assert sample.run("reply", "gruppe-4", "--to", "json", "-o", "x.json").code == 0
    (only,) = json.loads((sample.folder / "x.json").read_text("utf-8"))["recommendations"]
    assert (only["id"], only["number"]) == ("gruppe-4", 4)


def test_without_a_day_of_the_hand_over_no_day_is_made_up(sample: Shell) -> None:
    config = (sample.folder / "anbefal.toml").read_text("utf-8")
    sample.write({"anbefal.toml": config.replace("handed_over = 2026-06-24\n", "months = [1]\n")})
    assert sample.run("reply", "--to", "json,md", "-o", "out").code == 0
    data = json.loads((sample.folder / "out/svar.json").read_text("utf-8"))
    assert data["handed_over"] is None
    assert [one["due"] for one in data["recommendations"][0]["status"]] == [None]
    assert "| Efter 1 måned |" in (sample.folder / "out/svar.md").read_text("utf-8")


def test_the_same_texts_give_the_same_bytes(sample: Shell) -> None:
    for folder in ("one", "two"):
        assert sample.run("reply", "--to", "docx,json,html", "-o", folder).code == 0
    for path in (sample.folder / "one").iterdir():
        assert path.read_bytes() == (sample.folder / "two" / path.name).read_bytes()


def test_where_nothing_is_recommended_there_is_nothing_to_answer(sample: Shell) -> None:
    done = sample.run("reply", "forord", "--lang", "en")
    assert done.code == 2 and "there is no recommendation to answer" in done.err
    assert not (sample.folder / "build").exists()


@given(st.dates(max_value=datetime.date(2900, 1, 1)), st.integers(1, 120))
def test_months_later_is_the_same_day_or_the_months_last(day: datetime.date, months: int) -> None:
    later = months_after(day, months)
    assert later is not None
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + datetime.timedelta(1)).day == 1


def test_months_past_the_calendars_end_have_no_day() -> None:
    assert months_after(datetime.date(9999, 6, 1), 12) is None
