"""The PDF writer: every word, to the eye and to the ear, and nothing that anybody wrote is run."""

import hashlib
import io
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import REPOSITORY, MakeWorkspace
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from pdf_reader import faults, lines, tags, text
from shell import Shell
from torture import picture, torture

from anbefal import tree
from anbefal.composers.numbering import Counter
from anbefal.errors import AnbefalError
from anbefal.jobs.compile import compile_report
from anbefal.jobs.handover import handover
from anbefal.jobs.render import render
from anbefal.model import Document, Image
from anbefal.values import replace
from anbefal.workspace import Workspace
from anbefal.writers.pdf import front, press, write
from anbefal.writers.pdf.letters import Letters
from tools import npm_package

SOURCE = Path(__file__).parent.parent / "src"
# What the second validator takes for a fault: notes are heard where they are referred to, and
# stand at the foot of the page; numbered rows of a long table look like running heads.
BY_DESIGN = ("ORD-001", "PAG-001")


def document(words: str, **more: object) -> Document:
    """Make a document of Markdown."""
    body, notes = tree.lift_footnotes(tree.parse(words).children)
    values: dict[str, object] = {"title": "T", "language": "en", "notes": notes, **more}
    return Document(body=body, **values)  # type: ignore[arg-type]


def numbered(words: str) -> Document:
    """Make a document of Markdown, with a number beside every block that is cited."""
    made = document(words)
    body = tree.build(Counter("1", "afsnit").mark(tree.tokens(made.body)))
    return replace(made, body=tuple(body), numbers=True)


def printed(words: str, **more: object) -> str:
    """Print Markdown, and give the words below the title."""
    return text(write(document(words, **more))).removeprefix("T\n").strip()


def heard(words: str, **more: object) -> list[str]:
    """Print Markdown, and give the structure below the title."""
    return [name for name, _ in tags(write(document(words, **more)))][2:]


def silent(number: int, count: int) -> None:
    """Show no progress."""


# -- words -----------------------------------------------------------------------------------


def test_words_are_printed_as_they_were_written_whatever_typst_would_make_of_them():
    words = (
        '#import "@preview/x:1.0.0": * $a$ @ref // c /* d */ <label> \\u{1} ~ -- --- ... "a" '
        '#read("/etc/passwd") ]}) #panic() \')" = a + b - 1. x'
    )
    for shown in (printed(tree.escape(words)), printed(f"```\n{words}\n```")):
        assert "".join(shown.split()) == "".join(words.split())
    assert "".join(words.split()) in "".join(text(write(document("", title=words))).split())


def test_marks_that_are_nested_are_marked_once():
    assert printed("a *b **c ~~d `e`~~*** f **g __h__** *i _j_*") == "a b c d e f g h i j"


def test_breaks_are_kept():
    assert printed("a\nb\\\nc  \nd") == "a b\nc\nd"


def test_control_characters_are_replaced():
    assert printed("a\x01b\x7fc\u2028d") == "a\ufffdb\ufffdc\ufffdd"


def test_what_no_font_has_is_spelt_out_and_told_of():
    shown = unicodedata.normalize(
        "NFC", printed("a 😀 b **中文** `中` e\u0301 q\u0327 ❤\ufe0f Ελλ Кир עב")
    )
    assert "a [U+1F600] b [U+4E2D U+6587] [U+4E2D] \u00e9 q\u0327 ❤\ufe0f Ελλ" in (
        unicodedata.normalize("NFC", shown)
    )
    assert "Letters that this PDF has no font for" in shown
    assert "such as [U+1F600]." in shown.replace("\n", " ")
    assert "no font" not in printed("æøå é – “a” ☐ →")


def test_long_words_are_broken_and_nothing_stands_outside_the_margins():
    words = "x" * 500 + " https://example.org/" + "a/b?c=d&" * 60
    table = "| a | b | c | d | e | f | g |\n|-|-|-|-|-|-|-|\n|" + " Byrådsmedlemmerne123 |" * 7
    for data in (write(document(f"{words}\n\n{table}\n\n`{words}`")), write(torture())):
        assert [at for at in lines(data) if at.box[0] < 75 or at.box[2] > 525] == []


