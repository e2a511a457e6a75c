"""Fix: the form is mended, every word is kept, and a second time there is nothing left to do."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from shell import Shell

from anbefal import files
from anbefal.errors import AnbefalError
from anbefal.files import MAX_DRAFT_BYTES
from anbefal.jobs import fix as job
from anbefal.jobs.drafts import read_draft
from anbefal.jobs.fix import Fixed, difference, fix, mend
from anbefal.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]
NUMBERS = {"vision": "1. ", "principles": "2. ", "priorities": "3. ", "initiatives": "4. "}
NUMBERS |= {"dissent": "", "questions": "", "notes": ""}
HEAD = '---\ngruppe: "2"\n---\n\n# En kommune for alle\n\n'
TOP = HEAD.rstrip() + "\n"
NOTES = "## Noter\n\n### Galleritur\n\n"

MakeWorkspace = Callable[..., Workspace]
FixText = Callable[[str], str]


def mended(workspace: Workspace, text: str | bytes, taken: frozenset[str] = frozenset()) -> Fixed:
    data = text.encode() if isinstance(text, str) else text
    return mend(workspace, read_draft(workspace, "drafts/x.md", data), NUMBERS, taken)


@pytest.fixture
def fixed(nordvig: Workspace) -> FixText:
    """Mend a text as a recommendation of the sample assembly, and give it back as text."""
    return lambda text: mended(nordvig, text).after.decode()


def told(result: Fixed) -> list[tuple[int, str]]:
    return [(done.line, done.message.text) for done in result.done]


# -- what is good is left as it is -----------------------------------------------------------

GOOD = sorted(
    [
        *REPOSITORY.glob("drafts/*.md"),
        *REPOSITORY.glob("tests/samples/day/**/*.md"),
        *REPOSITORY.glob("templates/*/draft.md"),
    ]
)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: "/".join(path.parts[-2:]))
def test_the_samples_and_fresh_drafts_are_in_good_form(path: Path, nordvig: Workspace) -> None:
    one = read_draft(nordvig, "drafts/x.md", path.read_bytes().replace(b"{group}", b"2"))
    result = mend(nordvig, one, job._numbers(nordvig, one.template.name))
    assert difference(result) == ""
    assert not result.changed and not result.done


def test_the_numbers_come_from_the_template(nordvig: Workspace) -> None:
    assert job._numbers(nordvig, "anbefaling") == NUMBERS


# -- encodings and line ends -----------------------------------------------------------------


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("cp1252"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: (text + "\n \n\n").encode(),
    ],
    ids=["crlf", "cr", "mark", "utf-16", "cp1252", "two parts", "no line end", "empty lines"],
)
def test_however_it_was_saved_it_becomes_plain(
    saved: Callable[[str], bytes], nordvig: Workspace
) -> None:
    text = HEAD + "Små skridt på rådhuset, én ad gangen.\n"
    result = mended(nordvig, saved(text))
    assert result.after.decode() == text
    assert len(result.done) == 1


def test_an_empty_file_stays_empty(fixed: FixText) -> None:
    assert fixed("") == ""


# -- the front matter ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("emne: Økonomi: hvad nu?", "Økonomi: hvad nu?"),
        ("emne: *fed* skrift", "*fed* skrift"),
        ("emne: &co", "&co"),
        ("emne: !vigtigt", "!vigtigt"),
        ("emne: @byrådet", "@byrådet"),
        ("emne: %procent", "%procent"),
        ('emne: "Fælles" ansvar', '"Fælles" ansvar'),
        ('emne: c:\\mappe: "her"', 'c:\\mappe: "her"'),
    ],
)
def test_a_value_is_quoted_where_its_own_signs_stand_in_the_way(
    written: str, read: str, nordvig: Workspace
) -> None:
    text = TOP.replace("gruppe", f"{written}\ngruppe")
    assert read_draft(nordvig, "x.md", text.encode()).draft.problems
    result = mended(nordvig, text)
    after = read_draft(nordvig, "x.md", result.after).draft
    assert [(value.key, value.value) for value in after.unknown_fields] == [("emne", read)]
    assert after.text_of("group") == "2"
    assert told(result) == [(2, '"{key}" put in quotation marks')]


@pytest.mark.parametrize(
    "line",
    [
        "skrivere: [LR, MK",
        "skrivere: LR: MK",
        "tilslutning: for: 27, af: 36",
        'emne: "Fælles',
        "emne: Økonomi: hvad # husk",
        "emne: a: b\n  og mere",
        "bare noget",
        "gruppe: 3",
        "emne: {a: b",
        "emne: a: b\nandet: [c",
    ],
)
def test_what_is_meant_is_not_guessed(line: str, nordvig: Workspace) -> None:
    assert not mended(nordvig, TOP.replace("gruppe", f"{line}\ngruppe")).changed


def test_a_head_that_can_be_read_is_never_quoted_anew(fixed: FixText) -> None:
    head = "---\ngruppe: 2\nskrivere: AB\nemne: 'a: b'\ntid: 12:30\n---\n\n# T\n"
    assert fixed(head) == head


def test_spaces_behind_a_value_are_cut_off(fixed: FixText) -> None:
    assert fixed(TOP.replace('"2"', '"2"  ').replace("---\n\n", "--- \n\n")) == TOP


def test_where_the_template_is_not_known_nothing_is_numbered(fixed: FixText) -> None:
    sections = "## 4. Vores vision\n\nA.\n\n## 3. Noter\n\n- a -> brugt i: Vision\n"
    for head in ("---\nskabelon: ukendt\n---\n\n", "---\nskabelon: [vision\n---\n\n"):
        assert fixed(head + sections) == head + sections


# -- headings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("## Vores vision", "## 1. Vores vision"),
        ("## 7) VORES VISION:", "## 1. VORES VISION:"),
        ("##   3). Vores vision ##", "## 1. Vores vision"),
        ("## 3\\. Vores vision", "## 1. Vores vision"),
        ("Vores vision\n------", "## 1. Vores vision"),
        ("## 2. Mindretal", "## Mindretal"),
        ("## 9. Hvad nu", "## 9. Hvad nu"),
        ("## **1.** Vision", "## **1.** Vision"),
        ("## *Vores vision*", "## 1. *Vores vision*"),
    ],
)
def test_a_heading_is_numbered_as_in_a_fresh_draft(
    written: str, becomes: str, fixed: FixText
) -> None:
    assert fixed(f"{HEAD}{written}\n\nTekst.\n") == f"{HEAD}{becomes}\n\nTekst.\n"


def test_a_section_that_stands_twice_keeps_its_second_heading(fixed: FixText) -> None:
    text = f"{HEAD}## 1. Vores vision\n\nA.\n\n## Vores vision\n\nB.\n"
    assert fixed(text) == text


def test_the_fewest_sections_are_moved_with_all_their_lines(fixed: FixText) -> None:
    vision = "## 1. Vores vision\n\nA.\n<!-- hjælp -->\n"
    principles = "## 2. Vores guidende principper\n\n- **B.** C\n\n"
    strange = "## Tak\n\nTil jer.\n\n"
    notes = "## Noter\n\n### Galleritur\n"
    shuffled = HEAD + principles + strange + vision + notes
    assert fixed(shuffled) == HEAD + vision + "\n" + principles + strange + notes


def test_a_section_may_defend_its_place(nordvig: Workspace) -> None:
    why = "<!-- anbefal: ignorér AB103 fordi visionen skal læses sidst -->\n"
    text = f"{HEAD}## 2. Vores guidende principper\n\n- B\n\n{why}## 1. Vores vision\n\nA.\n"
    assert not mended(nordvig, text).changed
    without = mended(nordvig, text.replace(why, ""))
    assert [words for _, words in told(without)] == ['"{heading}" moved to its place']


def test_a_directive_goes_along_with_its_heading(fixed: FixText) -> None:
    why = "<!-- anbefal: ignorér AB402 fordi den må være lang -->\n"
    vision = f"{why}## 1. Vores vision\n\nA.\n"
    principles = "## 2. Vores guidende principper\n\n- B\n"
    assert fixed(f"{HEAD}{principles}\n{vision}") == f"{HEAD}{vision}\n{principles}"


def test_code_that_is_never_closed_swallows_no_section(fixed: FixText) -> None:
    text = f"{HEAD}## 2. Vores guidende principper\n\n- B\n\n## 1. Vores vision\n\n```\nkode\n"
    after = fixed(text)
    assert after.index("## 1.") < after.index("kode") < after.index("## 2.")
    assert after.count("```") == 2


# -- comments and questions ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("- [ ] G4 Mad -> brugt i: Vision", "- [x] G4 Mad -> brugt i: Vision"),
        ("- [x] G4 Mad", "- [ ] G4 Mad"),
        ("- [x] G4 Mad -> ikke med: dyrt", "- [x] G4 Mad -> ikke med: dyrt"),
        ("- G4 Mad → samlet med G5", "- [x] G4 Mad → samlet med G5"),
        ("- [] G4 Mad", "- [ ] G4 Mad"),
        ("- [X ]  G4 Mad -> ikke med: dyrt", "- [x] G4 Mad -> ikke med: dyrt"),
        ("- [x] G4 Mad -> måske", "- [x] G4 Mad -> måske"),
        ("- [ ] G4 Mad -> måske", "- [ ] G4 Mad -> måske"),
        ("- G4 [x](http://nordvig.example)", "- [ ] G4 [x](http://nordvig.example)"),
    ],
)
def test_the_arrow_decides_and_the_box_follows(written: str, becomes: str, fixed: FixText) -> None:
    assert fixed(f"{HEAD}{NOTES}{written}\n") == f"{HEAD}{NOTES}{becomes}\n"


def test_a_missing_id_is_the_next_free_number_of_the_source(make_workspace: MakeWorkspace) -> None:
    text = (
        f"{HEAD}{NOTES}- [ ] G4 Mad\n- [ ] Bus\n\n### Åben samling\n\n- [ ] Havn\n\n"
        "### Dialog med politikere\n\n- [ ] Vej\n- [ ] D7 Sti\n- [ ] Bro\n\n"
        "### Brevkassen\n\n- Sø\n"
    )
    after = mended(make_workspace(), text).after.decode()
    assert re.findall(r"- \[ \] (\S+) ", after) == ["G4", "G5", "Å1", "D8", "D7", "D9", "B1"]


def test_comments_are_numbered_across_the_groups(make_workspace: MakeWorkspace) -> None:
    text = f"{HEAD}{NOTES}- [ ] G4 Mad\n- [ ] Bus\n"
    result = mended(make_workspace(), text, frozenset({"G4", "G31", "Å90"}))
    assert b"- [ ] G32 Bus" in result.after


def test_a_source_without_numbers_has_the_templates_letter(make_workspace: MakeWorkspace) -> None:
    text = f"{HEAD}## Noter\n\n### dialog  med POLITIKERE\n\n- [ ] Vej\n\n### Brev\n\n- [ ] Sti\n"
    after = mended(make_workspace(), text).after.decode()
    assert re.findall(r"- \[ \] (\S+) ", after) == ["P1", "B1"]


def test_an_id_that_a_comment_was_merged_with_is_taken(make_workspace: MakeWorkspace) -> None:
    text = f"{HEAD}{NOTES}- [x] G4 Mad -> samlet med G9\n- [ ] Bus\n"
    assert b"- [ ] G10 Bus" in mended(make_workspace(), text).after


def test_a_comment_of_the_register_gets_the_id_it_had(make_workspace: MakeWorkspace) -> None:
    register = (
        '[[input]]\nid = "G7"\ntext = "Flere fælles måltider"\nsource = "Galleritur"\n\n'
        '[[input]]\nid = "M3"\ntext = "Bus om natten"\nsource = "Markedet"\n'
    )
    workspace = make_workspace({"inputs.toml": register})
    text = f"{HEAD}{NOTES}- [ ] flere  fælles måltider\n- [ ] Havn\n\n### Markedet\n\n- [ ] Sti\n"
    after = mended(workspace, text).after.decode()
    assert re.findall(r"- \[ \] (\S+) ", after) == ["G7", "G8", "M4"]


def test_questions_are_each_groups_own(nordvig: Workspace) -> None:
    question = "- [] Hvad koster det? -> Fagekspert\n  - **Svar:** 3\n"
    text = f"{HEAD}## Spørgsmål til eksperter\n\n{question}"
    result = mended(nordvig, text, frozenset({"S9"}))
    assert b"- [ ] S1 Hvad koster det?" in result.after


@pytest.mark.parametrize(
    "item", ["- [ ]", "-", "- # Mad", "- ```\n  mad\n  ```", "- - mad", "- […]"]
)
def test_what_is_no_comment_gets_no_id(item: str, fixed: FixText) -> None:
    assert not re.search(r"\bG\d", fixed(f"{HEAD}{NOTES}{item}\n"))


# -- layout ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("* a\n* b", "- a\n- b"),
        ("+ a\n+ b", "- a\n- b"),
        ("1. a\n1. b\n1. c", "1. a\n2. b\n3. c"),
        ("- a\n    - b", "- a\n  - b"),
        ("-   a", "- a"),
        ("* a\n\n\n* b", "- a\n\n- b"),
        ("* a\n\n+ b", "- a\n\n* b"),
        ("### Navn ###", "### Navn"),
        ("###    Navn", "### Navn"),
        (">citat\nmere", "> citat\n> mere"),
        ("    kode", "```\nkode\n```"),
        ("~~~ py\nkode\n~~~", "```py\nkode\n```"),
        ("a \nb\t\nc", "a\nb\nc"),
        ("a    \nb", "a  \nb"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("### Navn\ntekst\n- punkt", "### Navn\n\ntekst\n\n- punkt"),
        ("|a|b| \n|-|-|\n|1|2|", "|a|b|\n|-|-|\n|1|2|"),
        ("* * *", "***"),
    ],
)
def test_blocks_are_set_out_evenly(written: str, becomes: str, fixed: FixText) -> None:
    assert fixed(f"{HEAD}{written}\n") == f"{HEAD}{becomes}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Vi mødes den\n14. maj med [navn], a*b, snake_case, 2 < 3 & 4\n<b>fed</b> \\*stjerne*",
        "*kursiv* _kursiv_ **fed** __fed__ `kode  her` ~~slet~~",
        "[link](http://nordvig.example 'titel') <http://nordvig.example> [ref][r]\n\n[r]: /url",
        "![billede](a.png)\\\nlinje",
        "| a | b |\n| --- | :-: |\n| 1 | `x\\|y` |",
        "#ikke overskrift\n-ikke punkt\n1)ikke tal",
        "[NB]: husk",
        "* [r]: /url\n* punkt",
        "- et\n<!-- mellem -->\n* to",
        "ord\u00a0ord \u2028 ord",
        "<!-- aldrig lukket",
        "- ***",
    ],
)
def test_running_text_is_left_as_it_was_written(text: str, fixed: FixText) -> None:
    assert fixed(f"{HEAD}{text}\n") == f"{HEAD}{text}\n"


def test_comments_stay_exactly_where_they_are(fixed: FixText) -> None:
    text = (
        f"{HEAD}  <!-- indrykket   -->\nTekst.\n<!-- to\n\n\n   linjer -->\n\n"
        "* a\n\n<!-- et -->  <!-- to -->\n### Navn\n<!-- tæt på -->\nMere.\n"
    )
    assert fixed(text) == text.replace("* a", "- a")


def test_what_was_done_is_told_with_the_files_own_lines(nordvig: Workspace) -> None:
    text = f"{HEAD}## Noter\n\n### Galleritur\n* G1 Mad\n\n## Vores vision\n\nA. \nB.\n\n\nC\n"
    assert sorted(told(mended(nordvig, text))) == [
        (10, "a list set out evenly"),
        (10, "the box set"),
        (12, '"{heading}" moved to its place'),
        (12, "the heading numbered as in a fresh draft"),
        (14, "a passage set out evenly"),
        (16, "empty lines set out evenly"),
    ]


# -- the job ---------------------------------------------------------------------------------

BAD_FORM = HEAD + "* a\n* b\n"


def test_only_what_would_change_is_written(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"drafts/a.md": BAD_FORM, "drafts/b.md": TOP})
    before = (workspace.drafts / "b.md").stat()
    assert [result.changed for result in fix(workspace)] == [True, False]
    assert (workspace.drafts / "a.md").read_text("utf-8") == HEAD + "- a\n- b\n"
    assert (workspace.drafts / "b.md").stat().st_ino == before.st_ino


def test_to_show_it_writes_nothing(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"drafts/a.md": BAD_FORM})
    (result,) = fix(workspace, write=False)
    assert "-* a\n-* b\n+- a\n+- b" in difference(result)
    assert (workspace.drafts / "a.md").read_text("utf-8") == BAD_FORM


def test_a_draft_that_cannot_be_read_hides_no_other(make_workspace: MakeWorkspace) -> None:
    bad: dict[str, str | bytes] = {
        "drafts/binary.md": b"PK\x03\x04\x00" + b"* a\n",
        "drafts/deep.md": ">" * 31 + " x\n* a\n",
        "drafts/large.md": "* a\n" * (MAX_DRAFT_BYTES // 4 + 1),
        "drafts/z.md": BAD_FORM,
    }
    workspace = make_workspace(bad)
    elsewhere = workspace.root / "elsewhere.md"
    elsewhere.write_text(BAD_FORM, "utf-8")
    (workspace.drafts / "link.md").symlink_to(elsewhere)
    results = {result.path: result for result in fix(workspace)}
    assert [path for path, result in results.items() if result.changed] == ["drafts/z.md"]
    assert all(result.left for path, result in results.items() if path != "drafts/z.md")
    assert elsewhere.read_text("utf-8") == BAD_FORM
    assert (workspace.drafts / "binary.md").read_bytes() == bad["drafts/binary.md"]


def test_a_draft_that_cannot_be_written_hides_no_other(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, shell: Shell
) -> None:
    workspace = make_workspace({"drafts/a.md": BAD_FORM, "drafts/b.md": BAD_FORM})
    write = files.write_atomic

    def refuse(path: Path, data: bytes) -> None:
        if path.name == "a.md":
            raise files.unusable(path, OSError(28, ""))
        write(path, data)

    monkeypatch.setattr(files, "write_atomic", refuse)
    shell.folder = workspace.root
    done = shell.run("lint", "--fix", "--lang", "en")
    assert done.code == 2
    assert "drafts/a.md: left as it is" in done.err and "the disk is full" in done.err
    assert (workspace.drafts / "a.md").read_text("utf-8") == BAD_FORM
    assert (workspace.drafts / "b.md").read_text("utf-8") != BAD_FORM


def test_what_somebody_wrote_meanwhile_is_not_written_over(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace({"drafts/a.md": BAD_FORM})
    path = workspace.drafts / "a.md"
    original = job.mend

    def slow(*words: object) -> Fixed:
        result = original(*words)  # type: ignore[arg-type]
        path.write_text(BAD_FORM + "nyt\n", "utf-8")
        return result

    monkeypatch.setattr(job, "mend", slow)
    (result,) = fix(workspace)
    assert result.failed and not result.changed
    assert path.read_text("utf-8") == BAD_FORM + "nyt\n"


def long_notes(spare: int) -> str:
    """Give comments without ids, in a draft that lacks some bytes of the limit."""
    text = f"{HEAD}{NOTES}- [ ] lang\n" + "- [ ] a\n" * 5
    return text.replace("lang", "x" * (MAX_DRAFT_BYTES - len(text.encode()) + 4 - spare))


def test_a_draft_that_would_grow_past_the_limit_is_left_and_told_of(nordvig: Workspace) -> None:
    result = mended(nordvig, long_notes(spare=6 * len("G99 ") - 1))
    assert not result.changed and not result.done
    assert result.left and result.left.values == {"limit": 200}
    # One byte more, and all six ids have room.
    result = mended(nordvig, long_notes(spare=6 * len("G99 ")))
    assert (len(result.after), len(result.done), result.left) == (MAX_DRAFT_BYTES, 6, None)


def test_what_has_room_is_mended_although_something_else_has_none(
    shell: Shell, make_workspace: MakeWorkspace
) -> None:
    # The ids have no room; the boxes need none.
    text = long_notes(spare=17).replace("[ ] a", "[x] a")
    workspace = make_workspace({"drafts/a.md": text})
    shell.folder = workspace.root
    done = shell.run("lint", "--fix", "--lang", "en")
    assert "5 repairs in 1 draft" in done.err
    assert "drafts/a.md: not all was mended: it would grow past 200 KB" in done.err


def test_an_old_encoding_that_would_grow_past_the_limit_is_left_and_told_of(
    nordvig: Workspace,
) -> None:
    text = TOP + "\n" + "å" * (MAX_DRAFT_BYTES - len(TOP.encode()) - 2)
    result = mended(nordvig, text.encode("cp1252"))
    assert not result.changed
    assert result.left and result.left.values == {"limit": 200}


def test_drafts_that_are_mended_together_share_no_id(make_workspace: MakeWorkspace) -> None:
    text = f"{HEAD}{NOTES}- [ ] {{}}\n"
    workspace = make_workspace(
        {"drafts/a.md": text.format("Mad"), "drafts/b.md": text.format("Bus")}
    )
    fix(workspace)
    ids = [re.findall(r"\bG\d+", p.read_text("utf-8")) for p in sorted(workspace.drafts.iterdir())]
    assert ids == [["G1"], ["G2"]]


def test_a_draft_that_is_named_alone_shares_no_id_with_the_others(
    make_workspace: MakeWorkspace,
) -> None:
    text = f"{HEAD}{NOTES}- [ ] {{}}\n"
    workspace = make_workspace(
        {"drafts/a.md": text.format("G14 Mad"), "drafts/b.md": text.format("Bus")}
    )
    fix(workspace, (workspace.drafts / "b.md",))
    assert "G15 Bus" in (workspace.drafts / "b.md").read_text("utf-8")


def test_a_difference_in_bytes_alone_is_told_and_counts(
    make_workspace: MakeWorkspace, shell: Shell
) -> None:
    shell.folder = make_workspace({"drafts/a.md": TOP.replace("\n", "\r\n")}).root
    done = shell.run("lint", "--diff", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "the ends of the lines" in done.err
    assert shell.run("lint", "--diff", "--exit-zero").code == 0


def test_signs_in_a_draft_do_not_steer_the_terminal(
    make_workspace: MakeWorkspace, shell: Shell
) -> None:
    shell.folder = make_workspace({"drafts/a.md": f"{HEAD}* a \x1b[31m\n\nb\n\n\n\nc\n"}).root
    done = shell.run("lint", "--diff")
    assert done.out and "\x1b" not in done.out + done.err


def test_a_path_that_is_not_there_is_told(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"drafts/a.md": BAD_FORM})
    with pytest.raises(AnbefalError):
        fix(workspace, (Path("nix.md"),))
