"""Templates: the shipped ones, the language they are written in, and the mistakes in it."""

import datetime
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ASSEMBLY, REPOSITORY
from shell import Shell, snapshot

from anbefal.errors import AnbefalError
from anbefal.i18n import translate
from anbefal.jobs.check import check
from anbefal.jobs.drafts import Loaded, load_drafts, read_draft
from anbefal.jobs.lint import findings_of, lint
from anbefal.jobs.new import new
from anbefal.jobs.schema import schema
from anbefal.jobs.template_check import check_templates
from anbefal.jobs.templates import copy_template, list_templates
from anbefal.kinds import requirements
from anbefal.model import Finding
from anbefal.readers.markdown import heading_key
from anbefal.workspace import Workspace, shipped_templates, template_names

MakeWorkspace = Callable[..., Workspace]
SHIPPED = sorted(path.parent.name for path in shipped_templates().glob("*/template.toml"))
FILLED = REPOSITORY / "tests" / "samples" / "templates"

# -- the shipped templates -------------------------------------------------------------------


def test_five_templates_are_shipped() -> None:
    assert {"anbefaling", "vision", "udvalgsdialog", "recommendation", "drejebog"} <= set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_template_has_no_mistake(name: str) -> None:
    assert check_templates(shipped_templates().parent, None, [name]).mistakes == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_fresh_draft_has_every_part_in_order_and_scores_nothing(
    name: str, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace()
    new(workspace, "2", name)
    (one,) = load_drafts(workspace)
    assert one.draft.template == name
    assert [s.id for s in one.draft.sections] == [s.id for s in workspace.template(name).section]
    assert {field.id for field in one.template.field if field.presence == "required"} - {
        "tally"
    } <= set(one.draft.fields)
    assert [draft.score for draft in check(workspace).drafts] == [0] * one.template.gate


@pytest.mark.parametrize("name", ["udvalgsdialog", "recommendation"])
def test_a_filled_in_draft_has_nothing_to_remark_and_scores_a_hundred(
    name: str, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace({"drafts/x.md": (FILLED / f"{name}.md").read_bytes()})
    assert lint(workspace).findings == ()
    assert [draft.score for draft in check(workspace).drafts] == [100.0]


@pytest.mark.parametrize("name", ["udvalgsdialog", "recommendation"])
def test_every_part_that_is_asked_for_is_missed_when_it_is_gone(
    name: str, make_workspace: MakeWorkspace
) -> None:
    text = (FILLED / f"{name}.md").read_text("utf-8")
    workspace = make_workspace({"drafts/x.md": ""})
    for unit in requirements(workspace.template(name)):
        lacking = text
        if unit.id == "title":
            lacking = "\n".join(line for line in text.split("\n") if not line.startswith("# "))
        elif unit.id.startswith("field."):
            spec = workspace.template(name).find_field(unit.id.removeprefix("field."))
            assert spec is not None
            lines = [line for line in text.split("\n") if not line.startswith(f"{spec.key}:")]
            lacking = "\n".join(lines)
        else:
            section = workspace.template(name).find_section(unit.section)
            assert section is not None
            parts = text.split("\n## ")
            kept = [
                p for p in parts if heading_key(p.split("\n")[0]) != heading_key(section.heading)
            ]
            lacking = "\n## ".join(kept)
        assert lacking != text
        one = read_draft(workspace, "drafts/x.md", lacking.encode())
        found = findings_of(one, workspace.assembly, None)
        assert unit.id in {id for finding in found for id in finding.requirements}, unit.id


def test_the_recommendation_asks_for_what_a_council_can_answer() -> None:
    workspace = list_templates(shipped_templates().parent)
    template = next(row.template for row in workspace if row.name == "recommendation")
    assert template is not None and template.report == "recommendation"
    asked = {unit.id.split(".")[0] for unit in requirements(template)}
    assert {"title", "recommendation", "rationale", "time", "cost", "dissent"} <= asked
    assert {"field.addressee", "field.tally"} <= {unit.id for unit in requirements(template)}


def test_a_committees_sheet_is_scored_and_no_part_of_the_report(
    make_workspace: MakeWorkspace,
) -> None:
    template = make_workspace().template("udvalgsdialog")
    assert template.gate and template.report == "none"


@pytest.mark.parametrize("name", SHIPPED)
def test_every_part_and_key_of_a_shipped_template_has_guidance(name: str) -> None:
    template = next(
        row.template for row in list_templates(shipped_templates().parent) if row.name == name
    )
    assert template is not None
    assert all(part.guidance for part in (*template.field, *template.section, template.heading))


# -- new and init ----------------------------------------------------------------------------


def test_a_draft_of_another_template_than_the_usual_names_it(
    make_workspace: MakeWorkspace,
) -> None:
    english = ASSEMBLY.replace('"anbefaling"', '"recommendation"').replace('"da"', '"en"')
    workspace = make_workspace({"anbefal.toml": english})
    for name in SHIPPED:
        new(workspace, "2", name)
    assert sorted(one.draft.template for one in load_drafts(workspace)) == SHIPPED


@pytest.mark.parametrize(
    ("language", "template", "drafts"),
    [("en", "recommendation", ["group-1"]), ("da", "anbefaling", ["gruppe-1", "vision"])],
)
def test_an_assembly_begins_with_the_template_of_its_language(
    language: str, template: str, drafts: list[str], shell: Shell
) -> None:
    done = shell.run("init", "--groups", "1", "--lang", language)
    assert done.code == 0, done.err + done.bug
    config = tomllib.loads((shell.folder / "anbefal.toml").read_text("utf-8"))
    assert config["default_template"] == template
    assert sorted(path.stem for path in (shell.folder / "drafts").iterdir()) == drafts
    assert shell.run("check").code == 1


# -- what the language can say ---------------------------------------------------------------

TINY = """\
title = "Lille"
language = "da"
{top}

[[field]]
id = "group"
key = "gruppe"
kind = "group"

[[field]]
id = "one"
key = "felt"
kind = "{kind}"
presence = "{presence}"
weight = 1
due = 2
choices = {choices}
levels = {levels}
total = "{total}"

[[section]]
id = "first"
heading = "Første"
kind = "prose"
presence = "required"
guidance = "Hvad er det første?"

[[section.task]]
workshop = 1
text = "Skriv det første ned."

[[section.task]]
workshop = 4
text = "Ret det første til."

[[section]]
id = "second"
heading = "Andet"
kind = "entries"
presence = "encouraged"
due = 4

[[section.label]]
id = "actor"
key = "Hvem"
presence = "encouraged"
"""
PARTS = "\n# Titel\n\n## Første\n\nNoget.\n\n## Andet\n\n### Punkt\n\n- **Hvem:** Os\n"
NOT_KIND = {"choice": "choices", "tally": "levels"}


@pytest.fixture
def judge(make_workspace: MakeWorkspace) -> Callable[..., list[Finding]]:
    """Lint a draft of the tiny template, whose one field is of a kind."""

    def run(
        body: str, kind: str = "text", presence: str = "optional", top: str = "", due: int = 0
    ) -> list[Finding]:
        choices = '["Ja tak", "Nej tak"]' if kind == "choice" else "[]"
        levels = '[{ id = "for", key = "for" }]' if kind == "tally" else "[]"
        template = TINY.format(
            kind=kind,
            presence=presence,
            top=top,
            choices=choices,
            levels=levels,
            total="af" if kind == "tally" else "",
        )
        workspace = make_workspace({"templates/tiny/template.toml": template})
        text = f"---\nskabelon: tiny\n{body}"
        one: Loaded = read_draft(workspace, "drafts/x.md", text.encode())
        return list(findings_of(one, workspace.assembly, due or None))

    return run


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "'hvad som helst: også 3'"),
        ("list", "[a, b]"),
        ("list", "a"),
        ("number", "36"),
        ("number", "1.200"),
        ("number", '"1,200"'),
        ("number", "1 200"),
        ("date", "2026-05-23"),
        ("choice", "Ja tak"),
        ("choice", "ja  TAK"),
        ("group", '"6"'),
        ("people", "[AB, CD]"),
        ("people", "AB"),
        ("tally", "{for: 3, af: 3}"),
    ],
)
def test_a_field_of_each_kind_takes_what_people_write(
    kind: str, value: str, judge: Callable[..., list[Finding]]
) -> None:
    assert judge(f"felt: {value}\n---\n{PARTS}", kind) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "[a, b]"),
        ("text", "{a: b}"),
        ("list", "{a: b}"),
        ("number", "mange"),
        ("number", "3,5"),
        ("number", "-3"),
        ("number", "[3]"),
        ("date", "23. maj 2026"),
        ("date", "20260523"),
        ("date", "2026-W21-6"),
        ("date", "2026-02-30"),
        ("choice", "Måske"),
        ("choice", "[Ja tak]"),
        ("group", "[2]"),
        ("people", "{AB: CD}"),
        ("tally", "3"),
        ("tally", "{imod: 3}"),
        ("tally", "{for: alle}"),
    ],
)
def test_a_field_of_each_kind_refuses_another_kind_of_value(
    kind: str, value: str, judge: Callable[..., list[Finding]]
) -> None:
    found = judge(f"felt: {value}\n---\n{PARTS}", kind, presence="required")
    assert [(f.rule, f.line, f.requirements) for f in found] == [("AB204", 3, ("field.one",))]


