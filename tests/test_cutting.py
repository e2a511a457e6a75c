"""Cutting a line: any stretch of its words, with what stands round it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anbefal import tree
from anbefal.tree import cutting

PIECES = st.sampled_from(
    ["a", "b c", " ", "**", "*", "~~", "`d`", "[e](u)", "![f g](h)", "\n", "\\\n", "[ ] ", "<i>"]
)
LINES = st.lists(PIECES, min_size=1, max_size=12).map("".join)


def line(text: str) -> tuple[str, list[tree.StreamToken]]:
    """Give the words of the first line of a text, and its tokens."""
    found = tree.lines_of_text(tree.parse(text).children)
    return (tree.text(found[0]), tree.tokens(found[0].children)) if found else ("", [])


def words(tokens: list[tree.StreamToken]) -> str:
    return "".join(tree.text(node) for node in tree.build(tokens))


@given(LINES, st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_has_the_words_that_stand_there(text: str, start: int, length: int) -> None:
    plain, tokens = line(text.replace("![f g](h)", ""))
    assert tree.Ribbon(tokens).width == len(plain)
    assert words(tree.Ribbon(tokens).cut(start, start + length)) == plain[start : start + length]


@given(LINES, st.lists(st.integers(0, 40), max_size=4))
def test_the_stretches_of_a_line_make_up_the_line(text: str, at: list[int]) -> None:
    plain, tokens = line(text)
    edges = [0, *sorted(at), len(plain) + 1]
    pieces = [tree.Ribbon(tokens).cut(a, b) for a, b in zip(edges, edges[1:], strict=False)]
    assert "".join(map(words, pieces)) == plain


def test_emphasis_and_links_are_closed_and_opened_again() -> None:
    _, tokens = line("one **two [three](https://example.org) four** five")
    pieces = [tree.Ribbon(tokens).cut(a, b) for a, b in ((0, 6), (6, 10), (10, 40))]
    html = [tree.render_html([tree.inline(piece)], {}) for piece in pieces]
    assert html == [
        "one <strong>tw</strong>",
        '<strong>o <a href="https://example.org">th</a></strong>',
        '<strong><a href="https://example.org">ree</a> four</strong> five',
    ]


def test_a_picture_goes_whole_with_its_first_letter() -> None:
    _, tokens = line("a ![map](m.png) b")
    assert re.sub(r"\s", "", "".join(t.type for t in tree.Ribbon(tokens).cut(0, 3))) == "textimage"
    assert [t.type for t in tree.Ribbon(tokens).cut(3, 6)] == ["text"]


def test_a_box_is_no_word() -> None:
    _, tokens = line("- [x] done")
    assert [t.type for t in tokens] == ["task_box", "text"]
    assert [t.type for t in tree.Ribbon(tokens).cut(0, 9)] == ["text"]


def test_a_cut_looks_at_what_it_gives_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    piece = cutting._piece
    monkeypatch.setattr(cutting, "_piece", lambda *given: looked.append(1) or piece(*given))
    plain, tokens = line("word\n" * 1000)
    ribbon = tree.Ribbon(tokens)
    for at in range(0, len(plain), 5):
        ribbon.cut(at, at + 4)
    assert len(looked) == 1000
