"""Footnotes in the tree: read where they stand, lifted for documents, never lost, never slow."""

import random
import re
from collections import Counter

from markdown_it.rules_inline import StateInline

from anbefal import tree
from anbefal.kinds import says_something
from anbefal.tree import footnotes


def nodes(text: str) -> list[tree.Node]:
    return tree.parse(text).children


def source(part: tree.Node) -> str:
    """Tell a node's kind and words, references as they were written."""
    words = ""
    for at in tree.walk([part]):
        if at.type == "footnote_ref":
            words += f"[^{at.meta['label']}]"
        elif at.type in ("text", "code_inline", "fence", "code_block"):
            words += at.content
    return f"{part.type}: {words}"


def lifted(text: str, **more: object) -> tuple[list[str], dict[str, list[str]]]:
    body, notes = tree.lift_footnotes(nodes(text), **more)
    assert not any(node.type == "footnote" for node in tree.blocks(body))
    for note in notes.values():
        assert not any(node.type == "footnote" for node in tree.blocks(note))
    return [source(at) for at in body], {k: [source(at) for at in v] for k, v in notes.items()}


def test_a_definition_is_a_block_where_it_stands_and_a_reference_knows_its_label():
    paragraph, note, last = nodes("ord[^a]\n\n[^a]: to\n  linjer\n\n    - punkt\n\nslut\n")
    (reference,) = [at for at in tree.walk([paragraph]) if at.type == "footnote_ref"]
    assert reference.meta == {"label": "a"}
    assert (note.type, note.meta, tree.line(note)) == ("footnote", {"label": "a"}, 3)
    assert [child.type for child in note.children] == ["paragraph", "bullet_list"]
    assert tree.text(last) == "slut"


def test_a_definition_ends_the_paragraph_the_quote_and_the_table_above_it():
    text = "a[^1]\n[^1]: b\n> c\n[^2]: d\n\n| e |\n|---|\n| f |\n[^3]: g\n- h\n[^4]: i\n"
    kinds = ["paragraph", "blockquote", "table", "bullet_list"]
    assert [at.type for at in nodes(text) if at.type != "footnote"] == kinds
    assert [at.meta["label"] for at in nodes(text) if at.type == "footnote"] == list("1234")


def test_labels_are_compared_without_regard_to_case_and_keep_the_definitions_spelling():
    body, notes = lifted("a[^Kilde] b[^KILDE]\n\n[^kilde]: c\n")
    assert body == ["paragraph: a[^kilde] b[^kilde]"]
    assert notes == {"kilde": ["paragraph: c"]}


def test_words_are_the_same_in_whatever_order_they_are_parsed():
    text = "# a[^2]\n\nb[^1] c[^2]\n\n[^1]: d[^2]\n\n[^2]: e\n"
    one, other = tree.parse(text), tree.parse(text)
    for inline in reversed(tree.lines_of_text([other])):
        assert inline.children
    assert tree.same([one], [other])


def test_a_reference_without_a_definition_is_text():
    assert lifted("a[^1] `[^2]` \\[^2]\n\n[^2]: b\n")[0] == [
        "paragraph: a[^1] [^2] [^2]",
        "paragraph: [^2]: b",
    ]
    assert lifted("a[^ 1] b[^] [^a\n") == (["paragraph: a[^ 1] b[^] [^a"], {})


def test_a_definition_that_nobody_refers_to_is_printed_where_it_stands():
    body, notes = lifted("a\n\n[^1]: b *c*\n\n[^2]:\n    - d\n\ne\n")
    assert notes == {}
    assert body == [
        "paragraph: a",
        "paragraph: [^1]: b c",
        "paragraph: [^2]:",
        "bullet_list: d",
        "paragraph: e",
    ]


def test_notes_that_refer_to_each_other_alone_are_all_printed():
    body, notes = lifted("a\n\n[^1]: b[^2]\n\n[^2]: c[^1][^2]\n")
    assert (body[1:], notes) == (["paragraph: [^1]: b[^2]", "paragraph: [^2]: c[^1][^2]"], {})


def test_the_second_definition_of_a_label_is_printed():
    body, notes = lifted("a[^1]\n\n[^1]: b\n[^1]: c\n")
    assert body == ["paragraph: a[^1]", "paragraph: [^1]: c"]
    assert notes == {"1": ["paragraph: b"]}


def test_an_item_or_a_quote_that_held_a_definition_alone_goes_with_it():
    body, notes = lifted("> [^1]: a\n\n- b[^1][^2]\n- [^2]: c\n- d\n\n1. > [^3]: e\n\nf[^3]\n")
    assert body == ["bullet_list: b[^1][^2]d", "paragraph: f[^3]"]
    assert list(notes) == ["1", "2", "3"]


def test_notes_are_numbered_as_they_are_met_and_those_inside_a_note_follow_upon_it():
    body, notes = tree.lift_footnotes(
        nodes("a[^x] b[^z] c[^x]\n\n[^z]: z\n[^y]: y[^y][^x]\n[^x]: x[^y]\n")
    )
    assert list(notes) == ["x", "y", "z"]
    assert tree.number_footnotes(body, notes) == {"x": 1, "y": 2, "z": 3}


