"""Readers: front matter, encodings, headings and comments, with the lines that a file has."""

import unicodedata
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from anbefal import tree
from anbefal.files import MAX_DRAFT_BYTES, decode
from anbefal.jobs.drafts import Loaded
from anbefal.model import Draft
from anbefal.model.draft import Value
from anbefal.readers import front_matter, markdown
from anbefal.readers.front_matter import FrontMatter
from anbefal.workspace import Workspace


def head(source: str) -> FrontMatter:
    """Read some lines as front matter, fenced as in a draft."""
    return front_matter.read(f"---\n{source}\n---\n\nTekst".split("\n"))


def values(source: str) -> dict[str, Value]:
    found = head(source)
    assert found.problems == ()
    return {value.key: value.value for value in found.values}


def problem(source: str) -> tuple[str, int]:
    """Give the kind and line of the one problem of a front matter, which then has no values."""
    found = head(source)
    assert found.values == ()
    (only,) = found.problems
    return only.kind.removeprefix("front-matter-"), only.line


# -- front matter ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["no", "yes", "010", "12:30", "2026-05-23", "1e3", "0x1F", "1_000"]
)
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert values(f"a: {text}\nb: [{text}]\nc: {{d: {text}}}") == {
        "a": text,
        "b": (text,),
        "c": {"d": text},
    }


@pytest.mark.parametrize("blank", ["", "~", "null", '""'])
def test_a_blank_value_is_empty_text(blank: str) -> None:
    assert values(f"a: {blank}\nb: x") == {"a": "", "b": "x"}


def test_a_quoted_tilde_stays_a_tilde() -> None:
    assert values("a: '~'") == {"a": "~"}


def test_a_colon_without_a_space_belongs_to_the_value() -> None:
    assert values("link: https://nordvig.example/a:b\ntid: kl. 12:30") == {
        "link": "https://nordvig.example/a:b",
        "tid": "kl. 12:30",
    }


def test_a_colon_with_a_space_needs_quotation_marks() -> None:
    assert problem("a: x\ntitel: Økonomi: hvad nu?\nb: y") == ("syntax", 3)
    assert values('titel: "Økonomi: hvad nu?"') == {"titel": "Økonomi: hvad nu?"}


def test_every_value_has_its_own_line() -> None:
    found = head("a: 1\n# note\n\nb:\n  - x\n  - y\nc: {d: e}")
    assert [(value.key, value.line) for value in found.values] == [("a", 2), ("b", 5), ("c", 8)]
    assert (found.body_line, found.present) == (10, True)


def test_a_line_separator_inside_a_value_moves_no_line() -> None:
    found = head('a: "x\u2028y"\nb: x\u2029y\nc: z')
    assert [(value.key, value.line) for value in found.values] == [("a", 2), ("b", 3), ("c", 4)]


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("a: &x 1\nb: *x", "alias", 2),
        ("a: 1\nb: *x", "alias", 3),
        ("a: [&x y]", "alias", 2),
        ("a: !!int 1", "tag", 2),
        ("a: !!python/object/apply:os.system [ls]", "tag", 2),
        ("a: 1\nb: 2\na: 3", "double-key", 4),
        ("a: {b: 1, b: 2}", "double-key", 2),
        ("a: [b, [c]]", "nested", 2),
        ("a:\n  b:\n    c: d", "nested", 4),
        ("? [a]\n: b", "nested", 2),
        ("- a\n- b", "not-keys", 2),
        ("bare tekst", "not-keys", 2),
        ("{a: 1}\nb: 2", "syntax", 3),
        ("a: 1\n--- b", "not-keys", 3),
        ("a: 'x", "syntax", 2),
        ("a: [x", "syntax", 2),
        ("a: 1\n\tb: 2", "syntax", 3),
        ("a: @x", "syntax", 2),
        ("%YAML 9.9", "syntax", 2),
    ],
)
def test_what_a_head_has_no_use_for_is_refused_with_its_line(
    source: str, kind: str, line: int
) -> None:
    assert problem(source) == (kind, line)


def test_aliases_that_would_unfold_into_billions_are_refused_at_once() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    assert problem("\n".join(rows)) == ("alias", 2)


def test_a_nest_of_thousands_is_refused_at_once() -> None:
    assert problem("a: " + "[" * 30_000) == ("nested", 2)


