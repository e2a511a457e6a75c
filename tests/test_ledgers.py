"""Ledgers and questions: what became of every comment, and of every answer."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY

from anbefal import rules
from anbefal.errors import AnbefalError
from anbefal.i18n import translate
from anbefal.jobs.drafts import read_draft
from anbefal.jobs.lint import findings_of, lint
from anbefal.language.reasons import WORDS, says_nothing
from anbefal.model import Assembly, Finding, Input
from anbefal.values import replace
from anbefal.workspace import Workspace

HEAD = (
    '---\ngruppe: "2"\nskabelon: noter\n---\n\n# Et menneske kan altid nås\n\n'
    "## Vores vision\n\nEnhver kan ringe og få et menneske i røret.\n\n"
)
NOTES = HEAD + "## Noter\n\n### Galleritur\n\n"
QUESTIONS = HEAD + "## Spørgsmål\n\n"
ASKED = "- [x] S1 Hvor længe venter man? -> Leder af hjemmeplejen\n"
ANSWER = "  - **Svar (fakta):** 14 minutter.\n"
USED = "  - **Brugt i:** Vores vision\n"

Judge = Callable[..., list[Finding]]


@pytest.fixture
def judge(samples: Workspace) -> Judge:
    """Judge a text as the samples' only draft, with another register and workshop if wanted."""

    def findings(
        text: str, register: tuple[Input, ...] = (), workshop: int | None = None
    ) -> list[Finding]:
        assembly = replace(samples.assembly, register=register)
        one = read_draft(samples, "drafts/x.md", text.encode())
        across = rules.check_workspace([one.draft], assembly)
        return [*findings_of(one, assembly, workshop), *across]

    return findings


def found(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def only(findings: list[Finding], rule: str) -> Finding:
    assert found(findings) == [rule]
    return findings[0]


# -- comments --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        "- [ ] G1 Ring mig op",
        "- [x] G1 Ring mig op",
        "- G1 Ring mig op",
        "- [x] G1 Ring mig op ->",
    ],
)
def test_the_arrow_decides_whether_a_comment_is_open(item: str, judge: Judge) -> None:
    assert only(judge(NOTES + item), "AB501").line == 16


def test_an_open_comment_is_told_when_its_workshop_is_due(nordvig: Workspace) -> None:
    text = (nordvig.drafts / "gruppe-2.md").read_text("utf-8") + "- [ ] P9 Husk busserne\n"
    one = read_draft(nordvig, "drafts/gruppe-2.md", text.encode())
    assert found(list(findings_of(one, nordvig.assembly, 3))) == []
    open_item = only(list(findings_of(one, nordvig.assembly, 4)), "AB501")
    assert open_item.requirements == ()
    assert open_item.hint.values == {"used": "brugt i", "declined": "ikke med"}


@pytest.mark.parametrize(
    ("behind", "rule"),
    [
        ("brugt i", "AB503"),
        ("brugt i:", "AB503"),
        ("Brugt i: –", "AB503"),
        ("ikke med", "AB503"),
        ("ikke med: ", "AB503"),
        ("samlet med", "AB503"),
        ("samlet med den anden", "AB503"),
        ("samlet med G9", "AB505"),
        ("samlet med G1", "AB505"),
        ("brugt i: Vores visoin", "AB504"),
        ("brugt i: gruppe 2", "AB504"),
        ("brugt i: gruppe 9", "AB504"),
        ("brugt i: Digitalisering", "AB504"),
        ("ikke med: 2", "AB503"),
        ("ikke med: ?", "AB503"),
        ("ikke med: Nej", "AB503"),
        ("ikke med: det er ikke relevant", "AB503"),
        ("ikke med: fordi den ikke var relevant for os", "AB503"),
        ("ikke med: se ovenfor", "AB503"),
        ("ikke med: fordi", "AB503"),
        ("ikke med: ikke med", "AB503"),
        ("ikke med: »Ring mig op«", "AB503"),
        ("brugt i: afsnit 9", "AB504"),
        ("brugt: Vores vision", "AB502"),
        ("bruges", "AB502"),
    ],
)
def test_what_became_of_a_comment_is_told_once(behind: str, rule: str, judge: Judge) -> None:
    finding = only(judge(f"{NOTES}- [x] G1 Ring mig op -> {behind}"), rule)
    assert (finding.line, finding.section, finding.requirements) == (16, "notes", ())