def test_a_scope_keeps_the_notes_of_two_texts_apart():
    text = "a[^1][^2]\n\n[^1]: b[^2]\n[^2]: c\n"
    body, notes = lifted(text, scope="gruppe-2")
    assert body == ["paragraph: a[^gruppe-2/1][^gruppe-2/2]"]
    assert notes == {"gruppe-2/1": ["paragraph: b[^gruppe-2/2]"], "gruppe-2/2": ["paragraph: c"]}
    assert list(lifted(text, scope="a [b]")[1]) == ["a_20__5b_b_5d_/1", "a_20__5b_b_5d_/2"]


def test_definitions_are_found_elsewhere_and_those_that_serve_elsewhere_alone_are_left_out():
    text = "a[^1]\n\n[^2]: b\n\n---\n\nc[^2]\n\n[^1]: d\n"
    whole = nodes(text)
    assert [at.type for at in whole][2] == "hr"
    body, notes = tree.lift_footnotes(whole[:2], whole[2:])
    assert [source(at) for at in body] == ["paragraph: a[^1]"]
    assert {k: [source(at) for at in v] for k, v in notes.items()} == {"1": ["paragraph: d"]}


def test_a_picture_refers_to_no_note():
    body, notes = lifted("![a [^1]](b.png)\n\n[^1]: c\n")
    assert (body, notes) == (["paragraph: a [^1]", "paragraph: [^1]: c"], {})


def test_footnotes_can_be_written_out_again():
    body = tree.write_footnotes_out(nodes("a[^1]\n\n[^1]: b[^1]\n"))
    assert [source(at) for at in body] == ["paragraph: a[^1]", "paragraph: [^1]: b[^1]"]
    assert not any(at.type == "footnote_ref" for at in tree.walk(body))


def test_a_text_without_footnotes_is_left_alone():
    whole = nodes("a [^1] b\n\n- c\n")
    assert tree.lift_footnotes(whole) == (tuple(whole), {})


def test_a_definition_is_no_item_no_words_of_a_section_and_fills_none(tmp_path):
    item = nodes("- a b[^1]\n  [^1]: c d\n- e\n")[0].children[0]
    assert tree.text(item).strip() == "a b"
    whole = nodes("a b\n\n[^1]: c d\n")
    assert tree.count_words(whole) == 2
    assert says_something(tuple(whole)) and not says_something(tuple(whole[1:]))


def test_a_comment_inside_a_footnote_is_lifted_and_one_in_its_code_stays():
    text = "a[^1]\n\n[^1]: b\n\n    <!-- husk -->\n\n    ```\n    <!-- kode -->\n    ```\n"
    body, comments = tree.lift_comments(text)
    assert [comment.text for comment in comments] == ["husk"]
    assert "kode" in body


def test_no_word_is_lost_whatever_pieces_a_text_is_made_of():
    pieces = ["[^1]", "[^1]: ", "[^a]: ", "[^a]", "[^", "]", ":", "ord ", "\n", "\n\n", "- ", "> "]
    pieces += ["    ", "  ", "*", "1. ", "## ", "| a |\n|---|\n", "```\n", "![", "](b)", "[", "\t"]
    for seed in range(1500):
        chance = random.Random(seed)
        words = iter(range(1000))
        text = "".join(
            f"o{next(words)} " if piece == "ord " else piece
            for piece in (chance.choice(pieces) for _ in range(chance.randint(1, 30)))
        )
        before = tree.parse(text).children
        body, notes = tree.lift_footnotes(before)
        after = " ".join(source(at) for part in (body, *notes.values()) for at in part)
        written = " ".join(source(at) for at in before)
        found = [Counter(re.findall(r"o\d+", words)) for words in (written, after)]
        assert found[0] == found[1], (seed, text)
        assert not set(tree.references(body)) - set(notes), (seed, text)
        assert list(tree.number_footnotes(body, notes)) == list(notes), (seed, text)


def test_a_flood_of_references_and_definitions_takes_steps_in_proportion(monkeypatch):
    steps = 0
    rule = footnotes._reference

    def counted(state: StateInline, silent: bool) -> bool:
        nonlocal steps
        steps += 1
        return rule(state, silent)

    def work(text: str) -> int:
        nonlocal steps
        steps = 0
        body, notes = tree.lift_footnotes(tree.parse(text).children)
        tree.number_footnotes(body, notes)
        return steps

    monkeypatch.setattr(footnotes, "_reference", counted)
    tree.node.MARKDOWN.inline.ruler.at("footnote_ref", counted)
    try:
        for flood in (
            lambda n: "[^" * n + "\n\n[^1]: a\n",
            lambda n: "[^1]" * n + "\n\n[^1]: a\n",
            lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b[^{i - 1}]\n\n" for i in range(n)),
            lambda n: "x[^0]\n\n" + "".join(f"[^{i}]: b[^{i + 1}]\n\n" for i in range(n)),
            lambda n: "[^1]\n\n" + "[^1]: a\n" * n,
        ):
            assert 0 < work(flood(1600)) <= 9 * work(flood(200))
    finally:
        tree.node.MARKDOWN.inline.ruler.at("footnote_ref", rule)