def test_more_than_32_kilobytes_are_refused() -> None:
    assert values("a: " + "x" * 32_000) == {"a": "x" * 32_000}
    assert problem("a: " + "x" * 33_000) == ("too-large", 1)
    assert problem("a: " + "ø" * 17_000) == ("too-large", 1)


def test_three_dots_end_the_front_matter_as_well() -> None:
    found = front_matter.read(["---", "a: 1", "...", "Tekst"])
    assert ([value.key for value in found.values], found.body_line) == (["a"], 4)


def test_front_matter_that_never_ends_stops_where_no_key_stands() -> None:
    found = front_matter.read(["---", "a: 1", "b:", "  - x", "", "# Titel", "", "c: ikke en nøgle"])
    assert [p.kind for p in found.problems] == ["front-matter-unclosed"]
    assert found.body_line == 5


def test_a_text_without_front_matter_begins_in_line_1() -> None:
    assert front_matter.read(["# Titel", "---"]) == FrontMatter((), 1, (), False)
    assert front_matter.read([""]) == FrontMatter((), 1, (), False)


def test_empty_front_matter_has_no_keys() -> None:
    assert values("") == {} and values("# kun en note") == {}


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("a: -[]{}&*!|>'\"%@#\n\t,?~\u2028æ"), max_size=40))
def test_any_head_gives_values_or_a_problem_but_never_a_crash(source: str) -> None:
    found = head(source)
    assert not (found.values and found.problems)
    for one in found.problems:
        assert one.line >= 1


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text("abcæøå", min_size=1), st.text("aæ:#-'\"[]{}&*!~ 0,"), max_size=4))
def test_what_a_yaml_writer_writes_reads_back_the_same(pairs: dict[str, str]) -> None:
    source = yaml.safe_dump(pairs, allow_unicode=True, default_style='"').rstrip("\n")
    assert values(source if pairs else "") == pairs


# -- bytes -----------------------------------------------------------------------------------

TEXT = (
    '---\ngruppe: "3"\nskrivere: [ÆØ]\n---\n\n# Færre køer\n\n## Vores vision\n\nÅbent for alle.\n'
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
        (unicodedata.normalize("NFD", TEXT).encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.replace("\n", "\r\n").encode("utf-16-le"), "utf-16"),
    ],
    ids=["utf-8", "mark", "utf-16-le", "utf-16-be", "cp1252", "crlf", "cr", "nfd", "windows"],
)
def test_the_same_text_is_read_from_other_bytes(
    data: bytes, encoding: str, read: Callable[[bytes], Loaded]
) -> None:
    draft = read(data).draft
    plain = read(TEXT.encode()).draft
    assert draft.title and draft.title.text == "Færre køer" and draft.title.line == 6
    assert draft.list_of("scribes") == ("ÆØ",)
    assert [(s.id, s.line) for s in draft.sections] == [("vision", 8)]
    assert tree.same(draft.sections[0].nodes, plain.sections[0].nodes)
    problems = [p.values["encoding"] for p in draft.problems if p.kind == "encoding"]
    assert problems == ([] if encoding == "utf-8" else [encoding])


@pytest.mark.parametrize(
    "data",
    [b"a\x00b", b"PK\x03\x04\x00\x00", TEXT.encode("utf-16-le"), b"\xff\xfea", b"\x81\x8d\xff"],
    ids=["nul", "zip", "utf-16 without a mark", "half a letter", "no encoding"],
)
def test_bytes_that_are_no_text_are_told_and_not_parsed(
    data: bytes, read: Callable[[bytes], Loaded]
) -> None:
    draft = read(data).draft
    assert ([p.kind for p in draft.problems], draft.readable) == (["not-text"], False)
    assert draft.sections == ()


def test_a_draft_may_have_200_kilobytes_and_no_more(read: Callable[[bytes], Loaded]) -> None:
    assert read(b"x" * MAX_DRAFT_BYTES).draft.readable
    draft = read(b"x" * (MAX_DRAFT_BYTES + 1)).draft
    assert ([p.kind for p in draft.problems], draft.readable) == (["too-large"], False)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "\x1e", "\x85"])
def test_only_line_feeds_and_returns_end_lines(sign: str, read: Callable[[str], Loaded]) -> None:
    draft = read(TEXT.replace("Færre køer", f"Færre{sign}køer")).draft
    assert draft.title and (draft.title.text, draft.title.line) == ("Færre køer", 6)
    assert [section.line for section in draft.sections] == [8]
    assert len(draft.lines) == TEXT.count("\n")