def test_links_lead_to_the_web_a_mailbox_or_a_heading():
    body = (
        *tree.heading(2, "Mindretal", "mindretal"),
        *tree.parse(
            "[a](#mindretal) [b](<https://example.org/blå hat>) [c](mailto:a@example.org) "
            "[d](javascript:alert) [e](../x) [f](#nowhere) [](https://example.org/)"
        ).children,
    )
    data = write(Document(title="T", language="en", body=body))
    with pikepdf.open(io.BytesIO(data)) as made:
        targets = [str(at.A.URI) if "/A" in at and "/URI" in at.A else "inside"
                   for at in made.pages[0].Annots]  # fmt: skip
    assert sorted(targets) == [
        "https://example.org/",
        "https://example.org/bl%C3%A5%20hat",
        "inside",
        "mailto:a@example.org",
    ]
    assert faults(data, BY_DESIGN) == []


# -- blocks ----------------------------------------------------------------------------------


def test_levels_of_headings_have_no_gaps_to_the_ear_or_in_the_bookmarks():
    data = write(document("### a\n\n###### b\n\n# c\n\n#### d\n\n#\n\n> ## e"))
    assert [name for name, _ in tags(data)][2:] == ["H1", "H2", "H1", "H2", "BlockQuote", "H2"]
    with pikepdf.open(io.BytesIO(data)) as made, made.open_outline() as outline:
        assert [(at.title, [below.title for below in at.children]) for at in outline.root] == [
            ("a", ["b"]),
            ("c", ["d"]),
        ]


def test_lists_count_from_their_number_and_nest():
    words = "3. a\n4. b\n\n   1) c\n\n- d\n  - e"
    assert printed(words).split() == ["3.", "a", "4.", "b", "1)", "c", "•", "d", "–", "e"]
    assert heard("- a\n- b") == ["L", "LI", "Lbl", "LBody", "LI", "Lbl", "LBody"]


def test_task_boxes_say_whether_it_is_done():
    data = write(document("- [x] a\n- [ ] b\n\n---\n\n- [x] c\n- d"))
    assert [alt for name, alt in tags(data) if name == "Figure"] == ["done", "not done", "done"]
    assert text(data).split() == ["T", "☑", "a", "☐", "b", "•", "☑", "c", "•", "d"]


def test_numbers_stand_in_the_margin_and_are_heard_before_what_they_number():
    words = (
        "a\n\n- b\n\n  more\n  - c\n\n> d\n\n- [x] e\n\n3) f\n\n- **g:** h\n\n## i\n\n"
        "| j |\n|-|\n| k |\n\n```\nl\n```\n\n- ```\n  m\n  ```\n\n![n](n.png)\n\n" + "- " * 28 + "o"
    )
    data = write(numbered(words))
    found = [at for at in lines(data) if re.fullmatch(r"1\.\d+", at.words.strip())]
    assert [at.words.strip() for at in found] == [f"1.{n}" for n in range(1, 12)]
    assert {round(at.box[2]) for at in found} == {65}
    beside = ["a", "b", "c", "d", "e", "f", "g: h", "j", "l", "[n]", "o"]
    for at, words in zip(found, beside, strict=True):
        level = [
            line.words for line in lines(data)
            if line.page == at.page and abs(line.box[3] - at.box[3]) < 9 and line.box[0] > 70
        ]  # fmt: skip
        assert words in " ".join(level), (at, level)
    shown = re.findall(r"\b(1\.\d+|[a-o])\b", text(data))
    assert shown == [
        *("1.1", "a", "1.2", "b", "1.3", "c", "1.4", "d", "1.5", "e", "1.6", "f", "1.7", "g", "h"),
        *("i", "1.8", "j", "k", "1.9", "l", "m", "1.10", "n", "1.11", "o"),
    ]
    assert faults(data, BY_DESIGN) == []
    assert "1.1" not in text(write(replace(numbered(words), numbers=False)))


def test_a_list_of_labels_is_one_of_terms():
    assert heard("- **Mere af:** tid\n- **Mindre af:**")[:4] == ["L", "LI", "Lbl", "Strong"]
    assert printed("- **Mere af:** tid\n- **Mindre af:**").split() == [
        "Mere",
        "af:",
        "tid",
        "Mindre",
        "af:",
    ]


def test_the_header_row_of_a_table_is_repeated_on_every_page():
    rows = "".join(f"| {n} | ord |\n" for n in range(80))
    data = write(document(f"| Nummer | Hvad |\n|--:|---|\n{rows}"))
    pages = {at.page for at in lines(data)}
    assert len(pages) > 1
    assert {at.page for at in lines(data) if "Nummer" in at.words} == pages
    assert [name for name, _ in tags(data)].count("THead") == 1


