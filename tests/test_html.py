"""Web pages: every construct, hostile text, accessibility, and how they look in a browser."""

import html
import json
import re
import shutil
import string
import struct
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_cases import Case, commonmark_cases, gfm_cases
from markdown_it import MarkdownIt

from anbefal import i18n, tree
from anbefal.anchors import slug
from anbefal.compare import compare_drafts
from anbefal.composers.diff import compose_diff
from anbefal.composers.handover import Part, compose_handover
from anbefal.jobs.check import score
from anbefal.jobs.drafts import Loaded, read_draft
from anbefal.model import Comparison, Moment
from anbefal.model.document import Document, Image
from anbefal.workspace import open_workspace
from anbefal.writers.html import write
from tools import missing, npm_package

BROWSER = Path(__file__).parent / "browser"
STYLE = Path(i18n.__file__).parent / "writers" / "html" / "style.css"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)

SAMPLE = """\
Fourteen of us have talked about what screens do to everyday life.

## 1. Our vision

In fifteen years you *notice* the technology when you need it, see [the law](https://example.org/a).

> I want to join in.
>
> > I just do not want to be alone with it.

### A visit or a screen

- **More of:** screens for those who want them
- **Less of:** short visits
- **Consequence:** `some` see ~~fewer~~ other people

## 2. Programme

| Time | Topic | Who | Tools | |
| :--- | ---: | :-: | --- | --- |
| 10.30–11.10 | Collect | Facilitator A | Notes, posters and pens | Read the comments (20 min) |

1. First
2. Second
   - [x] asked
   - [ ] not yet

![A map of the harbour](map.png "Three places to get help.")

![A drawing](gone.png)

    indented code that is long enough to be wider than the narrowest telephone in the whole town

```python
print("hello")
```

***

See [the vision](#our-vision).
"""


def document(body: str, **fields: Any) -> Document:
    """Make a document of Markdown, with a title and in English unless told."""
    known = {"title": "A town for all", "language": "en", **fields}
    nodes, notes = tree.lift_footnotes(tree.parse(body).children)
    return Document(body=nodes, notes=notes, **known)


def full() -> Document:
    """Make a document that has everything."""
    return document(
        SAMPLE,
        subtitle="Recommendation of group 2",
        authors=("AB", "CD"),
        publisher="Assembly of Northbay",
        status="Draft, not saved",
        date="2026-05-23T14:05:00+02:00",
        identifier="group-2",
        keywords=("digital", "welfare"),
        facts=(("Group", "2"), ("Support", "27 for, 5 can live with it (32 of 36)")),
        contents=3,
        images={"map.png": Image(PIXEL, "image/png", 640, 320)},
    )


NORDVIG = open_workspace((REPOSITORY,))


def state(path: str) -> Loaded:
    """Read a draft of the sample assembly, as it is or as it was."""
    return read_draft(NORDVIG, "drafts/x.md", (REPOSITORY / path).read_bytes())


def handed_over() -> Document:
    """Make a page a group, for the next workshop."""
    assembly = NORDVIG.assembly
    drafts = [state("drafts/gruppe-2.md"), state("tests/samples/day/1/gruppe-5.md")]
    parts = [
        Part(one.draft, one.template, score(one, assembly, 85, 3), score(one, assembly, 90, None))
        for one in drafts
    ]
    return compose_handover(parts, assembly.find_workshop(3), assembly, (), "2026-05-23")


def compared(view: str) -> Document:
    """Make a comparison: a draft that was rewritten, and one that went."""
    old, new = state("tests/samples/day/1/gruppe-2.md").draft, state("drafts/gruppe-2.md").draft
    gone = state("tests/samples/day/1/gruppe-5.md").draft
    changes = (compare_drafts(old, new), compare_drafts(gone, None))
    moments = (Moment("1", "1" * 40, 1779527400, "Saml op"), Moment("now"))
    return compose_diff(Comparison(*moments, changes), NORDVIG.assembly, view)


NOTES = """\
## The harbour[^map]

It belongs to all[^law][^map], and **stays**[^list] so.

| Year[^map] | Ships |
| --- | --: |
| 2031 | 12[^law] |

[^law]: See [the law](https://example.org/a), and [^deep].
[^map]: ![A drawing](gone.png)
[^list]: Three of them:

    - [x] one
    - two

    | a | b |
    | --- | --- |
    | c | d |

    ### A heading in a note

[^deep]: A note that only a note refers to.
"""

PAGES = {
    "a document": full,
    "footnotes": lambda: document(NOTES, contents=3, status="Draft, not saved"),
    "a hand-over": handed_over,
    "a comparison": lambda: compared("inline"),
    "a comparison, side by side": lambda: compared("side"),
    "then and now": lambda: compared("then-and-now"),
}
EACH_PAGE = pytest.mark.parametrize("name", PAGES)


