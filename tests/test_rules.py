"""Rules: each one's samples, and the cases in which a rule is easily wrong.

A sample carries its own expectations. A marker stands on a line of its own and says that the next
line which is no marker has a finding of that rule:

    <!-- expect: AB105 -->      in the text
    # expect: AB203             in the front matter, where YAML knows other comments

A marker with nothing behind it speaks of the whole file, whose findings stand in line 1. All
`bad*.md` of a folder are linted together as one assembly's drafts, and so are all `good*.md`.
Nothing may fire but what is marked. What cannot be shown as a readable file (too large, no text, an
old encoding, a link) is made of the sample by `STAGED`.
"""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell

from anbefal import rules
from anbefal.files import MAX_DRAFT_BYTES
from anbefal.jobs.drafts import Loaded, load_draft, read_draft
from anbefal.jobs.explain import explain
from anbefal.language.speller import find_speller
from anbefal.model import Finding, Spelling
from anbefal.values import replace
from anbefal.workspace import Workspace
from tools import missing

SAMPLES = Path(rules.__file__).parent / "samples"
IDS = [rule.ID for rule in rules.all_rules()]
MARKER = re.compile(r"^(?:<!--|#) expect: (AB\d{3})(?: -->)?$")


def expectations(data: bytes) -> list[tuple[int, str]]:
    """Give the line and rule of every marker in a sample."""
    expected, waiting = [], []
    for number, line in enumerate(data.decode().split("\n"), 1):
        marker = MARKER.match(line)
        if marker:
            waiting.append(marker[1])
        elif line.strip():
            expected += [(number, rule) for rule in waiting]
            waiting = []
    return sorted(expected + [(1, rule) for rule in waiting])


def stage_too_large(path: Path, data: bytes) -> None:
    paragraph = next(line for line in data.split(b"\n") if line.startswith(b"Tabel 14"))
    times = MAX_DRAFT_BYTES // len(paragraph) + 1
    path.write_bytes(data.replace(paragraph, b"\n\n".join([paragraph] * times)))


def stage_encoding(path: Path, data: bytes) -> None:
    path.write_bytes(data.decode().encode("cp1252"))


def stage_not_text(path: Path, data: bytes) -> None:
    path.write_bytes(b"PK\x03\x04\x14\x00\x00\x00" + data)


def stage_link(path: Path, data: bytes) -> None:
    elsewhere = path.parent.parent / "elsewhere.md"
    elsewhere.write_bytes(data)
    path.symlink_to(elsewhere)


STAGED: dict[str, Callable[[Path, bytes], None]] = {
    "AB703": stage_too_large,
    "AB705": stage_encoding,
    "AB706": stage_not_text,
    "AB708": stage_link,
}


def workspace_of(id: str, samples: Workspace) -> Workspace:
    """Give the samples' workspace; spelling is checked for its own rule alone."""
    if id != "AB310":
        return samples
    if find_speller("da") is None:
        missing("no Danish dictionary is installed")
    spelling = Spelling(on=True, words=("Nordvig",))
    return Workspace(samples.root, replace(samples.assembly, spelling=spelling))


def lint_all(workspace: Workspace, paths: list[Path]) -> dict[str, list[Finding]]:
    """Lint some files as if they were all drafts of a workspace; findings by file name."""
    loaded = [load_draft(workspace, path) for path in paths]
    found = [finding for one in loaded for finding in lint_one(workspace, one)]
    found += rules.check_workspace([one.draft for one in loaded], workspace.assembly)
    by_name: dict[str, list[Finding]] = {path.name: [] for path in paths}
    for finding in found:
        by_name[finding.path.rsplit("/", 1)[-1]].append(finding)
    return by_name


def lint_one(workspace: Workspace, one: Loaded) -> tuple[Finding, ...]:
    return rules.check_draft(one.draft, one.template, workspace.assembly)


def places(findings: list[Finding]) -> list[tuple[int, str]]:
    return sorted((finding.line, finding.rule) for finding in findings)


# -- the pages -------------------------------------------------------------------------------