def test_what_is_encouraged_is_a_hint_and_names_no_unit(
    judge: Callable[..., list[Finding]],
) -> None:
    found = judge("---\n# Titel\n\n## Første\n\nNoget.\n", presence="encouraged")
    assert [(f.rule, f.level, f.requirements) for f in found] == [
        ("AB208", "hint", ()),
        ("AB109", "hint", ()),
    ]
    found = judge(f"felt: x\n---\n{PARTS}".replace("- **Hvem:** Os", "- **Hvem:**"))
    assert [(f.rule, f.line) for f in found] == [("AB109", 16)]


def test_what_is_encouraged_later_is_not_told_yet(judge: Callable[..., list[Finding]]) -> None:
    body = "---\n# Titel\n\n## Første\n\nNoget.\n"
    assert judge(body, presence="encouraged", due=1) == []
    assert [f.rule for f in judge(body, presence="encouraged", due=4)] == ["AB208", "AB109"]


def test_an_order_is_asked_for_unless_the_template_leaves_it_free(
    judge: Callable[..., list[Finding]],
) -> None:
    turned = "---\n# Titel\n\n## Andet\n\n### Punkt\n\n- **Hvem:** Os\n\n## Første\n\nNoget.\n"
    assert [f.rule for f in judge(turned)] == ["AB103"]
    assert judge(turned, top="ordered = false") == []


