"""Groups: the private list of members, rosters, attendance, and that no version holds a name."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import MakeWorkspace
from hypothesis import given, settings
from hypothesis import strategies as st
from shell import Shell

from anbefal.errors import AnbefalError
from anbefal.i18n import translate
from anbefal.jobs.members import MOST_MEMBERS, Members, read_members
from anbefal.jobs.traits import read_traits
from anbefal.model import Roster, RosterTable
from anbefal.workspace import write_roster
from anbefal.workspace.rosters import load_rosters

LIST = "initialer;navn;gruppe;køn\nAB;Anna;2;k\nCD;Carl;2;m\nEF;Eva;1;k\nGH;Hans;6;m\n"
Read = Callable[[str | bytes], Members]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def of(content: str | bytes) -> Members:
        path = tmp_path / "list.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_members(path)

    return of


def told(read: Read, content: str | bytes) -> str:
    with pytest.raises(AnbefalError) as caught:
        read(content)
    assert translate(caught.value.hint, "en")
    return translate(caught.value.message, "en").partition("list.csv")[2]


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_list_is_read_as_spreadsheets_write_it(
    read: Read, sign: str, encoding: str, end: str
) -> None:
    members = read(LIST.replace(";", sign).replace("\n", end).encode(encoding))
    assert [row.initials for row in members.rows] == ["AB", "CD", "EF", "GH"]
    assert [row.group for row in members.rows] == ["2", "2", "1", "6"]
    assert members.traits == ("køn",), "names are never looked at"


def test_formulas_and_line_breaks_in_cells_are_data(read: Read) -> None:
    members = read(
        'initialer,bydel\nAB,"=cmd|\'/c calc\'!A1"\nCD,"Nord\nog syd"\n\nEF,Nord og syd\n'
    )
    assert [row.traits[0] for row in members.rows] == [
        "=cmd|'/c calc'!A1",
        "Nord og syd",
        "Nord og syd",
    ]
    assert [row.line for row in members.rows] == [2, 3, 6]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", '" is empty'),
        ("\n\n", '" is empty'),
        (b"\x00\x01\x02", '" is no text'),
        ("initialer;køn\n", '" lists nobody'),
        ("navn;køn\nAnna;k\n", ", line 1: no column holds the initials"),
        ("initialer;initials\nAB;CD\n", ', line 1: the column "initials" stands twice'),
        (f"{LIST}ab;Ada;2;k\n", ': "AB" stands 2 times, in the lines 2, 6'),
        ("initialer\nAB\nAnna Hansen\n", ', line 3: "Anna Hansen" is no initials'),
        ("initialer;køn\n;k\n", ', line 2: "" is no initials'),
        ("initialer;sammen\nAB;CD\n", ', line 2: nobody has the initials "CD"'),
        ('initialer;køn\nAB;"k\n', ", line 2: the line cannot be read"),
        ("initialer\n" + "".join(f"A{n}\n" for n in range(1001)), '" lists more than 1000 members'),
        ("initialer;køn\n" + "AB;k\n" * 100_000, '" lists more than 1000 members'),
        ("initialer;køn\n" + "AB;kvinde\n" * 200_000, '" lists more than 1000 members'),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(
    read: Read, content: str | bytes, fault: str
) -> None:
    assert told(read, content) == fault
    assert MOST_MEMBERS == 1000


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_list_or_an_error(data: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(data)
        try:
            assert read_members(path).rows
        except AnbefalError as error:
            assert translate(error.message, "en") and translate(error.hint, "en")


def test_ages_become_bands_and_what_sorts_nobody_is_left_out(read: Read) -> None:
    rows = "".join(f"A{n};{20 + n};Vej {n};\n" for n in range(12))
    members = read(f"initialer;alder;vej;ansat\n{rows}BB;;Vej 99;x\nCC;;Vej 98;x\n")
    kept, left_out = read_traits(members, members.rows)
    assert [(trait.name, [word for word, _ in trait.values]) for trait in kept] == [
        ("alder", ["20–23", "24–27", "28–31"]),
        ("ansat", ["x"]),
    ]
    assert left_out == ("vej",)


names = st.text(min_size=1, max_size=12).filter(lambda name: name.strip() == name)


@settings(deadline=None)
@given(st.lists(names, unique_by=str.casefold, max_size=8), st.integers(0, 9))
def test_a_roster_reads_back_as_it_was_written(members: list[str], seed: int) -> None:
    import tempfile

    half = len(members) // 2
    roster = Roster(
        workshop=2,
        seed=seed,
        absent=tuple(members[:1]),
        table=(
            RosterTable("2", tuple(members[:half]), tuple(members[:1])),
            RosterTable("1+6", tuple(members[half:])),
        ),
    )
    with tempfile.TemporaryDirectory() as folder:
        write_roster(Path(folder), roster, "da")
        assert load_rosters(Path(folder)) == (roster,)


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("x.toml", "", 'x.toml" is named by no workshop'),
        ("2.toml", "table = 1\n", '2.toml, line 1: the value of "table" is not allowed'),
        ("2.toml", '[[table]]\ngroup = "9"\n', '2.toml, line 2: the assembly has no group "9"'),
        (
            "2.toml",
            '[[table]]\ngroup = "2"\nmembers = ["AB"]\n[[table]]\ngroup = "1"\nmembers = ["ab"]\n',
            '2.toml, line 6: "ab" sits at two tables',
        ),
    ],
)
def test_a_roster_that_cannot_be_is_told_of(
    make_workspace: MakeWorkspace, name: str, content: str, fault: str
) -> None:
    with pytest.raises(AnbefalError) as caught:
        make_workspace({f"rosters/{name}": content})
    assert translate(caught.value.message, "en").endswith(fault)


def test_groups_stay_as_they_were_until_they_are_mixed_anew(make_workspace: MakeWorkspace) -> None:
    table = '[[table]]\ngroup = "6"\nmembers = ["AB"]\n'
    files = {"rosters/1.toml": table, "rosters/4.toml": 'absent = ["ab", "XY"]\n'}
    assembly = make_workspace(files).assembly
    assert assembly.roster(0) is None
    for number in (1, 2, 4):
        found = assembly.roster(number)
        assert found and list(found.members) == ["AB"]
        assert found.absent == (("ab", "XY") if number == 4 else ())
    group = assembly.find_group("1+6")
    assert group and assembly.sat_with(group) == {"AB"}, "merged groups resolve"


CONFIG = """\
name = "Nord"
language = "en"
default_template = "anbefaling"

