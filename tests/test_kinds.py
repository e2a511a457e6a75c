"""Kinds: what a section's text is read into, however it was written."""

from collections.abc import Callable

import pytest
from conftest import MakeWorkspace

from anbefal import kinds
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft
from anbefal.kinds.entries import Entries, Entry
from anbefal.kinds.items import Item, Items
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.kinds.prose import Prose
from anbefal.kinds.questions import Question, Questions
from anbefal.workspace import Workspace


@pytest.fixture(scope="module")
def section(nordvig: Workspace) -> Callable[[str, str], object]:
    """Read some text as a section of a recommendation, by heading; its text begins in line 3."""

    def read(heading: str, text: str) -> object:
        loaded: Loaded = read_draft(nordvig, "drafts/x.md", f"## {heading}\n\n{text}".encode())
        (only,) = loaded.draft.sections
        return only.values

    return read


@pytest.fixture(scope="module")
def entry(section: Callable[[str, str], object]) -> Callable[[str], Entry]:
    """Read some text as the one entry of the priorities; its text begins in line 5."""

    def read(text: str) -> Entry:
        values = section("Prioriteringer", f"### Bus eller taxa\n\n{text}")
        assert isinstance(values, Entries)
        (only,) = values.entries
        return only

    return read


@pytest.fixture(scope="module")
def comment(section: Callable[[str, str], object]) -> Callable[[str], LedgerItem]:
    """Read one line as the one comment of the notes."""

    def read(line: str) -> LedgerItem:
        values = section("Noter", f"### Galleritur\n\n{line}")
        assert isinstance(values, Ledger)
        (only,) = values.items
        return only

    return read


@pytest.fixture(scope="module")
def questions(section: Callable[[str, str], object]) -> Callable[[str], tuple[Question, ...]]:
    """Read some text as questions; it begins in line 3."""

    def read(text: str) -> tuple[Question, ...]:
        values = section("Spørgsmål", text)
        assert isinstance(values, Questions)
        return values.questions

    return read


def labels(entry: Entry) -> list[tuple[str, str, int]]:
    return [(label.id, label.text, label.line) for label in entry.labels]


# -- prose -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bussen kører kl. 16.10-16.50 hver time.", 6),
        ("Se https://nordvig.example/bus nu.", 2),
        ("Skriv til bus@nordvig.example nu.", 3),
        ("[Læs mere](https://nordvig.example)", 2),
        ("Kør `ikke talt` bus.", 2),
        ("```\nikke talt\n```", 0),
        ("<!-- ikke talt -->", 0),
        ("Et\nto **tre**  \nfire", 4),
        ("| a | b |\n| - | - |\n| c | d |", 4),
        ("- et\n- to\n\n> tre", 3),
        ("…", 0),
    ],
)
def test_words_are_counted_without_addresses_code_and_comments(
    text: str, words: int, section: Callable[[str, str], object]
) -> None:
    assert section("Vision", text) == Prose(words)


# -- items -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("- **Ud før ind.** Timer lægges ude.", "Ud før ind"),
        ("- **Ud før ind:** Timer lægges ude.", "Ud før ind"),
        ("- __Ud før ind__ betyder timer ude.", "Ud før ind"),
        ("- Ud før ind. Timer lægges ude.", "Ud før ind"),
        ("- Ud før ind: timer lægges ude", "Ud før ind"),
        ("- Ud før ind", "Ud før ind"),
        ("1. Ud før **ind**. Timer.", "Ud før ind"),
        ("* [ ] **Ud før ind.** Timer.", "Ud før ind"),
        ("- Kl. 8.30 går vi ud. Timer.", "Kl. 8.30 går vi ud"),
    ],
)
def test_an_item_is_named_by_its_bold_lead_or_first_sentence(
    text: str, name: str, section: Callable[[str, str], object]
) -> None:
    values = section("Principper", text)
    assert isinstance(values, Items)
    assert [item.name for item in values.items] == [name]


def test_items_have_lines_and_words_and_the_blank_ones_do_not_count(
    section: Callable[[str, str], object],
) -> None:
    text = "Før.\n\n- **Et.** To tre\n  fire.\n-\n- fem\n  - seks\n\nMidt.\n\n1. syv"
    assert section("Principper", text) == Items(
        (
            Item("Et", "Et. To tre fire.", 4, 5),
            Item("fem seks", "fem seks", 2, 8),
            Item("syv", "syv", 1, 13),
        )
    )