def page(body: str = "", **fields: Any) -> Any:
    """Write a document and read it back as a tree of elements."""
    return lxml_html.document_fromstring(write(document(body, **fields)))


def main(body: str, **fields: Any) -> Any:
    """Give the main part of a page."""
    [found] = page(body, **fields).xpath("//main")
    return found


def words_of(element: Any) -> str:
    """Give an element's text with single spaces."""
    return " ".join(element.text_content().split())


# -- the page ----------------------------------------------------------------------------------


def test_the_page_is_one_file_that_fetches_and_runs_nothing() -> None:
    written = write(full()).decode()
    root = lxml_html.document_fromstring(written.encode())
    assert written.startswith('<!doctype html>\n<html lang="en">')
    assert not root.xpath("//script | //link | //iframe | //object | //base | //form")
    assert all(src.startswith("data:image/png;base64,") for src in root.xpath("//@src"))
    assert "url(" not in written and "@import" not in written
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")


def test_the_head_says_what_the_page_is() -> None:
    root = lxml_html.document_fromstring(write(full()))
    metas = {meta.get("name"): meta.get("content") for meta in root.xpath("//meta[@name]")}
    assert root.xpath("//title")[0].text == "A town for all"
    assert metas["description"] == "Recommendation of group 2"
    assert metas["author"] == "AB, CD"
    assert metas["keywords"] == "digital, welfare"
    assert metas["color-scheme"] == "light dark"
    assert metas["viewport"] == "width=device-width, initial-scale=1"
    assert "generator" not in metas
    assert root.xpath("//meta/@charset") == ["utf-8"]


def test_without_a_subtitle_the_first_paragraph_describes_the_page() -> None:
    body = "## Heading\n\n" + "many words " * 40
    [description] = page(body).xpath("//meta[@name='description']/@content")
    assert description.startswith("many words many") and description.endswith(" many…")
    assert len(description) <= 161
    assert not page("").xpath("//meta[@name='description']")


def test_landmarks_are_a_header_a_main_part_and_a_footer_with_a_link_past_the_header() -> None:
    root = lxml_html.document_fromstring(write(full()))
    body = root.find("body")
    assert [child.tag for child in body] == ["a", "header", "nav", "main", "footer"]
    assert body[0].get("href") == "#" + body[3].get("id")
    assert words_of(body[0]) == "Skip to the text"


def test_the_title_is_the_only_h1() -> None:
    root = page("# One\n\n# Two\n\n## Three")
    assert [words_of(h1) for h1 in root.xpath("//h1")] == ["A town for all"]


def test_a_document_without_a_title_is_called_untitled() -> None:
    assert words_of(page("text", title=" ").xpath("//h1")[0]) == "Untitled"


def test_title_publisher_subtitle_authors_status_and_facts_stand_at_the_head() -> None:
    root = lxml_html.document_fromstring(write(full()))
    [header] = root.xpath("//body/header")
    assert words_of(header) == (
        "Assembly of Northbay A town for all Recommendation of group 2 By AB, CD"
        " Status: Draft, not saved Group 2 Support 27 for, 5 can live with it (32 of 36)"
    ).replace("Group 2 Support", "Group2 Support").replace("Support 27", "Support27")
    assert [(words_of(dt), words_of(dt.getnext())) for dt in header.xpath(".//dl//dt")] == [
        ("Group", "2"),
        ("Support", "27 for, 5 can live with it (32 of 36)"),
    ]


def test_what_a_document_lacks_leaves_no_empty_element() -> None:
    root = page("text")
    assert [child.tag for child in root.xpath("//body/header")[0]] == ["h1"]
    assert not root.xpath("//nav")
    assert words_of(root.xpath("//footer")[0]) == "A town for all"


def test_the_footer_tells_publisher_date_and_identifier() -> None:
    root = lxml_html.document_fromstring(write(full()))
    items = [words_of(item) for item in root.xpath("//footer//li")]
    assert items == ["Assembly of Northbay", "23 May 2026", "group-2"]
    assert root.xpath("//footer//time/@datetime") == ["2026-05-23"]


def test_a_date_that_is_none_is_printed_as_it_is() -> None:
    root = page("text", date="the day before <b>yesterday</b>")
    assert words_of(root.xpath("//footer")[0]) == "the day before <b>yesterday</b>"
    assert not root.xpath("//time")


