"""Comments from the wall to the report: each in one place, none lost, all or nothing."""

import csv
import io
import json
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY
from shell import Shell, snapshot

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.jobs.drafts import load_drafts
from anbefal.jobs.inputs import importing
from anbefal.jobs.inputs.importing import Imported, import_inputs
from anbefal.jobs.inputs.receipts import Inputs, find_inputs
from anbefal.jobs.lint import lint
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.reporters.spreadsheet import write_table
from anbefal.workspace import Workspace, open_workspace

HEAD = "Tekst;Gruppe;Kilde\n"
Bring = Callable[..., Imported]


@pytest.fixture
def nordvig(tmp_path: Path) -> Path:
    """Copy the sample assembly, whose drafts hold comments already."""
    shutil.copy(REPOSITORY / "anbefal.toml", tmp_path)
    shutil.copytree(REPOSITORY / "drafts", tmp_path / "drafts")
    return tmp_path


@pytest.fixture
def bring(nordvig: Path) -> Bring:
    """Import a table's rows, or a file of another name."""

    def run(text: str, name: str = "x.csv", **options: object) -> Imported:
        path = nordvig.parent / f"{nordvig.name}-{name}"
        path.write_text((HEAD if name == "x.csv" else "") + text, "utf-8")
        return import_inputs(opened(nordvig), [path], **options)  # type: ignore[arg-type]

    return run


def opened(root: Path) -> Workspace:
    return open_workspace((root,))


def items(root: Path) -> dict[str, list[LedgerItem]]:
    return {
        one.draft.id: [
            item
            for section in one.draft.sections
            if isinstance(section.values, Ledger)
            for item in section.values.items
        ]
        for one in load_drafts(opened(root))
    }


def found(root: Path) -> Inputs:
    return find_inputs(opened(root))


def test_a_comment_lands_below_its_source_in_its_groups_draft(nordvig: Path, bring: Bring) -> None:
    before = (nordvig / "drafts/gruppe-2.md").read_bytes()
    done = bring("Flere busser;2;Åben samling\n")
    after = (nordvig / "drafts/gruppe-2.md").read_text("utf-8")
    line = "- [ ] Å12 Flere busser\n"
    assert after.replace(line, "").encode() == before
    assert after.index("### Åben samling") < after.index(line) < after.index("### Dialog")
    assert [(a.id, a.group, a.path) for a in done.added] == [("Å12", "2", "drafts/gruppe-2.md")]
    (first,) = opened(nordvig).assembly.register
    assert (first.id, first.text, first.source, first.group) == (
        *("Å12", "Flere busser", "Åben samling", "2"),
    )


@pytest.mark.parametrize(
    ("group", "draft"),
    [
        ("2", "gruppe-2"),
        ("Gruppe 2", "gruppe-2"),
        ("gruppe 2: Digitalisering", "gruppe-2"),
        ("DIGITALISERING OG velfærdsteknologi", "gruppe-2"),
        ("6", "gruppe-1+6"),
        ("Gruppe 1", "gruppe-1+6"),
        ("vision", "vision"),
        ("", "procesleder"),
        ("9", "procesleder"),
        ("2, 3", "procesleder"),
    ],
)
def test_a_group_is_known_by_its_names_and_else_the_list_takes_it(
    group: str, draft: str, nordvig: Path, bring: Bring
) -> None:
    bring(f'Ny og enlig;"{group}";Galleritur\n')
    assert [id for id, of in items(nordvig).items() if "Ny og enlig" in [i.text for i in of]] == [
        draft
    ]


def test_what_names_no_group_goes_to_the_one_that_is_named(nordvig: Path, bring: Bring) -> None:
    bring("a b c;;Galleritur\nd e f;3;Galleritur\ng h i;99;Galleritur\n", group="6")
    where = {i.text: id for id, of in items(nordvig).items() for i in of}
    assert [where[t] for t in ("a b c", "d e f", "g h i")] == [
        *("gruppe-1+6", "gruppe-3", "procesleder"),
    ]


def test_the_same_file_twice_adds_nothing(nordvig: Path, bring: Bring) -> None:
    text = "Flere busser;5;Galleritur\nFlere busser;5;Galleritur\nTil ingen;;Facebook\n"
    assert len(bring(text).added) == 3
    before = snapshot(nordvig)
    again = bring(text)
    assert (again.added, again.known, again.paths) == ((), 3, ())
    assert snapshot(nordvig) == before
    assert [a.id for a in bring(text + "Flere busser;5;Galleritur\n").added] == ["G27"]