def test_a_long_cell_of_short_lines_goes_on_over_the_page():
    cell = tuple(tree.parse("\n".join(f"- x{n}" for n in range(200))).children)
    data = write(Document(title="T", language="en", body=tuple(tree.table(["a"], [[cell]]))))
    found = [at for at in lines(data) if at.words.startswith("x") or " x" in at.words]
    assert len(found) == 200
    assert len({at.page for at in found}) > 2


def test_what_is_meant_for_pages_turned_sideways_stands_on_such_and_nothing_else():
    wide = tree.container("landscape", tree.parse("# b\n\n| c |\n|-|\n| d |").children)
    empty = tree.container("landscape", ())
    quote = tree.container("blockquote", wide)
    for body, turned in (
        ((*tree.parse("a").children, *wide, *wide, *tree.parse("e[^n]").children), [0, 1, 0]),
        ((*wide, *empty), [0, 1]),
        (tuple(empty), [0]),
        (tuple(quote), [0]),
    ):
        made = Document(title="T", language="en", body=tuple(body), contents=2, publisher="N")
        data = write(made)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            boxes = [[float(at) for at in page.MediaBox[2:]] for page in pdf.pages]
        assert [int(across > down) for across, down in boxes] == turned
        assert faults(data, BY_DESIGN) == []
    assert "H1" in [name for name, _ in tags(data)]


def test_a_table_that_is_too_wide_is_printed_as_several():
    words = "|" + " a |" * 40 + "\n|" + "-|" * 40 + "\n|" + " b |" * 40
    assert heard(words).count("Table") == 3
    assert printed(words).split().count("b") == 40


def test_a_cell_that_is_longer_than_a_page_is_all_there():
    words = "ord " * 3000
    assert printed(f"| a | b |\n|-|-|\n| {words} | x |").split().count("ord") == 3000


def test_footnotes_are_notes_at_the_foot_of_the_page_numbered_as_they_are_referred_to():
    words = (
        "# T[^h]\n\na[^2] b[^1] c[^2]\n\n[^1]: en *note*\n[^2]: to\n\n    afsnit\n\n    - punkt\n"
        "[^h]: i overskriften\n"
    )
    data = write(document(words, contents=2))
    assert [name for name, _ in tags(data)].count("Note") == 3
    assert "T1\na2 b3 c2\n" in text(data)
    assert text(data).split("c2\n")[1].split() == (
        ["1i", "overskriften", "2to", "afsnit", "•", "punkt", "3en", "note"]
    )
    assert faults(data, BY_DESIGN) == []