def test_danish_pages_have_danish_words() -> None:
    if not (i18n.LOCALE / "da" / "LC_MESSAGES" / "anbefal.mo").exists():
        missing("the Danish catalogue is not built")
    root = page("## Vision\n\n- [x] a", language="da", date="2026-05-23", contents=3)
    assert root.get("lang") == "da"
    assert words_of(root.xpath("//footer//time")[0]) == "23. maj 2026"
    assert words_of(root.xpath("//nav/h2")[0]) == "Indhold"
    assert root.xpath("//span[@class='box']/@aria-label") == ["udført"]


def test_the_same_document_gives_the_same_bytes_and_stays_as_it_was() -> None:
    one = full()
    before = [token.as_dict() for token in tree.tokens(one.body)]
    assert write(one) == write(one) == write(full())
    assert [token.as_dict() for token in tree.tokens(one.body)] == before


def test_characters_that_html_forbids_become_replacement_characters() -> None:
    written = write(document("a", title="bell \x07, half \ud800, \x9f end")).decode()
    assert "<h1>bell \ufffd, half \ufffd, \ufffd end</h1>" in written


# -- headings and contents ---------------------------------------------------------------------


def levels(root: Any) -> list[int]:
    """Give the levels of all headings of a page, in order."""
    return [int(h.tag[1]) for h in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("## ### ##", [1, 2, 3, 2]),
        ("# ## #", [1, 2, 3, 2]),
        ("## ####", [1, 2, 3]),
        ("### ## ###", [1, 2, 2, 3]),
        ("# ###### ## ###", [1, 2, 3, 3, 4]),
        ("# ## ### #### ##### ######", [1, 2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_start_at_h2_and_have_no_gaps(marks: str, expected: list[int]) -> None:
    assert levels(page("\n\n".join(f"{mark} words" for mark in marks.split()))) == expected


def test_a_heading_whose_gap_was_closed_keeps_its_looks() -> None:
    [h2, h3] = main("## One\n\n#### Two").xpath("./h2 | ./h3")
    assert (h2.get("class"), h3.get("class")) == (None, "looks-4")


def test_a_heading_without_words_is_not_printed() -> None:
    assert levels(page("##\n\ntext\n\n### Under")) == [1, 2]


def test_anchors_are_made_of_words_and_not_of_numbers() -> None:
    root = page("## 1. Vores vision (drøm)\n\n## 2.1) Æbler & å!\n\n## 90 procent\n\n## ???")
    assert root.xpath("//main/h2/@id") == [
        "vores-vision-droem",
        "aebler-aa",
        "90-procent",
        "section",
    ]


def test_an_anchor_that_is_taken_is_numbered() -> None:
    root = page("## Who\n\n## Who\n\n## Who 2\n\n## Page main")
    assert root.xpath("//main/h2/@id") == ["who", "who-2", "who-2-2", "page-main-2"]


def test_an_anchor_that_the_composer_gave_is_kept() -> None:
    nodes = (*tree.parse("## Who").children, *tree.heading(2, "Group 2", "who"))
    root = lxml_html.document_fromstring(write(Document(title="t", language="en", body=nodes)))
    assert root.xpath("//main/h2/@id") == ["who-2", "who"]


def test_the_same_anchor_given_twice_is_made_unique() -> None:
    nodes = (*tree.heading(2, "One", "x"), *tree.heading(2, "Two", "x"))
    root = lxml_html.document_fromstring(write(Document(title="t", language="en", body=nodes)))
    assert root.xpath("//main/h2/@id") == ["x", "x-2"]


def test_a_long_anchor_ends_at_a_word() -> None:
    assert slug("a very long heading " * 20) == "a-very-long-heading-" * 3 + "a-very-long-heading"
    assert len(slug("x" * 500)) == 80


def test_contents_list_the_headings_of_two_levels() -> None:
    body = "## One *more*\n\n### Two\n\n#### Three\n\n> ## Quoted\n\n## Four & five"
    [nav] = page(body, contents=3).xpath("//nav")
    assert nav.get("aria-labelledby") == nav.xpath("./h2/@id")[0]
    assert [words_of(a) for a in nav.xpath("./ul/li/a")] == ["One more", "Four & five"]
    assert [words_of(a) for a in nav.xpath("./ul/li/ul/li/a")] == ["Two"]
    assert nav.xpath(".//a/@href") == ["#one-more", "#two", "#four-five"]


def test_contents_of_a_text_without_headings_are_left_out() -> None:
    assert not page("text", contents=3).xpath("//nav")


# -- constructs --------------------------------------------------------------------------------


def test_a_table_scrolls_by_keyboard_and_its_header_cells_say_so() -> None:
    [box] = main("## Day\n\n| When | | Sum |\n| --- | :-: | --: |\n| 10.30–11.10 | b | c |").xpath(
        "./div"
    )
    assert (box.get("class"), box.get("role"), box.get("tabindex")) == ("scroll", "group", "0")
    assert box.get("aria-label") == "Table: Day"
    assert [(c.tag, c.get("scope"), c.get("class")) for c in box.xpath(".//thead//*[not(*)]")] == [
        ("th", "col", None),
        ("td", None, "to-center"),
        ("th", "col", "to-right"),
    ]
    assert box.xpath(".//tbody//td/@class") == ["figures", "to-center", "to-right"]
    assert not box.xpath(".//@style")


def test_a_table_of_many_columns_may_be_wider_than_the_text() -> None:
    [box] = main("|a|b|c|d|\n|-|-|-|-|\n|1|2|3|4|").xpath("./div")
    assert (box.get("class"), box.get("aria-label")) == ("scroll wide", "Table")


def test_task_boxes_are_text_that_can_be_heard() -> None:
    boxes = main("- [x] asked\n- [ ] not yet").xpath(".//li/span")
    assert [(b.text, b.get("role"), b.get("aria-label")) for b in boxes] == [
        ("☑", "img", "done"),
        ("☐", "img", "not done"),
    ]
    assert not page("- [x] a").xpath("//input")


def test_a_list_of_labels_is_marked_and_other_lists_are_not() -> None:
    body = "- **More:** a\n\n  - plain\n- **Less:** b\n\n1. **One:** c\n\n- **Bold** d\n- e"
    assert main(body).xpath(".//ul/@class") == ["labels"]


def test_code_is_literal_and_scrolls_by_keyboard() -> None:
    for block in main("```html\n<b>&amp;</b>\n  x\n```\n\n    <i>\n").xpath("./pre"):
        assert (block.get("tabindex"), block.get("role")) == ("0", "group")
        assert block.get("aria-label") == "Code"
    assert [c.text for c in main("```html\n<b>&amp;</b>\n  x\n```\n\n    <i>\n").iter("code")] == [
        "<b>&amp;</b>\n  x\n",
        "<i>\n",
    ]


def test_inline_constructs_come_out() -> None:
    markup = "*a* **b** ~~c~~ `d`\\\ne\nf &amp; <https://example.org/?a=1&b=2>"
    [paragraph] = main(markup).xpath("./p")
    assert [child.tag for child in paragraph] == ["em", "strong", "s", "code", "br", "a"]
    assert words_of(paragraph) == "a b c d e f & https://example.org/?a=1&b=2"


def test_block_constructs_come_out() -> None:
    children = main("p\n\n> q\n\n3. r\n4. s\n\n- t\n\n***\n\n    u\n\n|v|\n|-|\n")
    assert [child.tag for child in children] == ["p", "blockquote", "ol", "ul", "hr", "pre", "div"]
    assert children.xpath("./ol/@start") == ["3"]


def test_a_picture_is_embedded_with_its_alt_text_and_size() -> None:
    images = {"å b.png": Image(PIXEL, "image/png", 640, 320)}
    [img] = main('See ![a "map"](<å b.png>) there', images=images).iter("img")
    assert img.get("alt") == 'a "map"'
    assert (img.get("width"), img.get("height")) == ("640", "320")
    assert img.get("src").startswith("data:image/png;base64,iVBOR")


def test_a_picture_that_stands_alone_is_a_figure_and_its_title_the_caption() -> None:
    images = {"m.png": Image(PIXEL, "image/png", 1, 1)}
    [figure] = main('![map](m.png "Three <places>")', images=images).iter("figure")
    assert [child.tag for child in figure] == ["img", "figcaption"]
    assert words_of(figure) == "Three <places>"


def test_a_picture_that_is_not_there_is_its_alt_text_in_a_marked_place() -> None:
    body = main('text ![a *fine* map](https://example.org/m.png "t")')
    assert not list(body.iter("img"))
    [mark] = body.xpath(".//span[@class='picture']")
    assert words_of(mark) == "Picture: a fine map"


@pytest.mark.parametrize("target", ["https://example.org/a?b#c", "http://x", "HTTPS://X.dk"])
def test_links_to_the_web_keep_their_target(target: str) -> None:
    [link] = main(f"[go]({target})").iter("a")
    assert (link.get("href"), link.get("rel")) == (target, "noopener noreferrer")


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ('https://x.dk/a "b"', "https://x.dk/a%20%22b%22"),
        ("https://x.dk/[1]{2}|\\^`", "https://x.dk/%5B1%5D%7B2%7D%7C%5C%5E%60"),
        ("https://x.dk/100%?a=%zz", "https://x.dk/100%25?a=%25zz"),
        ("https://blåbær.dk/å", "https://xn--blbr-roah.dk/%C3%A5"),
        ("https://x.dk/a#b#c", "https://x.dk/a#b%23c"),
        ("https://x.dk/" + "å" * 2000, "https://x.dk/" + "%C3%A5" * 2000),
    ],
)
def test_a_target_is_percent_encoded(target: str, shown: str) -> None:
    [link] = main(f"[go](<{target.replace(chr(92), chr(92) * 2)}>)").iter("a")
    assert link.get("href") == shown


def test_a_target_that_a_composer_built_is_percent_encoded_as_well() -> None:
    body = tree.paragraph(tree.link("go", 'https://x.dk/ø"[<'))
    made = write(Document(title="t", language="en", body=body))
    [link] = lxml_html.document_fromstring(made).xpath("//main//a")
    assert link.get("href") == "https://x.dk/%C3%B8%22%5B%3C"


def test_on_paper_a_link_shows_its_address_unless_its_words_do() -> None:
    body = main("[the law](https://example.org/a) <https://example.org/b> [](https://x.dk) [c](#c)")
    named = [(a.get("href"), a.get("class")) for a in body.iter("a")]
    assert named[:3] == [
        ("https://example.org/a", "named"),
        ("https://example.org/b", None),
        ("https://x.dk", None),
    ]


def test_links_to_a_mailbox_and_to_a_heading_keep_their_target() -> None:
    body = "[a](mailto:a@example.org) [b](#vores-vision) [c](#Vores%20visi%C3%B3n)\n\n"
    found = main(body + "## Vores vision\n\n## Vores visión")
    assert found.xpath(".//a/@href") == [
        "mailto:a@example.org",
        "#vores-vision",
        "#vores-vision-2",
    ][:2] + ["#vores-vision"]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "ms-word:ofe|u|https://example.org",
        "//example.org",
        "secret.docx",
        "../up",
        "#nowhere",
        "https:example.org",
        "http://",
        "",
    ],
)
def test_links_to_elsewhere_are_their_words_alone(target: str) -> None:
    found = main(f"[go on](<{target}>)")
    assert not list(found.iter("a"))
    assert "go on" in words_of(found)


