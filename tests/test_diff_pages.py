"""The comparison as a page: nothing is lost on either side, and a reader can tell what happened."""

import re
from itertools import pairwise
from typing import Any

import pytest
from conftest import REPOSITORY, ReadDraft
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from anbefal import tree
from anbefal.compare import compare_drafts
from anbefal.composers.diff import compose_diff
from anbefal.i18n import msg
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.model import Assembly, Comparison, Document, DraftChange, Moment, SectionChange
from anbefal.workspace import Workspace
from anbefal.writers.html import write as write_html
from anbefal.writers.markdown import write as write_markdown

STATES = [REPOSITORY / "tests/samples/day" / n for n in "123"] + [REPOSITORY / "drafts"]
NAMES = sorted(path.name for path in STATES[0].glob("*.md"))
ASSEMBLY = Assembly(name="Assembly", language="en", default_template="kort")

OLD = """\
# A walk for all

## Vores vision

Everybody takes a **short** walk, see [the law](https://example.org), in the park.

The second paragraph says more. It goes on for a while, with many words of its own.

## Gone

A section that goes.

## Last

- one principle that stays as it is
- another principle that is to move up
- a third principle, of no use
"""
NEW = """\
# A walk for everybody

## Vores vision

Everybody takes a **long** walk, see [the new law](https://example.org), in the park.

The second paragraph says more.

It goes on for a while, with many words of its own.

## Last

- another principle that is to move up
- one principle that stays as it is
- <script>alert(1)</script>

| a | b |
|---|---|
| c | d |
"""


def compared(old: Loaded | None, new: Loaded | None) -> DraftChange:
    return compare_drafts(old.draft if old else None, new.draft if new else None)


def document(*changes: DraftChange, view: str = "inline") -> Document:
    return compose_diff(Comparison(Moment("1"), Moment("now"), changes), ASSEMBLY, view)


@pytest.fixture
def page(read: ReadDraft) -> Any:
    """Give the page of the two texts above."""
    return lxml_html.document_fromstring(
        write_html(document(compared(read(OLD), read(NEW)), compared(read(OLD), None)))
    )


def words(element: Any) -> str:
    """Give what a reader sees of an element."""
    copy = lxml_html.fromstring(lxml_html.tostring(element))
    for unseen in copy.xpath(".//*[@class='unseen' or @class='when']"):
        unseen.drop_tree()
    return " ".join(copy.text_content().split())


def below(page: Any, heading: str, view: str) -> Any:
    """Give a view of the first section with a heading."""
    [found, *_] = [h3 for h3 in page.xpath("//h3") if heading in words(h3)]
    return found.xpath(f"following-sibling::div[contains(@class, '{view}')][1]")[0]


# -- nothing is lost ---------------------------------------------------------------------------


def said(nodes: Any, without: tuple[str, ...]) -> list[str]:
    """Give the words of a tree, but for those in nodes of some kinds and our own notes."""
    pieces: list[str] = []

    def add(node: tree.Node) -> None:
        if node.type in (*without, "note"):
            return
        if node.type in ("text", "code_inline", "fence"):
            pieces.append(node.content)
        for child in node.children:
            add(child)
        if node.type in ("inline", "softbreak", "hardbreak"):
            pieces.append(" ")

    for node in nodes:
        add(node)
    return re.findall(r"\w+", "".join(pieces))


def check(section: SectionChange, nodes: tuple[tree.Node, ...]) -> None:
    """Hold a section's two views to the texts that were compared."""
    blocks = section.blocks[1:] if section.heading or section.before else section.blocks
    kept = [b for b in blocks if b.change != "left"]
    new = re.findall(r"\w+", " ".join(at.text for b in kept for at in b.new))
    stood = [b for b in blocks if b.change != "moved"]
    old = re.findall(r"\w+", " ".join(at.text for b in stood for at in b.old))
    views = {name_of(node): node for node in nodes}
    assert said([views["inline"]], ("del",)) == new
    sides = [node for node in tree.walk([views["side"]]) if node.type == "side"]
    for name, expected in (("old", old), ("new", new)):
        shown = [side for side in sides if name_of(side) == name]
        assert said(shown, ("del",) if name == "new" else ("ins",)) == expected