@pytest.mark.parametrize("sign", ["> ", "- ", "1. ", "> - ", "- > 1. ", "- [x] "])
@pytest.mark.parametrize("inside", ["**_~~`x`~~_**[^a]", "# x", "```\n{0}x\n{0}```", "table"])
def test_the_deepest_nesting_that_is_allowed_is_printed(sign: str, inside: str):
    signs = sign * (30 // len(sign.split()) if "[" not in sign else 15)
    space = re.sub(r"[^>]", " ", signs)
    rows = f"| x | y |\n{space}|---|---|\n{space}| [**~~z~~**](https://example.org) | |"
    words = signs + (rows if inside == "table" else inside.format(space))
    shown = printed(f"{words}\n\n[^a]: note\n")
    assert "x" in shown and ("z" in shown) == (inside == "table")


def test_pictures_have_their_words_and_what_is_no_picture_is_told_in_words():
    images = {
        "a.png": picture(900, 40),
        "bad.png": Image(b"\x89PNG\r\n\x1a\nno picture at all", "image/png", 10, 10),
        "huge.png": Image(picture(1, 1).data, "image/png", 20_000, 20_000),
    }
    words = "![En ko](a.png) ![](a.png)\n\n![Ikke til at læse](bad.png) ![Stor](huge.png) ![x](y)"
    data = write(document(words, images=images))
    assert [alt for name, alt in tags(data) if name == "Figure"] == [
        "En ko",
        "picture without a description",
    ]
    assert "[Ikke til at læse] [Stor] [x]" in text(data)
    assert faults(data, BY_DESIGN) == []


def test_the_inline_view_of_a_comparison_is_printed():
    inline = tree.container(
        "view", tree.paragraph([*tree.inserted("ny"), *tree.deleted("gl")]), name="inline"
    )
    side = tree.container("view", tree.paragraph("ved siden"), name="side")
    data = write(Document(title="T", language="en", body=(*inline, *side)))
    assert text(data).split() == ["T", "nygl"]
    assert faults(data) == []


# -- the page round the body -----------------------------------------------------------------


def test_title_facts_and_contents_stand_first_and_every_page_has_its_number():
    data = write(torture("en", "# T\n\n## A\n\nx\n\n### B\n\n#### C\n"))
    shown = text(data)
    assert shown.index("Undertitel") < shown.index("By AB") < shown.index("Gruppe 2")
    assert shown.index("Contents") < shown.index("A . . .") < shown.index("B . . .")
    assert "C . ." not in shown
    import pymupdf

    with pymupdf.open(stream=data) as made:
        assert all("Page 1 of" in page.get_text() for page in [made[0]])
        assert made[0].get_links()


def test_what_the_file_says_of_itself():
    data = write(torture())
    with pikepdf.open(io.BytesIO(data)) as made:
        assert str(made.Root.Lang) == "da-DK"
        assert bool(made.Root.MarkInfo.Marked)
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
        assert "/StructTreeRoot" in made.Root
        with made.open_metadata() as known:
            assert known["dc:title"].startswith("Alt på én gang")
            assert str(known["pdfuaid:part"]) == "1"
            assert "2026-05-23" in known["xmp:CreateDate"]
        fonts = {font.objgen: font for page in made.pages for font in page.Resources.Font.values()}
        for font in fonts.values():
            below = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in below or "/FontFile3" in below
        assert all("/JS" not in one and "/JavaScript" not in one for one in made.objects
                   if isinstance(one, pikepdf.Dictionary))  # fmt: skip


def test_text_that_is_not_saved_has_no_date():
    with pikepdf.open(io.BytesIO(write(document("x")))) as made:
        assert "/CreationDate" not in made.docinfo


# -- promises --------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes_wherever_and_whenever(tmp_path: Path):
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from torture import torture\nfrom anbefal.writers.pdf import write\n"
        "print(hashlib.sha256(write(torture())).hexdigest())"
    )
    sums = {hashlib.sha256(write(torture())).hexdigest()}
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", code, str(SOURCE), str(Path(__file__).parent)],
            cwd=folder,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "TMPDIR": str(folder)},
            capture_output=True,
            text=True,
            check=True,
        )
        sums.add(done.stdout.strip())
    assert len(sums) == 1


def test_typst_sees_no_file_but_the_documents_pictures(tmp_path: Path, monkeypatch):
    (tmp_path / "secret.txt").write_text("secret")
    monkeypatch.chdir(tmp_path)
    for path in ("secret.txt", "/secret.txt", "../secret.txt", str(tmp_path / "secret.txt")):
        with pytest.raises(press.Refused):
            press.print_pdf(f'#set document(title: "x")\n#read("{path}")', {})


@pytest.mark.parametrize(
    "words",
    [
        "😀" * 10_000,
        "中文" * 10_000,
        "x" * 190_000,
        "z" + "\u0301" * 3000,
        "a\\\n" * 5000,
        "## a\n\n" * 1000,
        "- [x] a\n" * 800,
        "| a | b |\n|-|-|\n" + "| ord | to |\n" * 1500,
        "|" + " a |" * 300 + "\n|" + "-|" * 300,
        "| " + "ord " * 5000 + " | b |\n|-|-|\n| x | y |",
        "```\n" + "x" * 180_000 + "\n```",
        "\u202e\u2067\u200f\ufeff\ufffe\U000f0000\ue000\u0600\u1d173",
    ],
    ids=range(12),
)
def test_what_nobody_writes_is_printed_all_the_same(words: str):
    assert write(document(words)).startswith(b"%PDF-")


_WORD = st.text(st.sampled_from("abcæøåÆ019 -.!()[]<>&\"'*_`~#|\\/:$@={}e\u0301\u00a0\u00ad\u4e2d"),
                min_size=1, max_size=12).map(lambda words: words.strip() or "ord")  # fmt: skip