[[group]]
id = "1+6"
theme = "Money"
merged_from = ["1", "6"]

[[group]]
id = "2"
theme = "Schools"

[[workshop]]
number = 1
name = "Collect"

[[workshop]]
number = 2
name = "Unfold"
"""


@pytest.fixture
def nord(shell: Shell) -> Shell:
    members = "initials;name;group;gender\n" + "".join(
        f"A{n};Secret{n};{(1, 2, 6)[n % 3]};{'wm'[n % 2]}\n" for n in range(12)
    )
    draft = "---\ngruppe: 6\nskrivere: [A0]\nvidere: [A0, A2]\n---\n\n# Title\n"
    shell.write(
        {
            "anbefal.toml": CONFIG,
            "members.csv": members,
            ".gitignore": "/members.csv\n",
            "drafts/group-1.md": draft,
        }
    )
    return shell


def test_a_name_never_reaches_a_version_or_a_roster(nord: Shell) -> None:
    nord.write({"drafts/Members.csv": "initials;name\nAB;Secret\n"})
    assert nord.run("regroup", "1", "--keep").code == 0
    assert nord.run("save").code == 0
    listed = nord.run("regroup", "2", "--format", "json")
    assert listed.code == 0 and listed.err == "written to rosters/2.toml\n"
    assert nord.run("save").code == 0
    held = b"".join(p.read_bytes() for p in (nord.folder / "rosters").iterdir())
    assert b"Secret" not in held + listed.data
    from anbefal.history import open_history

    history = open_history(nord.folder)
    head = history.head() if history else None
    assert history and head
    assert sorted(history.files(head)) == [
        "anbefal.toml",
        "drafts/group-1.md",
        "rosters/1.toml",
        "rosters/2.toml",
    ]
    for words in (("members.csv",), ("drafts/Members.csv",)):
        refused = nord.run("save", *words)
        assert refused.code == 2 and "holds names" in refused.err


def test_a_list_that_a_version_holds_is_refused(nord: Shell) -> None:
    nord.write({"drafts/list.csv": "initials\nAB\nCD\n"})
    refused = nord.run("regroup", "1", "--members", "drafts/list.csv")
    assert refused.code == 2 and "versions keep it" in refused.err
    (nord.folder / ".gitignore").unlink()
    assert "add the line /members.csv to .gitignore" in nord.run("regroup", "1", "--keep").err


def test_the_groups_are_explained_and_written_byte_for_byte_again(nord: Shell) -> None:
    nord.run("regroup", "1", "--keep")
    nord.run("attendance", "2", "--absent", "a11")
    told = json.loads(nord.run("regroup", "2", "--seed", "7", "--format", "json").out)
    first = (nord.folder / "rosters" / "2.toml").read_bytes()
    assert told["proven"] and told["absent"] == ["A11"]
    assert [(len(t["members"]), t["carriers"]) for t in told["tables"]] in (
        [(5, ["A0", "A2"]), (6, [])],
        [(6, ["A0", "A2"]), (5, [])],
    )
    placed = [name for table in told["tables"] for name in table["members"]]
    assert sorted(placed) == sorted(f"A{n}" for n in range(11))
    assert nord.run("regroup", "2").code == 2
    assert nord.run("regroup", "2", "--seed", "7", "--again").code == 0
    assert (nord.folder / "rosters" / "2.toml").read_bytes() == first
    nord.run("regroup", "2", "--seed", "8", "--dry-run")
    assert (nord.folder / "rosters" / "2.toml").read_bytes() == first


def test_without_ortools_two_lines_tell_what_to_install(
    nord: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.delitem(sys.modules, "anbefal.mixing.solver", raising=False)
    monkeypatch.delattr("anbefal.mixing.solver", raising=False)
    for name in [name for name in sys.modules if name.partition(".")[0] == "ortools"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ortools", None)
    refused = nord.run("regroup", "1")
    assert refused.code == 2
    assert refused.err == (
        "anbefal: error: new groups need ortools, which is not installed\n"
        '  hint: install it: pip install "anbefal[regroup]"\n'
    )
    assert not (nord.folder / "rosters").exists()


def test_scribes_and_carriers_who_never_sat_with_the_group_are_told_of(nord: Shell) -> None:
    nord.run("regroup", "1", "--keep")
    draft = nord.folder / "drafts" / "group-1.md"
    assert "AB209" not in nord.run("lint").out
    draft.write_text(draft.read_text("utf-8").replace("[A0]", "[A1]"), "utf-8")
    assert 'AB209 group 1+6 has no member "A1"' in nord.run("lint").out
