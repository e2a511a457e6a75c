"""Agreement: the members' own rule gives the label, and a minority's words are never lost."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shell import Shell

from anbefal.errors import AnbefalError
from anbefal.model import (
    Agreement,
    AgreementLabel,
    AssemblyFile,
    FieldSpec,
    Tally,
    TallyLevel,
    standing_of,
)
from anbefal.workspace.config import read_config

SPEC = FieldSpec(
    "tally",
    "tally",
    "tally",
    levels=(
        TallyLevel("for", "for"),
        TallyLevel("can-live-with", "can live with"),
        TallyLevel("cannot-live-with", "cannot", objects=True),
    ),
    total="of",
)
SCOTLAND = Agreement(
    support=("for",),
    label=(
        AgreementLabel("majority", more_than="50 %"),
        AgreementLabel("strong support", at_least="75 %"),
    ),
    minority="10 %",
)


def label(rule: Agreement, support: int, of: int) -> str:
    found = standing_of(Tally({"for": support, "cannot-live-with": of - support}, of), SPEC, rule)
    assert found is not None
    return found.label


@pytest.mark.parametrize(
    ("support", "of", "expected"),
    [
        (27, 36, "strong support"),
        (26, 36, "majority"),
        (19, 36, "majority"),
        (18, 36, ""),
        (0, 36, ""),
        (36, 36, "strong support"),
        (3, 4, "strong support"),
    ],
)
def test_the_label_is_the_highest_that_is_reached(support: int, of: int, expected: str) -> None:
    assert label(SCOTLAND, support, of) == expected


@pytest.mark.parametrize("words", ["2/3", "66.6667 %", "66,6666%"])
def test_two_thirds_are_exactly_two_thirds(words: str) -> None:
    rule = Agreement(label=(AgreementLabel("two thirds", at_least=words),))
    asked = 24 if words != "66.6667 %" else 25
    assert label(rule, asked, 36) == "two thirds"
    assert label(rule, asked - 1, 36) == ""


@given(st.integers(0, 400), st.integers(1, 400), st.integers(1, 99), st.integers(1, 99))
def test_labels_are_those_of_exact_fractions(count: int, of: int, part: int, whole: int) -> None:
    count = min(count, of)
    exact, share = Fraction(count, of), f"{part}/{whole}"
    least = Agreement(label=(AgreementLabel("x", at_least=share),))
    more = Agreement(label=(AgreementLabel("x", more_than=share),))
    assert (label(least, count, of) == "x") == (exact >= Fraction(part, whole))
    assert (label(more, count, of) == "x") == (exact > Fraction(part, whole))


def test_what_counts_as_support_is_the_members_choice() -> None:
    tally = Tally({"for": 20, "can-live-with": 8, "cannot-live-with": 8}, 36)
    wide = Agreement(label=SCOTLAND.label)
    found = [standing_of(tally, SPEC, rule) for rule in (SCOTLAND, wide)]
    assert [(one.support, one.label) for one in found if one] == [
        (20, "majority"),
        (28, "strong support"),
    ]


@pytest.mark.parametrize(("objecting", "below"), [(0, ""), (3, "10 %"), (4, "")])
def test_fewer_than_the_least_share_are_told_to_be_so(objecting: int, below: str) -> None:
    tally = Tally({"for": 36 - objecting, "cannot-live-with": objecting}, 36)
    standing = standing_of(tally, SPEC, SCOTLAND)
    assert standing and standing.below == below


@pytest.mark.parametrize(
    "tally", [Tally({"for": 40}, 36), Tally({}, 0), Tally({"for": 0}), Tally({})]
)
def test_hands_that_do_not_add_up_have_no_label(tally: Tally) -> None:
    assert standing_of(tally, SPEC, SCOTLAND) is None


def test_a_label_for_all_the_rest() -> None:
    rule = Agreement(label=(*SCOTLAND.label, AgreementLabel("divided")))
    assert label(rule, 10, 36) == "divided"
    assert label(rule, 30, 36) == "strong support"


@pytest.mark.parametrize("share", ["75", "3/0", "-1 %", "75 %\\n", "half", "1e2 %"])
def test_what_is_no_share_is_refused_with_its_line(share: str, tmp_path: Path) -> None:
    path = tmp_path / "anbefal.toml"
    path.write_text(
        'name = "A"\nlanguage = "en"\ndefault_template = "x"\n'
        f'[[agreement.label]]\nname = "many"\nat_least = "{share}"\n'
    )
    with pytest.raises(AnbefalError) as refused:
        read_config(path, AssemblyFile)
    assert refused.value.message.values["line"] == 6
    assert '"75 %"' in refused.value.hint.text


# -- a minority's words ------------------------------------------------------------------------

MINORITY = "Two members cannot live with it: their children walk already, and read too little."
DRAFT = f"""---
group: "1"
tally: {{support: 20, can live with: 8, cannot live with: 2, of: 30}}
---