def test_a_target_that_a_composer_built_is_judged_as_well() -> None:
    [paragraph] = tree.parse("[go](https://example.org)").children
    for target in ("java\nscript:alert(1)", "\x01javascript:alert(1)", " https://example.org"):
        next(n for n in tree.walk([paragraph]) if n.type == "link").attrs["href"] = target
        one = Document(title="t", language="en", body=(paragraph,))
        assert not lxml_html.document_fromstring(write(one)).xpath("//main//a")


def test_a_link_without_words_shows_its_address() -> None:
    [link] = main("[](https://example.org)").iter("a")
    assert (words_of(link), link.get("aria-label")) == ("https://example.org",) * 2


def test_html_is_text_even_where_a_composer_makes_it() -> None:
    [paragraph] = tree.parse("x").children
    stream = tree.tokens([paragraph])
    stream[1] = stream[1].copy(
        children=[tree.StreamToken("html_inline", "", 0, content="<b>x</b>")]
    )
    one = Document(title="t", language="en", body=tree.build(stream))
    assert b"&lt;b&gt;x&lt;/b&gt;" in write(one)


# -- hostile text ------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "{{ 7*7 }} {% raw %} {{ document.__class__ }}",
    '" onmouseover="alert(1)" x=\'',
    "]]> <!-- --> &lt;b&gt; <svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_wherever_it_stands(text: str) -> None:
    body = tree.parse(
        f"## {text}\n\n{text}\n\n- {text}\n\n> {text}\n\n`{text}`\n\n```{text}\n{text}\n```\n\n"
        f"|{text.replace('|', '')}|\n|---|\n\n![{text}](x.png)\n\n[l](https://x.dk/ '{text}')"
    ).children
    one = Document(
        title=text,
        language="en",
        body=(*body, *tree.heading(2, text, text)),
        subtitle=text,
        authors=(text,),
        publisher=text,
        status=text,
        date=text,
        identifier=text,
        keywords=(text,),
        facts=((text, text),),
        contents=3,
        images={"x.png": Image(b"x", text, 1, 1)},
    )
    written = write(one)
    root = lxml_html.document_fromstring(written)
    assert_inert(root)
    assert words_of(root.xpath("//h1")[0]) == " ".join(text.split())
    assert root.xpath("//title")[0].text == text
    assert written.count(b"<style>") == written.count(b"</style>") == 1