_LINE = st.one_of(
    _WORD,
    st.builds("{} **{}** *{}* `{}` ~~{}~~".format, *[_WORD] * 5),
    st.builds("[{}](https://example.org/{})".format, _WORD, st.sampled_from("abc")),
    st.builds("# {}".format, _WORD),
    st.builds("### {}".format, _WORD),
    st.builds("| {} | b |\n|:-:|---|\n| {} | |".format, st.sampled_from("abc"), _WORD),
)
_TEXT = st.lists(
    st.builds(
        lambda sign, line: "\n".join(
            (sign if not number else " " * len(sign)) + part
            for number, part in enumerate(line.split("\n"))
        ),
        st.sampled_from(["", "", "- ", "7) ", "> ", "- [x] ", "1. - > "]),
        _LINE,
    ),
    min_size=1,
    max_size=6,
).map("\n\n".join)
_ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('\n\n *_`>-1.|#[]()\t$"\\')))


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.one_of(_TEXT, _ANY))
def test_every_word_of_any_text_is_printed_and_the_bytes_do_not_change(words: str):
    made = document(words)
    data = write(made)
    assert data == write(made)
    wanted = [word for word in re.findall(r"[a-z0-9æøå]+", plain(made)) if len(word) < 25]
    shown = iter(re.findall(r"[a-z0-9æøå]+", _spelt_back(text(data)).lower()))
    assert [word for word in wanted if word not in shown] == []


def plain(made: Document) -> str:
    """Give the words of a document, without what may be broken or shaped otherwise on paper."""
    words = "\n".join(tree.text(node) for node in made.body).lower()
    return re.sub("[^\x00-\x7fæøå]", " ", words)


def _spelt_back(shown: str) -> str:
    return re.sub(
        r"\[U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*\]", " ", re.sub("[^\x00-\x7fæøåÆØÅ]", " ", shown)
    )


# -- whole documents -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(nordvig: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Print the sample assembly's drafts, its report, and its hand-over."""
    folder = tmp_path_factory.mktemp("sample")
    paths = [
        *render([REPOSITORY / "drafts"], ["pdf"], folder, silent, "da"),
        *compile_report(
            nordvig, ["pdf"], folder, lambda doing: silent, anyway="fordi", numbers=True
        ).paths,
        *handover(nordvig, (), ["pdf"], folder, None, silent),
    ]
    return {path.stem: path.read_bytes() for path in paths}


def test_every_link_within_the_report_leads_to_the_anchor_that_it_has_on_the_web_page(
    nordvig: Workspace, tmp_path: Path
):
    compile_report(nordvig, ["pdf", "html"], tmp_path, lambda doing: silent, anyway="fordi")
    page = lxml_html.parse(tmp_path / "rapport.html")
    wanted = [
        (link.get("href")[1:], "".join(link.text_content().split()))
        for link in page.iter("a")
        if link.get("href", "#").startswith("#") and link.get("class") != "skip"
    ]
    assert len(wanted) > 100
    with pikepdf.open(tmp_path / "rapport.pdf") as made:
        named = [str(name) for name in list(made.Root.Names.Dests.Names)[::2]]
        links = [link for at in made.pages for link in at.get("/Annots", ()) if "/Dest" in link]
        assert [str(link.Dest) for link in links] == [anchor for anchor, _ in wanted]
    assert {anchor for anchor, _ in wanted} <= set(named)


def test_links_find_headings_by_their_words_and_blocks_by_their_numbers():
    words = (
        "[a](#1-pris) [b](#pris) [c](#pris-2) [d](#Pris) [e](#note-1) [f](#heading-1) "
        "[g](#ελλάδα) [h](#ΕΛΛΆΔΑ) [i](#nowhere) [j](#afsnit.2)\n\n## 1. Pris\n\n## Pris\n\n"
        "## Note 1[^n]\n\n## Heading 1\n\n> ## Ελλάδα\n\na\n\n[^n]: note"
    )
    data = write(numbered(words))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [link.get("/Dest", "") for link in pdf.pages[0].Annots]
    led = [str(link) if isinstance(link, pikepdf.String) else "place" for link in links]
    assert led[:5] == ["pris", "pris", "pris-2", "pris", "note-1"]
    # The paragraph, the note, and the way back from it.
    assert led[5:] == ["heading-1", "heading:5", "heading:5", "place", "place", "place"]
    assert faults(data, BY_DESIGN) == []


