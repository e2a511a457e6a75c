"""Timetables: times as people write them, in headings or a pasted table, and what only looks so."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal import kinds, tree
from anbefal.kinds import timetable
from anbefal.kinds.timetable import Slot, Step, Timetable
from anbefal.model import ItemLimits, LabelSpec, SectionSpec, Template
from anbefal.times import read_duration, read_span, write_time

LABELS = (
    LabelSpec("theme", "Tema"),
    LabelSpec("process", "Proces", ("Proces og stikord",)),
    LabelSpec("responsible", "Ansvarlig", presence="required"),
    LabelSpec("time", "Tid", presence="required"),
    LabelSpec("tools", "Redskaber"),
)
SPEC = SectionSpec(
    "day", "Dagen", "timetable", presence="required", items=ItemLimits(min=2), label=LABELS
)
TEMPLATE = Template("Drejebog", "da", section=(SPEC,))

Read = Callable[[str], tuple[Slot, ...]]


def read(text: str) -> tuple[Slot, ...]:
    values = timetable.read(tuple(tree.parse(text).children), SPEC, TEMPLATE)
    assert isinstance(values, Timetable)
    assert len(values.slots) == len(values.entries)
    return values.slots


def shown(slot: Slot) -> str:
    """Give a slot's times and name on one line, such as "12.35–12.55 Velkomst"."""
    times = "–".join("?" if t is None else write_time(t) for t in (slot.start, slot.end))
    return f"{times} {slot.name}"


def labels(slot: Slot) -> dict[str, str]:
    return {label.id: label.text for label in slot.labels}


# -- times -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("12.35–12.55 Velkomst", "12.35–12.55 Velkomst"),
        ("12:35 - 12:55: Velkomst", "12.35–12.55 Velkomst"),
        ("kl. 12.35-12.55 Velkomst", "12.35–12.55 Velkomst"),
        ("Kl 12.35 til kl 12.55 · Velkomst", "12.35–12.55 Velkomst"),
        ("Velkomst 12.35-12.55", "12.35–12.55 Velkomst"),
        ("Velkomst (kl. 12.35–12.55)", "12.35–12.55 Velkomst"),
        ("Frokost fra kl. 12.00-12.30", "12.00–12.30 Frokost"),
        ("13-14 Eksperter", "13.00–14.00 Eksperter"),
        ("kl. 13-14 Eksperter", "13.00–14.00 Eksperter"),
        ("mellem kl. 13 og 14 Eksperter", "13.00–14.00 Eksperter"),
        ("12-12.30 Frokost", "12.00–12.30 Frokost"),
        ("Kl. 10 Hej og velkommen", "10.00–? Hej og velkommen"),
        ("10.00 Hej & velkommen", "10.00–? Hej & velkommen"),
        ("15.30: Udtjekning", "15.30–? Udtjekning"),
        ("11.30 :", "11.30–? "),
        ("9.05 Kaffe", "9.05–? Kaffe"),
        ("15.05- Pause", "15.05–? Pause"),
        ("Skriveværksted 2, frem til kl. 12.15", "?–12.15 Skriveværksted 2"),
        ("Plenum igen kl 12:00", "12.00–? Plenum igen"),
        ("23.30-24.00 Nattesæde", "23.30–24.00 Nattesæde"),
        ("1–2 pm Experts", "13.00–14.00 Experts"),
        ("11 am to 1.30 pm: Lunch", "11.00–13.30 Lunch"),
        ("at 2.30 pm Questions", "14.30–? Questions"),
        ("12.45 Værksted 3 (mellem kl 13-14 er der eksperter)", None),
    ],
)
def test_a_heading_is_read_as_people_write_it(heading: str, expected: str | None) -> None:
    (slot,) = read(f"### {heading}\n")
    assert shown(slot) == (expected or f"12.45–? {heading[6:]}")