@pytest.mark.parametrize("id", IDS)
def test_a_page_steers_no_terminal_and_its_examples_differ(id: str, shell: Shell) -> None:
    shown = shell.run("rule", id, "--lang", "en").out
    assert all(char.isprintable() for line in shown.split("\n") for char in line)
    page = explain(id)
    assert page.bad and page.good and page.bad != page.good
    assert all(line.strip() in shown for text in page.good for line in text.split("\n"))


# -- the samples -----------------------------------------------------------------------------


@pytest.mark.parametrize("id", IDS)
def test_the_bad_sample_fires_where_it_says_and_nowhere_else(
    id: str, samples: Workspace, tmp_path: Path
) -> None:
    paths = sorted((SAMPLES / id).glob("bad*.md"))
    workspace = workspace_of(id, samples)
    expected = {path.name: expectations(path.read_bytes()) for path in paths}
    assert id in [rule for places in expected.values() for _, rule in places]
    if id in STAGED:
        folder = tmp_path / "drafts"
        folder.mkdir()
        for path in paths:
            STAGED[id](folder / path.name, path.read_bytes())
        paths = sorted(folder.glob("bad*.md"))
    found = lint_all(workspace, paths)
    assert {name: places(findings) for name, findings in found.items()} == expected


@pytest.mark.parametrize("id", IDS)
def test_nothing_fires_in_the_good_sample(id: str, samples: Workspace) -> None:
    paths = sorted((SAMPLES / id).glob("good*.md"))
    assert paths
    assert all(not findings for findings in lint_all(workspace_of(id, samples), paths).values())


def test_every_sample_belongs_to_a_rule() -> None:
    folders = {path.name for path in SAMPLES.iterdir() if path.is_dir()}
    assert folders == {*IDS, "templates"}


def test_every_sample_fits_a_screen() -> None:
    for path in SAMPLES.glob("AB*/*.md"):
        assert path.read_bytes().count(b"\n") <= 25, path


# -- more cases ------------------------------------------------------------------------------

HEAD = '---\ngruppe: "3"\nskrivere: [LR]\n---\n\n# En gåtur i hver skoledag\n\n'
VISION = (
    "## Vores vision\n\nHvert barn i Nordvig går en tur på tyve minutter midt på skoledagen "
    "og ses med de andre.\n\n"
)
PRINCIPLES = (
    "## Vores principper\n\n- **Ud før ind.** Timer lægges udenfor.\n"
    "- **Ingen betaler.** Turen kræver ingen penge.\n"
)
WHOLE = HEAD + VISION + PRINCIPLES
ALL_UNITS = (
    "title",
    "field.scribes",
    "vision.text",
    "vision.length",
    "principles.1",
    "principles.2",
)
VALG = '---\ngruppe: "2"\nskabelon: valg\n---\n\n# Skærmen er et tilbud\n\n## Vores valg\n\n'
CHOICE = "### Skærm\n\n- **Mere af:** opkald\n- **Mindre af:** korte besøg\n"

Lint = Callable[[str | bytes], list[Finding]]


@pytest.fixture
def lint(samples: Workspace, read: Callable[[str | bytes], Loaded]) -> Lint:
    """Lint a text as a draft of the samples' assembly."""
    return lambda text: list(lint_one(samples, read(text)))


def only(findings: list[Finding], rule: str) -> Finding:
    assert [finding.rule for finding in findings] == [rule]
    return findings[0]


def test_the_whole_draft_has_no_finding(lint: Lint) -> None:
    assert lint(WHOLE) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: unicodedata.normalize("NFD", text).encode(),
    ],
    ids=["crlf", "cr", "byte-order mark", "decomposed letters"],
)
def test_the_form_of_a_file_makes_no_finding(change: Callable[[str], bytes], lint: Lint) -> None:
    assert lint(change(WHOLE)) == []


def test_a_finding_stands_at_the_same_place_with_other_line_ends(lint: Lint) -> None:
    text = WHOLE.replace("udenfor", "uden[hvor?]for")
    place = [(f.line, f.column) for f in lint(text)]
    assert place == [(14, 36)]
    assert [(f.line, f.column) for f in lint(text.replace("\n", "\r\n"))] == place
    assert [(f.line, f.column) for f in lint(b"\xef\xbb\xbf" + text.encode())] == place