@pytest.mark.parametrize(
    ("workshop", "words"),
    [(0, "Hvad er det første?"), (1, "Skriv det første ned."), (4, "Ret det første til.")],
)
def test_the_next_step_is_what_the_workshop_does(
    workshop: int, words: str, judge: Callable[..., list[Finding]]
) -> None:
    found = judge("felt: x\n---\n# Titel\n\n## Andet\n\n### Punkt\n\n- Hvem: Os\n", due=workshop)
    assert [f.rule for f in found] == ["AB101"]
    assert words in translate(found[0].hint, "en")


def test_a_workshops_task_left_in_the_text_is_found(judge: Callable[..., list[Finding]]) -> None:
    body = f"felt: x\n---\n{PARTS}".replace("Noget.", "Skriv det første ned.")
    assert [f.rule for f in judge(body)] == ["AB406"]


def test_an_own_task_never_changes_which_findings_there_are(nordvig: Workspace) -> None:
    one = read_draft(nordvig, "drafts/x.md", b"")
    last = findings_of(one, nordvig.assembly, 4)
    assert [f.rule for f in last] == [f.rule for f in findings_of(one, nordvig.assembly, None)]


# -- mistakes --------------------------------------------------------------------------------

GOOD = """\
title = "Egen"
language = "da"

[[field]]
id = "group"
key = "gruppe"
kind = "group"

[[section]]
id = "a"
heading = "Første del"
kind = "prose"
presence = "required"
"""
GOOD_DRAFT = '---\ngruppe: "{group}"\n---\n\n# [Titel]\n\n## Første del\n'
MISTAKES = {
    "an id of two sections": (
        '[[section]]\nid = "a"\nheading = "Anden"\nkind = "prose"\n',
        16,
        'the id "a" stands twice',
    ),
    "a heading of two sections": (
        '[[section]]\nid = "b"\nheading = "2. første DEL"\nkind = "prose"\n',
        17,
        'the heading "2. første DEL" belongs to another section already: "Første del"',
    ),
    "a synonym of two sections": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "prose"\nsynonyms = ["Første del"]\n',
        19,
        'the heading "Første del" belongs to another section already: "Første del"',
    ),
    "a key of two fields": (
        '[[field]]\nid = "b"\nkey = "Gruppe"\nkind = "text"\n',
        15,
        'the word "Gruppe" stands for two things',
    ),
    "a key that is taken": (
        '[[field]]\nid = "b"\nkey = "skabelon"\nkind = "text"\n',
        17,
        '"skabelon" names the template of a draft, and can be nothing else',
    ),
    "a label that stands twice": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "entries"\n'
        '[[section.label]]\nid = "x"\nkey = "Hvem"\n'
        '[[section.label]]\nid = "y"\nkey = "Aktør"\nsynonyms = ["hvem"]\n',
        22,
        'the word "hvem" stands for two things',
    ),
    "a label's id that stands twice": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "entries"\n'
        '[[section.label]]\nid = "x"\nkey = "Hvem"\n[[section.label]]\nid = "x"\nkey = "Hvad"\n',
        23,
        'the id "x" stands twice',
    ),
    "a label that nobody can write": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "entries"\n'
        '[[section.label]]\nid = "x"\nkey = "Hvem (ansvar):"\n',
        21,
        'the label "Hvem (ansvar):" can never be found in a draft',
    ),
    "more at least than at most": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "list"\nitems = { min = 4, max = 3 }\n',
        19,
        '"items" asks for at least 4 and at most 3',
    ),
    "a choice without choices": (
        '[[field]]\nid = "b"\nkey = "b"\nkind = "choice"\n',
        18,
        "a choice without choices can never be filled in",
    ),
    "a tally without levels": (
        '[[field]]\nid = "b"\nkey = "b"\nkind = "tally"\ntotal = "af"\n',
        18,
        "a tally without levels can never be filled in",
    ),
    "a tally with one word twice": (
        '[[field]]\nid = "b"\nkey = "b"\nkind = "tally"\ntotal = "for"\n'
        'levels = [{ id = "for", key = "for" }]\n',
        20,
        'the word "for" stands for two things',
    ),
    "a workshop with two tasks": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "prose"\n'
        '[[section.task]]\nworkshop = 1\ntext = "x"\n[[section.task]]\nworkshop = 1\ntext = "y"\n',
        23,
        "workshop 1 has two tasks here",
    ),
    "comments that can never be answered": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "ledger"\n',
        15,
        "no words are given for what became of a comment",
    ),
}
WARNINGS = {
    "a key that says nothing": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "prose"\nitems = { min = 1 }\n',
        19,
        '"items" says nothing for the kind "prose"',
    ),
    "a key of people for a text": (
        '[[field]]\nid = "b"\nkey = "b"\nkind = "text"\nmembers = true\n',
        19,
        '"members" says nothing for the kind "text"',
    ),
    "a part that is required but never counts": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "prose"\npresence = "required"\nweight = 0\n',
        19,
        '"B" is required, but nothing in it counts',
    ),
    "a part that is due when the day is over": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "prose"\ndue = 9\n',
        19,
        "this is due in workshop 9, but the last one planned is 4",
    ),
    "a task of a workshop that is not planned": (
        '[[section]]\nid = "b"\nheading = "B"\nkind = "prose"\n'
        '[[section.task]]\nworkshop = 5\ntext = "x"\n',
        20,
        "this is due in workshop 5, but the last one planned is 4",
    ),
    "a tally that forgets how many were asked": (
        '[[field]]\nid = "b"\nkey = "b"\nkind = "tally"\nlevels = [{ id = "for", key = "for" }]\n',
        18,
        "a tally without a total does not say how many were asked",
    ),
}