def test_both_validators_see_what_is_wrong():
    source = '#set document(title: "x")\n#set text(lang: "da")\n#image("a.png")'
    pictures = {"a.png": ("a.png", picture(9, 9))}
    bad = press._run(source, pictures, accessible=False)
    report = faults(bad)
    assert any(one.startswith("7.3") or "Figure" in one for one in report)
    assert any(re.match("[A-Z]+-", one) for one in report)


def test_two_validators_find_nothing_in_the_sample_assemblys_documents(sample: dict[str, bytes]):
    assert len(sample) >= 8
    for name, data in sample.items():
        # The facts of five groups look like a running head of five pages. And outloud hears an
        # item's plain words before the bold ones in front of them: the next test has the order.
        passed = ("ORD-001", "PAG-001") if name == "overlevering" else ("ORD-001",)
        assert faults(data, passed) == [], name


def test_words_are_painted_in_the_order_in_which_their_tags_are_read(sample: dict[str, bytes]):
    for name, data in sample.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            read = tagged(pdf.Root.StructTreeRoot.K)
            for number, page in enumerate(pdf.pages):
                painted = [
                    int(operands[1]["/MCID"])
                    for operands, operator in pikepdf.parse_content_stream(page)
                    if str(operator) == "BDC" and "/MCID" in operands[1]
                ]
                own = [mark for place, mark in read if place == page.objgen]
                assert own == painted, (name, number)
                assert painted


def tagged(kids: Any, page: Any = None) -> list[tuple[Any, int]]:
    """Give the marks of a PDF's tags in the order in which they are read, with their pages."""
    if isinstance(kids, pikepdf.Array):
        return [mark for kid in kids for mark in tagged(kid, page)]
    if not isinstance(kids, pikepdf.Dictionary):
        return [(page, int(kids))]
    page = kids["/Pg"].objgen if "/Pg" in kids else page
    if "/MCID" in kids:
        return [(page, int(kids["/MCID"]))]
    return tagged(kids["/K"], page) if "/K" in kids else []


def test_two_validators_find_nothing_in_a_document_that_holds_everything():
    for data in (write(torture("da")), write(torture("en", "\n")), write(document(""))):
        # The one bare address of the torture document is too long for a link.
        assert faults(data, (*BY_DESIGN, "LNK-010")) == []


def test_no_heading_of_the_sample_stands_alone_at_the_foot_of_a_page(sample: dict[str, bytes]):
    for name, data in sample.items():
        found = lines(data)
        last = {at.page: at for at in found if at.words.strip()}
        sheets = name == "overlevering"
        assert [at.words for at in last.values() if at.size > (10 if sheets else 11.7)] == [], name


def test_each_group_has_one_page_of_the_hand_over(sample: dict[str, bytes]):
    data = sample["overlevering"]
    found = lines(data, top=0)
    assert len({at.page for at in found if at.size > 14}) == found[-1].page + 1 > 4
    assert sum(at.size > 14 for at in found) == found[-1].page + 1


# -- CommonMark's own examples -----------------------------------------------------------------


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Give CommonMark's examples, as Markdown and HTML."""
    folder = npm_package("commonmark-spec@0.31.2", tmp_path_factory.mktemp("commonmark"))
    spec = (folder / "spec.txt").read_text("utf-8").replace("→", "\t")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", spec, re.DOTALL | re.MULTILINE)
    return [(words, html) for words, html in found]


def _expected(words: str, html: str) -> list[str]:
    """Give the words that an example shows: as text where it is HTML, else as its HTML says."""
    if "<" in words:
        told = tree.text(tree.parse(words))
    else:
        told = "".join(_shown(lxml_html.fromstring(f"<main>{html}</main>")))
    asked = Letters()
    asked.lines(told)
    letters = Letters(press.undrawable(asked.unusual))
    return re.findall(r"\w+", letters.lines(told).replace("\\n", " ").replace("\\t", " "))


