"""As deep as allowed: nothing is lost, and every page and file stays valid."""

import re

import pytest
from docx_reader import Docx
from lxml import html as lxml_html
from openxml_audit import OpenXmlValidator
from test_docx import document

from anbefal import tree
from anbefal.writers import docx, html, markdown

DEEP = tree.MAX_NESTING


def nested(marker: str, depth: int, leaf: str) -> str:
    """Put a leaf into containers, each with a word of its own."""
    lines = leaf.split("\n")
    for number in range(depth, 0, -1):
        pad = "> " if marker == "> " else " " * len(marker)
        lines = [f"{marker}lag{number}", pad.rstrip(), *(f"{pad}{line}".rstrip() for line in lines)]
    return "\n".join(lines) + "\n"


TABLE = "| a1 | b2 |\n|---|--:|\n| c3[^t] | `d4` |"
TEXTS = {
    "bullets": nested("- ", DEEP, TABLE),
    "numbers": nested("1. ", DEEP, TABLE),
    "quotes": nested("> ", DEEP, TABLE),
    "boxes": nested("- ", DEEP - 1, "- [x] e5\n- [ ] f6"),
    "code": nested("- ", DEEP, "```\ng7  h8\n```"),
    "headings": nested("> ", DEEP, "## i9[^t]"),
    "a note": "ord[^n]\n\n[^n]: x\n\n"
    + re.sub("^(?=.)", "    ", nested("- ", DEEP - 1, TABLE), flags=re.MULTILINE),
    "notes in notes": "ord[^1]\n\n"
    + "".join(f"[^{n}]: lag{n} se[^{n + 1}]\n\n" for n in range(1, 120))
    + "[^120]: sidst\n",
    "marks": "*a **b " * 14 + "[^t]" + "** c*" * 14 + "\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_is_as_deep_as_allowed_comes_out_whole(name, tmp_path):
    made = document(f"{TEXTS[name]}\n[^t]: z0\n")
    printed = [*made.body, *(node for note in made.notes.values() for node in note)]
    wanted = re.findall(r"\w+", " ".join(tree.text(node) for node in printed))
    assert len(wanted) >= 3

    page = lxml_html.document_fromstring(html.write(made))
    (main,) = page.xpath("//main")
    shown = set(re.findall(r"\w+", " ".join(main.itertext())))
    assert [word for word in wanted if word not in shown] == []
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))

    path = tmp_path / "deep.docx"
    path.write_bytes(docx.write(made))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []
    file = Docx(path.read_bytes())
    leaves = [*file.leaves, *(leaf for note in file.notes for leaf in note)]
    said = set(re.findall(r"\w+", " ".join(leaf.text for leaf in leaves)))
    assert [word for word in wanted if word not in said] == []

    again = tree.parse(markdown.write(made).decode()).children
    body, notes = tree.lift_footnotes(again)
    assert set(notes) == set(made.notes)


@pytest.mark.parametrize("marker", ["- ", "1. ", "> "])
def test_what_is_deeper_is_refused(marker):
    with pytest.raises(tree.TooDeep):
        tree.parse(nested(marker, DEEP + 1, "x"))
    note = re.sub("^(?=.)", "    ", nested(marker, DEEP, "x"), flags=re.MULTILINE)
    with pytest.raises(tree.TooDeep):
        tree.parse(f"[^n]: y\n\n{note}")