@pytest.mark.parametrize(
    "behind",
    [
        "brugt i: Vores vision",
        "Brugt i Vores vision.",
        "brugt i: 1. vores VISION",
        "brugt i: afsnit 1",
        "brugt i: 1",
        "brugt i: »Vores vision« og afsnit 2",
        "brugt i: gruppe 3",
        "brugt i: forebyggelse",
        "brugt i: Gruppe 3, som skriver om motion",
        "ikke med: uden for mandatet",
        "ikke med: for dyrt",
        "ikke med: dyrt",
        "ikke med: ikke relevant for vores tema",
        "ikke med: nej, for caféen er forpagtet ud",
        "ikke med: samme svar som G4",
        "ikke med: ring mig op om natten vil ingen",
        "ikke med: gruppen er uenig",
    ],
)
def test_a_comment_with_a_whole_answer_is_left_alone(behind: str, judge: Judge) -> None:
    assert judge(f"{NOTES}- [x] G1 Ring mig op → {behind}") == []


@pytest.mark.parametrize(
    ("reason", "empty"),
    [
        *((text, True) for text in ("N/A", "it is not relevant", "don't know", "See above.", "-")),
        *((text, False) for text in ("too dear", "not relevant before 2030", "no bus goes there")),
    ],
)
def test_empty_reasons_are_known_in_english_too(reason: str, empty: bool) -> None:
    assert says_nothing(reason, "en") is empty


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_phrase_of_the_lists_is_empty_and_none_is_listed_twice(language: str) -> None:
    lists = tomllib.loads((WORDS / f"reasons-{language}.toml").read_text("utf-8"))
    for phrases in lists.values():
        assert len(phrases) == len(set(phrases))
        assert all(says_nothing(phrase, language) for phrase in phrases)


def test_reasons_of_the_sample_assembly_are_reasons(nordvig: Workspace) -> None:
    paths = [*REPOSITORY.glob("drafts/*.md"), *REPOSITORY.glob("tests/samples/**/*.md")]
    text = "\n".join(path.read_text("utf-8") for path in paths)
    reasons = re.findall(r"(?:->|→) ikke med: (.+)", text)
    assert len(reasons) > 5
    assert [reason for reason in reasons if says_nothing(reason, "da")] == []


def test_a_principle_or_initiative_is_a_place_as_well(nordvig: Workspace) -> None:
    text = (nordvig.drafts / "gruppe-2.md").read_text("utf-8")
    for place in (
        "Slukkelisten",
        "Nej tak uden forklaring",
        "Balancer",
        "Hjemmebesøg eller skærmbesøg",
    ):
        item = f"- [x] P9 Husk busserne -> brugt i: {place}\n"
        one = read_draft(nordvig, "drafts/x.md", (text + item).encode())
        assert findings_of(one, nordvig.assembly, None) == ()


def test_a_slip_in_a_section_gets_the_nearest_heading(judge: Judge) -> None:
    finding = only(judge(NOTES + "- [x] G1 Ring mig op -> brugt i: Vores visoin"), "AB504")
    assert finding.hint.values == {"key": "Vores vision"}


def test_a_template_without_words_for_what_became_asks_for_none(samples: Workspace) -> None:
    one = read_draft(samples, "drafts/x.md", f"{NOTES}- [x] G1 Ring mig op -> taget".encode())
    plain = replace(one.template, dispositions=type(one.template.dispositions)())
    assert rules.check_draft(one.draft, plain, samples.assembly)[0].rule == "AB510"
    assert len(rules.check_draft(one.draft, plain, samples.assembly)) == 1


def test_comments_joined_in_a_circle_have_no_answer(judge: Judge) -> None:
    circle = (
        "- [x] G1 a -> samlet med G2\n- [x] G2 b -> samlet med G3\n- [x] G3 c -> samlet med G1\n"
    )
    assert found(judge(NOTES + circle)) == ["AB505"] * 3
    chain = circle.replace("-> samlet med G1", "-> ikke med: dyrt")
    assert judge(NOTES + chain) == []


def test_a_word_that_looks_like_an_id_is_not_joined_with(judge: Judge) -> None:
    text = NOTES + "- [x] G1 a -> ikke med: dyrt\n- [x] G2 b -> samlet med {}\n"
    assert judge(text.format("G1, der handler om CO2")) == []
    assert only(judge(text.format("G9 om CO2")), "AB505").message.values["id"] == "G9"
    assert only(judge(text.format("CO2")), "AB505").message.values["id"] == "CO2"


def test_a_comment_may_be_joined_with_one_of_another_group(samples: Workspace) -> None:
    texts = ["- [x] G1 a -> samlet med G2", "- [x] G2 b -> ikke med: dyrt"]
    drafts = [
        read_draft(samples, f"drafts/{number}.md", (NOTES + text).encode()).draft
        for number, text in enumerate(texts)
    ]
    found_across = rules.check_workspace(drafts, replace(samples.assembly, register=()))
    assert "AB505" not in found(list(found_across))


