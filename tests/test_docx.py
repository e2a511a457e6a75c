"""The DOCX writer: every construct of Markdown, the page round it, and who can open the result."""

import gettext
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx_reader import LIST_STEP, QUOTE_STEP, W14, WP, Docx, Html, R, W
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_cases import commonmark_cases, gfm_cases
from markdown_it import MarkdownIt
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.tasklists import tasklists_plugin
from openxml_audit import OpenXmlValidator
from torture import picture

from anbefal import i18n, tree
from anbefal.addresses import strict_address
from anbefal.model.document import Document, Image
from anbefal.writers.docx import write
from tools import require_tool

SOURCE = Path(__file__).parent.parent / "src"
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/footer1.xml",
    "docProps/core.xml",
    "docProps/app.xml",
]


def document(text: str, **more: object) -> Document:
    """Make a document of Markdown."""
    values: dict[str, object] = {"title": "", "language": "en", **more}
    body, notes = tree.lift_footnotes(tree.parse(text).children)
    return Document(body=body, notes=notes, **values)


def written(text: str, **more: object) -> Docx:
    """Write Markdown as DOCX and read it back."""
    return Docx(write(document(text, **more)))


def leaves(text: str) -> list[tuple[str, str, str]]:
    """Give kind, number and words of each leaf."""
    return [(kind, number, "".join(w for w, _ in words)) for kind, words, number, _, _ in
            written(text).says()]  # fmt: skip


def runs(text: str) -> list[tuple[str, str]]:
    """Give words and marks of a single paragraph."""
    (leaf,) = written(text).leaves
    return list(leaf.words)


@pytest.fixture
def danish(monkeypatch):
    """Translate as the Danish catalogue would, whether or not it is compiled."""
    words = {"Page {page} of {pages}": "Side {page} af {pages}", "Contents": "Indhold"}

    class Catalogue(gettext.NullTranslations):
        def gettext(self, message):
            return words.get(message, message)

    monkeypatch.setattr(i18n, "_catalogue", lambda language: Catalogue())


# -- words -----------------------------------------------------------------------------------


def test_emphasis_strong_struck_and_code_combine_freely():
    assert runs("a *b **c ~~d `e`~~*** f") == [
        ("a ", ""),
        ("b ", "italic"),
        ("c ", "bold italic"),
        ("d ", "bold italic struck"),
        ("e", "bold italic struck code"),
        (" f", ""),
    ]


def test_a_soft_break_is_a_space_and_a_hard_break_a_line():
    assert runs("a\nb\\\nc  \nd") == [("a b\nc\nd", "")]


def test_raw_html_is_printed_as_it_stands():
    assert runs("<b>a</b> & <script>") == [("<b>a</b> & <script>", "")]


def test_control_characters_are_replaced_so_that_every_program_opens_the_file():
    assert runs("a\x0bb \x01c \x7fd") == [("a\ufffdb \ufffdc \ufffdd", "")]


def test_letters_of_every_kind_come_through_unchanged():
    words = "e\u0301 æøå \U0001f600 non\u00a0breaking so\u00adft 中文 עברית \u202ex\u202c a\u2060b"
    assert runs(words) == [(words, "")]


def test_spaces_beside_marks_are_kept():
    xml = ElementTree.tostring(written("a **b** c").body, encoding="unicode")
    assert xml.count('preserve"') == 3


def test_a_web_link_has_its_address_percent_encoded_and_its_title_as_a_tooltip():
    made = written('[ord *skrå*](<https://example.org/blå hat?a=[1]&b=2#c> "Se \\"her\\"")')
    (link,) = made.body.iter(f"{W}hyperlink")
    assert made.targets[link.get(f"{R}id")] == (
        "https://example.org/bl%C3%A5%20hat?a=%5B1%5D&b=2#c"
    )
    assert link.get(f"{W}tooltip") == 'Se "her"'
    assert made.text() == "ord skrå"


