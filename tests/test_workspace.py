"""The workspace: faults in TOML files told with line and remedy, and the paths that people name."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ASSEMBLY

from anbefal.errors import AnbefalError
from anbefal.i18n import translate
from anbefal.jobs.drafts import load_drafts
from anbefal.workspace import (
    Workspace,
    find_workspace,
    open_workspace,
    relative,
    shipped_templates,
    template_names,
)
from anbefal.workspace.config import find_line

MakeWorkspace = Callable[..., Workspace]


def said(error: AnbefalError) -> tuple[str, str]:
    """Give both lines of an error, in English."""
    return translate(error.message, "en"), translate(error.hint, "en")


@pytest.fixture
def fault(
    make_workspace: MakeWorkspace, tmp_path: Path
) -> Callable[[str | bytes], tuple[str, str]]:
    """Open a workspace with this `anbefal.toml`, which must fail; give what is said of it."""

    def fail(config: str | bytes) -> tuple[str, str]:
        with pytest.raises(AnbefalError) as caught:
            make_workspace({"anbefal.toml": config})
        message, hint = said(caught.value)
        assert caught.value.exit_code == 2
        return message.replace(str(tmp_path) + os.sep, ""), hint

    return fail


# -- anbefal.toml ----------------------------------------------------------------------------

MINIMAL = 'name = "Nordvig"\nlanguage = "da"\ndefault_template = "anbefaling"\n'
CASES = {
    "an unknown key": (
        'slogn = "Fælles"\n',
        'line 4: unknown key "slogn"',
        'did you mean "slogan"?',
    ),
    "a key unlike any other": (
        "\n[meeting]\nnumber = 1\nxyz = 2\n",
        'line 7: unknown key "xyz"',
        "use one of: number, of, date, place, next",
    ),
    "an unknown key of the second group": (
        '[[group]]\nid = "2"\ntheme = "a"\n[[group]]\nid = "3"\nthema = "b"\n',
        'line 9: unknown key "thema"',
        'did you mean "theme"?',
    ),
    "a missing key": (
        '\n[[group]]\nid = "2"\n',
        'line 5: the key "theme" is missing',
        'add a line: theme = "…"',
    ),
    "a number for text": (
        "slogan = 3\n",
        'line 4: the value of "slogan" is not allowed',
        'write text in quotation marks: "…"',
    ),
    "text for a number": (
        'members = "36"\n',
        'line 4: the value of "members" is not allowed',
        "write a whole number, without quotation marks",
    ),
    "text for a list": (
        '[[group]]\nid = "2"\ntheme = "a"\nmerged_from = "1"\n',
        'line 7: the value of "merged_from" is not allowed',
        'write a list: ["…", "…"]',
    ),
    "text for a table": (
        'meeting = "3"\n',
        'line 4: the value of "meeting" is not allowed',
        "write a table of its own: [name], or [[name]] where there are several",
    ),
    "text for a date": (
        '[meeting]\nnumber = 1\ndate = "i morgen"\n',
        'line 6: the value of "date" is not allowed',
        "write a date such as 2026-05-23, without quotation marks",
    ),
    "a number that is too great": (
        '[[workshop]]\nnumber = 1\nname = "Saml op"\ngate = 101\n',
        'line 7: the value of "gate" is not allowed',
        "write a number: at most 100.0",
    ),
    "no number at all": (
        '[[workshop]]\nnumber = 1\nname = "Saml op"\ngate = nan\n',
        'line 7: the value of "gate" is not allowed',
        "write a number: more than 0.0",
    ),
    "a bad id": (
        '[[group]]\nid = "../2"\ntheme = "a"\n',
        'line 5: the value of "id" is not allowed',
        "use small letters, digits, + and - only, at most 32 of them",
    ),
    "an id that ends a line": (
        '[[group]]\nid = "2\\n"\ntheme = "a"\n',
        'line 5: the value of "id" is not allowed',
        "use small letters, digits, + and - only, at most 32 of them",
    ),
    "a bad time": (
        '[[workshop]]\nnumber = 1\nname = "Saml op"\nstart = "25:00"\n',
        'line 7: the value of "start" is not allowed',
        "write a time such as 12:30",
    ),
    "empty text": (
        '[report]\ntitle = ""\n',
        'line 5: the value of "title" is not allowed',
        "write a text of at least 1 characters",
    ),
    "a value that is none of the choices": (
        '[[expert]]\nid = "a"\nrole = "b"\nkind = "uvildig"\n',
        'line 7: the value of "kind" is not allowed',
        "use one of: official, independent",
    ),
    "a group that stands twice": (
        '[[group]]\nid = "2"\ntheme = "a"\n[[group]]\nid = "2"\ntheme = "b"\n',
        'line 7: "2" stands twice',
        "give each a name or number of its own",
    ),
    "a workshop that stands twice": (
        '[[workshop]]\nnumber = 1\nname = "a"\n[[workshop]]\nnumber = 1\nname = "b"\n',
        'line 7: "1" stands twice',
        "give each a name or number of its own",
    ),
    "an expert of an unknown group": (
        '[[group]]\nid = "2"\ntheme = "a"\n'
        '[[expert]]\nid = "x"\nrole = "y"\nkind = "official"\ngroups = ["9"]\n',
        'line 7: the assembly has no group "9"',
        "use one of: 2",
    ),
    "an editor of an unknown group": (
        '[[editor]]\ninitials = "AB"\ngroup = "9"\n',
        'line 4: the assembly has no group "9"',
        "use one of: ",
    ),
    "broken TOML": (
        'slogan = "Fælles\n',
        "line 4: the line cannot be read",
        'write: key = "value", with quotation marks round text',
    ),
    "a key that stands twice": (
        'name = "Nordvig igen"\n',
        "line 4: the line cannot be read",
        'write: key = "value", with quotation marks round text',
    ),
    "a number of thousands of digits": (
        "members = " + "9" * 5000 + "\n",
        "line 1: the file holds a number that is too long",
        "take out what was pasted in by mistake",
    ),
    "a nest of thousands": (
        "members = " + "[" * 5000 + "\n",
        "line 1: the file is nested too deep",
        "take out what was pasted in by mistake",
    ),
    "a huge file": (
        "# " + "x" * 300_000 + "\n",
        "line 1: the file is larger than 256 KB",
        "take out what was pasted in by mistake",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_file_line_and_what_is_allowed(
    case: str, fault: Callable[[str], tuple[str, str]]
) -> None:
    added, message, hint = CASES[case]
    assert fault(MINIMAL + added) == (f"anbefal.toml, {message}", hint)


def test_a_value_is_told_of_for_the_first_key_as_well(
    fault: Callable[[str], tuple[str, str]],
) -> None:
    assert fault(MINIMAL.replace('"da"', '"de"'))[0].startswith("anbefal.toml, line 2:")
    assert fault("")[0] == 'anbefal.toml, line 1: the key "name" is missing'


def test_a_date_that_does_not_exist_is_told(fault: Callable[[str], tuple[str, str]]) -> None:
    message, _ = fault(MINIMAL + "[meeting]\nnumber = 1\ndate = 2026-02-31\n")
    assert message.startswith("anbefal.toml, line 6:")


@pytest.mark.parametrize(
    "data",
    [
        MINIMAL.replace("Nordvig", "Søvig").encode("cp1252"),
        b"\xff\xfe" + MINIMAL.encode("utf-16-le"),
        b"\x00\x01",
    ],
)
def test_a_config_that_is_not_utf_8_is_told(
    data: bytes, fault: Callable[[bytes], tuple[str, str]]
) -> None:
    assert fault(data) == (
        "anbefal.toml, line 1: the file is not saved as UTF-8",
        'choose "UTF-8" where your editor saves the file',
    )


def test_a_byte_order_mark_and_windows_line_ends_are_fine(make_workspace: MakeWorkspace) -> None:
    data = b"\xef\xbb\xbf" + ASSEMBLY.replace("\n", "\r\n").encode()
    assert make_workspace({"anbefal.toml": data}).assembly.name == "Borgersamling Nordvig"


def test_an_unknown_default_template_is_told(fault: Callable[[str], tuple[str, str]]) -> None:
    message, hint = fault(MINIMAL.replace("anbefaling", "anbefalling"))
    assert message == 'anbefal.toml: there is no template "anbefalling"'
    assert hint.startswith("use one of: anbefaling")


def test_the_line_of_a_key_is_found_in_nested_tables() -> None:
    text = '# a\n[[section]]\nid = "x"\n[[section.label]]\nid = "y"\n'
    text += '[[section]]\n[[section.label]]\nid = "z"\n'
    assert find_line(text, ["section", 0, "id"]) == 3
    assert find_line(text, ["section", 0, "label", 0, "id"]) == 5
    assert find_line(text, ["section", 1, "label", 0, "id"]) == 8
    assert find_line(text, ["section", 1, "heading"]) == 6
    assert find_line(text, ["nothing"]) == 1


# -- template.toml ---------------------------------------------------------------------------

TEMPLATE = 'title = "Egen"\nlanguage = "da"\n'


def test_an_own_template_beats_the_shipped_one(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"templates/anbefaling/template.toml": TEMPLATE})
    assert workspace.template("anbefaling").title == "Egen"
    assert workspace.template("anbefaling").name == "anbefaling"
    assert workspace.template_folder("anbefaling") == workspace.root / "templates" / "anbefaling"
    assert workspace.template_folder("vision") == shipped_templates() / "vision"


def test_templates_are_never_mixed(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"templates/anbefaling/draft.md": "# Kun et udkast\n"})
    assert workspace.template_folder("anbefaling") == shipped_templates() / "anbefaling"


def test_all_templates_are_named_in_order(make_workspace: MakeWorkspace) -> None:
    root = make_workspace({"templates/æble/template.toml": TEMPLATE}).root
    names = template_names(root)
    assert {"anbefaling", "vision", "æble"} <= set(names)
    assert names == sorted(set(names))


@pytest.mark.parametrize("name", ["", "..", "../anbefaling", "/etc", "a/b", "A", "a\n", "x" * 33])
def test_a_name_that_is_no_template_name_finds_nothing(
    name: str, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace()
    assert workspace.find_template(name) is None
    with pytest.raises(AnbefalError):
        workspace.template_folder(name)


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ('[[section]]\nid = "a"\nheding = "A"\n', 'line 5: unknown key "heding"'),
        ('[[section]]\nid = "a"\nheading = "A"\n', 'line 3: the key "kind" is missing'),
        (
            '[[section]]\nid = "a"\nheading = "A"\nkind = "list"\nitems = { min = -1 }\n',
            'line 7: the value of "min" is not allowed',
        ),
        (
            '[[section]]\nid = "a"\nheading = "A"\nkind = "entries"\n[[section.label]]\nid = "b"\n',
            'line 7: the key "key" is missing',
        ),
        ('[[field]]\nid = "a"\nkey = "a"\nkind = "tal"\n', 'line 6: the value of "kind"'),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(
    added: str, message: str, make_workspace: MakeWorkspace
) -> None:
    workspace = make_workspace({"templates/egen/template.toml": TEMPLATE + added})
    with pytest.raises(AnbefalError) as caught:
        workspace.find_template("egen")
    path = workspace.root / "templates" / "egen" / "template.toml"
    assert said(caught.value)[0].startswith(f"{path}, {message}")


@pytest.mark.parametrize("table", ["section", "field"])
def test_an_id_that_stands_twice_in_a_template_is_told(
    table: str, make_workspace: MakeWorkspace
) -> None:
    row = f'[[{table}]]\nid = "a"\nkind = "{"prose" if table == "section" else "text"}"\n'
    row += 'heading = "A"\n' if table == "section" else 'key = "a"\n'
    workspace = make_workspace({"templates/egen/template.toml": TEMPLATE + row * 2})
    with pytest.raises(AnbefalError) as caught:
        workspace.find_template("egen")
    assert 'the id "a" stands twice' in said(caught.value)[0]


def test_every_shipped_template_loads(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace()
    for name in template_names(workspace.root):
        assert workspace.template(name).name == name


# -- finding the workspace -------------------------------------------------------------------


def test_the_nearest_workspace_above_the_first_path_is_opened(
    make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(
        {"drafts/a.md": "", "inner/anbefal.toml": ASSEMBLY, "inner/drafts/b.md": ""}
    )
    root = workspace.root
    assert open_workspace((root / "drafts" / "a.md",)).root == root
    assert open_workspace((root / "inner" / "drafts" / "b.md", root)).root == root / "inner"
    monkeypatch.chdir(root / "inner" / "drafts")
    assert open_workspace(()).root == root / "inner"
    assert open_workspace((Path("a"),)).root == root / "inner"
    assert find_workspace(root / "not" / "there") == root


def test_no_workspace_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AnbefalError) as caught:
        open_workspace(())
    assert said(caught.value) == (
        "no anbefal.toml here, nor in a folder above",
        "go to the assembly's folder, or begin one: anbefal init",
    )


# -- naming drafts ---------------------------------------------------------------------------

DRAFTS = {
    "drafts/gruppe-2.md": '---\ngruppe: "2"\n---\n',
    "drafts/gruppe-1+6.md": '---\ngruppe: "1+6"\n---\n',
    "drafts/faelles.md": '---\ngruppe: "2"\nskabelon: vision\n---\n',
    "drafts/arkiv/gammel.md": "",
    "drafts/noter.txt": "",
    "drafts/.#gruppe-2.md": "",
    "drafts/._gruppe-2.md": b"\x00\x05\x16\x07",
}


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], ["faelles", "gruppe-1+6", "gruppe-2"]),
        (["drafts"], ["faelles", "gruppe-1+6", "gruppe-2"]),
        (["."], ["faelles", "gruppe-1+6", "gruppe-2"]),
        (["drafts/arkiv"], ["gammel"]),
        (["drafts/gruppe-2.md"], ["gruppe-2"]),
        (["gruppe-2"], ["gruppe-2"]),
        (["gruppe-1+6", "drafts/gruppe-1+6.md"], ["gruppe-1+6"]),
        (["2"], ["faelles", "gruppe-2"]),
        (["1+6"], ["gruppe-1+6"]),
        (["6"], ["gruppe-1+6"]),
        (["gruppe-2", "6"], ["gruppe-2", "gruppe-1+6"]),
        (["gruppe-2", "2"], ["gruppe-2", "faelles"]),
    ],
)
def test_a_draft_is_named_by_file_folder_id_or_group(
    names: list[str],
    found: list[str],
    make_workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    workspace = make_workspace(DRAFTS)
    monkeypatch.chdir(workspace.root)
    loaded = load_drafts(workspace, [Path(name) for name in names])
    assert [one.draft.id for one in loaded] == found


@pytest.mark.parametrize("name", ["gruppe-9", "9", "drafts/gruppe-9.md", "drafts/arkiv/gruppe-2"])
def test_a_name_that_finds_nothing_is_told(
    name: str, make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(DRAFTS)
    monkeypatch.chdir(workspace.root)
    with pytest.raises(AnbefalError) as caught:
        load_drafts(workspace, [Path(name)])
    message, hint = said(caught.value)
    assert message == f'"{name}" does not exist'
    assert hint == "name a file, a folder, or one of: faelles, gruppe-1+6, gruppe-2"


def test_a_group_without_a_draft_is_told(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace({"drafts/gruppe-2.md": DRAFTS["drafts/gruppe-2.md"]})
    with pytest.raises(AnbefalError) as caught:
        load_drafts(workspace, [Path("6")])
    assert said(caught.value)[0] == '"6" does not exist'


@pytest.mark.parametrize("names", [[], ["drafts"], ["arkiv"]])
def test_no_drafts_at_all_is_told_with_the_folder(
    names: list[str], make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace({"drafts/noter.txt": "", "arkiv/noter.txt": ""})
    monkeypatch.chdir(workspace.root)
    with pytest.raises(AnbefalError) as caught:
        load_drafts(workspace, [Path(name) for name in names])
    folder = names[0] if names else "drafts"
    assert said(caught.value)[0] == f"there are no drafts in {folder}"


def test_one_bad_draft_hides_none_of_the_others(make_workspace: MakeWorkspace) -> None:
    workspace = make_workspace(
        {"drafts/a.md": b"\x00", "drafts/b.md": "# B\n", "drafts/d.md/x": ""}
    )
    (workspace.drafts / "c.md").symlink_to(workspace.root / "anbefal.toml")
    os.mkfifo(workspace.drafts / "e.md")
    loaded = {one.draft.id: [p.kind for p in one.draft.problems] for one in load_drafts(workspace)}
    assert loaded == {
        "a": ["not-text"],
        "b": [],
        "c": ["not-a-file"],
        "d": ["not-a-file"],
        "e": ["not-a-file"],
    }


def test_paths_are_shown_from_the_workspace_with_slashes(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(DRAFTS).root
    assert relative(root, root / "drafts" / "gruppe-2.md") == "drafts/gruppe-2.md"
    assert relative(root, root.parent / "x.md") == (root.parent / "x.md").as_posix()