def test_a_column_counts_the_characters_that_stand_in_the_file(lint: Lint) -> None:
    text = WHOLE.replace("Timer lægges", "Små timer på stræde [sted] lægges")
    composed = only(lint(text), "AB406")
    decomposed = only(lint(unicodedata.normalize("NFD", text)), "AB406")
    line = text.split("\n")[composed.line - 1]
    assert line[composed.column - 1 :].startswith("[sted]")
    line = unicodedata.normalize("NFD", line)
    assert line[decomposed.column - 1 :].startswith("[sted]")
    assert decomposed.line == composed.line


def test_a_finding_in_the_front_matter_stands_in_the_files_own_line(lint: Lint) -> None:
    found = only(lint(WHOLE.replace("skrivere: [LR]", "skrivere: [LR]\nemne: skole")), "AB202")
    assert (found.line, found.column) == (4, 1)


def test_an_empty_file_leaves_every_unit_open(lint: Lint) -> None:
    found = lint("")
    assert {unit for finding in found for unit in finding.requirements} == set(ALL_UNITS)
    assert all(finding.line == 1 for finding in found)


def test_a_missing_last_section_stands_in_the_last_line(lint: Lint) -> None:
    found = only(lint((HEAD + VISION).rstrip() + "\n"), "AB101")
    assert found.line == len((HEAD + VISION).rstrip().split("\n"))


def test_a_missing_section_names_all_its_units(lint: Lint) -> None:
    assert only(lint(HEAD + VISION), "AB101").requirements == ("principles.1", "principles.2")
    assert only(lint(HEAD + PRINCIPLES), "AB101").requirements == ("vision.text", "vision.length")


@pytest.mark.parametrize("nothing", ["", "---", "<!-- hvad? -->", ".", "- \n- ", "\u00a0"])
def test_a_section_of_signs_alone_is_empty(nothing: str, lint: Lint) -> None:
    found = only(lint(HEAD + f"## Vores vision\n\n{nothing}\n\n" + PRINCIPLES), "AB105")
    assert found.requirements == ("vision.text", "vision.length")


@pytest.mark.parametrize("little", ["www.nordvig.example", "`kode`", "```\nkode\n```", "    kode"])
def test_addresses_and_code_are_no_words(little: str, lint: Lint) -> None:
    found = only(lint(HEAD + f"## Vores vision\n\n{little}\n\n" + PRINCIPLES), "AB401")
    assert found.requirements == ("vision.length",)
    assert found.message.values["words"] == 0


def test_a_short_text_leaves_only_its_length_open(lint: Lint) -> None:
    found = only(lint(HEAD + "## Vores vision\n\nAlle går ud.\n\n" + PRINCIPLES), "AB401")
    assert (found.line, found.requirements) == (8, ("vision.length",))


def test_a_short_item_leaves_that_item_open(lint: Lint) -> None:
    found = only(lint(WHOLE.replace("Turen kræver ingen penge.", "Nej.")), "AB401")
    assert (found.line, found.column, found.requirements) == (15, 5, ("principles.2",))


def test_a_short_item_beyond_those_asked_for_leaves_nothing_open(lint: Lint) -> None:
    assert only(lint(WHOLE + "- Ud nu.\n"), "AB401").requirements == ()


def test_one_of_two_items_leaves_the_second_open(lint: Lint) -> None:
    found = only(lint(HEAD + VISION + "\n".join(PRINCIPLES.split("\n")[:3])), "AB403")
    assert found.requirements == ("principles.2",)


def test_a_placeholder_leaves_its_own_part_open(lint: Lint) -> None:
    in_vision = only(lint(WHOLE.replace("tyve minutter", "[antal] minutter")), "AB406")
    assert in_vision.requirements == ("vision.text",)
    in_item = only(lint(WHOLE.replace("ingen penge", "xx [beløb]")), "AB406")
    assert in_item.requirements == ("principles.2",)
    in_title = only(lint(WHOLE.replace("En gåtur", "[Antal] gåture")), "AB406")
    assert (in_title.line, in_title.column, in_title.requirements) == (6, 3, ("title",))
    in_field = only(lint(WHOLE.replace("[LR]", '["[initialer]"]')), "AB406")
    assert (in_field.line, in_field.requirements) == (3, ("field.scribes",))