# -- entries ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "- **Mere af:** busser",
        "- **Mere af**: busser",
        "- Mere af: busser",
        "- *Mere af:* busser",
        "- __mere AF :__   busser",
        "* Mere af:busser",
        "1. Mere af: busser",
        "- [ ] **Mere af:** busser",
        "**Mere af:** busser",
        "Mere af: busser",
        "Mere\u00a0af: busser",
    ],
)
def test_a_label_is_read_bold_or_not_in_a_list_or_not(
    line: str, entry: Callable[[str], Entry]
) -> None:
    assert labels(entry(line)) == [("more", "busser", 5)]


@pytest.mark.parametrize("line", ["Mere af busser", "Meget mere af: busser", "**Mere af** busser"])
def test_other_words_are_no_label(line: str, entry: Callable[[str], Entry]) -> None:
    assert labels(entry(line)) == []


def test_several_labels_stand_in_one_paragraph(entry: Callable[[str], Entry]) -> None:
    text = "**Mere af:** busser\nom natten\n**Mindre af:**\n**Konsekvenser:** 12:30: tom bus"
    assert labels(entry(text)) == [
        ("more", "busser om natten", 5),
        ("less", "", 7),
        ("consequence", "12:30: tom bus", 8),
    ]


def test_prose_above_a_label_in_the_same_paragraph_is_counted(
    entry: Callable[[str], Entry],
) -> None:
    found = entry("Fire ord står her\nMere af: busser")
    assert (found.words, labels(found)) == (4, [("more", "busser", 6)])


def test_labels_in_a_loose_list_keep_their_lines(entry: Callable[[str], Entry]) -> None:
    text = "- Mere af: busser\n\n  om natten\n\n  Mindre af: taxa\n\n- Konsekvens: kø"
    assert labels(entry(text)) == [
        ("more", "busser om natten", 5),
        ("less", "taxa", 9),
        ("consequence", "kø", 11),
    ]


def test_the_words_of_an_entry_are_its_prose_without_the_labels(
    entry: Callable[[str], Entry],
) -> None:
    found = entry("To ord.\n\n- tre fire\n- **Mere af:** ikke talt\n\n> fem\n")
    assert (found.name, found.line, found.words) == ("Bus eller taxa", 3, 5)


def test_words_in_brackets_behind_a_label_belong_to_its_text(
    questions: Callable[[str], tuple[Question, ...]],
) -> None:
    (question,) = questions("- S1 Hvad?\n  - **Svar (vurdering):** Det ved vi ikke.\n")
    answer = question.find("answer")
    assert answer and (answer.text, answer.line) == ("(vurdering) Det ved vi ikke.", 4)


def test_an_entry_begins_at_each_heading_of_level_3(section: Callable[[str, str], object]) -> None:
    values = section("Prioriteringer", "Før.\n\n### A\n\n#### B\n\n### \n\nMere af: x\n")
    assert isinstance(values, Entries)
    assert [(e.name, e.line) for e in values.entries] == [("A", 5), ("", 9)]
    assert len(values.lead) == 1
    assert values.entries[1].find("more") and values.entries[1].find("less") is None


# -- ledger ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text", "disposition", "target"),
    [
        ("- G1 Husk dem", "Husk dem", "open", ""),
        ("- G1 Husk dem ->", "Husk dem", "open", ""),
        ("- G1 Husk dem -> brugt i: Vision", "Husk dem", "used", "Vision"),
        ("- G1 Husk dem → brugt i Vision", "Husk dem", "used", "Vision"),
        ("- G1 Husk dem --> Brugt I : Vision", "Husk dem", "used", "Vision"),
        ("- G1 Husk dem-> brugt i:Vision", "Husk dem", "used", "Vision"),
        ("- G1 Husk dem -> samlet med G5", "Husk dem", "merged", "G5"),
        ("- G1 Husk dem -> ikke med: for dyrt", "Husk dem", "declined", "for dyrt"),
        ("- G1 Husk dem -> ikke med", "Husk dem", "declined", ""),
        ("- G1 Husk dem -> brugt ikke", "Husk dem", "unknown", "brugt ikke"),
        ("- G1 Husk dem -> måske", "Husk dem", "unknown", "måske"),
        ("- G1 Fra A -> B -> brugt i: Vision", "Fra A -> B", "used", "Vision"),
        ("- G1 Fra A → B -> ikke med: nej", "Fra A → B", "declined", "nej"),
        ("- G1 Fra A -> B", "Fra A", "unknown", "B"),
    ],
)
def test_the_last_arrow_tells_what_became_of_a_comment(
    line: str, text: str, disposition: str, target: str, comment: Callable[[str], LedgerItem]
) -> None:
    item = comment(line)
    assert (item.id, item.text) == ("G1", text)
    assert (item.disposition, item.target) == (disposition, target)


