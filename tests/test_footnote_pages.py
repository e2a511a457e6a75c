"""Footnotes in print: linked there and back on pages, real ones in DOCX, kept in Markdown."""

import re

import pytest
from docx_reader import W14, WP, Docx, R, W
from lxml import html as lxml_html
from openxml_audit import OpenXmlValidator
from test_docx import document, picture

from anbefal import tree
from anbefal.model.document import Document
from anbefal.writers import docx, html, markdown

TEXT = """\
## Overskrift[^a]

Tekst[^1] og **fed[^a]**[^b].

| Hoved[^1] | b |
|---|--:|
| c[^d] | 2 |

- [ ] Punkt[^e]

  > Citat[^f]

[^1]: Note med [adresse](https://example.org/å) og ![billede](a.png).

[^a]: Først, se også [^inde] og [^1].
[^b]:
    - punkt
      1. tal
    - [x] to

    ```
    kode  i note
    ```

    | x | y |
    |---|---|
    | z | [w](https://example.org/w) |
[^d]: ![billede](a.png)
[^e]: > citat i note
[^f]: ### Overskrift i note
[^inde]: Inderst, se [^inde].
"""


def main(text: str, **more: object):
    page = lxml_html.document_fromstring(html.write(document(text, **more)))
    (found,) = page.xpath("//main")
    return found


def says(element) -> str:
    return " ".join(element.text_content().split())


# -- web pages -------------------------------------------------------------------------------


def test_a_reference_leads_to_its_note_and_the_note_leads_back():
    found = main("En[^x] to.\n\n[^x]: Noten.\n")
    (link,) = found.xpath("./p//a")
    assert (link.text, link.get("role"), link.get("aria-label")) == ("1", "doc-noteref", "Note 1")
    (note,) = found.xpath("./section[@role='doc-endnotes']/ol/li")
    assert link.get("href") == f"#{note.get('id')}"
    (back,) = note.xpath("./p/a")
    assert back.get("href") == f"#{link.get('id')}"
    assert (back.get("role"), back.get("aria-label")) == (
        "doc-backlink",
        "Back to note 1 in the text",
    )
    (section,) = found.xpath("./section")
    (heading,) = section.xpath("./h2")
    assert section.get("aria-labelledby") == heading.get("id")
    assert heading.text == "Footnotes"


def test_a_note_that_is_used_twice_leads_back_to_both_places():
    found = main("En[^x] to[^x].\n\n[^x]: Noten.\n")
    assert [link.text for link in found.xpath("./p//a")] == ["1", "1"]
    backs = found.xpath("./section//li//a")
    assert [back.get("aria-label") for back in backs] == [
        "Back to note 1 in the text, place 1",
        "Back to note 1 in the text, place 2",
    ]
    assert [back.get("href")[1:] for back in backs] == found.xpath("./p//a/@id")


def test_a_page_of_notes_has_no_dead_link_and_no_id_twice():
    found = main(TEXT + "\n## Note_1\n\n## page notes\n")
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in found.xpath(".//@href") if href.startswith("#")} <= set(ids)
    assert [link.text for link in found.xpath(".//a[@role='doc-noteref']")] == [
        *("1", "3", "1", "4", "3", "5", "6", "7"),
        *("2", "3", "2"),
    ]
    notes = found.xpath("./section/ol/li")
    assert [says(note).split()[0] for note in notes][:3] == ["Først,", "Inderst,", "Note"]
    assert says(notes[3].xpath(".//td")[0]) == "z"


def test_notes_stand_as_high_as_the_highest_heading_and_below_all_others():
    for text in ("# A\n\n### B[^1]\n\n[^1]: n\n", "#### A[^1]\n\n[^1]: # n\n"):
        found = main(text)
        heads = [(at.tag, says(at)) for at in found.xpath(".//h2|.//h3|.//h4")]
        assert ("h2", "Footnotes") in heads
        levels = [int(tag[1]) for tag, _ in heads]
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_a_note_that_is_missing_is_the_sign_that_stood_there():
    body = tree.parse("a[^x]\n\n[^x]: b\n").children[:1]
    made = Document(title="", language="en", body=tuple(body))
    assert "a[^x]" in html.write(made).decode()
    assert Docx(docx.write(made)).text() == "a[^x]"


# -- DOCX ------------------------------------------------------------------------------------


def written(text: str, **more: object) -> Docx:
    return Docx(docx.write(document(text, images={"a.png": picture(9, 9)}, **more)))


def ids(made: Docx) -> list[str | None]:
    return [at.get(f"{W}id") for at in made.body.iter(f"{W}footnoteReference")]