@pytest.mark.parametrize(
    "mark",
    ["[antal]", "skriv her", "SKRIV HER", "udfyld", "i alt: ...", "i alt: …", "pris: ____"],
)
def test_what_is_still_to_be_written_is_found(mark: str, lint: Lint) -> None:
    only(lint(WHOLE.replace("og ses", f"og ses\n{mark}\n")), "AB406")


@pytest.mark.parametrize(
    "words",
    ["[sic]", "[avisen](https://nordvig.example)", "`[kode]`", "udfylde", "og så …", "[1]", "\\*"],
)
def test_what_only_looks_like_a_placeholder_is_not_found(words: str, lint: Lint) -> None:
    assert lint(WHOLE.replace("og ses", f"og ses {words} ")) == []


@pytest.mark.parametrize(
    "between", ["fed  \nlinje\n", "*kursiv\nlinje*\n", "**fed** og `kode`\n\n"]
)
def test_a_placeholder_behind_line_breaks_stands_in_its_own_line(between: str, lint: Lint) -> None:
    text = WHOLE.replace("og ses", f"og ses {between}[antal] ")
    found = only(lint(text), "AB406")
    assert text.split("\n")[found.line - 1][found.column - 1 :].startswith("[antal]")


def test_guidance_left_in_the_text_is_found(lint: Lint) -> None:
    guidance = "Hvad mærker en borger om ti år?"
    assert only(lint(WHOLE.replace("og ses", f"og ses.\n\n{guidance}\n\nOg")), "AB406").line == 12


def test_comments_of_others_may_hold_brackets_and_dots(nordvig: Workspace) -> None:
    source = (nordvig.drafts / "gruppe-2.md").read_text("utf-8")
    source += "- [x] P9 Hvad med [navn] og det … -> ikke med: uden for mandatet\n"
    path = nordvig.drafts / "gruppe-2.md"
    loaded = load_draft(nordvig, path)
    with_brackets = read_draft(nordvig, loaded.draft.path, source.encode())
    assert lint_one(nordvig, with_brackets) == lint_one(nordvig, loaded)


def test_a_blank_label_leaves_that_label_open(lint: Lint) -> None:
    found = only(lint(VALG + CHOICE.replace(" korte besøg", "")), "AB405")
    assert (found.line, found.requirements) == (13, ("choices.1.less",))


def test_a_label_that_is_absent_is_asked_for_at_the_heading(lint: Lint) -> None:
    found = only(lint(VALG + CHOICE.replace("- **Mindre af:** korte besøg\n", "")), "AB405")
    assert (found.line, found.requirements) == (10, ("choices.1.less",))


def test_an_entry_without_a_name_leaves_the_entry_open(lint: Lint) -> None:
    found = only(lint(VALG + CHOICE.replace("### Skærm", "###")), "AB407")
    assert found.requirements == ("choices.1",)


def test_what_stands_in_a_repeated_section_leaves_no_unit_of_the_first_open(lint: Lint) -> None:
    found = lint(VALG + CHOICE + "\n## Vores valg\n\n###\n\n- **Mere af:** [hvad]\n")
    assert sorted(finding.rule for finding in found) == ["AB102", "AB406"]
    assert all(finding.requirements == () for finding in found)


def test_unreadable_front_matter_leaves_its_fields_open_and_is_told_once(lint: Lint) -> None:
    found = only(lint(WHOLE.replace("[LR]", "[LR")), "AB201")
    assert found.requirements == ("field.scribes",)
    assert 2 <= found.line <= 4


def test_a_bare_list_of_initials_is_filled_in(lint: Lint) -> None:
    assert lint(WHOLE.replace("[LR]", "LR")) == []


@pytest.mark.parametrize("blank", ["[]", "", '""', "~", '[" "]'])
def test_a_blank_field_counts_as_missing(blank: str, lint: Lint) -> None:
    found = only(lint(WHOLE.replace("[LR]", blank)), "AB203")
    assert (found.line, found.requirements) == (3, ("field.scribes",))