def test_a_comment_that_moved_or_was_answered_is_known(nordvig: Path, bring: Bring) -> None:
    bring("Til ingen;;Galleritur\n")
    listed = nordvig / "drafts/procesleder.md"
    text = listed.read_text("utf-8")
    line = next(line for line in text.split("\n") if "Til ingen" in line)
    listed.write_text(text.replace(line, ""), "utf-8")
    with (nordvig / "drafts/gruppe-3.md").open("a", encoding="utf-8") as draft:
        draft.write(f"{line.replace('[ ]', '[x]')} -> ikke med: det er besluttet\n")
    assert bring("Til ingen;;Galleritur\n").added == ()
    assert [f.rule for f in lint(opened(nordvig)).findings] == []


def test_a_comment_that_was_typed_by_hand_is_known_and_registered(
    nordvig: Path, bring: Bring
) -> None:
    done = bring("Min mor på 91 aner ikke, hvad MitID er;2;Galleritur\n")
    assert (done.added, done.known, done.paths) == ((), 1, ("inputs.toml",))
    assert opened(nordvig).assembly.register[0].id == "G5"


def test_what_an_import_that_was_cut_short_left_out_is_written(nordvig: Path, bring: Bring) -> None:
    text = "Den ene;2;Galleritur\nDen anden;3;Galleritur\n"
    fresh = snapshot(nordvig)
    bring(text)
    whole = snapshot(nordvig)
    for lost in ("drafts/gruppe-2.md", "inputs.toml"):
        path = nordvig / lost
        if lost in fresh:
            path.write_bytes(fresh[lost])
        else:
            path.unlink()
        bring(text)
        assert snapshot(nordvig) == whole


def test_no_number_is_given_twice_whatever_the_file_says(nordvig: Path, bring: Bring) -> None:
    path = nordvig.parent / "ids.csv"
    path.write_text(
        "Tekst;Gruppe;Kilde;Id\nen;2;Galleritur;\nto;2;Galleritur;G25\ntre;2;Galleritur;G5\n"
        "fire;2;Galleritur;17\nfem;2;Galleritur;G900\nseks;2;Galleritur;\n",
        "utf-8",
    )
    done = import_inputs(opened(nordvig), [path])
    assert {a.text: a.id for a in done.added} == {
        **{"en": "G26", "to": "G25", "tre": "G27", "fire": "G28"},
        **{"fem": "G900", "seks": "G29"},
    }
    assert done.renumbered == 1
    every = [item.id for of in items(nordvig).values() for item in of]
    assert len(every) == len(set(every))


def test_duplicates_are_told_within_and_across_groups_and_kept(bring: Bring) -> None:
    done = bring(
        "Køb nye cykler til alle børn;3;Galleritur\n"
        "køb nye cykler, til alle børn!;2;Åben samling\n"
        "Køb gode nye cykler til alle børn;4;Galleritur\n"
        "Lad robotter støvsuge, så hjælperne kan snakke;4;Galleritur\n"
    )
    assert [(t.id, t.other, t.other_group, t.same) for t in done.twins] == [
        ("Å12", "G25", "3", True),
        ("G26", "G25", "3", False),
        ("G27", "G6", "2", True),
    ]
    assert len(done.added) == 4


# -- all or nothing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        "a;2;\n",
        "x" * 20_001 + ";2;Galleritur\n",
        "".join(f"{'ord ' * 4000}{n};2;Galleritur\n" for n in range(20)),
    ],
)
def test_what_cannot_be_imported_whole_changes_nothing(
    rows: str, nordvig: Path, bring: Bring
) -> None:
    before = snapshot(nordvig)
    with pytest.raises(AnbefalError):
        bring("Den første er god nok;3;Galleritur\n" + rows)
    assert snapshot(nordvig) == before


@pytest.mark.parametrize("number", range(4))
def test_a_disk_that_fails_half_way_leaves_every_file_as_it_was(
    number: int, nordvig: Path, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(nordvig)
    written = 0

    def write(path: Path, data: bytes) -> None:
        nonlocal written
        if written == number:
            raise files.unusable(path, OSError(28, ""))
        written += 1
        files.write_atomic(path, data)

    monkeypatch.setattr(importing.files, "write_atomic", write)
    with pytest.raises(AnbefalError):
        bring("a b;2;Galleritur\nc d;3;Galleritur\ne f;;Galleritur\n")
    monkeypatch.undo()
    assert snapshot(nordvig) == before


def test_a_rehearsal_writes_nothing(nordvig: Path, bring: Bring) -> None:
    before = snapshot(nordvig)
    assert len(bring("a b;2;Galleritur\n", dry_run=True).added) == 1
    assert snapshot(nordvig) == before


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("a;2;Galleritur\n", {"group": "99"}),
        ("a;2;Galleritur\n", {"columns": {"farve": "x"}}),
        ("a;2;Galleritur\n", {"columns": {"text": "Findes ikke"}}),
    ],
)
def test_options_that_fit_nothing_are_refused(
    text: str, options: dict[str, object], nordvig: Path, bring: Bring
) -> None:
    before = snapshot(nordvig)
    with pytest.raises(AnbefalError):
        bring(text, **options)
    assert snapshot(nordvig) == before