ELEMENT = re.compile(
    "html|head|meta|title|style|body|a|header|main|footer|nav|p|h[1-6]|ul|ol|li|dl|dt|dd|div|span"
    "|time|blockquote|pre|code|em|strong|s|br|hr|table|thead|tbody|tr|th|td|img|figure|figcaption"
)
ATTRIBUTE = re.compile(
    "lang|charset|http-equiv|content|name|class|href|id|role|aria-label|aria-labelledby|tabindex"
    "|datetime|scope|start|src|alt|width|height|rel|title"
)


def assert_inert(root: Any) -> None:
    """Fail where a page has an element, an attribute or a target that the writer never makes."""
    for element in root.iter():
        assert isinstance(element.tag, str), "a comment"
        assert ELEMENT.fullmatch(element.tag)
        assert all(ATTRIBUTE.fullmatch(name) for name in element.attrib)
    for target in root.xpath("//@href"):
        assert re.match(r"https?://|mailto:|#", target, re.IGNORECASE)
    for source in root.xpath("//@src"):
        assert source.startswith("data:")


MARKDOWN = st.text(st.sampled_from("ab æ\n\n#>*_-+`~[]()!<>|:.1\\&\"'{}%/=\t"), max_size=120)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(MARKDOWN, st.text(max_size=60)))
def test_any_text_gives_an_inert_page_without_gaps_or_double_ids(text: str) -> None:
    try:
        one = document(text, title=text, contents=3)
    except tree.TooDeep:
        return
    root = lxml_html.document_fromstring(write(one))
    assert_inert(root)
    found = levels(root)
    assert all(after <= before + 1 for before, after in zip(found, found[1:], strict=False))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in root.xpath("//@href") if href.startswith("#")} <= set(ids)