def _shown(element) -> Iterator[str]:  # type: ignore[no-untyped-def]
    yield element.text or ""
    yield element.get("alt") or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""
    if element.tag in ("p", "li", "pre", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th"):
        yield "\n"


def test_every_word_of_commonmarks_examples_is_printed_in_order(examples):
    assert len(examples) == 652
    body: list[tree.Node] = []
    for number, (words, _) in enumerate(examples):
        body += [*tree.paragraph(f"eksempel{number}q"), *tree.parse(words).children]
    shown = text(write(Document(title="T", language="en", body=tuple(body))))
    pieces = re.split(r"eksempel(\d+)q\n", shown)
    made = dict(zip(map(int, pieces[1::2]), pieces[2::2], strict=True))
    lost = {}
    for number, (words, html) in enumerate(examples):
        printed_words = iter(re.findall(r"\w+", made[number]))
        if missing := [word for word in _expected(words, html) if word not in printed_words]:
            lost[number] = (words, missing, made[number])
    assert lost == {}


# -- commands --------------------------------------------------------------------------------


def test_without_typst_two_lines_say_what_to_install_and_nothing_is_written(
    shell: Shell, make_workspace: MakeWorkspace, monkeypatch
):
    make_workspace({"drafts/x.md": "---\ngruppe: '2'\n---\n# T\n"})
    monkeypatch.setitem(sys.modules, "typst", None)
    shell.folder = shell.folder.parent
    before = sorted(shell.folder.rglob("*.*"))
    done = shell.run("--lang", "en", "render", "x", "--to", "html,pdf", "-o", "out")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "anbefal: error: PDF needs typst, which is not installed\n"
        '  hint: install it: pip install "anbefal[pdf]"\n'
    )
    assert sorted(shell.folder.rglob("*.*")) == before


def test_many_drafts_are_printed_each_process_with_a_typst_of_its_own(
    shell: Shell, make_workspace: MakeWorkspace
):
    make_workspace({f"drafts/d{n}.md": f"# Nummer {n}\n\nord\n" for n in range(40)})
    shell.folder = shell.folder.parent
    here = {"PYTHONPATH": str(SOURCE)}
    done = shell.program("render", "--to", "pdf", "-o", "out", env=here)
    assert (done.code, len(done.out.split())) == (0, 40), done.err
    assert "Nummer 39" in text((shell.folder / "out" / "d39.pdf").read_bytes())


@pytest.mark.skipif(os.name != "posix", reason="no limit of memory here")
def test_a_document_that_memory_is_short_for_ends_in_two_lines_and_nothing_is_written(
    shell: Shell, make_workspace: MakeWorkspace
):
    make_workspace({"drafts/x.md": "# Mange afsnit\n\n" + "a\n\n" * 60_000})
    shell.folder = shell.folder.parent
    before = sorted(shell.folder.rglob("*.*"))
    line = ["-m", "anbefal", "--lang", "en", "render", "x", "--to", "html,pdf", "-o", "out"]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -v 524288; exec "$@"', "sh", sys.executable, *line],
        cwd=shell.folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        'anbefal: error: "Mange afsnit": typst ran out of memory before the PDF was ready\n'
        "  hint: write HTML or DOCX instead, or print fewer drafts at a time\n"
    )
    assert sorted(shell.folder.rglob("*.*")) == before


def test_what_typst_ends_with_is_told_and_the_next_document_has_another(monkeypatch):
    made = document("ord")
    data = write(made)
    first = press._presses[0]
    first._process.kill()
    with pytest.raises(AnbefalError, match="out of memory"):
        write(made)
    assert write(made) == data
    assert press._presses[0] is not first
    monkeypatch.setattr(front, "wrap", lambda *_: "#panic()")
    with pytest.raises(AnbefalError, match="cannot be laid out"):
        write(made)


def test_words_in_another_language_say_so():
    body = (
        *tree.parse("dansk").children,
        *tree.paragraph([*tree.plain("ord "), *tree.foreign("by words", "en", "da")]),
        *tree.in_language(tree.parse("## English\n\ntext").children, "en", "da"),
    )
    data = write(Document(title="T", language="da", body=body))
    with pikepdf.open(io.BytesIO(data)) as made:
        content = made.pages[0].Contents.read_bytes()
        told = [str(one.Lang) for one in made.objects
                if isinstance(one, pikepdf.Dictionary) and "/Lang" in one]  # fmt: skip
    assert "da-DK" in told
    assert content.count(b"en-GB") + told.count("en-GB") >= 3
    assert faults(data, BY_DESIGN) == []


def test_the_language_of_the_document_decides_its_words():
    made = replace(document("- [x] a\n\n😀"), language="da")
    assert ("Figure", "udført") in tags(write(made))