def test_a_group_without_a_draft_is_told_to_begin_one(nordvig: Path, bring: Bring) -> None:
    (nordvig / "drafts/gruppe-3.md").unlink()
    with pytest.raises(AnbefalError) as told:
        bring("a b;3;Galleritur\n")
    assert told.value.hint.values == {"group": "3"}


# -- drafts as scribes leave them ------------------------------------------------------------

HEADER = '---\ngruppe: "3"\n---\n\n# Titel\n\n'


@pytest.mark.parametrize(
    "body",
    [
        "",
        "## Noter",
        "## Noter\n\n### Galleritur",
        "## Noter\n\n### Galleritur\n* [x] G1 gammel -> ikke med: dyrt\n* [ ] G2 åben",
        "## Noter\n\n### Galleritur\n\n1. G1 talt\n2. G2 op\n\n### Åben samling\n",
        "## Noter\r\n\r\n### galleritur\r\n\r\n- [ ] G1 a\r\n\r\n\r\n## Ukendt\r\n\r\nord\r\n",
        "## Noter\n\nløse ord\n\n- G1 uden kilde\n\n## Vores vision\n\nord\n",
        "## Vores vision\n\nord\n\n## Ukendt\n\nord",
        "## Noter\n\n### Galleritur\n\n<!-- x -->\n\n- [ ] G1 a\n\n  b\n  - under\n<!-- y -->\n",
        "## Noter\n\n### Galleritur\n\n- [ ] G1 a[^1]\n\n[^1]: fodnote\n",
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_other_byte_of_a_draft_stays(
    body: str, mark: str, nordvig: Path, bring: Bring
) -> None:
    path = nordvig / "drafts/gruppe-3.md"
    path.write_bytes(f"{mark}{HEADER}{body}".encode())
    before = path.read_bytes()
    bring("Ny her;3;Galleritur\nNy der;3;Andetsteds\n")
    after = path.read_bytes()
    left = iter(after)
    assert all(byte in left for byte in before)
    texts = {item.text: item.source for item in items(nordvig)["gruppe-3"]}
    assert texts["Ny her"].casefold() == "galleritur" and texts["Ny der"] == "Andetsteds"
    assert ("\r\n" in body) == (b"\r\n" in after) or "\r\n" not in body


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADER}## Noter\n\nblåbær\n".encode("cp1252"),
        f"{HEADER}## Noter\n\n### Galleritur\n\n```\naldrig lukket\n".encode(),
    ],
)
def test_a_draft_that_cannot_take_comments_is_left_alone(
    data: bytes, nordvig: Path, bring: Bring
) -> None:
    (nordvig / "drafts/gruppe-3.md").write_bytes(data)
    before = snapshot(nordvig)
    with pytest.raises(AnbefalError):
        bring("Ny her;3;Galleritur\n")
    assert snapshot(nordvig) == before


def test_a_link_in_place_of_the_register_is_refused(nordvig: Path, bring: Bring) -> None:
    other = nordvig.parent / "other.toml"
    other.write_text("", "utf-8")
    (nordvig / "inputs.toml").symlink_to(other)
    with pytest.raises(AnbefalError):
        bring("a b;2;Galleritur\n")
    assert other.read_text("utf-8") == ""


def test_a_register_that_was_written_by_hand_keeps_its_bytes(nordvig: Path, bring: Bring) -> None:
    kept = '# vores\n[[input]]\nid = "G90"\ntext = \'"sagt"\'\n'
    (nordvig / "inputs.toml").write_text(kept.rstrip("\n"), "utf-8")
    bring('"Han sagde ""nej"" \\ og\ngik";2;Galleritur\n')
    text = (nordvig / "inputs.toml").read_text("utf-8")
    assert text.startswith(kept)
    assert [one.text for one in opened(nordvig).assembly.register] == [
        *('"sagt"', 'Han sagde "nej" \\ og\ngik'),
    ]


# -- many ------------------------------------------------------------------------------------