def name_of(node: tree.Node) -> str:
    assert node.nester_tokens
    return str(node.nester_tokens.opening.meta["name"])


def check_all(change: DraftChange) -> None:
    body = document(change).body
    views = [node for node in body if node.type == "view"]
    pairs = iter(zip(views[::2], views[1::2], strict=True))
    for section in change.sections:
        if section.change != "same" and len(section.blocks) > bool(section.heading):
            check(section, next(pairs))
    assert next(pairs, None) is None


@pytest.mark.parametrize("name", NAMES)
def test_each_view_of_the_day_holds_every_word_of_its_side(name: str, nordvig: Workspace) -> None:
    drafts = [read_draft(nordvig, f"drafts/{name}", (at / name).read_bytes()) for at in STATES]
    for old, new in [*pairwise(drafts), (drafts[0], drafts[-1]), (drafts[-1], drafts[0])]:
        check_all(compared(old, new))


LINES = (
    "En borger kan **altid** ringe til et menneske.",
    "Hver indgang har et telefonnummer, se [loven](https://example.org).",
    "Ny teknologi prøves hos højst 30 borgere i seks måneder.",
    "- et punkt, som er langt nok til at blive kendt igen",
    "- et andet punkt om `kode` og *meget* mere af det",
    "  - et punkt under et punkt",
    "1. første trin på vejen",
    "> et citat, som nogen sagde",
    "### En balance",
    "| Besøg | Pris |\n|---|---|\n| By | 290 kr. |",
    "```\nkode\n```",
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=8), st.lists(st.sampled_from(LINES), max_size=8))
def test_each_view_of_any_text_holds_every_word_of_its_side(
    read: ReadDraft, old: list[str], new: list[str]
) -> None:
    texts = ["# T\n\n## Vores vision\n\n" + "\n\n".join(lines) for lines in (old, new)]
    change = compared(*map(read, texts))
    check_all(change)
    write_html(document(change))
    write_markdown(document(change))


# -- what a reader sees ------------------------------------------------------------------------


def test_what_came_and_went_is_marked_within_its_own_form(page: Any) -> None:
    [paragraph, *_] = below(page, "Vores vision", "inline").xpath("./p")
    assert words(paragraph) == ("Everybody takes a shortlong walk, see the new law, in the park.")
    assert [words(e) for e in paragraph.xpath(".//del/strong | .//ins/strong")] == ["short", "long"]
    [link] = paragraph.xpath(".//ins/a")
    assert words(link) == "new"


def test_marks_are_told_in_words_as_well(page: Any) -> None:
    labels = {mark.tag: mark[0].text_content() for mark in page.xpath("//ins | //del")}
    assert labels == {"ins": "added: ", "del": "removed: "}


def test_what_moved_says_so_in_both_places_and_links_them(page: Any) -> None:
    view = below(page, "Last", "inline")
    [here] = view.xpath(".//li[@class='moved']")
    notes = view.xpath(".//span[@class='note']/a")
    assert [words(note) for note in notes] == [
        '"one principle that stays as it is" moved down',
        "moved down",
    ]
    targets = {note.get("href")[1:] for note in notes}
    assert here.get("id") in targets
    assert targets <= set(page.xpath("//@id"))


def test_a_paragraph_that_was_split_shows_where(page: Any) -> None:
    view = below(page, "Vores vision", "inline")
    split = view.xpath("./p")[1:3]
    assert [words(p) for p in split] == [
        "The second paragraph says more.¶",
        "It goes on for a while, with many words of its own. now 2 paragraphs",
    ]


def test_a_box_that_was_ticked_is_told_of(read: ReadDraft) -> None:
    text = "# T\n\n## Vores vision\n\n- [ ] ask the drivers\n"
    change = compared(read(text), read(text.replace("[ ]", "[x]")))
    page = lxml_html.document_fromstring(write_html(document(change)))
    [item] = below(page, "Vores vision", "inline").xpath(".//li")
    assert words(item) == "☑ ask the drivers ticked now"


