"""Languages in documents: a draft in English inside a Danish report is told to be in English."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import lxml.html
import pytest
from conftest import REPOSITORY
from docx_reader import Docx, W
from shell import Shell

from anbefal import tree
from anbefal.model import Document
from anbefal.writers import html, markdown
from anbefal.writers.docx import write
from tools import require_tool

ENGLISH = (REPOSITORY / "tests" / "samples" / "templates" / "recommendation.md").read_bytes()
DANISH = (REPOSITORY / "drafts" / "gruppe-2.md").read_bytes()


def mixed() -> Document:
    """Make a Danish document with blocks of every kind in English, and a few English words."""
    english = """## The *dream*

Hello **bold** `code` [link](https://x.org) ~~gone~~ ![cow](x.png)

- [x] item
  > quote

| head |
|------|
| cell |

    code
"""
    blocks = tree.in_language(tree.parse(english).children, "en", "da")
    words = tree.paragraph([*tree.plain("Ordet "), *tree.foreign("welfare", "en", "da")])
    before, after = tree.parse("## Drøm\n\nDansk *tekst*").children, tree.parse("Slut").children
    return Document(
        title="Titel", language="da", body=(*before, *blocks, *words, *after), contents=2
    )


def runs(made: Docx) -> Iterator[tuple[str, str]]:
    """Give the words of every run and their language, as Word finds it."""
    (usual,) = made.parts["word/styles.xml"].iter(f"{W}lang")
    for run in made.body.iter(f"{W}r"):
        own = run.find(f"{W}rPr/{W}lang")
        words = "".join(at.text or "" for at in run.iter(f"{W}t"))
        yield words, (usual if own is None else own).get(f"{W}val", "")


def spoken(root: Any) -> Iterator[tuple[str, str]]:
    """Give every text of a page and its language, as a screen reader finds it."""
    for at in root.iter():
        near = next((up.get("lang") for up in (at, *at.iterancestors()) if up.get("lang")), "")
        above = at.getparent()
        outer = "" if above is None else next(
            (up.get("lang") for up in (above, *above.iterancestors()) if up.get("lang")), ""
        )  # fmt: skip
        yield (at.text or "", near) if isinstance(at.tag, str) else ("", "")
        yield at.tail or "", outer


ENGLISH_WORDS = ("The", "dream", "Hello", "bold", "code", "link", "gone", "cow", "item", "quote",
                 "head", "cell", "welfare")  # fmt: skip
DANISH_WORDS = ("Titel", "Drøm", "Dansk", "tekst", "Ordet", "Slut", "Indhold")


def assert_told(pairs: Iterator[tuple[str, str]], english: str, danish: str) -> None:
    """Hold every word to its language."""
    found: dict[str, set[str]] = {}
    for words, language in pairs:
        for word in re.findall(r"\w+", words):
            found.setdefault(word, set()).add(language)
    assert {word: found.get(word) for word in ENGLISH_WORDS} == dict.fromkeys(
        ENGLISH_WORDS, {english}
    )
    for word in DANISH_WORDS:
        assert found.get(word) in ({danish}, None) and (found.get(word) or word == "Indhold")


def test_every_run_of_a_word_file_has_its_language() -> None:
    assert_told(runs(Docx(write(mixed()))), "en-GB", "da-DK")


def test_every_text_of_a_web_page_has_its_language() -> None:
    root = lxml.html.document_fromstring(html.write(mixed()))
    for at in root.xpath("//style | //head"):
        at.drop_tree()
    # The entry of the contents is in English as well.
    [entry] = root.xpath("//nav//a[contains(., 'dream')]")
    assert entry.get("lang") == "en"
    for picture in root.xpath("//span[@class='kind']"):
        picture.drop_tree()
    assert_told(spoken(root), "en", "da")


def test_markdown_knows_no_languages_and_loses_no_word() -> None:
    text = markdown.write(mixed()).decode("utf-8")
    assert all(word in text for word in (*ENGLISH_WORDS, *DANISH_WORDS[:-1]))


def test_a_document_of_one_language_says_it_once() -> None:
    body = tuple(tree.parse("## a\n\nb").children)
    one = Document(title="t", language="da", body=tree.in_language(body, "da", "da"))
    assert one.body == body
    assert b"w:lang" not in Docx(write(one)).zip.read("word/document.xml")
    assert html.write(one).count(b" lang=") == 1


@pytest.fixture
def nordvig_in_two_languages(shell: Shell) -> Shell:
    """Stand in a Danish assembly, one of whose groups writes in English."""
    config = (REPOSITORY / "anbefal.toml").read_bytes()
    shell.write(
        {
            "anbefal.toml": config,
            "drafts/gruppe-2.md": DANISH,
            "drafts/gruppe-3.md": ENGLISH.replace(b'"2"', b'"3"', 1),
        }
    )
    return shell


def texts(root: Element) -> str:
    """Give the words below an element."""
    return "".join(at.text or "" for at in root.iter(f"{W}t"))


def test_an_english_draft_in_a_danish_report_is_told_to_be_in_english(
    nordvig_in_two_languages: Shell,
) -> None:
    shell = nordvig_in_two_languages
    done = shell.run("compile", "--to", "docx,html", "--anyway", "x", "-o", "out")
    assert done.code == 0, done.err
    (report,) = (shell.folder / "out").glob("*.docx")
    made = Docx(report.read_bytes())
    told = [(words, language) for words, language in runs(made) if words.strip()]
    title = re.search(r"(?m)^# (.*)$", ENGLISH.decode("utf-8"))[1]
    named = [language for words, language in told if title in words]
    assert named and set(named) == {"en-GB"}
    assert {language for _, language in told} == {"en-GB", "da-DK"}
    root = lxml.html.document_fromstring(report.with_suffix(".html").read_bytes())
    headings = [at for at in root.iter("h2") if title in at.text_content()]
    assert [at.get("lang") for at in headings] == ["en"]


def test_libreoffice_reads_the_languages(tmp_path: Path) -> None:
    soffice = require_tool("soffice")
    (tmp_path / "made.docx").write_bytes(write(mixed()))
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        + ["--convert-to", "fodt", "--outdir", str(tmp_path), str(tmp_path / "made.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = (tmp_path / "made.fodt").read_text("utf-8")
    styles = dict(re.findall(r'<style:style style:name="(\w+)" style:family="text"[^>]*>(.*?)'
                             r"</style:style>", text, re.DOTALL))  # fmt: skip
    marked = re.findall(r'<text:span text:style-name="(\w+)">([^<]*)</text:span>', text)
    english = {
        words.strip() for name, words in marked if 'fo:language="en"' in styles.get(name, "")
    }
    assert {"welfare", "bold", "quote", "cell"} <= english
    assert not english & {"Drøm", "Dansk", "tekst", "Slut"}