def test_two_thousand_comments_are_each_in_one_place_with_every_word(
    nordvig: Path, bring: Bring
) -> None:
    chance = random.Random(6)
    signs = ["", ",", " ->", "*", " [x]", "\n", " _en_", " <b>", " #"]
    bank = ["bus", "skole", "park", "lys", "vand", "børn", "ældre", "penge", "digital", "sti"]
    out = io.StringIO()
    table = csv.writer(out, delimiter=";")
    said: list[str] = []
    for number in range(2000):
        drawn = (chance.choice(bank) + chance.choice(signs) for _ in range(chance.randint(1, 20)))
        said.append(f"{' '.join(drawn)} {number}")
        group = chance.choice(["1", "2", "3", "4", "5", "6", "vision", "", "ukendt"])
        table.writerow([said[-1], group, chance.choice(["Galleritur", "Åben samling", "Torvet"])])
    before = Counter(item.text for of in items(nordvig).values() for item in of)
    assert len(bring(out.getvalue()).added) == 2000
    after = Counter(item.text for of in items(nordvig).values() for item in of)
    assert after - before == Counter(" ".join(text.split()) for text in said)
    told = found(nordvig)
    assert told.total.total == 2000 + before.total() == len(told.comments)
    assert told.total.fates["open"] == 2000 and not told.lost
    assert Counter(one.text.split()[-1] for one in told.comments if one.fate == "open") == Counter(
        str(number) for number in range(2000)
    )
    assert {finding.rule for finding in lint(opened(nordvig)).findings} <= {"AB501", "AB509"}


# -- what became of them ---------------------------------------------------------------------


def test_the_counts_are_those_of_the_drafts(nordvig: Path, bring: Bring) -> None:
    bring("Ny her;2;Galleritur\nNy der;;Facebook\n")
    told = found(nordvig)
    (two,) = [c for c in told.counts if (c.group, c.source) == ("2", "Galleritur")]
    assert two.fates == {"open": 1, "used": 3, "merged": 0, "declined": 1} and two.total == 5
    assert told.unfinished == ("2", "")
    assert [c.group for c in told.counts][-1] == ""


def test_a_comment_that_no_draft_holds_is_still_told(nordvig: Path, bring: Bring) -> None:
    kept = (nordvig / "drafts/gruppe-2.md").read_bytes()
    bring("Ny her;2;Galleritur\n")
    (nordvig / "drafts/gruppe-2.md").write_bytes(kept)
    assert found(nordvig).lost == ("G25",)


def test_a_spreadsheet_runs_nothing_of_what_it_shows() -> None:
    cells = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", " =1", "ord", 'a"b;c\nd']
    for language, between in (("da", ";"), ("en", ",")):
        text = write_table(["x"], [[cell] for cell in cells], language)
        assert text.startswith("\ufeff")
        read = [row[0] for row in csv.reader(io.StringIO(text[1:], newline=""), delimiter=between)]
        assert [cell.removeprefix("'") for cell in read[1:]] == cells
        assert [cell for cell in read[1:] if cell[0] in "=+-@\t "] == []


def test_receipts_are_the_same_in_the_report_and_by_themselves(nordvig: Path, bring: Bring) -> None:
    bring("Ny der;;Facebook\n")
    shell = Shell(nordvig, nordvig.parent / "home")
    (nordvig / "alone.json").write_bytes(shell.run("inputs", "receipts", "--format", "json").data)
    data = json.loads((nordvig / "alone.json").read_text("utf-8"))
    alone = shell.run("inputs", "receipts", "--format", "md").out
    shell.run("compile", "--to", "md", "-o", "report", "--anyway", "prøve")
    (page,) = (nordvig / "report").glob("*.md")
    report = page.read_text("utf-8")
    for one in data["comments"]:
        assert f"| {one['id']} | {one['text']} |" in alone
        assert f"| {one['id']} | {one['text']} |" in report
    assert data["total"]["total"] == len(data["comments"]) == 43


def test_a_draft_that_cannot_be_read_is_told_and_its_comments_are_not_called_lost(
    nordvig: Path, bring: Bring
) -> None:
    (nordvig / "drafts/gruppe-2.md").write_bytes(b"\x00\xff\x00" * 9)
    before = snapshot(nordvig)
    shell = Shell(nordvig, nordvig.parent / "home")
    for words in ("status", "receipts", "receipts --format md", "receipts --format json"):
        done = shell.run("inputs", *words.split())
        assert done.code == 2 and not done.out
        assert "drafts/gruppe-2.md" in done.err and "anbefal lint" in done.err
    with pytest.raises(AnbefalError, match="past the limits"):
        bring("Flere busser;2;Åben samling\n")
    assert snapshot(nordvig) == before
