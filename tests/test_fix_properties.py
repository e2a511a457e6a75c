"""Fix, on texts that look like drafts: no word is lost, and a second time nothing is left to do."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from anbefal import files, tree
from anbefal.jobs.drafts import read_draft
from anbefal.jobs.fix import Fixed, mend
from anbefal.workspace import open_workspace

NORDVIG = open_workspace((Path(__file__).parents[1],))
NUMBERS = {"vision": "1. ", "principles": "2. ", "priorities": "3. ", "initiatives": "4. "}
NUMBERS |= {"dissent": "", "questions": "", "notes": ""}

# One a string; ¶ stands for a line's end.
BLOCKS = st.sampled_from(
    [
        "# T",
        "## 1. Vores vision",
        "## Vores guidende principper",
        "## 3) Vores prioriteringer",
        "## Mindretal",
        "## Noter",
        "Noter¶---",
        "## Spørgsmål",
        "### Galleritur",
        "### Åben samling",
        "- [ ] G4 hej -> brugt i: Vision",
        "* [x] foo",
        "- [] bar -> ikke med: nej",
        "- baz",
        "+ a¶+ b",
        "1) x¶2) y",
        "1. a¶1. b¶1. c",
        "10. a¶11. b",
        "> quote¶lazy",
        "> - a¶>   - b",
        "```¶code  ¶```",
        "```",
        "~~~ py¶x¶~~~",
        "    indented",
        "a  ¶b",
        "a\\¶b",
        "***",
        "---",
        "- - -",
        "| a | b |¶|-|-|¶| 1 | 2 |",
        "a | b¶-|-",
        "<!-- guidance -->",
        "<!-- anbefal: ignorér AB103 fordi vi vil -->",
        "<!-- open",
        "-->",
        "<!-- a¶¶¶b -->",
        "<b>x</b>",
        "[a]: http://x.example",
        "[a]",
        "[b]: #",
        "- [c]: d",
        "[NB]: husk 'det'",
        "text *em* _em_ __b__ **b**",
        "14. maj¶15. maj",
        "\\# nej",
        "#nej",
        "#### h4 ##",
        "Setext¶===",
        "- a¶¶  b¶¶- c",
        "- a¶    - b¶        - c",
        "* a¶¶¶* b",
        "-¶  foo",
        "- ¶¶  foo",
        "a¶    # b",
        "![alt](p.png)",
        "&amp; &#35;",
        "`a  b`",
        "→",
        "- foo -> bar -> ikke med: nej",
        "- ```¶  x¶  ```",
        "- # h",
        "=",
        "-",
        "+",
        "1.",
        "- ---",
        "+ ***",
        "e\u0301",
        "ord\u00a0ord",
        "\u0007x",
        "\u2028y",
        "a\fb",
    ]
).map(lambda block: block.replace("¶", "\n"))
HEADS = st.sampled_from(
    [
        "",
        "---\ngruppe: 2\n---\n",
        '---\ngruppe: "2"  \nskabelon: vision\n---\n',
        "---\nemne: Økonomi: hvad nu?\n---\n\n",
        "---\nskrivere: [a\n---\n",
        "---\nunclosed: x\n",
        "---\nskabelon: ukendt\n---\n",
    ]
)
ENDS = ["\n", "\n\n", "\n\n", "\n\n\n", " \n", "\t\n", "\r\n", ""]
# A draft of half a surrogate pair can be saved by nobody.
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def drafts(draw: st.DrawFn) -> bytes:
    """Make a text that looks like a draft, in any disorder."""
    text = draw(HEADS)
    for block in draw(st.lists(st.one_of(BLOCKS, BLOCKS, ANY), max_size=12)):
        indent = draw(st.sampled_from(["", "", "", "", " ", "   ", "    ", "> ", "- "]))
        text += indent + block + draw(st.sampled_from(ENDS))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"])))


def mended(data: bytes) -> Fixed:
    return mend(NORDVIG, read_draft(NORDVIG, "drafts/x.md", data), NUMBERS)


def letters(data: bytes) -> Counter[str]:
    """Count the words of a file, whatever they stand in; single letters and figures apart."""
    text = unicodedata.normalize("NFC", files.decode(data).text)
    return Counter(re.findall(r"[^\W\d_]{2,}", text))


@settings(max_examples=250, deadline=None)
@given(data=drafts())
@example(data=b"- [x] a\n\n- b\n* c\n")
@example(data=b"```\ncode\n\n\t")
@example(data="---\nskrivere: [a\n---\n\u2028y\n\n+ ***\n\n- baz\n".encode())
@example(data="## Spørgsmål\n\n- [] bar\n".encode())
@example(data=b"text\n<!-- a\n\n\nb -->\n\n\n* c\n")
def test_no_word_is_lost_and_a_second_time_nothing_is_left_to_do(data: bytes) -> None:
    first = mended(data)
    assert letters(first.after) == letters(data)
    assert mended(first.after).after == first.after
    assert bool(first.done) == first.changed


@settings(max_examples=250, deadline=None)
@given(blocks=st.lists(BLOCKS.filter(lambda block: "<!--" not in block), max_size=8))
def test_set_out_anew_it_is_printed_as_before(blocks: list[str]) -> None:
    # Without sections that the template knows, nothing but the layout is mended.
    text = unicodedata.normalize("NFC", "# T\n\n" + "\n\n".join(blocks))
    text = re.sub(r"(?m)^## ", "#### ", text.replace("Noter\n---", "Emne\n---"))
    assert printed(text) == printed(mended(text.encode()).after.decode())


def printed(text: str) -> str:
    """Give a text as a page, but for spaces that nobody sees."""
    rules = {"task_box": box, "fence": code, "code_block": code}
    page = tree.render_html(tree.tokens(tree.parse(text).children), rules)
    return re.sub(r"[ \t]+\n", "\n", page)


def box(stream: Sequence[tree.StreamToken], at: int) -> str:
    return f"[{stream[at].meta['checked']}]"


def code(stream: Sequence[tree.StreamToken], at: int) -> str:
    """Give a code block; whether it is fenced or indented, it is printed the same."""
    return repr((stream[at].info.strip(), stream[at].content.rstrip()))