def test_marks_stand_in_the_body_in_the_order_of_the_notes():
    made = written(TEXT)
    assert ids(made) == ["1", "2", "3", "4", "5", "6", "7"]
    part = made.parts["word/footnotes.xml"]
    assert [at.get(f"{W}id") for at in part] == ["-1", "0", "1", "2", "3", "4", "5", "6", "7"]
    firsts = ["".join(at.itertext()).split()[:1] for at in part if at.get(f"{W}type") is None]
    words = ["Først,", "Inderst,", "Note", "punkttal\u2611", "", "citat", "Overskrift"]
    assert firsts == [word.split() for word in words]
    assert not list(part.iter(f"{W}footnoteReference"))


def test_a_further_reference_repeats_the_marks_number():
    made = written(TEXT)
    names = {at.get(f"{W}name") for at in made.body.iter(f"{W}bookmarkStart")}
    for part in (made.body, made.parts["word/footnotes.xml"]):
        for code in part.iter(f"{W}instrText"):
            kind, name, *_ = code.text.split()
            assert kind == "NOTEREF" and name in names
    assert sum("NOTEREF" in (at.text or "") for at in made.body.iter(f"{W}instrText")) == 3


def test_two_marks_side_by_side_are_kept_apart():
    made = written("a[^1]**[^2]** [^1]\n\n[^1]: b\n[^2]: c\n")
    assert made.text() == "a[1][2] [1]"
    assert "".join(made.body.itertext()).startswith("a, ")


def test_what_a_note_links_to_and_shows_is_its_own_parts_relation():
    made = written(TEXT)
    rels = {at.get("Id"): at.get("Target") for at in made.parts["word/_rels/footnotes.xml.rels"]}
    links = [at.get(f"{R}id") for at in made.parts["word/footnotes.xml"].iter(f"{W}hyperlink")]
    assert [rels[link] for link in links] == [
        "https://example.org/%C3%A5",
        "https://example.org/w",
    ]
    assert "media/image1.png" in rels.values()
    own = {at.get("Target") for at in made.parts["word/_rels/document.xml.rels"]}
    assert not own & {"media/image1.png", *(rels[link] for link in links)}
    assert [name for name in made.zip.namelist() if "media" in name] == ["word/media/image1.png"]


def test_a_note_begins_with_its_own_number_and_holds_every_kind_of_block():
    made = written(TEXT)
    part = made.parts["word/footnotes.xml"]
    notes = [at for at in part if at.get(f"{W}type") is None]
    for note in notes:
        assert note[0].find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "FootnoteText"
        assert note[0].find(f"{W}r/{W}footnoteRef") is not None
        assert note[-1].tag == f"{W}p"
    lists = notes[3]
    assert len(list(lists.iter(f"{W}numPr"))) == 3
    assert [at.get(f"{W14}val") for at in lists.iter(f"{W14}checked")] == ["1"]
    assert "kode  i note" in "".join(lists.itertext())
    assert len(list(lists.iter(f"{W}tbl"))) == 1
    both = [*made.body.iter(), *part.iter()]
    boxes = [at.get(f"{W}val") for at in both if at.tag == f"{W}id"]
    marked = [at.get(f"{W}id") for at in both if at.tag == f"{W}bookmarkStart"]
    drawn = [at.get("id") for at in both if at.tag == f"{WP}docPr"]
    assert (len(boxes), len(marked), len(drawn)) == (2, 4, 2)
    assert len({*boxes, *marked, *drawn}) == 8


def test_the_validator_finds_nothing_in_documents_with_notes(tmp_path):
    for number, text in enumerate((TEXT, "a[^1][^1]\n\n[^1]: " + "> " * 20 + "[^1]\n", "")):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(docx.write(document(text, images={"a.png": picture(9, 9)})))
        assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_contents_and_titles_are_words_without_marks():
    made = written("## Titel[^1]\n\n[^1]: n\n", contents=2)
    shown = [leaf.text for leaf in made.leaves if leaf.style.startswith("TOC")]
    assert shown == ["Contents", "Titel"]
    page = lxml_html.document_fromstring(
        html.write(document("## Titel[^1]\n\n[^1]: n", contents=2))
    )
    assert [says(at) for at in page.xpath("//nav//li")] == ["Titel", "Footnotes"]


# -- Markdown --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "a[^1] \\[^1] `[^1]` [^no]\n\n[^1]: b\n",
        "a[^1]\n\n[^1]:\n        kode\n",
        "a[^1]\n\n[^1]: b\n\n    - c\n\n      d\n\n    > e\n",
        "- a[^1]\n\n  b\n\n[^1]: [x]\n",
        "a[^x-y/1]\n\n[^x-y/1]:\n    ***\n",
    ],
)
def test_markdown_reads_back_as_the_same_text_and_notes(text):
    made = document(text, title="T")
    again = markdown.write(made).decode()
    body, notes = tree.lift_footnotes(tree.parse(again).children[1:])
    assert list(notes) == list(made.notes)
    assert html.write(Document(title="", language="en", body=body, notes=notes)) == html.write(
        Document(title="", language="en", body=made.body, notes=made.notes)
    )
    assert not re.search(r"^\s*\\\[\^(1|a|b|d|e|f|inde)\\?\]:", again, re.MULTILINE)