WORD = st.text(string.ascii_letters + "æøåÆØÅéü0123456789", min_size=1, max_size=9)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
FORMS = (
    "{}",
    "# {}",
    "### {}",
    "- {}\n- {}",
    "- [x] {}\n- [ ] {}",
    "1. {}\n\n   {}",
    "> {}\n> - {}",
    "**{}** *{}* ~~{}~~ `{}`",
    "[{}](https://example.org) [{}](gone.md) ![{}](gone.png)",
    "- **{}:** {}",
    "|{}|{}|\n|-|-|\n|{}|{}|",
    "```\n{}\n```",
    "    {}",
    "<b>{}</b>",
    "{}\\\n{}",
)


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Make Markdown of all constructs, and the words that it must print."""
    parts, lines = [], []
    for form in draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=6)):
        filled = [draw(LINE) for _ in range(form.count("{}"))]
        parts.append(form.format(*filled))
        lines += filled
    return "\n\n".join(parts), [word for line in lines for word in line.split()]


@settings(max_examples=100, deadline=None)
@given(bodies())
def test_every_word_of_a_body_is_on_the_page(made: tuple[str, list[str]]) -> None:
    source, words = made
    shown = words_of(main(source))
    assert [word for word in words if word not in shown] == []


# -- colours -----------------------------------------------------------------------------------


def palettes() -> Iterator[dict[str, str]]:
    """Give the colours of light, dark and paper."""
    for block in re.findall(r":root \{([^}]*--ground[^}]*)\}", STYLE.read_text("utf-8")):
        yield dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block))


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Give the contrast of WCAG, between 1 and 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_text_has_a_contrast_of_seven_to_one_in_light_in_dark_and_on_paper() -> None:
    found = list(palettes())
    assert len(found) == 3
    for colours in found:
        for ground in ("ground", "panel"):
            for text in ("text", "muted", "accent"):
                assert contrast(colours[text], colours[ground]) >= 7, (text, ground, colours)
        for pair in ("flag", "added", "removed"):
            assert contrast(colours[f"{pair}-text"], colours[f"{pair}-ground"]) >= 7, pair
        # What shows where the focus is, and where a table begins.
        assert contrast(colours["strong-line"], colours["ground"]) >= 3


# -- CommonMark's own examples -----------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """One of CommonMark's examples."""

    number: int
    markdown: str
    html: str

    @property
    def expected(self) -> Any:
        """Give the HTML that CommonMark asks for."""
        return lxml_html.fromstring(f"<main>{self.html}</main>")

    @property
    def raw(self) -> bool:
        """Tell whether it has raw HTML, which is text with us."""
        tokens = MarkdownIt("commonmark").parse(self.markdown)
        return any(
            t.type.startswith("html_") for token in tokens for t in (token, *(token.children or ()))
        )


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[Example]:
    """Give CommonMark's examples."""
    cases = commonmark_cases(tmp_path_factory.mktemp("commonmark"))
    return [Example(n, case.markdown, case.html) for n, case in enumerate(cases, start=1)]


