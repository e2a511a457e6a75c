"""Tallies and carriers: hands that add up, minorities that are heard, two who carry on."""

from collections.abc import Callable

import pytest

from anbefal import rules
from anbefal.jobs.drafts import read_draft
from anbefal.jobs.lint import findings_of
from anbefal.model import Finding
from anbefal.values import replace
from anbefal.workspace import Workspace

Judge = Callable[..., list[Finding]]


@pytest.fixture
def judge(samples: Workspace) -> Judge:
    """Judge a tally, a minority text and carriers in a draft of the samples' 31 members."""

    def findings(
        tally: str = "{for: 31, af: 31}",
        minority: str | None = None,
        carriers: str = "[LR, MK]",
        members: int | None = 31,
        group: str = "3",
    ) -> list[Finding]:
        text = (
            f'---\ngruppe: "{group}"\nskabelon: afstemning\nvidere: {carriers}\n'
            f"tilslutning: {tally}\n---\n\n# En gåtur\n\n## Vores vision\n\nBørn går ture.\n"
        )
        if minority is not None:
            text += f"\n## Mindretal\n\n{minority}\n"
        one = read_draft(samples, "drafts/x.md", text.encode())
        assembly = replace(samples.assembly, members=members)
        return list(findings_of(one, assembly, None))

    return findings


def found(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


# -- hands -----------------------------------------------------------------------------------

WITH = "Tre medlemmer mener, at turen tager tid fra læsning."


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        ("{for: 28, kan ikke leve med: 3, af: 31}", []),
        ("{for: 27, kan ikke leve med: 3, af: 31}", ["AB210"]),
        ("{kan ikke leve med: 3, af: 31}", ["AB210"]),
        ("{for: 28, kan ikke leve med: 3}", ["AB210"]),
        ("{for: 29, kan ikke leve med: 3, af: 31}", ["AB211"]),
        ("{for: 30, kan ikke leve med: 3}", ["AB210", "AB211"]),
        ("{for: 29, kan ikke leve med: 3, af: 32}", ["AB211"]),
        ("{for: 27, kan ikke leve med: 3, af: 32}", ["AB211"]),
        ("{for: 26, kan ikke leve med: 3, af: 29}", ["AB212"]),
        ("{for: 25, kan ikke leve med: 3, af: 29}", ["AB210", "AB212"]),
        ("{for: 1" + "0" * 5000 + ", kan ikke leve med: 3, af: 31}", ["AB211"]),
        ("mange", ["AB204"]),
        ("{for: alle}", ["AB204"]),
        ("{}", []),
        ("", []),
    ],
)
def test_hands_add_up(tally: str, expected: list[str], judge: Judge) -> None:
    minority = WITH if "kan ikke" in tally else None
    assert sorted(found(judge(tally, minority))) == expected


def test_without_a_number_of_members_only_the_total_is_compared(judge: Judge) -> None:
    assert judge("{for: 97, kan ikke leve med: 3, af: 100}", WITH, members=None) == []
    assert found(judge("{for: 98, kan ikke leve med: 3, af: 100}", WITH, members=None)) == ["AB211"]


# -- minorities ------------------------------------------------------------------------------

THREE = "{for: 28, kan ikke leve med: 3, af: 31}"
ONE = "{for: 30, kan ikke leve med: 1, af: 31}"
NONE = "{for: 31, kan ikke leve med: 0, af: 31}"


@pytest.mark.parametrize("minority", [None, "", "–", "<!-- kun hvis nogen -->"])
def test_a_counted_minority_without_a_text_fails_the_draft(
    minority: str | None, judge: Judge
) -> None:
    (finding,) = judge(THREE, minority)
    assert (finding.rule, finding.level, finding.section) == ("AB412", "error", "dissent")
    assert finding.message.count == 3


@pytest.mark.parametrize("tally", [NONE, "{for: 31, af: 31}"])
def test_where_all_can_live_with_it_no_minority_is_asked_for(tally: str, judge: Judge) -> None:
    assert judge(tally) == []


@pytest.mark.parametrize(
    ("tally", "text", "told"),
    [
        (THREE, "Tre medlemmer er imod.", False),
        (THREE, "De 3 er imod.", False),
        (THREE, "Nogle er imod.", True),
        (THREE, "En del er imod, for det koster 3 mio. kr. og varer tre år.", True),
        (THREE, "Tre mio. kr. er for meget, siger de.", True),
        (THREE, "De henviser til § 3 og vil hjem kl. 3.", True),
        (THREE, "Fire medlemmer er imod.", True),
        (THREE, "To medlemmer og ét til er imod; i alt 3.", False),
        (ONE, "Et medlem er imod.", False),
        (ONE, "Én er imod.", False),
        (ONE, "Vi er imod, for en tur er lang.", True),
        (NONE, "Ingen er imod.", False),
        (NONE, "To er imod.", True),
        ("{for: 8, kan ikke leve med: 23, af: 31}", "Treogtyve medlemmer er imod.", False),
        ("", "Toogtredive er imod.", False),
        ("", "Flere er imod.", True),
    ],
)
def test_a_minority_says_how_many_they_are(tally: str, text: str, told: bool, judge: Judge) -> None:
    assert found(judge(tally, text)) == (["AB413"] if told else [])


def test_number_words_are_of_the_drafts_language(samples: Workspace) -> None:
    text = (
        '---\ngruppe: "3"\nskabelon: afstemning\n---\n\n# A walk\n\n## Vores vision\n\nChildren '
        "walk.\n\n## Mindretal\n\nWe want to learn to read, not to walk.\n"
    )
    one = read_draft(samples, "drafts/x.md", text.encode())
    english = replace(one.draft, language="en")
    checked = rules.check_draft(english, one.template, samples.assembly)
    assert [finding.rule for finding in checked] == ["AB413"]
    assert rules.check_draft(one.draft, one.template, samples.assembly) == ()


# -- carriers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("carriers", "expected"),
    [
        ("[LR, MK]", []),
        ('"LR, MK"', []),
        ("LR og MK", []),
        ("[LR]", ["AB213"]),
        ("LR", ["AB213"]),
        ("[LR, MK, DS]", ["AB213"]),
        ("[LR, lr]", ["AB213"]),
        ("[]", []),
        ("{LR: 1}", ["AB204"]),
        ("[LR, XY]", ["AB209"]),
        ("[XY, ZZ]", ["AB209", "AB209"]),
    ],
)
def test_two_members_carry_the_work_on(carriers: str, expected: list[str], judge: Judge) -> None:
    findings = judge(carriers=carriers)
    assert found(findings) == expected
    assert not any(finding.requirements for finding in findings)


def test_a_group_without_a_list_of_members_is_not_asked(judge: Judge) -> None:
    assert judge(carriers="[XY, ZZ]", group="2") == []


def test_the_wrong_number_of_carriers_leaves_their_unit_open(nordvig: Workspace) -> None:
    text = (nordvig.drafts / "gruppe-2.md").read_text("utf-8")
    one = read_draft(nordvig, "drafts/x.md", text.replace("[BT, CN]", "[BT]").encode())
    (finding,) = findings_of(one, nordvig.assembly, None)
    assert (finding.rule, finding.requirements) == ("AB213", ("field.carriers",))
