"""The Markdown writer: what stands above the text, and a text that reads back as the same tree."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from torture import grown

from anbefal import markup, tree
from anbefal.jobs.drafts import read_draft
from anbefal.jobs.render import document_of
from anbefal.model.document import Document
from anbefal.workspace import Workspace
from anbefal.writers.markdown import write
from tools import npm_package


def document(body: str, **fields: Any) -> Document:
    """Make a document of Markdown."""
    known = {"title": "A town for all", "language": "en", **fields}
    return Document(body=tuple(tree.parse(body).children), **known)


def lines(body: str, **fields: Any) -> list[str]:
    """Write a document, and give its lines below the title."""
    written = write(document(body, **fields)).decode()
    assert written.endswith("\n") and not written.endswith("\n\n")
    return written.removeprefix("# A town for all\n").strip("\n").split("\n")


def test_the_page_begins_with_what_a_reader_must_know() -> None:
    one = document(
        "Words.\n\n## The way\n\n### Deeper\n\nMore.\n\n## The way\n",
        title=" A *town*\nfor all ",
        subtitle="Recommendation",
        authors=("AB", "CD"),
        publisher="Assembly of Northbay",
        status="Draft, not saved",
        date="2026-05-23T14:05:00+02:00",
        facts=(("Group", "2"), ("Support", "27 for, of 36")),
        contents=2,
    )
    assert write(one).decode() == (
        "# A \\*town\\* for all\n"
        "\n*Recommendation*\n"
        "\nBy AB, CD\n"
        "\nAssembly of Northbay · 23 May 2026\n"
        "\n**Draft, not saved**\n"
        "\n- **Group:** 2\n- **Support:** 27 for, of 36\n"
        "\n**Contents**\n"
        "\n- [The way](#the-way)\n- [The way](#the-way-1)\n"
        "\nWords.\n\n## The way\n\n### Deeper\n\nMore.\n\n## The way\n"
    )


def test_a_document_of_nothing_is_its_title() -> None:
    assert write(Document(title=" ", language="en", body=())) == b"# Untitled\n"


def test_the_facts_stay_apart_from_a_list_below_them() -> None:
    assert lines("- a\n- b", facts=(("Group", "2"),)) == ["- **Group:** 2", "", "* a", "* b"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<b>a</b> & <script>", "\\<b>a\\</b> & \\<script>"),
        ("a &amp;amp; b", "a \\&amp; b"),
        ("~10 kr. til ~20", "\\~10 kr. til \\~20"),
        ("2\\. maj", "2\\. maj"),
        ("\\# a", "\\# a"),
        ("\\- a", "\\- a"),
        ("\\[x] a", "\\[x\\] a"),
        ("snake_case and 2 * 3", "snake_case and 2 * 3"),
    ],
)
def test_words_are_escaped_where_they_would_be_read_as_markdown_and_nowhere_else(
    words: str, expected: str
) -> None:
    assert lines(words) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "## Why #1 \\#\\#",
        "- [x] G1 asked\n- [ ] G2 not yet",
        "3. three\n4. four",
        "| a | b \\| c |\n| -- | -: |\n| `x` | 1 |",
        "```html\n<b>\n```",
        "> quoted\n>\n> - **Mere af:** tid",
        '![A map](map.png "Three places")',
        "a\\\nb",
    ],
)
def test_a_text_in_good_form_stays_as_it_is(source: str) -> None:
    assert lines(source) == source.split("\n")


def test_links_lead_to_the_headings_of_the_page() -> None:
    nodes = (
        *tree.paragraph(tree.link("there", "#group-2")),
        *tree.heading(2, "2. Vores vision (drøm)", "group-2"),
    )
    written = write(Document(title="A town for all", language="en", body=nodes)).decode()
    assert "[there](#2-vores-vision-drøm)" in written


def test_control_characters_are_replaced() -> None:
    assert lines("bell \x07, half \ud800, line\u2028end") == ["bell \ufffd, half \ufffd, line end"]


DRAFTS = [*(REPOSITORY / "drafts").glob("*.md"), *(REPOSITORY / "tests/samples").rglob("*.md")]
DRAFTS = [path for path in DRAFTS if path.parent.name != "torture"]


@pytest.mark.parametrize("path", sorted(DRAFTS), ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_every_draft_reads_back_as_the_same_tree(path: Path, nordvig: Workspace) -> None:
    one = read_draft(nordvig, "drafts/x.md", path.read_bytes())
    printed = document_of(one, nordvig, "2026-05-23")
    again = tree.parse(write(printed).decode()).children
    # A programme is a table on paper, and in Markdown what its writer wrote.
    body = [n for at in printed.body for n in at.meta.get("written", (at,))]
    assert body and tree.same(again[-len(body) :], body)


# -- any text ----------------------------------------------------------------------------------


def printed(nodes: Sequence[tree.Node]) -> str:
    """Give the HTML of a tree: runs of spaces are one, and code is literal."""
    html = tree.render_html(
        tree.tokens(nodes), {"fence": code, "code_block": code, "task_box": box}
    )
    return re.sub(r"\s+", " ", re.sub(r"[ \t]*\n[ \t]*", "\n", html))


def code(stream: Sequence[tree.StreamToken], at: int) -> str:
    return repr((stream[at].info.strip(), stream[at].content.rstrip()))


def box(stream: Sequence[tree.StreamToken], at: int) -> str:
    return "[x]" if stream[at].meta["checked"] else "[ ]"


def test_every_example_of_commonmark_reads_back_as_the_same_html(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = npm_package("commonmark-spec@0.31.2", tmp_path_factory.mktemp("commonmark"))
    spec = (folder / "spec.txt").read_text("utf-8").replace("→", "\t")
    found = re.findall(r"^`{32} example\n(.*?)^\.\n", spec, re.DOTALL | re.MULTILINE)
    assert len(found) > 600
    for source in found:
        nodes = tree.parse(source).children
        once = markup.write(nodes)
        again = tree.parse(once).children
        assert printed(again) == printed(nodes), source
        assert markup.write(again) == once, source


def test_a_document_that_holds_everything_reads_back_as_the_same_html() -> None:
    nodes = tree.parse(grown()).children
    once = markup.write(nodes)
    again = tree.parse(once).children
    assert printed(again) == printed(nodes)
    assert markup.write(again) == once


WORD = st.text("abcæøå0123456789*_~#<>&!.|-", min_size=1, max_size=6)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join).map(tree.escape)
LEAF = st.one_of(
    LINE,
    LINE.map("## {}".format),
    LINE.map("**{}**".format),
    st.lists(LINE, min_size=2, max_size=3).map("\n".join),
    st.tuples(LINE, LINE).map(lambda two: f"*{two[0]}* [{two[1]}](https://example.org)"),
    st.tuples(LINE, LINE).map(lambda two: f"| {two[0]} | b |\n|---|---|\n| {two[1]} | `c` |"),
    st.just("```\ncode\n```"),
    st.just("***"),
)


def indented(marker: str, blocks: list[str]) -> str:
    """Put some blocks below a marker."""
    text = "\n\n".join(blocks)
    return marker + text.replace("\n", "\n" + ("> " if marker == "> " else " " * len(marker)))


BLOCK = st.recursive(
    LEAF,
    lambda inner: st.builds(
        indented,
        st.sampled_from(["- ", "* ", "1. ", "7) ", "> ", "- [x] ", "- [ ] "]),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=10,
)
TEXT = st.lists(BLOCK, min_size=1, max_size=5).map("\n\n".join)
ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\n\n *_`>-1.|#[]()\t")))


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(TEXT)
def test_a_text_reads_back_as_the_same_html(text: str) -> None:
    nodes = tree.parse(text).children
    assert printed(tree.parse(markup.write(nodes)).children) == printed(nodes)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(ANY)
def test_no_word_of_any_text_is_lost(text: str) -> None:
    nodes = tree.parse(text).children
    again = tree.parse(markup.write(nodes)).children
    said = [re.findall(r"\w+", "\n".join(map(tree.text, found))) for found in (nodes, again)]
    assert said[0] == said[1]


def test_a_crowd_of_lists_and_items_takes_no_longer_for_each(monkeypatch: Any) -> None:
    """Each block asks for its neighbours a bounded number of times."""
    from anbefal.markup.blocks import Block

    asked = 0
    place = Block._place

    def counted(self: Block) -> tuple[int, int]:
        nonlocal asked
        asked += 1
        return place(self)

    monkeypatch.setattr(Block, "_place", counted)
    text = "".join(f"{'-+*'[n % 3]} a\n" for n in range(3000))
    assert len(markup.write(tree.parse(text).children).split("\n")) == 3000 * 2 - 1
    assert asked < 3000 * 5