def test_the_old_stands_beside_the_new(page: Any) -> None:
    [first, *_] = below(page, "Vores vision", "side").xpath("./div[@class='pair']")
    assert [words(side) for side in first] == [
        "Everybody takes a short walk, see the law, in the park.",
        "Everybody takes a long walk, see the new law, in the park.",
    ]
    assert first.xpath("./div[1]//del") and not first.xpath("./div[1]//ins")
    assert first.xpath("./div[2]//ins") and not first.xpath("./div[2]//del")


def test_the_overview_counts_and_leads_to_each_draft(page: Any) -> None:
    rows = [[words(cell) for cell in row] for row in page.xpath("//table")[0].xpath(".//tr")]
    assert rows[0] == ["Draft", "Words in", "Words out"] and rows[-1][0] == "In all"
    targets = page.xpath("//table//a/@href")
    assert len(targets) == 2
    assert {target[1:] for target in targets} <= set(page.xpath("//h2/@id"))


def test_every_section_says_how_much_changed(page: Any) -> None:
    [gone] = [h3 for h3 in page.xpath("//h3") if words(h3) == "Gone"][:1]
    assert gone.xpath("./del") and words(gone.getnext()) == "the section is gone · 5 words out"


def test_hostile_words_are_words(page: Any) -> None:
    assert not page.xpath("//script")
    assert "<script>alert(1)</script>" in words(below(page, "Last", "inline"))


@pytest.mark.parametrize("view", ["inline", "side", "then-and-now"])
def test_the_views_are_a_choice_of_three_that_works_without_scripts(
    view: str, read: ReadDraft
) -> None:
    change = compared(read(OLD), read(NEW))
    page = lxml_html.document_fromstring(write_html(document(change, view=view)))
    radios = page.xpath("//fieldset[legend]/label/input[@type='radio']")
    assert {radio.get("id") for radio in radios} == {
        "view-inline",
        "view-side",
        "view-then-and-now",
    }
    assert [radio.get("id") for radio in radios if radio.get("checked") is not None] == [
        f"view-{view}"
    ]


def test_without_a_change_the_page_says_so(read: ReadDraft) -> None:
    same = DraftChange("drafts/x.md", "", "", "same")
    page = lxml_html.document_fromstring(write_html(document(same)))
    assert words(page.xpath("//main")[0]) == "Nothing changed."
    assert not page.xpath("//fieldset")


def test_of_a_draft_that_could_not_be_read_the_page_tells_why_and_counts_nothing() -> None:
    told = DraftChange("drafts/x.md", "", "", "edited", notes=(msg("the file is not text"),))
    written = write_markdown(document(told)).decode()
    assert written.endswith("## x\n\nthe file is not text\n")


def test_markdown_marks_survive_the_texts_own_stars(read: ReadDraft) -> None:
    written = write_markdown(document(compared(read(OLD), read(NEW)))).decode()
    assert "takes a <del>**short**</del><ins>**long**</ins> walk" in written
    assert "<ins>\\<script>alert(1)\\</script></ins>" in written
    assert written.count("takes a") == 1, "the second view is for the screen alone"


def test_a_field_of_the_front_matter_is_shown_before_and_after(nordvig: Workspace) -> None:
    old, new = (
        read_draft(nordvig, "drafts/x.md", f"---\nskrivere: [{who}]\n---\n# T\n".encode())
        for who in ("AB", "AB, CD")
    )
    written = write_markdown(document(compared(old, new))).decode()
    assert "- **skrivere:** <del>AB</del> <ins>AB, CD</ins>" in written


def test_the_same_comparison_gives_the_same_bytes(read: ReadDraft) -> None:
    pages = {write_html(document(compared(read(OLD), read(NEW)))) for _ in range(2)}
    assert len(pages) == 1