@pytest.mark.parametrize("tally", ["{for: mange}", "{ja: 3}", "[3, 4]", "{for: -1}", "{for: 1.5}"])
def test_a_tally_is_counted_hands(tally: str, lint: Lint) -> None:
    text = WHOLE.replace("skrivere", f"tilslutning: {tally}\nskrivere")
    assert only(lint(text), "AB204").line == 3


def test_a_merged_group_answers_to_its_old_name(make_workspace: Callable[..., Workspace]) -> None:
    workspace = make_workspace({"drafts/a.md": '---\ngruppe: "6"\n---\n'})
    found = lint_one(workspace, load_draft(workspace, workspace.drafts / "a.md"))
    assert "AB205" not in [finding.rule for finding in found]


def test_an_unknown_group_is_pointed_at_by_column(lint: Lint) -> None:
    found = only(lint(WHOLE.replace('"3"', '"9"')), "AB205")
    assert (found.line, found.column) == (2, 10)


def test_a_heading_with_a_slip_gets_a_guess(lint: Lint) -> None:
    found = [f for f in lint(WHOLE.replace("principper", "prinsipper")) if f.rule == "AB104"]
    assert found[0].hint.values["heading"] == "Vores principper"
    assert (found[0].line, found[0].column) == (12, 4)


def test_thousands_of_strange_headings_are_each_told(lint: Lint) -> None:
    found = lint(WHOLE + "".join(f"\n## Emne {n}\n" for n in range(3000)))
    assert [f.rule for f in found] == ["AB104"] * 3000


def test_the_fewest_sections_move(nordvig: Workspace) -> None:
    text = (nordvig.drafts / "gruppe-2.md").read_text("utf-8")
    parts = re.split(r"(?m)^(?=## )", text)
    moved = "".join([parts[0], parts[4], *parts[1:4], *parts[5:]])
    found = lint_one(nordvig, read_draft(nordvig, "drafts/x.md", moved.encode()))
    assert [f.section for f in found if f.rule == "AB103"] == ["initiatives"]


def test_what_cannot_be_read_leaves_every_unit_open(lint: Lint) -> None:
    for data, rule in ((b"\x00\x01", "AB706"), (b"x" * (MAX_DRAFT_BYTES + 1), "AB703")):
        assert only(lint(data), rule).requirements == ALL_UNITS


def test_nests_are_read_to_thirty_levels(lint: Lint) -> None:
    deep = WHOLE.replace("og ses", "og ses\n\n{} citat\n\nog")
    assert lint(deep.replace("{}", ">" * 30)) == []
    found = only(lint(deep.replace("{}", ">" * 31)), "AB704")
    assert (found.line, found.requirements) == (12, ALL_UNITS)


def test_emphasis_nested_too_deep_is_refused(lint: Lint) -> None:
    only(lint(WHOLE.replace("og ses", "*a " * 40 + "x* " * 40)), "AB704")


def test_bidirectional_characters_are_found_wherever_they_stand(lint: Lint) -> None:
    found = lint(WHOLE.replace("[LR]", "[L\u202eR]").replace("udenfor", "uden\u2066for"))
    assert [(f.rule, f.line, f.column) for f in found] == [("AB701", 3, 13), ("AB701", 14, 36)]


def test_joined_emoji_and_soft_hyphens_are_left_alone(lint: Lint) -> None:
    assert lint(WHOLE.replace("udenfor", "uden\u00adfor 👩\u200d🚒")) == []


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\x07", "\x85", "\x0c", "\U000e0041"])
def test_characters_that_nobody_sees_are_found(character: str, lint: Lint) -> None:
    found = only(lint(WHOLE.replace("udenfor", f"uden{character}for")), "AB702")
    assert (found.line, found.column) == (14, 36)


def test_a_group_may_have_drafts_of_two_kinds(
    samples: Workspace, read: Callable[..., Loaded]
) -> None:
    drafts = [read(WHOLE).draft, read(VALG.replace('"2"', '"3"') + CHOICE).draft]
    assert rules.check_workspace(drafts, samples.assembly) == ()


def test_findings_come_in_order_of_place_and_the_worst_first(lint: Lint) -> None:
    found = lint(WHOLE.replace("[LR]", "[]") + "\n## Vores vision\n\n## Emne\n")
    assert [(f.line, f.rule) for f in found] == sorted((f.line, f.rule) for f in found)