# A walk in the middle of every school day

## What we recommend

The council asks every school to walk for twenty minutes in the middle of every day.

## Dissent

{MINORITY}
"""
ASSEMBLY = """name = "Assembly of Northbay"
language = "en"
default_template = "recommendation"
members = 30

[agreement]
minority = "10 %"

[[agreement.label]]
name = "broad agreement"
at_least = "4/5"

[[group]]
id = "1"
theme = "Schools"
"""


@pytest.fixture
def north(shell: Shell) -> Shell:
    shell.write({"anbefal.toml": ASSEMBLY, "drafts/group-1.md": DRAFT})
    assert shell.run("save", "--by", "AB").code == 0
    return shell


def words_of(path: Path) -> str:
    return " ".join(path.read_text("utf-8").split())


DANISH = (
    DRAFT.replace("tally: ", "skabelon: anbefaling\ntilslutning: ")
    .replace("group:", "gruppe:")
    .replace("support:", "for:")
    .replace("can live with:", "kan leve med:")
    .replace("cannot live with:", "kan ikke leve med:")
    .replace("of:", "af:")
    .replace("## What we recommend", "## Vores vision")
    .replace("## Dissent", "## Mindretal")
    .replace("Two members", "To medlemmer")
)


@pytest.mark.parametrize(
    ("draft", "rule"), [(DRAFT, "AB101"), (DANISH, "AB412")], ids=["required", "optional"]
)
def test_a_tally_that_lost_its_minoritys_words_fails_the_build(
    north: Shell, draft: str, rule: str
) -> None:
    north.write({"drafts/group-1.md": draft})
    assert '"section": "dissent"' not in north.run("lint", "--format", "json").out
    north.run("save", "--by", "AB")
    cut = draft.index("## Dissent" if draft == DRAFT else "## Mindretal")
    north.write({"drafts/group-1.md": draft[:cut]})
    found = north.run("lint", "--format", "json")
    assert found.code == 1 and rule in found.out and '"section": "dissent"' in found.out
    assert north.run("check", "--min", "0").code == 1
    assert north.run("compile", "--to", "html", "-o", "out").code == 1
    assert not (north.folder / "out").exists()
    # Nor does an edit take the words out of reach.
    assert "their children walk already" in north.run("show", "group-1", "--at", "last").out
    told = north.run("diff", "--from", "last", "--format", "json").out
    assert "their children walk already" in told and '"delete"' in told
    assert north.run("restore", "group-1", "--at", "last", "--by", "AB").code == 0
    assert (north.folder / "drafts/group-1.md").read_text() == draft
    assert north.run("lint", "--fix").code in (0, 1)
    assert "their children walk already" in (north.folder / "drafts/group-1.md").read_text()


@pytest.mark.parametrize("empty", ["", "<!-- nobody -->", "…", "-"])
def test_an_empty_section_is_no_minority_text(north: Shell, empty: str) -> None:
    north.write({"drafts/group-1.md": DRAFT.replace(MINORITY, empty)})
    assert north.run("check", "--min", "0").code == 1


def test_label_and_minority_stand_beside_the_recommendation_in_every_format(north: Shell) -> None:
    formats = ("html", "md")
    assert north.run("render", "--to", ",".join(formats), "-o", "out").code == 0
    compiled = north.run("compile", "--to", "html,md,site", "-o", "out", "--anyway", "why")
    assert compiled.code == 0
    pages = [
        *(north.folder / f"out/group-1.{name}" for name in formats),
        *(north.folder / f"out/report.{name}" for name in formats),
        north.folder / "out/site/group-1.html",
    ]
    for page in pages:
        words = words_of(page)
        assert "their children walk already" in words, page
        assert "of 30 members – broad agreement" in words, page
    report = words_of(north.folder / "out/report.md")
    assert "fewer than the 10 % that make a minority" in report
    assert "broad agreement: at least 4/5" in report


def test_a_typed_label_that_contradicts_the_tally_is_an_error(north: Shell) -> None:
    for typed, code in (("broad agreement", 0), ("Broad  Agreement", 0), ("unanimous", 1)):
        north.write({"drafts/group-1.md": DRAFT.replace("---\n\n", f"label: {typed}\n---\n\n", 1)})
        done = north.run("lint", "--format", "json")
        assert ("AB214" in done.out) == bool(code), done.out
        assert done.code == code or not code
    north.write({"drafts/group-1.md": DRAFT.replace("tally: ", "label: broad agreement\nt: ", 1)})
    assert "rests on no counted hands" in north.run("lint").out