@pytest.mark.parametrize(
    ("line", "id", "text"),
    [
        ("- G12 Husk dem", "G12", "Husk dem"),
        ("- G12. Husk dem", "G12", "Husk dem"),
        ("- G12: Husk dem", "G12", "Husk dem"),
        ("- **Å3** Husk dem", "Å3", "Husk dem"),
        ("- [x] ÅS12345 Husk dem", "ÅS12345", "Husk dem"),
        ("- Husk dem", "", "Husk dem"),
        ("- CO2-kvoter til alle", "", "CO2-kvoter til alle"),
        ("- g12 Husk dem", "", "g12 Husk dem"),
        ("- G12", "G12", ""),
        ("- G12 husk dem", "G12", "husk dem"),
        ("- Å3 »Husk dem«", "Å3", "»Husk dem«"),
        ("- K7 Husk dem", "K7", "Husk dem"),
        ("- K7: »Husk dem«", "K7", "»Husk dem«"),
    ],
)
def test_a_comment_may_have_an_id_in_front(
    line: str, id: str, text: str, comment: Callable[[str], LedgerItem]
) -> None:
    item = comment(line)
    assert (item.id, item.text) == (id, text)


@pytest.mark.parametrize(
    "words",
    [
        *("CO2 skal ned", "CO2: ned med det", "CO2", "MP3 i toget", "E45 larmer", "A4 er for småt"),
        *("CO2 SKAL NED", "E45 »larmer«"),
    ],
)
def test_words_that_look_like_an_id_stay_words(
    words: str, comment: Callable[[str], LedgerItem]
) -> None:
    item = comment(f"- [ ] {words} -> ikke med: for dyrt")
    assert (item.id, item.text) == ("", words)


def test_letters_are_known_by_the_template_the_headings_and_a_series(
    section: Callable[[str, str], object],
) -> None:
    values = section(
        "Noter",
        "### Galleritur\n\n- P1 a\n- B1 b\n- CO2 skal ned\n- CO2 skal væk\n\n"
        "### Fra torvet\n\n- F9 c\n- K1 d\n- K2 e\n",
    )
    assert isinstance(values, Ledger)
    assert [item.id for item in values.items] == ["P1", "", "", "", "F9", "K1", "K2"]


def test_letters_are_known_by_the_register(make_workspace: MakeWorkspace) -> None:
    draft = "# T\n\n## Noter\n\n### Galleritur\n\n- CO2 skal ned\n- KL1 husk dem\n"
    register = '[[input]]\nid = "KL7"\ntext = "CO2 er en gas"\n'
    ids = []
    for files in ({}, {"inputs.toml": register}):
        workspace = make_workspace({**files, "drafts/a.md": draft})
        values = load_drafts(workspace)[0].draft.sections[0].values
        assert isinstance(values, Ledger)
        ids.append([item.id for item in values.items])
    assert ids == [["", ""], ["", "KL1"]]


def test_a_question_may_begin_with_what_looks_like_an_id(
    questions: Callable[[str], tuple[Question, ...]],
) -> None:
    found = questions("- S1 hvad koster en bus?\n- CO2 fra en bus?\n")
    assert [(one.id, one.text) for one in found] == [
        ("S1", "hvad koster en bus?"),
        ("", "CO2 fra en bus?"),
    ]


@pytest.mark.parametrize(
    ("line", "checked"),
    [
        ("- [x] G1 a", True),
        ("- [X] G1 a", True),
        ("- [ ] G1 a", False),
        ("- G1 a", None),
        ("- [] G1 a", None),
        ("- G1 a\n  - [x] b", None),
        ("1. [x] G1 a", True),
    ],
)
def test_a_box_is_ticked_or_not_or_not_there(
    line: str, checked: bool | None, comment: Callable[[str], LedgerItem]
) -> None:
    assert comment(line).checked is checked