@pytest.fixture
def mistakes(make_workspace: MakeWorkspace) -> Callable[..., list[tuple[str, str, int, str]]]:
    """Check an own template; give level, file, line and message of every mistake."""

    def run(
        rules: str, draft: str | None = GOOD_DRAFT, name: str = "egen"
    ) -> list[tuple[str, str, int, str]]:
        files = {f"templates/{name}/template.toml": rules}
        if draft is not None:
            files[f"templates/{name}/draft.md"] = draft
        workspace = make_workspace(files)
        found = check_templates(workspace.root, workspace.assembly).mistakes
        assert all(translate(mistake.hint, "en") for mistake in found)
        return [
            (m.level, m.path.rsplit("/", 1)[-1], m.line, translate(m.message, "en")) for m in found
        ]

    return run


Mistakes = Callable[..., list[tuple[str, str, int, str]]]


def test_a_good_template_has_no_mistake(mistakes: Mistakes) -> None:
    assert mistakes(GOOD) == []


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_with_its_line(case: str, mistakes: Mistakes) -> None:
    added, line, message = MISTAKES[case]
    found = [row for row in mistakes(f"{GOOD}\n{added}") if row[1] == "template.toml"]
    assert found == [("error", "template.toml", line, message)]


@pytest.mark.parametrize("case", WARNINGS)
def test_what_is_written_in_vain_is_a_warning(case: str, mistakes: Mistakes) -> None:
    added, line, message = WARNINGS[case]
    found = [row for row in mistakes(f"{GOOD}\n{added}") if row[1] == "template.toml"]
    assert found == [("warning", "template.toml", line, message)]