def test_a_link_without_a_title_tells_where_it_leads():
    body = (*tree.heading(2, "Vores *drøm*", "d"), *tree.parse("[se](#d) <https://x.dk>").children)
    made = Docx(write(Document(title="", language="en", body=body, contents=2)))
    told = [link.get(f"{W}tooltip") for link in made.body.iter(f"{W}hyperlink")]
    assert told == ["Vores *drøm*", "Vores *drøm*", "https://x.dk"]


@pytest.mark.parametrize(
    "target",
    ["/side", "side.md", "ftp://example.org/x", "file:///etc/passwd", "tel:12", "#nowhere"]
    + ["https://", "https://../", "http://a:99999/", "http://[::1/", "http://a%20b/", "mailto:x"],
)
def test_other_targets_leave_the_words_alone(target):
    made = written(f"[ord]({target})")
    assert list(made.body.iter(f"{W}hyperlink")) == []
    assert made.text() in ("ord", f"[ord]({target})")


@pytest.mark.parametrize(
    ("given_", "made"),
    [
        ("HTTPS://Example.org", "HTTPS://Example.org"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C3%A5", "https://example.org/%C3%A5"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://example.org:8080/a|b", "https://example.org:8080/a%7Cb"),
        ("mailto:a.b@example.org?subject=Hej du", "mailto:a.b@example.org?subject=Hej%20du"),
        ("javascript:alert(1)", ""),
        ("https://example.org/" + "x" * 3000, ""),
    ],
)
def test_an_address_is_made_safe_or_is_no_link(given_, made):
    assert strict_address(given_) == made


def test_a_link_within_the_document_goes_to_the_heading_with_that_id():
    body = (*tree.heading(2, "Mindretal", "mindretal"), *tree.parse("[se](#mindretal)").children)
    made = Docx(write(Document(title="", language="en", body=body)))
    (link,) = made.body.iter(f"{W}hyperlink")
    (mark,) = made.body.iter(f"{W}bookmarkStart")
    assert link.get(f"{W}anchor") == mark.get(f"{W}name")
    assert made.leaves[1].text == "se"


# -- blocks ----------------------------------------------------------------------------------


def test_headings_start_at_the_first_level_whichever_the_markdown_uses():
    assert [kind for kind, _, _ in leaves("## a\n#### b\n## c")] == ["h1", "h3", "h1"]
    assert [kind for kind, _, _ in leaves("## a\n\n# b\n\n> ###### c")] == ["h2", "h1", "h6"]


def test_a_list_starts_at_its_number_and_the_next_one_starts_anew():
    assert leaves("3. a\n4. b\n\ntext\n\n1. c\n\n0) d") == [
        ("p", "3.", "a"),
        ("p", "4.", "b"),
        ("p", "", "text"),
        ("p", "1.", "c"),
        ("p", "0.", "d"),
    ]


def test_a_list_inside_an_item_counts_for_itself():
    text = "1. a\n   1. b\n   2. c\n\n   > 7. d\n2. e\n   1. f\n3. g"
    assert [number for _, number, _ in leaves(text)] == ["1.", "1.", "2.", "7.", "2.", "1.", "3."]


def test_lists_deeper_than_words_nine_levels_still_count_for_themselves():
    down = [(depth, depth % 5 + 1) for depth in range(14)]
    up = [(depth, number + 1) for depth, number in reversed(down)]
    made = written("".join(f"{'   ' * depth}{number}. x\n\n" for depth, number in down + up))
    numbers = [f"{number}." for _, number in down + up]
    assert [leaf.number for leaf in made.leaves] == numbers
    lefts = [leaf.left for leaf in made.leaves[:14]]
    assert lefts == sorted(set(lefts))
    levels = [at.get(f"{W}val") for at in made.body.iter(f"{W}ilvl")]
    assert max(levels, key=int) == "8"


def test_what_stands_in_an_item_keeps_the_items_edge():
    text = "- a\n\n  b\n\n  > c\n\n      d\n\n  | e |\n  |---|\n\n  ## f\n\n  ---\n"
    assert [(leaf[0], leaf[3], leaf[4]) for leaf in written(text).says()] == [
        ("p", LIST_STEP, False),
        ("p", LIST_STEP, False),
        ("p", LIST_STEP + QUOTE_STEP, True),
        ("code", LIST_STEP, False),
        ("th", LIST_STEP, False),
        ("h1", LIST_STEP, False),
        ("hr", LIST_STEP, False),
    ]


def test_an_item_that_starts_with_another_block_has_an_empty_numbered_line():
    assert leaves("1. ## a\n2. > b\n3.\n") == [
        ("p", "1.", ""),
        ("h1", "", "a"),
        ("p", "2.", ""),
        ("p", "", "b"),
        ("p", "3.", ""),
    ]


def test_task_boxes_are_controls_with_their_state():
    made = written("- [x] done\n- [ ] open **now**")
    boxes = [at.get(f"{W14}val") for at in made.body.iter(f"{W14}checked")]
    assert boxes == ["1", "0"]
    ids = [at.get(f"{W}val") for at in made.body.iter(f"{W}id") if f"{W}val" in at.attrib]
    assert len(ids) == len(set(ids)) == 2
    assert made.text() == "\u2611\tdone\n\u2610\topen now"


def test_a_box_among_bullets_stands_behind_the_bullet():
    made = written("- [x] done\n- plain")
    assert made.text() == "\u2611 done\nplain"
    assert [leaf.number for leaf in made.leaves] == ["•", "•"]


def test_quotes_have_a_bar_and_nested_ones_stand_further_in():
    assert [(at[3], at[4]) for at in written("> a\n>\n> > b\n> - c\n\nd").says()] == [
        (QUOTE_STEP, True),
        (2 * QUOTE_STEP, True),
        (QUOTE_STEP + LIST_STEP, True),
        (0, False),
    ]


def test_code_keeps_every_space_tab_and_line():
    (leaf,) = written("```py\n  a\tb\n\n c  \n```").leaves
    assert (leaf.kind, leaf.text) == ("code", "  a\tb\n\n c  ")
    assert written("```\n```").leaves[0].kind == "code"


def test_a_table_repeats_its_header_row_and_never_splits_a_row():
    made = written("| a | b | c |\n|---|:-:|--:|\n| 1 | **2** | |\n")
    assert [leaf[:3] for leaf in made.says()] == [
        ("th", (("a", ""),), ""),
        ("th", (("b", ""),), "center"),
        ("th", (("c", ""),), "right"),
        ("td", (("1", ""),), ""),
        ("td", (("2", "bold"),), "center"),
        ("td", (), "right"),
    ]
    rows = list(made.body.iter(f"{W}tr"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    widths = [int(at.get(f"{W}w")) for at in made.body.iter(f"{W}gridCol")]
    assert sum(widths) <= 11906 - 2 * 1531
    assert made.leaves[-1].style == "AfterTable"


def test_a_table_is_named_by_its_heading():
    made = written("| a |\n|---|\n\n## Pris & *tid*\n\n| b |\n|---|")
    names = [at.get(f"{W}val") for at in made.body.iter(f"{W}tblCaption")]
    assert names == ["Table", "Table: Pris & tid"]


def test_a_table_wider_than_word_allows_is_printed_as_several():
    heads = [f"h{n}" for n in range(130)]
    body = tree.table(heads, [[f"c{n}" for n in range(130)], ["short"]])
    made = Docx(write(Document(title="", language="en", body=body)))
    grids = [len(list(at)) for at in made.body.iter(f"{W}tblGrid")]
    assert grids == [63, 63, 4]
    assert set(made.text().split()) == {*heads, *(f"c{n}" for n in range(130)), "short"}


def test_a_picture_is_embedded_once_with_its_alt_text_and_fits_the_page():
    images = {"a.png": picture(3000, 300)}
    made = written('![Grå *flade*](a.png "Titel") ![igen](a.png)\n\n- ![c](a.png)', images=images)
    drawings = list(made.body.iter(f"{WP}docPr"))
    assert [at.get("descr") for at in drawings] == ["Grå flade", "igen", "c"]
    assert len({at.get("id") for at in drawings}) == 3
    assert [name for name in made.zip.namelist() if "media" in name] == ["word/media/image1.png"]
    assert made.zip.read("word/media/image1.png") == images["a.png"].data
    width, _, narrow = (int(at.get("cx")) for at in made.body.iter(f"{WP}extent"))
    assert width == 8844 * 635 and narrow == (8844 - LIST_STEP) * 635


def test_a_picture_that_cannot_be_shown_is_told_by_its_alt_text():
    odd = {"b.svg": Image(b"<svg/>", "image/svg+xml", 10, 10)}
    assert runs("![et billede](a.png)") == [("[et billede]", "italic")]
    assert list(written("![b](b.svg)", images=odd).leaves[0].words) == [("[b]", "italic")]
    assert runs("![](a.png)") == [("[picture without a description]", "italic")]


def test_a_rule_is_an_empty_paragraph():
    assert leaves("a\n\n---\n\nb") == [("p", "", "a"), ("hr", "", ""), ("p", "", "b")]


def test_the_deepest_nesting_that_is_allowed_comes_out():
    for text in ("> - " * 15 + "word", "1. " * 30 + "word", "> " * 30 + "- [x] word"):
        text = text if text.count(">") != 30 else "> " * 29 + "- [x] word"
        made = written(text)
        assert made.text().strip().endswith("word")
        assert max(leaf.left for leaf in made.leaves) <= 2 * 8844 // 3


# -- the page round the body -----------------------------------------------------------------

FULL = {
    "title": "En digital kommune",
    "subtitle": "Anbefaling fra gruppe 2",
    "language": "da",
    "authors": ("AB", "CD"),
    "publisher": "Borgersamling Nordvig",
    "status": "Udkast, ikke gemt",
    "date": "2026-05-23T01:30:00+02:00",
    "identifier": "gruppe-2@4f1c",
    "keywords": ("velfærd", "it"),
    "facts": (("Gruppe", "2"), ("Skrivere", "AB, CD")),
    "contents": 3,
}


def test_title_subtitle_status_and_facts_stand_first(danish):
    made = written("tekst", **FULL)
    assert [(leaf.style, leaf.text) for leaf in made.leaves] == [
        ("Title", "En digital kommune"),
        ("Subtitle", "Anbefaling fra gruppe 2"),
        ("Status", "Udkast, ikke gemt"),
        ("Fact", "Gruppe\t2"),
        ("Fact", "Skrivere\tAB, CD"),
        ("BodyText", "tekst"),
    ]


def test_contents_list_the_headings_of_level_two_and_three_with_links_to_them(danish):
    made = written("## a *b*\n### c\n#### d\n## e", **FULL)
    at = [n for n, leaf in enumerate(made.leaves) if leaf.style.startswith("TOC")]
    shown = [(made.leaves[n].style, made.leaves[n].text) for n in at]
    assert shown == [("TOCHeading", "Indhold"), ("TOC1", "a b"), ("TOC2", "c"), ("TOC1", "e")]
    (code,) = made.body.iter(f"{W}instrText")
    assert code.text.strip() == r'TOC \o "1-2" \n \h \z'
    kinds = [mark.get(f"{W}fldCharType") for mark in made.body.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    marks = [mark.get(f"{W}name") for mark in made.body.iter(f"{W}bookmarkStart")]
    assert [link.get(f"{W}anchor") for link in made.body.iter(f"{W}hyperlink")] == ["a_b", "c", "e"]
    assert marks == ["a_b", "c", "d", "e"]
    assert "updateFields" not in made.zip.read("word/settings.xml").decode()


def test_contents_without_headings_are_left_out(danish):
    assert not any(leaf.style.startswith("TOC") for leaf in written("#\n\nx", **FULL).leaves)


def test_header_and_footer_name_the_assembly_the_title_and_the_page(danish):
    made = written("x", **FULL)
    assert "Borgersamling Nordvig" in made.part_text("word/header1.xml")
    assert "En digital kommune" in made.part_text("word/header1.xml")
    assert made.part_text("word/header2.xml") == "Borgersamling Nordvig"
    footer = re.sub(r" (PAGE|NUMPAGES) ", "", made.part_text("word/footer1.xml"))
    assert footer == "Side 1 af 1"
    long = written("x", title="ord " * 100, publisher="samling " * 50)
    assert len(long.part_text("word/header1.xml")) < 110


def test_properties_tell_archives_what_the_document_is(danish):
    made = written("x", **FULL)
    names = ("title", "subject", "creator", "language", "identifier", "keywords", "created")
    assert [made.property(name) for name in names] == [
        "En digital kommune",
        "Anbefaling fra gruppe 2",
        "AB; CD",
        "da",
        "gruppe-2@4f1c",
        "velfærd, it",
        "2026-05-22T23:30:00Z",
    ]
    assert made.property("contentStatus") == "Udkast, ikke gemt"
    assert "Borgersamling Nordvig" in made.zip.read("docProps/app.xml").decode()


@pytest.mark.parametrize("date", ["", "i går", "0001-01-01T00:00:00+02:00"])
def test_text_without_a_date_has_a_fixed_one(date):
    assert written("x", date=date).property("modified") == "1980-01-01T00:00:00Z"


@pytest.mark.parametrize(("language", "locale"), [("da", "da-DK"), ("en", "en-GB")])
def test_the_language_is_told_to_spelling_checkers_and_screen_readers(language, locale, danish):
    made = written("x", language=language)
    (lang,) = made.parts["word/styles.xml"].iter(f"{W}lang")
    assert lang.get(f"{W}val") == locale


def test_the_package_holds_our_own_parts_and_styles_only():
    made = written("x")
    assert made.zip.namelist() == PARTS
    assert all(re.fullmatch("[A-Za-z0-9]+", name) for name in made.styles if name)
    asked = {"Title", "Subtitle", "BodyText", "Quote", "SourceCode", "VerbatimChar", "Hyperlink"}
    asked |= {f"Heading{n}" for n in range(1, 7)} | {f"TOC{n}" for n in range(1, 4)}
    asked |= {"ListBullet", "ListNumber", "Header", "Footer", "Caption", "AnbefalTable"}
    assert asked <= set(made.styles)


def test_every_colour_of_words_stands_out_at_seven_to_one():
    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    styles = written("x").parts["word/styles.xml"]
    words = {at.get(f"{W}val") for at in styles.iter(f"{W}color")}
    grounds = {at.get(f"{W}fill") for at in styles.iter(f"{W}shd")} | {"FFFFFF"}
    darkest = min(map(luminance, grounds))
    assert all((darkest + 0.05) / (luminance(colour) + 0.05) >= 7 for colour in words)


# -- promises --------------------------------------------------------------------------------

TORTURE = """
# Ét *emne*

Tekst med **fed**, *kursiv*, ~~streg~~, `kode`, [link](https://example.org/å "titel"),
<https://example.org> og <mailto:a@example.org>.\\
Ny linje  \nigen & <rå> "tegn" \u000b \u00ad \U0001f600 ![billede](a.png) ![mangler](b.png)

- [x] S1 gjort
- [ ] S2 åben

  > citat i punkt
  >
  > 4. fire
  >    - punkt

1. et

       kode i punkt

   | a | b |
   |--:|:-:|
   | 1 | `x` |

   ### Overskrift i punkt

2. > citat først
3.
4. - - - dybt
5) andet slags

> > - i citat
> >
> > | c |
> > |---|
> > | ![billede](a.png) [**fed**](mailto:a@example.org) |
> >
> > ```
> > kode\ti citat
> > ```
> >
> > ---
> >
> > ## Overskrift i citat
>
> slut

>

***

| tabel |
|-------|

| ny tabel | med [link](https://example.org/b) |
|:---------|-----------------------------------|
| - [ ] ikke boks | |

###### Sidste

"""
TORTURE += "".join("   " * depth + f"1. dybde{depth}\n" for depth in range(12))


def torture() -> Document:
    """Make a document that holds everything, nested."""
    values = {**FULL, "language": "en", "images": {"a.png": picture(900, 40)}}
    return document(TORTURE, **values)


def test_the_validator_finds_nothing_in_a_document_that_holds_everything(tmp_path):
    for number, made in enumerate((torture(), document(""), document("> " * 28 + "1. - x"))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(write(made))
        result = OpenXmlValidator().validate(path)
        assert [str(error) for error in result.errors] == []


def test_the_same_document_gives_the_same_bytes_wherever_and_whenever(tmp_path):
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:]\n"
        "from test_docx import torture, write\n"
        "print(hashlib.sha256(write(torture())).hexdigest())"
    )
    sums = {hashlib.sha256(write(torture())).hexdigest()}
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Los_Angeles", "2")):
        folder = tmp_path / seed
        folder.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", code, str(SOURCE), str(Path(__file__).parent)],
            cwd=folder,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        sums.add(done.stdout.strip())
    assert len(sums) == 1


def test_the_zip_has_no_times_and_the_same_order_always():
    with zipfile.ZipFile(io.BytesIO(write(document("x")))) as made:
        assert {at.date_time for at in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


_WORD = st.text(st.sampled_from("abcæøåÆ019 -.!()[]<>&\"'*_`~#|\\/:e\u0301\u00a0\u00ad\U0001f600"),
                min_size=1, max_size=12).map(lambda words: words.strip() or "ord")  # fmt: skip
_LINE = st.one_of(
    _WORD,
    st.builds("{} **{}** {}".format, _WORD, _WORD, _WORD),
    st.builds("*{}* `{}` ~~{}~~".format, _WORD, _WORD, _WORD),
    st.builds("[{}](https://example.org/{})".format, _WORD, st.sampled_from("abc")),
    st.builds("{}  \n{}".format, _WORD, _WORD),
)
_LEAF = st.one_of(
    _LINE,
    st.builds("{} {}".format, st.sampled_from(["#", "##", "####"]), _WORD),
    st.builds("```\n{}\n  {}\n```".format, _WORD, _WORD),
    st.builds("| {} | b |\n|:-:|---|\n| {} | |".format, st.sampled_from("abc"), _WORD),
    st.just("---"),
)


def _indent(marker: str, blocks: list[str], between: str) -> str:
    text = between.join(blocks)
    return marker + text.replace("\n", "\n" + ("> " if marker == "> " else " " * len(marker)))


_BLOCK = st.recursive(
    _LEAF,
    lambda inner: st.builds(
        _indent,
        st.sampled_from(["- ", "* ", "1. ", "7) ", "> ", "- [x] ", "- [ ] "]),
        st.lists(inner, min_size=1, max_size=3),
        st.sampled_from(["\n", "\n\n"]),
    ),
    max_leaves=12,
)
_TEXT = st.lists(_BLOCK, min_size=1, max_size=5).map("\n\n".join)
_ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\n *_`>-1.|#[]()\t")))
_HTML = MarkdownIt("js-default", {"strikethrough_single_tilde": True})
_HTML.use(tasklists_plugin).use(gfm_autolink_plugin)


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(_TEXT)
def test_a_document_says_the_same_as_its_html(text):
    expected = Html(_HTML.render(text)).says()
    assert written(text).says() == expected or not expected


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(_ANY)
def test_every_word_of_any_text_is_printed_and_the_bytes_do_not_change(text):
    made = document(text)
    data = write(made)
    assert write(made) == data
    printed = iter(re.findall(r"\w+", Docx(data).text()))
    assert all(word in printed for word in re.findall(r"\w+", tree.text(tree.parse(text))))


# -- other programs --------------------------------------------------------------------------


def words_of_torture() -> list[str]:
    """Give the words of the torture document's body."""
    return re.findall(r"\w+", tree.text(tree.parse(TORTURE)))


def test_libreoffice_prints_every_word(tmp_path):
    soffice, pdftotext = require_tool("soffice"), require_tool("pdftotext")
    path = tmp_path / "torture.docx"
    path.write_bytes(write(torture()))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        + ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        capture_output=True,
        check=True,
        timeout=240,
    )
    pdf = path.with_suffix(".pdf")
    done = subprocess.run([pdftotext, str(pdf), "-"], capture_output=True, text=True, check=True)
    printed = set(re.findall(r"\w+", done.stdout))
    assert [word for word in words_of_torture() if word not in printed | {"billede"}] == []
    assert "Borgersamling Nordvig" in done.stdout and "Page 2 of" in done.stdout


def test_pandoc_reads_every_word_and_the_structure_back(tmp_path):
    pandoc = require_tool("pandoc")
    path = tmp_path / "torture.docx"
    path.write_bytes(write(torture()))
    made = {
        form: subprocess.run(
            [pandoc, "-f", "docx", "-t", form, str(path)],
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
        ).stdout
        for form in ("plain", "html")
    }
    printed = set(re.findall(r"\w+", made["plain"])) | {"billede"}
    assert [word for word in words_of_torture() if word not in printed] == []
    for piece in ("<blockquote>", "<ol", "<ul>", "<pre>", "<code>", "<table", "<h1", "<th"):
        assert piece in made["html"]


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    """Fetch the examples of CommonMark's specification."""
    found = commonmark_cases(tmp_path_factory.mktemp("commonmark"))
    return [(case.markdown, case.html) for case in found]


def _holds_raw_html(text: str) -> bool:
    kinds = [token.type for token in MarkdownIt("commonmark").parse(text)]
    inner = [c.type for token in MarkdownIt("commonmark").parse(text) for c in token.children or ()]
    return "html_block" in kinds or "html_inline" in inner


def test_every_example_of_commonmark_comes_out_as_its_html_says(examples):
    plain = [(text, html) for text, html in examples if not _holds_raw_html(text)]
    assert len(plain) == 580
    empty = [("p", (), "", 0, False)]
    wrong = [text for text, html in plain if written(text).says() != (Html(html).says() or empty)]
    assert wrong == []


def test_no_word_of_raw_html_is_lost(examples):
    for text, _ in examples:
        if _holds_raw_html(text):
            printed = iter(re.findall(r"\w+", written(text).text()))
            wanted = re.findall(r"\w+", tree.text(tree.parse(text)))
            assert all(word in printed for word in wanted)


# Word takes marks in the body alone: that of a note within a note stands beside the other's.
BESIDE = {"footnotes: a note within a note": ("<sup>1</sup>.", "<sup>1</sup><sup>2</sup>.")}


@pytest.mark.parametrize("case", gfm_cases(), ids=lambda case: case.name)
def test_a_case_of_githubs_markdown_comes_out_as_its_html_says(case, tmp_path):
    html = Html(case.html.replace(*BESIDE.get(case.name, ("", ""))))
    made = written(case.markdown)
    assert made.says() == html.says()
    assert made.notes_say() == html.notes_say()


def test_the_validator_finds_nothing_in_all_cases_of_githubs_markdown(tmp_path):
    text = "\n\n".join(
        # Labels are the same in many cases: each case keeps its own.
        re.sub(r"\[\^([^\]\s]+)\]", rf"[^{number}-\1]", case.markdown)
        for number, case in enumerate(gfm_cases())
    )
    path = tmp_path / "all.docx"
    path.write_bytes(write(document(text)))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