def test_comments_stand_under_their_sources(section: Callable[[str, str], object]) -> None:
    text = "- G1 a\n\n### Galleritur\n\n- G2 b\n  går videre\n- \n\n### Åben  samling\n\n1. Å1 c\n"
    values = section("Noter", text)
    assert isinstance(values, Ledger)
    assert [(i.id, i.text, i.source, i.line) for i in values.items] == [
        ("G1", "a", "", 3),
        ("G2", "b går videre", "Galleritur", 7),
        ("Å1", "c", "Åben samling", 13),
    ]


# -- questions -------------------------------------------------------------------------------


def test_a_question_has_an_expert_an_answer_and_a_use(
    questions: Callable[[str], tuple[Question, ...]],
) -> None:
    first, second = questions(
        "- [x] S1 Hvad koster en bus? -> Fagekspert A\n"
        "  - **Svar (fakta):** To millioner\n    om året.\n"
        "  - **Brugt i:** Vision\n"
        "- [ ] S2 Hvem kører?\n"
    )
    assert (first.id, first.text, first.expert) == ("S1", "Hvad koster en bus?", "Fagekspert A")
    assert [(a.id, a.text, a.line) for a in first.labels] == [
        ("answer", "(fakta) To millioner om året.", 4),
        ("used", "Vision", 6),
    ]
    assert (first.checked, first.line) == (True, 3)
    assert (second.id, second.expert, second.labels, second.line) == ("S2", "", (), 7)
    assert second.find("answer") is None


# -- requirement units -----------------------------------------------------------------------


def test_the_units_of_a_template_follow_the_documents_order(nordvig: Workspace) -> None:
    units = kinds.requirements(nordvig.template("anbefaling"))
    assert [unit.id for unit in units] == [
        "title",
        "field.scribes",
        "field.carriers",
        "vision.text",
        "vision.length",
        "principles.1",
        "principles.2",
        "principles.3",
        "priorities.1",
        "priorities.1.more",
        "priorities.1.less",
        "priorities.1.consequence",
        "priorities.2",
        "priorities.2.more",
        "priorities.2.less",
        "priorities.2.consequence",
        "initiatives.1",
        "initiatives.1.principle",
        "initiatives.1.actor",
        "initiatives.1.time",
        "initiatives.2",
        "initiatives.2.principle",
        "initiatives.2.actor",
        "initiatives.2.time",
    ]
    assert {u.id: u.due for u in units}["priorities.1.consequence"] == 4
    assert {u.id: u.due for u in units}["priorities.1.more"] == 3


def test_ledgers_and_questions_ask_for_nothing(nordvig: Workspace) -> None:
    template = nordvig.template("anbefaling")
    for id in ("notes", "questions", "dissent"):
        spec = template.find_section(id)
        assert spec and kinds.section_units(spec) == ()


# -- long lines ------------------------------------------------------------------------------


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Vision", "." * 190_000),
        ("Vision", "![](data:image/png;base64,@" + "x" * 190_000),
        ("Vision", "a@" * 95_000),
        ("Noter", "- a " + "-" * 190_000),
        ("Noter", "- a " + "->" * 95_000),
        ("Prioriteringer", "### a\n" + "b " * 95_000 + ":"),
        ("Principper", "- " + "*" * 190_000),
    ],
    ids=["dots", "picture as text", "at signs", "dashes", "arrows", "label", "stars"],
)
def test_a_line_of_200_kilobytes_is_read_without_a_wait(
    heading: str, text: str, section: Callable[[str, str], object]
) -> None:
    assert section(heading, text) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(bus@nordvig.example) ja", 1),
        ("nu:https://nordvig.example/a ja", 2),
        ("@alle ja", 2),
        ("a@b ja", 3),
        ("a@.b ja", 3),
        ("a@b.c", 0),
        ("www.nordvig.example", 0),
    ],
)
def test_an_address_is_no_word(
    text: str, words: int, section: Callable[[str, str], object]
) -> None:
    assert section("Vision", f"`kode` {text}") == Prose(words)
