"""Comments read from files, and written into ledgers so that the same words are read back."""

import io
import sys
import unicodedata
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from anbefal.characters import without_hidden
from anbefal.errors import AnbefalError
from anbefal.kinds import read_values
from anbefal.kinds.comment import write_item
from anbefal.kinds.ledger import Ledger, LedgerItem
from anbefal.readers import markdown
from anbefal.readers.comments import MAX_LETTERS, Row, read
from anbefal.workspace import shipped_templates
from anbefal.workspace.templates import load_template

TEMPLATE = load_template(shipped_templates().parent, "anbefaling")

# -- written and read back -------------------------------------------------------------------

SIGNS = [*"\\`*_[]<>~|#+-=:.)(!&;@/ \n\t1aG\"'{}^$%?→"]
SIGNS += ["->", "-->", "https://x.dk/a_b", "www.a.dk", "a@b.dk", "&amp;", "&lrm;", "<!--", "-->"]
SIGNS += ["```", "~~~", "[^1]", "[^1]: x", "| a | b |", "---", "===", "1. ", "- ", "> ", "[x] "]
SIGNS += ["G14 ", "-> brugt i: x", "    ", "<b>", "![a](b)", "[a]: b", "\u0338", "\u1fef", "\ufdd0"]
ANSWER = ["->", "ikke", "med:", "for", "dyrt"]
TEXTS = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(max_size=4)), max_size=25).map("".join)


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", without_hidden(text)).split()


def ledger(texts: list[str], behind: str = "") -> list[LedgerItem]:
    lines = ["# Titel", "", "## Noter", "", "### Galleritur", ""]
    for number, text in enumerate(texts, 1):
        lines += write_item(f"G{number}", unicodedata.normalize("NFC", without_hidden(text)))
        lines[-1] += behind
    data = "\n".join(lines).encode()
    draft = read_values(markdown.read(data, "x.md", "anbefaling", lambda _: TEMPLATE), TEMPLATE)
    assert draft.readable and len(draft.sections) == 1
    values = draft.sections[0].values
    assert isinstance(values, Ledger)
    return list(values.items)


@settings(max_examples=300)
@given(st.lists(TEXTS.filter(words), min_size=1, max_size=3))
@example(["*" * 3000])
@example(["https://x.dk/" + "*" * 3000 + "->"])
@example(["https://x.dk/a_b&amp;"])
@example(["Lyt\n\n- til -> de unge\n# 1"])
def test_a_ledger_gives_back_the_words_that_were_written_into_it(texts: list[str]) -> None:
    items = ledger(texts)
    assert [item.text.split() for item in items] == [words(text) for text in texts]
    assert [item.id for item in items] == [f"G{n}" for n in range(1, len(texts) + 1)]
    assert {item.disposition for item in items} == {"open"}


@settings(max_examples=300)
@given(st.lists(TEXTS.filter(words), min_size=1, max_size=3))
def test_an_arrow_of_the_comment_is_no_answer_and_one_behind_it_is(texts: list[str]) -> None:
    items = ledger(texts, " -> ikke med: for dyrt -> i år")
    for item, text in zip(items, texts, strict=True):
        # Only the last arrow counts, so that the reason's own takes the first along.
        assert item.text.split() == [*words(text), *ANSWER]
    for item, text in zip(ledger(texts, " -> ikke med: for dyrt"), texts, strict=True):
        assert (item.text.split(), item.disposition) == (words(text), "declined")
        assert item.target == "for dyrt"


def test_an_ordinary_comment_is_written_as_it_was_said() -> None:
    text = "Husk dem uden MitID (fx 91-årige), se https://x.dk/min_side: 5 & 6!"
    assert write_item("G1", text) == [f"- [ ] G1 {text}"]


# -- files -----------------------------------------------------------------------------------


def texts(name: str, data: bytes, **columns: str) -> list[str]:
    return [row.text for row in read(name, data, columns).rows]


TABLE = 'Tekst;Gruppe;Kilde;Id\r\n"Flere\r\nbusser; nu";2;Galleritur;G7\r\n=cmd|x;;;\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_a_table_is_read_whatever_saved_it(encoding: str, between: str) -> None:
    data = TABLE.replace(";", between).replace("nu", "på åen").encode(encoding)
    first, second = read("x.csv", data, {}).rows
    assert first == Row(
        f"Flere\nbusser{between} på åen".expandtabs(4), "2", (), "Galleritur", "G7", 2
    )
    assert second.text == "=cmd|x" and second.line == 4


def test_columns_are_known_in_both_languages_or_named() -> None:
    assert texts("x.csv", b"Nr,Comment,Group\n1,a,2\n") == ["a"]
    assert texts("x.csv", b"Nr;Ideer\n1;a\n", text="ideer") == ["a"]
    with pytest.raises(AnbefalError) as nameless:
        texts("x.csv", b"Nr;Ideer\n1;a\n")
    assert nameless.value.hint.values["names"] == ["Nr", "Ideer"]
    with pytest.raises(AnbefalError, match="there is no column"):
        texts("x.csv", b"Nr;Ideer\n1;a\n", text="Emne")