def test_every_fault_is_told_and_not_only_the_first(mistakes: Mistakes) -> None:
    rules = GOOD.replace('title = "Egen"', 'titel = "Egen"').replace('"prose"', '"prosa"')
    rules += "due = 0\nwords = { mindst = 3 }\n[heading]\nweight = true\n"
    assert mistakes(rules) == [
        ("error", "template.toml", 1, 'unknown key "titel"'),
        ("error", "template.toml", 12, 'the value of "kind" is not allowed'),
        ("error", "template.toml", 14, 'the value of "due" is not allowed'),
        ("error", "template.toml", 15, 'unknown key "mindst"'),
        ("error", "template.toml", 17, 'the value of "weight" is not allowed'),
    ]


def test_a_slip_of_the_pen_does_not_hide_the_other_mistakes(mistakes: Mistakes) -> None:
    rules = GOOD + 'duee = 1\n\n[[field]]\nid = "b"\nkey = "gruppe"\nkind = "text"\n'
    assert [message for _, _, _, message in mistakes(rules)] == [
        'unknown key "duee"',
        'the word "gruppe" stands for two things',
    ]


@pytest.mark.parametrize("rules", ["", "x", "[[section]]\n", 'title = "\x00"', "a = 1\n" * 3, "é"])
def test_no_file_is_too_odd_to_be_told_of(rules: str, mistakes: Mistakes) -> None:
    assert {level for level, _, _, _ in mistakes(rules)} == {"error"}


def test_a_template_that_asks_for_nothing_says_so(mistakes: Mistakes) -> None:
    rules = GOOD.replace('presence = "required"\n', "") + "[heading]\nweight = 0\n"
    assert mistakes(rules) == [
        ("warning", "template.toml", 1, "nothing is asked for, so no draft gets a score")
    ]
    assert mistakes(rules.replace("\n\n[[field]]", "\ngate = false\n\n[[field]]")) == []


def test_a_template_in_another_language_than_it_says_is_told(mistakes: Mistakes) -> None:
    words = 'guidance = "What is the idea, and who should do it, when it is not to be the town?"\n'
    assert mistakes(GOOD + words) == [
        ("warning", "template.toml", 2, 'the language is "da", but most words are not')
    ]