@pytest.mark.parametrize(
    "heading",
    [
        "3. Dialog om samskabelse",
        "4.fortsat dialog",
        "Gruppe 1-6",
        "5-6 personer ved hvert bord",
        "13-14-årige i salen",
        "10-12 år frem",
        "14-13 baglæns",
        "10.000 kr. til fester",
        "24. maj i salen",
        "24.05.2026 i salen",
        "2026-05-24 i salen",
        "05-06-2026 i salen",
        "2025-2030 er perioden",
        "25.00 er ingen tid",
        "12.60 er ingen tid",
        "12.30.45 er ingen tid",
        "14 Pause",
        "Værksted 3: vi arbejder videre (mellem kl 13-14 er der eksperter)",
        "Loven, punkt 8.15, handler om støj",
    ],
)
def test_what_only_looks_like_a_time_stays_in_the_name(heading: str) -> None:
    (slot,) = read(f"### {heading}\n")
    assert shown(slot) == f"?–? {heading}"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("15.05-16.10 (65. min)", (65,)),
        ("12.55-13.35 20. min. 20. min.", (20, 20)),
        ("16.50–16.55 (5. min.)", (5,)),
        ("13.35-13.45 10. min.", (10,)),
        ("(40 min)", (40,)),
        ("1½ time", (90,)),
        ("12.00 (1 time og 15 min)", (75,)),
        ("en halv time", (30,)),
        ("10.00", ()),
    ],
)
def test_durations_beside_a_time_are_kept_in_their_order(text: str, stated: tuple[int]) -> None:
    span = read_span(text)
    assert (span.stated, span.rest) == (stated, "")


@pytest.mark.parametrize(
    ("text", "words", "minutes"),
    [
        ("Første case (20 min)", "Første case", 20),
        ("Fold ud, giv idéer – 20 min:", "Fold ud, giv idéer", 20),
        ("Find spørgsmål til eksperterne - 15 min", "Find spørgsmål til eksperterne", 15),
        ("Snak sammen, ca. 5 min.", "Snak sammen", 5),
        ("5 min: Snak sammen", "Snak sammen", 5),
        ("(5 min) Snak sammen", "Snak sammen", 5),
        ("Gåtur, 10-15 min", "Gåtur", 15),
        ("Frokost, 1 time", "Frokost", 60),
        ("Brug de første 15 min. til overblik", None, None),
        ("Brug 40 min. på at skrive ind", None, None),
        ("Pausen er 10 min. kortere end sidst", None, None),
        ("Giv min nabo ordet", None, None),
    ],
)
def test_a_duration_ends_an_item_or_begins_it(
    text: str, words: str | None, minutes: int | None
) -> None:
    assert read_duration(text) == (words or text, minutes)


# -- the day by headings ---------------------------------------------------------------------

MORNING = """\
Vi holder os til tiden.

### 10.30–11.10 Saml op

De gamle grupper sidder sammen.

- **Ansvarlig:** Procesleder
- **Redskaber:** tavle og tusser
- Få overblik (15 min)
- Skriv kommentarerne ind (25 min)
  - først gallerituren
- Vælg to, der går videre

### 11.10–11.30 Pause
"""


def test_an_entry_has_times_labels_steps_and_lines() -> None:
    morning, pause = read(MORNING)
    assert shown(morning) == "10.30–11.10 Saml op" and morning.line == 3
    assert labels(morning) == {
        "responsible": "Procesleder",
        "tools": "tavle og tusser",
        "time": "10.30–11.10",
        "theme": "Saml op",
    }
    assert morning.steps == (
        Step("Få overblik", 15, 9),
        Step("Skriv kommentarerne ind", 25, 10),
        Step("Vælg to, der går videre", None, 12),
    )
    assert (shown(pause), pause.line, pause.steps) == ("11.10–11.30 Pause", 14, ())


def test_the_parts_of_a_step_stand_for_it_where_it_has_no_time_of_its_own() -> None:
    (slot,) = read(
        "### 11.30 Udfold\n\n- De gamle\n  - Få de nye med – 10 min\n- De nye (20 min)\n"
        "  - Giv idéer (15 min)\n"
    )
    assert [(step.text, step.minutes) for step in slot.steps] == [
        ("De gamle", None),
        ("Få de nye med", 10),
        ("De nye", 20),
    ]


def test_the_time_may_stand_in_a_labelled_line() -> None:
    (slot,) = read("### Saml op (40 min)\n\n- **Tid:** kl. 10.30 til 11.10\n")
    assert shown(slot) == "10.30–11.10 Saml op"
    assert slot.stated == (40,)
    assert labels(slot)["time"] == "kl. 10.30 til 11.10"


# -- the day as a pasted table ---------------------------------------------------------------

# The shapes of a run sheet that was pasted from Word; theme, process, responsible, time, tools.
AFTERNOON = """\
| Tema | Proces og stikord til temaet | Ansvarlig | Tid | Redskaber |
| --- | --- | --- | --- | --- |
| 1. Velkommen | Borgmesteren byder velkommen | BM | 12.30-12.35 | |
| 2. Hvad er det? | - Begrebet (5 min)<br>- Tre cases (15 min) | | 12.35-12.55 | Projektor |
| 3. Dialog | Fem politikere i panelet | | 12.55-13.35<br>20. min.<br>20. min. | |
| | Fælles dialog i grupper | PL | | Kort |
| Tredje case | Nyt panel | | 20. min. | |
| Pause | | | 13.35-13.45<br><br>10. min. | |
| 6. Pause – kaffe og kage | | | 15.05- | |
| 7. Dialog i udvalgene | | Formænd | 15.05-16.10<br>(65. min) | |
| | | | | |
"""