def test_one_column_needs_no_head() -> None:
    assert texts("x.csv", b"en\nto\n") == ["en", "to"]
    assert texts("x.csv", b"sep=;\r\nTekst;Gruppe\r\nen, to;2\r\n") == ["en, to"]


def test_rows_without_words_are_counted() -> None:
    reading = read("x.csv", b"Tekst;Gruppe\na;2\n;3\n \xc2\xad;4\n;\n", {})
    assert [row.text for row in reading.rows] == ["a", "\u00ad"]
    assert reading.wordless == (3,)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", b'Tekst;Gruppe\n"aldrig lukket;2\nnaeste;3\n'),
        ("x.csv", b"\x00\x01\x02"),
        ("x.csv", b""),
        ("x.csv", b"Tekst;Gruppe\n"),
        ("x.doc", b"hej"),
        ("x.txt", b"   \n"),
        ("x.txt", b"a" * (MAX_LETTERS + 1)),
        ("x.txt", b"a\n" * 20_001),
        ("x.xlsx", b"PK no"),
        ("x.xlsx", b""),
    ],
)
def test_what_cannot_be_read_is_told_in_two_lines(name: str, data: bytes) -> None:
    with pytest.raises(AnbefalError) as told:
        read(name, data, {})
    assert told.value.message.text and told.value.hint.text and told.value.exit_code == 2


def test_a_list_is_a_comment_a_line() -> None:
    listed = "- et\n* to\n3. tre\n\n- [ ] fire\nfem-seks\n"
    assert texts("x.txt", listed.encode()) == ["et", "to", "tre", "fire", "fem-seks"]


def test_the_headings_of_a_note_name_the_groups() -> None:
    note = (
        "# Tirsdag\n\nløst\nto linjer\n\n## Gruppe 2\n\n- a\n  b\n\n  c\n- d\n\n"
        "### Om busser\n\n* **e** -> f\n## 3\n1. g\n"
    )
    rows = read("x.md", note.encode(), {}).rows
    assert [(row.text, row.above) for row in rows] == [
        ("løst\nto linjer", ("Tirsdag",)),
        ("a\nb\n\nc", ("Gruppe 2", "Tirsdag")),
        ("d", ("Gruppe 2", "Tirsdag")),
        ("**e** -> f", ("Om busser", "Gruppe 2", "Tirsdag")),
        ("g", ("3", "Tirsdag")),
    ]


@given(st.text(alphabet=st.sampled_from([*"ab -*#>\n1.|\t[x]"]), max_size=80))
def test_no_word_of_a_note_is_left_out(note: str) -> None:
    try:
        rows = read("x.md", note.encode(), {}).rows
    except AnbefalError:
        rows = ()
    kept = "".join(f"{row.text} {' '.join(row.above)}" for row in rows)
    for letter in "ab":
        # What stands in headings below which nothing is said names nobody.
        said = [line for line in note.split("\n") if not line.lstrip(" ").startswith("#")]
        assert kept.count(letter) >= "".join(said).count(letter)


# -- Excel -----------------------------------------------------------------------------------


def book(*sheets: tuple[str, list[list[object]]]) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_excel_is_read_by_its_values_and_sheets() -> None:
    rows: list[list[object]] = [["Nr", "Kommentar", "Gruppe"], [1, "=1+1", 2.0], [2, "a\nb", None]]
    data = book(("Gruppe 3", rows), ("Noter", [["intet", "her"]]))
    found = read("x.xlsx", data, {}).rows
    assert [(r.text, r.group, r.above, r.line) for r in found] == [
        ("=1+1", "2", ("Gruppe 3",), 2),
        ("a\nb", "", ("Gruppe 3",), 3),
    ]


def test_a_formula_is_never_worked_out_nor_read_as_words() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.append(["Tekst", "Gruppe"])
    made.active.append(['=HYPERLINK("http://x.dk")', 2])
    made.active.append(["ord", 2])
    out = io.BytesIO()
    made.save(out)
    reading = read("x.xlsx", out.getvalue(), {})
    assert [row.text for row in reading.rows] == ["ord"] and reading.wordless == (2,)


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/media/bomb.bin", b"\0" * (101 * 1024 * 1024)),
        ("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><sst>&b;</sst>'),
        ("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16")),
        ("xl/worksheets/sheet1.xml", b"<worksheet"),
        ("xl/workbook.xml", b"<a/>"),
    ],
)
def test_a_hostile_or_spoilt_excel_file_is_refused(part: str, content: bytes) -> None:
    data = book(("Ark1", [["Tekst"], ["a"]]))
    with pytest.raises(AnbefalError):
        read("x.xlsx", repacked(data, part, content), {})


def test_without_openpyxl_two_lines_tell_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(AnbefalError) as told:
        read("x.xlsx", b"PK", {})
    assert "anbefal[excel]" in told.value.hint.text