def test_a_template_without_a_fresh_draft_is_told(mistakes: Mistakes) -> None:
    assert mistakes(GOOD, None) == [("error", "draft.md", 1, "the template has no fresh draft")]


@pytest.mark.parametrize(
    ("draft", "line", "message"),
    [
        (GOOD_DRAFT + "\n## Fremmed\n", 9, 'the template knows no section "Fremmed"'),
        (GOOD_DRAFT.replace("## Første del\n", ""), 6, 'the section "Første del" is missing'),
        (GOOD_DRAFT.replace("---\n\n", "emne: x\n---\n\n"), 3, 'the template knows no key "emne"'),
        (
            GOOD_DRAFT.replace("[Titel]", "Titel"),
            1,
            "nothing is written yet, but 50.0 % counts as done",
        ),
        (GOOD_DRAFT + "\n<!-- Hvad?\n", 9, 'the comment that begins with "<!--" never ends'),
        ("\x00\x01", 1, "the file is not text"),
    ],
)
def test_a_fresh_draft_that_does_not_fit_is_told(
    draft: str, line: int, message: str, mistakes: Mistakes
) -> None:
    assert ("error", "draft.md", line, message) in mistakes(GOOD, draft)


def test_a_folder_that_cannot_be_named_is_told(mistakes: Mistakes) -> None:
    assert mistakes(GOOD, name="Min skabelon") == [
        ("error", "template.toml", 1, 'a template cannot be called "Min skabelon"')
    ]


def test_a_faulty_template_is_listed_and_stops_nothing_else(
    make_workspace: MakeWorkspace,
) -> None:
    root = make_workspace({"templates/egen/template.toml": "x"}).root
    rows = {row.name: row.template is not None for row in list_templates(root)}
    assert rows == {**dict.fromkeys(SHIPPED, True), "egen": False}


# -- copying ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_a_copy_is_ones_own_and_has_no_mistake(name: str, make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace()
    made = copy_template(workspace.root, name, "min")
    assert made == ("templates/min/template.toml", "templates/min/draft.md")
    assert check_templates(workspace.root, workspace.assembly).mistakes == ()
    new(workspace, "2", "min")
    (one,) = load_drafts(workspace)
    assert one.draft.template == "min"
    assert list_templates(workspace.root)[[*template_names(workspace.root)].index("min")].own


@pytest.mark.parametrize("taken", ["folder", "file"])
def test_a_copy_never_overwrites(taken: str, make_workspace: MakeWorkspace) -> None:
    inside = "/noter.txt" if taken == "folder" else ""
    root = make_workspace({f"templates/vision{inside}": "mine egne ord"}).root
    before = snapshot(root)
    with pytest.raises(AnbefalError):
        copy_template(root, "anbefaling", "vision")
    assert snapshot(root) == before


@pytest.mark.parametrize("name", ["", "..", "a/b", "Min", "x" * 33])
def test_a_copy_needs_a_name_that_can_be_used(name: str, make_workspace: MakeWorkspace) -> None:
    root = make_workspace().root
    before = snapshot(root)
    with pytest.raises(AnbefalError):
        copy_template(root, "vision", name)
    assert snapshot(root) == before