def test_a_comment_and_a_question_do_not_share_a_number(judge: Judge) -> None:
    text = QUESTIONS + ASKED + ANSWER + USED + "\n## Noter\n\n### Galleritur\n\n"
    finding = only(judge(text + "- [x] S1 Ring -> ikke med: dyrt"), "AB506")
    assert finding.message.values == {"id": "S1", "line": 14}


def test_questions_of_two_groups_may_share_their_numbers(samples: Workspace) -> None:
    text = QUESTIONS + ASKED + ANSWER + USED
    drafts = [read_draft(samples, f"drafts/{n}.md", text.encode()).draft for n in (1, 2)]
    across = rules.check_workspace(drafts, samples.assembly)
    assert "AB507" not in found(list(across))


def test_a_strange_source_is_told_once_for_all_its_comments(judge: Judge) -> None:
    text = NOTES.replace("Galleritur", "Gallerituren")
    text += "- [x] G1 a -> ikke med: dyrt\n- [x] G2 b -> ikke med: dyrt\n"
    finding = only(judge(text), "AB509")
    assert (finding.line, finding.hint.values) == (14, {"key": "Galleritur"})


def test_comments_above_the_first_source_are_told_once(judge: Judge) -> None:
    text = NOTES.replace("### Galleritur\n\n", "") + "- [x] G1 a -> ikke med: dyrt\n"
    assert only(judge(text), "AB509").line == 14


# -- the register ----------------------------------------------------------------------------

REGISTER = (Input("G1", "Ring mig op,  i stedet for at *skrive*", "Galleritur", "2"),)


@pytest.mark.parametrize(
    "text",
    [
        "Ring mig op, i stedet for at skrive",
        "Ring mig op,   i **stedet** for at\nskrive",
        "Ring mig op, i stedet for a\u200dt skrive".replace("\u200d", ""),
    ],
)
def test_form_does_not_change_the_wording(text: str, judge: Judge) -> None:
    assert judge(f"{NOTES}- [x] G1 {text} -> ikke med: dyrt", REGISTER) == []


def test_letters_written_in_two_signs_are_the_same_letters(judge: Judge) -> None:
    register = (Input("G1", "Pa\u030a tide"),)
    assert judge(f"{NOTES}- [x] G1 På tide -> ikke med: dyrt", register) == []


@pytest.mark.parametrize("text", ["Ring os op, i stedet for at skrive", "ring mig op", "–"])
def test_a_changed_wording_is_told_with_the_first(text: str, judge: Judge) -> None:
    finding = only(judge(f"{NOTES}- [x] G1 {text} -> ikke med: dyrt", REGISTER), "AB510")
    assert finding.hint.values == {"text": "Ring mig op, i stedet for at *skrive*"}


def test_a_comment_that_the_register_does_not_hold_is_free(judge: Judge) -> None:
    text = "- [x] G1 Ring mig op, i stedet for at skrive -> ikke med: dyrt\n"
    assert judge(f"{NOTES}{text}- [x] G7 Nyt -> ikke med: dyrt", REGISTER) == []


def test_a_comment_that_was_thrown_away_is_told_to_its_group(judge: Judge) -> None:
    finding = only(judge(f"{NOTES}- [x] G7 Nyt -> ikke med: dyrt", REGISTER), "AB515")
    assert (finding.line, finding.hint.values["id"]) == (12, "G1")


def test_without_a_register_nothing_is_compared(judge: Judge) -> None:
    assert judge(f"{NOTES}- [x] G1 Hvad som helst -> ikke med: dyrt") == []


def test_the_register_is_read_beside_the_assembly(make_workspace: Callable[..., Workspace]) -> None:
    inputs = '[[input]]\nid = "Å1"\ntext = "Sælg rådhuset"\n'
    assembly = make_workspace({"inputs.toml": inputs}).assembly
    assert assembly.register == (Input("Å1", "Sælg rådhuset"),)


@pytest.mark.parametrize(
    ("inputs", "fault"),
    [
        ('[[input]]\nid = "G1"\n', 'line 1: the key "text" is missing'),
        ('[[input]]\nid = "første"\ntext = "a"\n', 'line 2: the value of "id" is not allowed'),
        ('[[inputs]]\nid = "G1"\n', 'line 1: unknown key "inputs"'),
        (
            '[[input]]\nid = "G1"\ntext = "a"\n[[input]]\nid = "G1"\ntext = "b"\n',
            'line 4: "G1" stands twice',
        ),
        ("[[input\n", "line 1: the line cannot be read"),
    ],
)
def test_a_fault_in_the_register_is_told_with_its_line(
    inputs: str, fault: str, make_workspace: Callable[..., Workspace]
) -> None:
    with pytest.raises(AnbefalError) as caught:
        make_workspace({"inputs.toml": inputs})
    assert translate(caught.value.message, "en").endswith(f"inputs.toml, {fault}")