def test_a_pasted_table_is_read_row_by_row() -> None:
    slots = read(AFTERNOON)
    assert [shown(slot) for slot in slots] == [
        "12.30–12.35 1. Velkommen",
        "12.35–12.55 2. Hvad er det?",
        "12.55–13.35 3. Dialog",
        "?–? Tredje case",
        "13.35–13.45 Pause",
        "15.05–? 6. Pause – kaffe og kage",
        "15.05–16.10 7. Dialog i udvalgene",
    ]
    assert [slot.line for slot in slots] == [3, 4, 5, 7, 8, 9, 10]
    assert [slot.stated for slot in slots] == [(), (), (20, 20), (20,), (10,), (), (65,)]
    assert labels(slots[0])["responsible"] == "BM"
    assert slots[1].steps == (Step("Begrebet", 5, 4), Step("Tre cases", 15, 4))


def test_a_row_without_theme_and_time_goes_on_with_the_one_above() -> None:
    dialogue = read(AFTERNOON)[2]
    assert labels(dialogue)["process"] == "Fem politikere i panelet Fælles dialog i grupper"
    assert labels(dialogue)["responsible"] == "PL"
    assert labels(dialogue)["tools"] == "Kort"
    assert dialogue.words == 8 and len(dialogue.nodes) == 2


def test_columns_are_known_by_what_they_hold_where_their_heads_say_nothing() -> None:
    (first, second) = read(
        "| Hvad | Hvornår |\n| --- | --- |\n| Hej | 10.00 |\n| Kaffe | 10.30 |\n"
    )
    assert (shown(first), shown(second)) == ("10.00–? Hej", "10.30–? Kaffe")


def test_a_table_that_was_pasted_without_its_head_loses_no_row() -> None:
    (first, second) = read("| Hej | 10.00-10.30 |\n| --- | --- |\n| Kaffe | 10.30-10.45 |\n")
    assert (shown(first), shown(second)) == ("10.00–10.30 Hej", "10.30–10.45 Kaffe")


def test_a_heading_above_a_table_is_no_slot_but_one_with_a_time_keeps_its_table() -> None:
    table = "| Tema | Tid |\n| --- | --- |\n| Hej | 10.00 |\n"
    assert [shown(slot) for slot in read(f"### Formiddag\n\n{table}")] == ["10.00–? Hej"]
    assert [shown(slot) for slot in read(f"### 9.00 Formiddag\n\n{table}")] == ["9.00–? Formiddag"]


@pytest.mark.parametrize(
    "table", ["| a | b |\n| --- | --- |\n| c | d |\n", "| |\n| --- |\n| |\n", "| Tid |\n| --- |\n"]
)
def test_a_table_without_times_makes_no_slots(table: str) -> None:
    assert read(table) == ()


# -- what is asked, and what is never raised -------------------------------------------------


def test_a_timetable_asks_for_what_entries_ask_for() -> None:
    assert [unit.id for unit in kinds.section_units(SPEC)] == [
        "day.1",
        "day.1.responsible",
        "day.1.time",
        "day.2",
        "day.2.responsible",
        "day.2.time",
    ]


PIECES = st.sampled_from(
    ["### ", "| ", "|\n", "| --- ", "\n", "\n\n", "- ", "  - ", "**Tid:** ", "kl. ", "til ", " - "]
    + ["12.35", "10:00", "–", "24.99", "(20 min)", "½ time", "99 timer", "<br>", "pm", "Tema", "١٢"]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join)))
def test_any_text_can_be_read_as_a_timetable(text: str) -> None:
    for slot in read(text.replace("\x00", " ")):
        assert slot.line >= 1 and all(minutes >= 0 for minutes in slot.stated)
        for time in (slot.start, slot.end):
            assert time is None or 0 <= time <= 24 * 60


@given(st.text(max_size=500))
def test_reading_times_loses_no_letter_but_those_of_the_times(text: str) -> None:
    span = read_span(text)
    assert span.rest in text.strip() or not span.rest


@pytest.mark.parametrize("sign", ["kl ", "1", "12.30-", "(", "20 min ", "| ", "-", " "])
def test_a_very_long_line_takes_no_time_to_speak_of(sign: str) -> None:
    read(f"### {sign * 20_000}\n\n- {sign * 20_000}\n\n| {sign * 20_000} |\n| --- |\n| x |\n")
