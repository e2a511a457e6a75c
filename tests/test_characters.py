"""Characters that nobody can see: told of at their line, and never a file that is refused."""

import re
from xml.etree import ElementTree

import pytest
from conftest import ReadDraft
from docx_reader import Docx

from anbefal import tree
from anbefal.characters import printable
from anbefal.jobs.lint import findings_of
from anbefal.model import Assembly, Document
from anbefal.writers import html, markdown
from anbefal.writers.docx import write

CONTROLS = [*range(1, 9), 11, 12, *range(14, 32), *range(0x7F, 0xA0)]
NONCHARACTERS = [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
HALVES = [0xD800, 0xDBFF, 0xDC00, 0xDFFF]
BREAKS = [0x2028, 0x2029]
ZERO_WIDTH = [0x200B, 0x2060, 0x2064, 0x206A, 0xFEFF, 0xFFF9, 0xE0041, 0x180E]
BIDI = [0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
EVERY = [*CONTROLS, *NONCHARACTERS, *HALVES, *BREAKS, *ZERO_WIDTH, *BIDI]
ASSEMBLY = Assembly("x", "da", "kort")
_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def everywhere(letters: str) -> Document:
    """Put characters wherever words can stand."""
    lines = "\n\n".join(
        f"## a{c}b\n\n- [x] a{c}b [a{c}b](https://x.org/a{c}b \"a{c}b\") `a{c}b` ![a{c}b](p.png)\n"
        f"\n| a{c}b |\n|---|\n| a{c}b |\n\n    a{c}b\n\n```a{c}b\na{c}b\n```" for c in letters
    )  # fmt: skip
    words = f"a{letters}b"
    return Document(
        title=words,
        language="en",
        body=(*tree.parse(lines).children, *tree.paragraph(tree.link(words, f"https://x/{words}"))),
        **dict.fromkeys(("subtitle", "publisher", "status", "identifier", "date"), words),
        authors=(words,),
        keywords=(words,),
        facts=((words, words),),
        contents=3,
    )


@pytest.mark.parametrize("codes", [CONTROLS, NONCHARACTERS, HALVES, BREAKS, ZERO_WIDTH, BIDI])
def test_every_format_prints_them_so_that_every_program_opens_the_file(codes: list[int]) -> None:
    document = everywhere("".join(map(chr, codes)))
    made = Docx(write(document))
    for name, part in made.parts.items():
        assert not _XML.search(made.zip.read(name).decode("utf-8")), name
        assert isinstance(part, ElementTree.Element)
    page, text = html.write(document).decode("utf-8"), markdown.write(document).decode("utf-8")
    for shown in (page, text):
        assert not _XML.search(shown)
        assert shown.count("a") > len(codes)
    gone = {*CONTROLS, *NONCHARACTERS, *HALVES}
    assert not gone & {ord(letter) for letter in page + text + made.text()}


def test_line_ends_of_any_kind_never_begin_a_list_of_their_own() -> None:
    body = tree.paragraph("a\u2028- b\u20291. c")
    text = markdown.write(Document(title="t", language="en", body=body)).decode("utf-8")
    assert "bullet_list" not in {node.type for node in tree.walk(tree.parse(text).children)}


def test_what_is_printable_stays_as_it_is() -> None:
    words = "e\u0301 æøå \U0001f600 non\u00a0breaking so\u00adft 中文 עברית \u200d \ufe0f"
    assert printable(words) == words
    assert printable("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@pytest.mark.parametrize("code", [c for c in EVERY if c not in HALVES], ids="U+{:04X}".format)
def test_a_draft_is_told_of_each_at_its_line_and_column(code: int, read: ReadDraft) -> None:
    one = read(f"# Titel\n\nen linje\n\nord me{chr(code)}d noget i\n")
    told = [
        (finding.rule, finding.line, finding.column)
        for finding in findings_of(one, ASSEMBLY, None)
        if finding.rule in ("AB701", "AB702")
    ]
    assert told == [("AB701" if code in BIDI else "AB702", 5, 7)]


@pytest.mark.parametrize(
    ("written", "rule"),
    [("&#x202E;", "AB701"), ("&#8238;", "AB701"), ("&rlm;", "AB701"), ("&#x200b;", "AB702")],
)
def test_one_that_is_written_as_a_number_is_told_of_as_well(
    written: str, rule: str, read: ReadDraft
) -> None:
    findings = findings_of(read(f"# Titel\n\nord {written}d\n"), ASSEMBLY, None)
    assert [(f.line, f.column) for f in findings if f.rule == rule] == [(3, 5)]


def test_references_that_can_be_seen_are_nobodys_business(read: ReadDraft) -> None:
    findings = findings_of(
        read("# Titel\n\n&aelig; &amp; &#230; &#xe6; &#99999999; &nix;\n"), ASSEMBLY, None
    )
    assert not [f for f in findings if f.rule.startswith("AB7")]