def test_the_assembly_itself_holds_no_register(make_workspace: Callable[..., Workspace]) -> None:
    config = 'name = "x"\nlanguage = "da"\ndefault_template = "anbefaling"\nregister = []\n'
    with pytest.raises(AnbefalError):
        make_workspace({"anbefal.toml": config})


def test_the_sample_assembly_has_kept_every_word(nordvig: Workspace) -> None:
    assert len(nordvig.assembly.register) > 40
    assert not {"AB510", "AB515"}.intersection(f.rule for f in lint(nordvig).findings)


# -- questions -------------------------------------------------------------------------------


def test_a_question_with_its_answer_is_left_alone(judge: Judge) -> None:
    assert judge(QUESTIONS + ASKED + ANSWER + USED) == []


@pytest.mark.parametrize(
    ("lines", "rule"),
    [
        (ASKED, "AB511"),
        (ASKED + "  - **Svar (fakta):**\n", "AB511"),
        (ASKED + "  - **Svar:**\n", "AB511"),
        (ASKED.replace("[x]", "[ ]"), "AB511"),
        (ASKED + ANSWER, "AB512"),
        (ASKED + ANSWER + "  - **Brugt i:** –\n", "AB512"),
        (ASKED + ANSWER + "  - **Brugt i:** Vores drømme\n", "AB504"),
        (ASKED + ANSWER.replace(" (fakta)", "") + USED, "AB513"),
        (ASKED + ANSWER.replace("fakta", "fakt") + USED, "AB513"),
        (ASKED.replace("Leder af hjemmeplejen", "Lægen") + ANSWER + USED, "AB514"),
        (ASKED.replace(" -> Leder af hjemmeplejen", "") + ANSWER + USED, "AB514"),
        (ASKED.replace("S1 ", "") + ANSWER + USED, "AB508"),
    ],
)
def test_a_fault_of_a_question_is_told_once(lines: str, rule: str, judge: Judge) -> None:
    finding = only(judge(QUESTIONS + lines), rule)
    assert (finding.section, finding.requirements) == ("questions", ())


@pytest.mark.parametrize(
    "expert",
    ["hjemmepleje", "Fagekspert", "leder af hjemmeplejen", "Velfærdsforsker og hjemmepleje"],
)
def test_an_expert_answers_to_role_and_short_name(expert: str, judge: Judge) -> None:
    asked = ASKED.replace("Leder af hjemmeplejen", expert)
    assert judge(QUESTIONS + asked + ANSWER + USED) == []


def test_an_answer_need_not_be_used_if_somebody_says_why(judge: Judge) -> None:
    unused = USED.replace("Vores vision", "ikke med: det er andres opgave")
    assert judge(QUESTIONS + ASKED + ANSWER + unused) == []


def test_a_slip_in_an_expert_gets_the_nearest_role(judge: Judge) -> None:
    asked = ASKED.replace("Leder af", "Lederen i")
    finding = only(judge(QUESTIONS + asked + ANSWER + USED), "AB514")
    assert finding.hint.values == {"key": "Leder af hjemmeplejen"}


def test_an_assembly_without_experts_is_not_asked_for_them(samples: Workspace) -> None:
    assembly: Assembly = replace(samples.assembly, expert=(), register=())
    asked = QUESTIONS + ASKED.replace("Leder af hjemmeplejen", "Lægen") + ANSWER + USED
    one = read_draft(samples, "drafts/x.md", asked.encode())
    assert rules.check_draft(one.draft, one.template, assembly) == ()


@pytest.mark.parametrize(("box", "told"), [("[ ]", False), ("[x]", True)])
def test_an_unanswered_question_waits_for_its_workshop_unless_ticked(
    box: str, told: bool, nordvig: Workspace
) -> None:
    text = (nordvig.drafts / "gruppe-2.md").read_text("utf-8")
    item = f"- {box} S4 Hvad koster en tablet? -> Velfærdsforsker\n\n## Noter\n"
    one = read_draft(nordvig, "drafts/x.md", text.replace("## Noter\n", item).encode())
    assert found(list(findings_of(one, nordvig.assembly, 2))) == (["AB511"] if told else [])
    assert found(list(findings_of(one, nordvig.assembly, 3))) == ["AB511"]


def test_saving_takes_the_register_along() -> None:
    from anbefal.jobs.save import KEPT

    assert "inputs.toml" in KEPT
    assert (Path(__file__).parents[1] / "inputs.toml").exists()