def test_control_characters_are_read_as_spaces(read: Callable[[str], Loaded]) -> None:
    draft = read(TEXT.replace("for alle", "for\x07\x1b[31malle")).draft
    assert tree.text(draft.sections[0].nodes[0]) == "Åbent for  [31malle."


def test_the_lines_of_a_draft_are_the_files_own(read: Callable[[bytes], Loaded]) -> None:
    decomposed = unicodedata.normalize("NFD", TEXT)
    assert read(decomposed.encode()).draft.lines == tuple(decomposed.rstrip("\n").split("\n"))
    assert read(TEXT.rstrip("\n").encode()).draft.lines == read(TEXT.encode()).draft.lines
    assert read(b"").draft.lines == ()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_told_of(samples: Workspace, data: bytes) -> None:
    draft = markdown.read(data, "drafts/x.md", "kort", samples.find_template)
    assert draft.readable or draft.problems
    assert decode(data).readable == draft.readable


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("#- *_`~>[]()!|:<!-->\n 1.\u2028åab"), max_size=120))
def test_any_text_is_read_with_lines_that_the_file_has(samples: Workspace, text: str) -> None:
    draft = markdown.read(text.encode(), "drafts/x.md", "kort", samples.find_template)
    lines = [section.line for section in draft.sections]
    lines += [comment.line for comment in draft.comments]
    lines += [one.line for one in draft.problems] + ([draft.title.line] if draft.title else [])
    assert all(1 <= line <= max(1, len(draft.lines)) for line in lines)


# -- template and fields ---------------------------------------------------------------------


@pytest.mark.parametrize("key", ["skabelon", "template", "Skabelon", "TEMPLATE"])
def test_the_template_is_named_in_either_language(key: str, read: Callable[[str], Loaded]) -> None:
    assert read(f"---\n{key}: valg\n---\n").draft.template == "valg"


@pytest.mark.parametrize("name", ["findes-ikke", "../valg", "", "[valg]", "valg/", "VALG"])
def test_an_unknown_template_is_told_and_the_usual_one_read(
    name: str, read: Callable[[str], Loaded]
) -> None:
    draft = read(f"---\na: b\nskabelon: {name}\n---\n").draft
    assert (draft.template, draft.language) == ("kort", "da")
    assert [(p.kind, p.line) for p in draft.problems] == [("unknown-template", 3)]


def test_keys_are_known_whatever_their_case_and_unicode_form(
    read: Callable[[str], Loaded],
) -> None:
    draft = read("---\nGRUPPE: '3'\nSkrivere: AB\nukendt: x\ngruppe: '2'\n---\n").draft
    assert draft.text_of("group") == "3"
    assert draft.list_of("scribes") == ("AB",)
    assert [(f.key, f.line) for f in draft.unknown_fields] == [("ukendt", 4), ("gruppe", 5)]


# -- headings --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "## Vores vision",
        "## 1. Vores vision",
        "## 1.Vores vision",
        "## 1) Vores vision",
        "## (1) Vores vision",
        "## 1.2 Vores vision",
        "## 1 Vores vision",
        "## VORES VISION",
        "## vores   vision",
        "## Vores\u00a0vision",
        "## Vores vision:",
        "## Vores vision ##",
        "## **Vores vision**",
        "## Vores drøm",
        "## " + unicodedata.normalize("NFD", "Vores drøm"),
        "Vores vision\n---",
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, read: Callable[[str], Loaded]) -> None:
    draft = read(f"# Titel\n\n{heading}\n\nTekst.\n").draft
    assert [(section.id, section.line) for section in draft.sections] == [("vision", 3)]


@pytest.mark.parametrize("heading", ["## Vision", "## 2030 Vores vision", "## Vores visioner"])
def test_other_words_make_an_unknown_section(heading: str, read: Callable[[str], Loaded]) -> None:
    (section,) = read(heading).draft.sections
    assert (section.id, section.spec) == ("", None)


def test_headings_inside_quotes_lists_and_code_divide_nothing(
    read: Callable[[str], Loaded],
) -> None:
    draft = read(
        "## Vores vision\n\n> ## Vores principper\n\n- ## Punkt\n\n```\n## Kode\n```\n"
    ).draft
    assert [section.id for section in draft.sections] == ["vision"]