def test_a_copy_that_fails_leaves_nothing(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace().root
    before = snapshot(root)
    from anbefal import files

    real = files.write_atomic

    def fail_second(path: Path, data: bytes) -> None:
        if path.name == "template.toml":
            raise OSError("the disk is full")
        real(path, data)

    monkeypatch.setattr(files, "write_atomic", fail_second)
    with pytest.raises(OSError):
        copy_template(root, "vision", "min")
    assert snapshot(root) == before


def test_a_copy_is_never_written_elsewhere(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    workspace = make_workspace({"anbefal.toml": ASSEMBLY, "elsewhere/x": ""})
    root = workspace.root / "inner"
    root.mkdir()
    (root / "templates").symlink_to(workspace.root / "elsewhere")
    with pytest.raises(AnbefalError):
        copy_template(root, "vision", "min")
    assert snapshot(workspace.root / "elsewhere") == {"x": b""}


def test_a_fresh_draft_that_is_a_link_to_elsewhere_is_refused(
    make_workspace: MakeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("home") / "secret.txt"
    secret.write_text("hemmeligt", "utf-8")
    workspace = make_workspace({"templates/egen/template.toml": GOOD})
    (workspace.root / "templates" / "egen" / "draft.md").symlink_to(secret)
    for attempt in (
        lambda: new(workspace, "2", "egen"),
        lambda: copy_template(workspace.root, "egen", "min"),
        lambda: check_templates(workspace.root, None),
    ):
        with pytest.raises(AnbefalError):
            attempt()
    assert not workspace.drafts.exists()


# -- the schemas -----------------------------------------------------------------------------

NAMES = {"assembly": "anbefal", "template": "template", "reply": "reply"}


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_in_docs_is_current(name: str) -> None:
    path = REPOSITORY / "docs" / "schema" / f"{NAMES[name]}.schema.json"
    assert json.loads(path.read_text("utf-8")) == json.loads(json.dumps(schema(name))), (
        f"write it anew: anbefal schema {name} > docs/schema/{path.name}"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_one_and_says_what_every_key_is(name: str) -> None:
    made = schema(name)
    jsonschema.Draft202012Validator.check_schema(made)
    for part in (made, *made["$defs"].values()):
        assert part["description"]
        assert all(of["description"] for of in part["properties"].values())


def keys_of(
    part: dict[str, Any], parts: dict[str, Any], path: str = ""
) -> Iterator[tuple[str, str]]:
    """Give every key that a file may hold, with the table that it stands in."""
    for key, of in part["properties"].items():
        yield path, key
        inner = (of.get("items") or of).get("$ref", "").rpartition("/")[2]
        if inner:
            yield from keys_of(parts[inner], parts, f"{path}.{key}".lstrip("."))


def page_of(name: str) -> str:
    """Give what the page says of a file: its own part, and that of the word lists."""
    page = (REPOSITORY / "docs" / "formats.md").read_text("utf-8")
    parts = {part.partition("\n")[0]: part for part in page.split("\n## ")}
    return parts[f"{NAMES[name]}.toml"] + parts["Word lists"]


def code_in(text: str) -> str:
    """Give what stands between backticks, and in blocks of code."""
    return "\n".join(re.findall(r"```.*?```|`[^`]+`", text, re.DOTALL))


@pytest.mark.parametrize("name", ["assembly", "template"])
def test_the_page_names_every_key_in_the_row_of_its_table(name: str) -> None:
    made, page = schema(name), page_of(name)
    rows = {
        match[1]: match[0] for match in re.finditer(r"^\| `\[+([a-z.]+)\]+`.*$", page, re.MULTILINE)
    }
    keys = list(keys_of(made, made["$defs"]))
    assert len(keys) > 40
    lost = []
    for table, key in keys:
        of_its_own = f"{table}.{key}".lstrip(".") in rows
        where = rows.get(table, page) if table not in ("words", "") else page
        if not of_its_own and not re.search(rf"(?<![\w-]){key}(?![\w-])", code_in(where)):
            lost.append(f"{table}: {key}")
    assert lost == []


def as_json(value: object) -> object:
    """Give TOML's dates as the text that JSON has for them."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize(
    ("name", "path"),
    [
        *[("template", path) for path in sorted(REPOSITORY.glob("templates/*/template.toml"))],
        *[("template", path) for path in sorted(REPOSITORY.glob("src/**/template.toml"))],
        ("assembly", REPOSITORY / "anbefal.toml"),
    ],
    ids=lambda value: value.parent.name if isinstance(value, Path) else value,
)
def test_what_is_shipped_is_as_the_schema_says(name: str, path: Path) -> None:
    jsonschema.validate(as_json(tomllib.loads(path.read_text("utf-8"))), schema(name))


@pytest.mark.parametrize(
    "wrong", ['titel = "x"\n', "gate = 1\n", '[[section]]\nid = "a"\n', "[heading]\ndue = 0\n"]
)
def test_the_schema_refuses_what_anbefal_refuses(wrong: str) -> None:
    raw = tomllib.loads(f'title = "x"\nlanguage = "da"\n{wrong}')
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(raw, schema("template"))