OURS = frozenset(
    ("aria-labelledby", "id", "class", "rel", "role", "tabindex", "scope", "aria-label")
)


def shape(element: Any, literal: bool = False) -> Iterator[object]:
    """Give an element's structure, apart from where we differ from CommonMark on purpose.

    Levels and anchors of headings; no empty headings; links elsewhere are their words; pictures
    are their alt text here, in figures where they stand alone; code has no language.
    """
    if element.get("class") == "kind" or element.tag == "figcaption":
        yield spaced(element.tail, literal).lstrip()
        return
    if element.tag == "img":
        yield spaced(element.get("alt"), literal)
        yield spaced(element.tail, literal)
        return
    href = element.get("href", "")
    unwrapped = element.tag in ("span", "main", "div") or (
        element.tag == "a" and not re.match(r"https?://[^/?#]|mailto:[^@]+@", href, re.IGNORECASE)
    )
    heading = re.fullmatch("h[1-6]", element.tag)
    unwrapped = unwrapped or bool(heading and not words_of(element) and not element.xpath(".//img"))
    name = "h" if heading else {"figure": "p"}.get(element.tag, element.tag)
    attrs = sorted((k, v) for k, v in element.attrib.items() if k not in OURS)
    inside = literal or element.tag == "pre"
    if not unwrapped:
        yield (name, attrs)
    yield spaced(element.text, inside)
    for child in element:
        yield from shape(child, inside)
    if not unwrapped:
        yield ("end", name)
    yield spaced(element.tail, literal)


def spaced(text: str | None, literal: bool) -> str:
    """Give text with its runs of blanks as one space, unless it is code."""
    return (text or "") if literal else re.sub(r"\s+", " ", text or "")


def is_text(part: object) -> bool:
    """Tell text from the start and the end of an element."""
    return isinstance(part, str)


def normal(element: Any) -> list[object]:
    """Join neighbouring texts and drop blanks at the edges of blocks."""
    joined: list[object] = []
    for part in shape(element):
        last = joined[-1] if joined else None
        if is_text(part) and is_text(last):
            joined[-1] = f"{last}{part}"
        else:
            joined.append(part)
    texts = (p.strip() if isinstance(p, str) else p for p in joined)
    return [part for part in texts if part != ""]


def test_commonmarks_examples_without_raw_html_have_the_structure_it_asks_for(
    examples: list[Example],
) -> None:
    differing = []
    compared = 0
    for example in examples:
        if example.raw:
            continue
        compared += 1
        expected = example.expected
        got = main(example.markdown)
        got.tail = None
        if normal(got) != normal(expected):
            differing.append((example.number, normal(got), normal(expected)))
    assert compared > 500
    assert differing == []


def test_every_word_that_commonmark_shows_is_on_the_page(examples: list[Example]) -> None:
    lost = []
    for example in examples:
        if example.raw:
            continue
        expected = example.expected
        words = tree.words(expected.text_content())
        words += [word for alt in expected.xpath(".//@alt") for word in tree.words(alt)]
        shown = set(tree.words(main(example.markdown).text_content()))
        lost += [(example.number, word) for word in words if word not in shown]
    assert lost == []


@pytest.mark.parametrize("case", gfm_cases(), ids=lambda case: case.name)
def test_a_case_of_githubs_markdown_has_the_structure_it_asks_for(case: Case) -> None:
    expected = lxml_html.fromstring(f"<main>{case.html}</main>")
    for box in expected.xpath(".//input"):
        box.tag, words = "span", "☑" if "checked" in box.attrib else "☐"
        box.text, box.tail = words, f"{box.tail or ''}"
    for struck in expected.xpath(".//del"):
        struck.tag = "s"
    for empty in expected.xpath(".//th[not(node())]"):
        empty.tag = "td"
    found = main(case.markdown)
    found.tail = None
    for link in found.xpath(".//sup/a"):
        link.drop_tag()
    for own in found.xpath(".//section/h2 | .//a[@role='doc-backlink']"):
        own.drop_tree()
    for back in found.xpath(".//section//p[not(*) and not(normalize-space())]"):
        back.drop_tree()
    for cell in found.xpath(".//th[@class] | .//td[@class]"):
        side = re.search(r"to-(\w+)", cell.get("class"))
        if side:
            cell.set("style", f"text-align:{side[1]}")
    assert normal(found) == normal(expected)


# -- in a browser ------------------------------------------------------------------------------

LIGHT, DARK = "1", "0"


def browse(chromium: list[str], *arguments: str) -> str:
    """Run the browser once and give what it prints."""
    done = subprocess.run([*chromium, *arguments], capture_output=True, timeout=90, check=True)
    return done.stdout.decode("utf-8", "replace")