def test_what_stands_before_the_first_section_is_the_lead(read: Callable[[str], Loaded]) -> None:
    draft = read("Før.\n\n# Titel\n\nEfter.\n\n# Mere\n\n## Vores vision\n\n# Midt i\n").draft
    assert draft.title and draft.title.text == "Titel"
    assert [tree.text(node) for node in draft.lead] == ["Før.", "Efter.", "Mere"]
    assert [tree.text(node) for node in draft.sections[0].nodes] == ["Midt i"]


# -- comments --------------------------------------------------------------------------------


def comments(draft: Draft) -> list[tuple[int, int, str, bool]]:
    return [(c.line, c.last_line, c.text, c.closed) for c in draft.comments]


def words(draft: Draft) -> str:
    nodes = [*draft.lead, *(node for s in draft.sections for node in s.nodes)]
    return " ".join(" ".join(tree.text(node).split()) for node in nodes)


def test_a_comment_on_its_own_lines_is_lifted(read: Callable[[str], Loaded]) -> None:
    draft = read("---\na: b\n---\nFør.\n<!-- et\nto -->\nEfter.\n\n  <!--tre-->\n").draft
    assert comments(draft) == [(5, 6, "et\nto", True), (9, 9, "tre", True)]
    assert words(draft) == "Før. Efter."


@pytest.mark.parametrize(
    "source",
    [
        "Midt i <!-- en --> linje",
        "<!-- en --> og så tekst",
        "```\n<!-- i en kodeblok -->\n```",
        "~~~\n<!-- i en kodeblok\n-->\n~~~",
        "    <!-- i indrykket kode -->",
    ],
)
def test_a_comment_among_words_or_in_code_is_text(
    source: str, read: Callable[[str], Loaded]
) -> None:
    draft = read(source).draft
    assert comments(draft) == []
    assert "<!--" in words(draft) and "-->" in words(draft)


def test_several_comments_on_one_line_are_all_lifted(read: Callable[[str], Loaded]) -> None:
    draft = read("<!-- a --> <!-- b -->\n\nTekst.\n").draft
    assert words(draft) == "Tekst."


def test_a_comment_that_is_never_closed_is_told_and_loses_no_word(
    read: Callable[[str], Loaded],
) -> None:
    draft = read("Før.\n\n<!-- glemt\n\nEfter.\n").draft
    assert comments(draft) == [(3, 3, "<!-- glemt", False)]
    assert words(draft) == "Før. <!-- glemt Efter."


def test_code_signs_inside_a_comment_open_no_code_block(read: Callable[[str], Loaded]) -> None:
    draft = read("<!-- sådan:\n```\n-->\n\nTekst.\n\n<!-- mere hjælp -->\n\nSlut.\n").draft
    assert words(draft) == "Tekst. Slut."
    assert [c.line for c in draft.comments] == [1, 7]


def test_a_comment_inside_a_list_item_is_lifted(read: Callable[[str], Loaded]) -> None:
    draft = read("- et\n  <!-- hjælp -->\n- to\n").draft
    assert (words(draft), len(draft.comments)) == ("et to", 1)


def test_lifting_comments_moves_no_line(read: Callable[[str], Loaded]) -> None:
    draft = read("<!-- a\nb\nc -->\n# Titel\n<!-- d -->\n\n## Vores vision\n").draft
    assert draft.title and draft.title.line == 4
    assert draft.sections[0].line == 7


def test_ten_thousand_open_comments_are_read_at_once(read: Callable[[str], Loaded]) -> None:
    assert len(read("<!-- a\n\n" * 10_000).draft.comments) == 10_000


# -- columns ---------------------------------------------------------------------------------


def test_a_column_is_where_the_words_start_in_the_files_line() -> None:
    line = "Små æbler"
    for form in ("NFC", "NFD"):
        source = unicodedata.normalize(form, line)
        draft = Draft("x", "x.md", "kort", "da", lines=(source,))
        assert source[draft.column(1, "bler") - 1 :] == "bler"
        assert source[draft.column(1, "æbler") - 1 :] == unicodedata.normalize(form, "æbler")


def test_words_that_are_not_in_the_line_stand_in_column_1() -> None:
    draft = Draft("x", "x.md", "kort", "da", lines=("abc",))
    assert [draft.column(*place) for place in ((1, "d"), (2, "a"), (0, "a"), (1, ""))] == [1] * 4