def with_scripts(written: bytes, *scripts: str) -> str:
    """Add scripts to a page that allows none, for a test to look into it."""
    opened = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", written.decode())
    return opened.replace("</body>", "".join(scripts) + "</body>")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_browser_draws_the_page(chromium: list[str], tmp_path: Path, width: int) -> None:
    (tmp_path / "page.html").write_bytes(write(full()))
    picture = tmp_path / "page.png"
    where = (tmp_path / "page.html").as_uri()
    browse(chromium, f"--window-size={width},900", f"--screenshot={picture}", where)
    data = picture.read_bytes()
    assert struct.unpack(">II", data[16:24]) == (width, 900)
    assert len(data) > 10_000, "an empty page"


def sideways(chromium: list[str], folder: Path, written: bytes, width: int) -> str:
    """Give how wide a page is, of how wide its window is."""
    inner = html.escape(with_scripts(written), quote=True)
    measure = (
        "<script>onload=()=>{const e=document.querySelector('iframe').contentDocument"
        ".documentElement;document.title=e.scrollWidth+' of '+e.clientWidth}</script>"
    )
    frame = f'<iframe style="border:0;width:{width}px;height:600px" srcdoc="{inner}"></iframe>'
    (folder / "frame.html").write_text(f"<!doctype html>{measure}{frame}", "utf-8")
    shown = browse(chromium, "--dump-dom", (folder / "frame.html").as_uri())
    found = re.search(r"<title>(.*?)</title>", shown)
    assert found is not None
    return found[1]


@pytest.mark.timeout(120)
@EACH_PAGE
def test_no_page_scrolls_sideways_on_a_telephone(
    chromium: list[str], tmp_path: Path, name: str
) -> None:
    assert sideways(chromium, tmp_path, write(PAGES[name]()), 320) == "320 of 320"


@pytest.mark.timeout(120)
@pytest.mark.parametrize("width", [320, 800, 1024, 1280, 1920])
def test_the_page_never_scrolls_sideways(chromium: list[str], tmp_path: Path, width: int) -> None:
    endless = "Velfærdsteknologiimplementeringsstrategi" * 4
    deep = "> " * 15 + "- " * 14 + "as deep as the parser goes"
    body = f"{SAMPLE}\n\n## {endless}\n\n{endless} `{endless}` <https://x.dk/{endless}>\n\n{deep}"
    one = document(body, title=endless, status=endless, facts=((endless, endless),), contents=3)
    assert sideways(chromium, tmp_path, write(one), width) == f"{width} of {width}"


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the accessibility checker's script."""
    return npm_package("axe-core@4.14.1", tmp_path_factory.mktemp("axe")) / "axe.min.js"


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        *((name, LIGHT) for name in PAGES),
        *((name, DARK) for name in ("a document", "a comparison", "footnotes")),
    ],
)
def test_axe_finds_nothing(
    chromium: list[str], axe: Path, tmp_path: Path, name: str, scheme: str
) -> None:
    scripts = [f'<script src="{path.as_uri()}"></script>' for path in (axe, BROWSER / "axe.js")]
    checked = tmp_path / "page.html"
    checked.write_text(with_scripts(write(PAGES[name]()), *scripts), "utf-8")
    scheme = f"--blink-settings=preferredColorScheme={scheme}"
    shown = browse(chromium, scheme, "--virtual-time-budget=30000", "--dump-dom", checked.as_uri())
    [report] = lxml_html.document_fromstring(shown).xpath("//pre[@id='found']")
    found = json.loads(report.text)
    assert found["violations"] == []
    assert {"color-contrast-enhanced", "heading-order", "region"} <= set(found["passes"])


@pytest.mark.timeout(180)
def test_the_nu_html_checker_finds_nothing(tmp_path: Path) -> None:
    java = shutil.which("java")
    if java is None:
        missing("java is not installed")
    checker = npm_package("vnu-jar@26.9.27", tmp_path) / "build" / "dist" / "vnu.jar"
    for number, make in enumerate(PAGES.values()):
        (tmp_path / f"page-{number}.html").write_bytes(write(make()))
    command = [java, "-jar", str(checker), "--stdout", "--exit-zero-always", "--format", "json"]
    paths = [str(path) for path in tmp_path.glob("*.html")]
    done = subprocess.run([*command, *paths], capture_output=True, timeout=120)
    messages = [message["message"] for message in json.loads(done.stdout)["messages"]]
    # It takes every data: picture for forbidden, even under the policy "img-src data:" alone.
    assert [m for m in messages if "Content Security Policy" not in m] == []
