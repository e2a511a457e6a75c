"""The site: its pages, their links, their frame, and how they hold in a browser."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from lxml import html as lxml_html
from shell import Shell
from test_html import BROWSER, DARK, HOSTILE, LIGHT, words_of

from anbefal import i18n, tree
from anbefal.model import Document, Page
from anbefal.model import Site as SiteOfPages
from anbefal.writers.html import SiteWriter
from tools import missing, npm_package

WHOLE = os.environ.get("ANBEFAL_TORTURE") == "1"
STATES = [REPOSITORY / f"tests/samples/day/{number}" for number in (1, 2, 3)]
STATES.append(REPOSITORY / "drafts")


class Site:
    """A site on the disk."""

    def __init__(self, folder: Path) -> None:
        """Read every page."""
        self.folder = folder
        self.pages = {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}

    def __getitem__(self, name: str) -> Any:
        """Give a page as a tree of elements."""
        return lxml_html.document_fromstring(self.pages[name])

    def trees(self) -> Iterator[tuple[str, Any]]:
        """Give every page."""
        return ((name, self[name]) for name in self.pages)


def live_through(shell: Shell) -> None:
    """Let the sample assembly's groups write for a day: four workshops, each closed."""
    shell.write({"anbefal.toml": (REPOSITORY / "anbefal.toml").read_bytes()})
    for number, state in enumerate(STATES, 1):
        shell.write({f"drafts/{path.name}": path.read_bytes() for path in state.glob("*.md")})
        close = ["workshop", "close", str(number), "--anyway", "so that the day goes on"]
        assert shell.run(*close).code == 0


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Give the sample assembly's workspace at the end of its day."""
    root = tmp_path_factory.mktemp("site")
    (root / "here").mkdir()
    shell = Shell(root / "here", root / "home")
    live_through(shell)
    return shell


@pytest.fixture(scope="module")
def site(day: Shell) -> Site:
    """Publish the sample assembly's report."""
    done = day.run("compile", "--to", "site")
    assert (done.code, done.out) == (0, "build/site/index.html\n")
    return Site(day.folder / "build" / "site")


# -- what there is -----------------------------------------------------------------------------


def test_every_text_has_a_page_and_one_for_each_version_and_each_change(site: Site) -> None:
    drafts = ("gruppe-1-6", "gruppe-2", "gruppe-3", "gruppe-4", "gruppe-5", "vision")
    wanted = {f"{draft}.html" for draft in drafts}
    wanted |= {f"{draft}-workshop-{n}.html" for draft in drafts for n in (1, 2, 3)}
    wanted |= {f"{draft}-changes-{n}-{n + 1}.html" for draft in drafts for n in (1, 2, 3)}
    assert wanted < set(site.pages)
    parts = "mandate process principles priorities agreement minorities comments questions"
    own = ("index", "recommendations", "versions", "forord", "ordliste", *parts.split())
    assert set(site.pages) == wanted | {f"{name}.html" for name in own}


def test_every_word_that_a_draft_publishes_is_on_its_page(site: Site) -> None:
    for path in (REPOSITORY / "drafts").glob("*.md"):
        if path.name.startswith("drejebog-"):
            continue
        body = path.read_text("utf-8").split("\n---\n", 1)[1]
        body = re.split(r"^## (?:Spørgsmål|Noter)", body, flags=re.MULTILINE)[0]
        shown = words_of(site[path.name.replace("+", "-").replace(".md", ".html")])
        words = tree.words(tree.prose(tree.parse(tree.lift_comments(body)[0])))
        missed = [word for word in words if word not in shown]
        assert missed == [], path.name


def test_who_wrote_and_working_notes_stay_in_the_workshop(site: Site) -> None:
    for name in ("gruppe-2.html", "gruppe-2-workshop-3.html", "gruppe-2-changes-2-3.html"):
        shown = words_of(site[name])
        assert "Galleritur" not in shown
        assert not re.search(r"skrivere|videre:|\bBT\b", shown), name


def test_the_front_page_tells_what_was_asked_and_how_far_every_text_is(site: Site) -> None:
    page = site["index.html"]
    assert "Hvilke prioriteringer skal sikre velfærden" in words_of(page.xpath("//blockquote")[0])
    rows = page.xpath("//svg/ancestor::tr")
    assert len(rows) == 6
    assert all("100\u00a0%" in row.xpath("./td[2]")[0].text_content() for row in rows)
    # The figure is the text; the bar is for the eye alone.
    assert page.xpath("//svg/@aria-hidden") == ["true"] * 6
    assert "so that the day goes on" in words_of(page)


def test_versions_tell_when_how_many_words_and_what_changed(site: Site) -> None:
    page = site["versions.html"]
    [table] = page.xpath("//h2[@id='versions-gruppe-2']/following::table[1]")
    rows = [[words_of(cell) for cell in row.xpath("./td")] for row in table.xpath(".//tbody/tr")]
    assert len(rows) == 4
    assert all("23" in row[0] and "2026" in row[0] for row in rows)
    assert [int(row[1]) for row in rows] == sorted(int(row[1]) for row in rows)
    links = table.xpath(".//a/@href")
    assert links == [
        "gruppe-2-workshop-1.html",
        "gruppe-2-workshop-2.html",
        "gruppe-2-changes-1-2.html",
        "gruppe-2-workshop-3.html",
        "gruppe-2-changes-2-3.html",
        "gruppe-2.html",
        "gruppe-2-changes-3-4.html",
    ]


# -- the frame ---------------------------------------------------------------------------------


def test_every_link_leads_to_a_page_and_a_place_that_are_there(site: Site) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in site.trees()}
    for name, page in site.trees():
        for href in page.xpath("//a/@href"):
            if re.match("https?:|mailto:", href):
                continue
            target, _, anchor = href.partition("#")
            assert (target or name) in ids, (name, href)
            assert not anchor or anchor in ids[target or name], (name, href)


def test_what_is_offered_as_a_way_on_is_a_link(site: Site) -> None:
    for name, page in site.trees():
        items = page.xpath("//h2[contains(@id, '-more')]/following-sibling::ul[1]/li")
        assert all(item.xpath("./a/@href") for item in items), name
    assert site["gruppe-2.html"].xpath("//h2[@id='gruppe-2-more']")
    assert not site["forord.html"].xpath("//h2")


def test_every_page_can_be_reached_from_the_first(site: Site) -> None:
    seen: set[str] = set()
    ahead = ["index.html"]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            hrefs = site[name].xpath("//a/@href")
            ahead += [target for href in hrefs if (target := href.partition("#")[0]) in site.pages]
    assert seen == set(site.pages)


def test_every_page_has_the_same_menu_with_the_place_where_one_is(site: Site) -> None:
    menus = set()
    for name, page in site.trees():
        [menu] = page.xpath("//nav[@class='site']")
        menus.add(tuple(menu.xpath("./ul/li/a/@href")))
        assert len(menu.xpath(".//a[@aria-current]")) == 1, name
        here = menu.xpath(".//a[@aria-current='page']/@href")
        assert here in ([], [name])
        trail = page.xpath("//nav[@class='trail']//a")
        if name != "index.html":
            assert [trail[0].get("href"), trail[-1].get("href")] == ["index.html", name]
            assert [a.get("href") for a in trail if a.get("aria-current") == "page"] == [name]
    assert len(menus) == 1


def test_the_first_thing_on_every_page_leads_past_the_menu(site: Site) -> None:
    for name, page in site.trees():
        first = page.xpath("//a")[0]
        [target] = page.xpath("//main/@id")
        assert first.get("href") == f"#{target}", name


def test_recommendations_are_read_one_after_the_other(site: Site) -> None:
    order = ["gruppe-1-6", "gruppe-2", "gruppe-3", "gruppe-4", "gruppe-5"]
    for number, name in enumerate(order):
        ways = {
            a.get("rel"): a.get("href").removesuffix(".html")
            for a in site[f"{name}.html"].xpath("//nav[@class='pager']//a")
        }
        assert ways.get("prev") == (order[number - 1] if number else None)
        assert ways.get("next") == (order[number + 1] if number + 1 < len(order) else None)


def test_every_page_has_its_own_title(site: Site) -> None:
    titles = [page.xpath("//title")[0].text for _, page in site.trees()]
    assert len(set(titles)) == len(titles)


def test_no_page_runs_or_fetches_anything(site: Site) -> None:
    for name, page in site.trees():
        written = site.pages[name].decode()
        assert "<script" not in written and "url(" not in written and "@import" not in written
        assert not page.xpath("//link | //iframe | //object | //base | //form"), name
        assert all(src.startswith("data:") for src in page.xpath("//@src")), name
        [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")


# -- how it is made ----------------------------------------------------------------------------


def test_the_same_day_gives_the_same_bytes_in_any_zone_and_folder(
    day: Shell, site: Site, tmp_path: Path
) -> None:
    zone = {"TZ": "Pacific/Auckland"}
    done = day.run("compile", "--to", "site", "-o", str(tmp_path / "other"), env=zone)
    assert done.code == 0, done.err
    assert Site(tmp_path / "other").pages == site.pages


def test_with_numbers_every_block_of_a_recommendation_can_be_cited(
    day: Shell, tmp_path: Path
) -> None:
    folder = tmp_path / "numbered"
    assert day.run("compile", "--to", "site", "--numbers", "-o", str(folder)).code == 0
    page = Site(folder)["gruppe-2.html"]
    numbers = page.xpath("//main//a[@class='number']")
    assert [a.text for a in numbers] == [f"2.{n}" for n in range(1, len(numbers) + 1)]
    assert all(a.get("href") == f"#{a.get('id')}" for a in numbers) and len(numbers) > 20


def test_what_else_is_in_the_folder_stays(day: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "robots.txt").write_text("mine")
    (folder / "index.html").write_text("an older site")
    assert day.run("compile", "--to", "site", "-o", str(folder)).code == 0
    assert (folder / "robots.txt").read_text() == "mine"
    assert b"Borgersamling Nordvig" in (folder / "index.html").read_bytes()


def test_a_usual_folder_that_leads_elsewhere_is_not_followed(
    day: Shell, site: Site, tmp_path: Path
) -> None:
    usual = site.folder
    kept = usual.rename(usual.with_name("kept"))
    usual.symlink_to(tmp_path)
    try:
        done = day.run("compile", "--to", "site")
        assert (done.code, list(tmp_path.iterdir())) == (2, [])
    finally:
        usual.unlink()
        kept.rename(usual)


def test_nothing_is_written_where_one_page_cannot_be(day: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    (folder / "versions.html").mkdir(parents=True)
    assert day.run("compile", "--to", "site", "-o", str(folder)).code == 2
    assert [path.name for path in folder.iterdir()] == ["versions.html"]


def test_a_site_of_an_earlier_workshop_knows_nothing_of_later_ones(
    day: Shell, tmp_path: Path
) -> None:
    words = ("compile", "--to", "site", "--at", "2", "--anyway", "half way", "-o")
    assert day.run(*words, str(tmp_path / "then")).code == 0
    pages = Site(tmp_path / "then")
    assert "gruppe-2-workshop-1.html" in pages.pages
    assert not [
        name
        for name in pages.pages
        if re.search(r"workshop-[234]|-[234]\.html", name)
        and "changes-1-2" not in name
        and not re.match(r"gruppe-\d\.html", name)
    ]
    assert "half way" in words_of(pages["index.html"])


# -- days that went otherwise ------------------------------------------------------------------

ASSEMBLY = """\
name = "Assembly of Northbay"
language = "da"
default_template = "kort"

[[workshop]]
number = 1
name = "Collect"
gate = 1

[[workshop]]
number = 2
name = "Finish"
gate = 1
"""
TEMPLATE = """\
title = "Short"
language = "{language}"
report = "recommendation"

[heading]
weight = 1
due = 1
"""
ANYWAY = ("--anyway", "to go on")


@pytest.fixture
def short(shell: Shell) -> Shell:
    """Stand in a small assembly with a template in each language."""
    shell.write(
        {
            "anbefal.toml": ASSEMBLY,
            "templates/kort/template.toml": TEMPLATE.format(language="da"),
            "templates/brief/template.toml": TEMPLATE.format(language="en"),
        }
    )
    return shell


def publish(shell: Shell, *words: str) -> Site:
    """Publish what stands in a workspace, or stood."""
    done = shell.run("compile", "--to", "site", *ANYWAY, "-o", "public", *words)
    assert done.code == 0, done.err
    return Site(shell.folder / "public")


def test_before_anything_was_saved_there_is_no_past(short: Shell) -> None:
    short.write({"drafts/one.md": "# One\n\ntext\n"})
    site = publish(short)
    own = {"index.html", "one.html", "process.html", "recommendations.html", "versions.html"}
    assert set(site.pages) == own
    assert len(site["versions.html"].xpath("//tbody/tr")) == 1


def test_a_draft_that_was_given_another_name_keeps_its_past(short: Shell) -> None:
    short.write({"drafts/old.md": "# One\n\ntext\n"})
    assert short.run("workshop", "close", "1", *ANYWAY).code == 0
    (short.folder / "drafts/old.md").rename(short.folder / "drafts/new.md")
    assert short.run("save", "drafts/old.md", "drafts/new.md").code == 0
    assert short.run("workshop", "close", "2", *ANYWAY).code == 0
    short.write({"drafts/new.md": "# One\n\ntext and more\n"})
    site = publish(short)
    assert "text" in words_of(site["new-workshop-1.html"])
    assert "more" in words_of(site["new-changes-2-latest.html"].xpath("//div//ins")[0])
    # Another name is no change of the text.
    assert "new-changes-1-2.html" not in site.pages


def test_an_earlier_text_that_cannot_be_read_is_told_of(short: Shell) -> None:
    short.write({"drafts/one.md": "> " * 60 + "too deep\n"})
    assert short.run("workshop", "close", "1", *ANYWAY).code == 0
    short.write({"drafts/one.md": "# One\n\ntext\n"})
    site = publish(short)
    assert "one-workshop-1.html" not in site.pages
    told = i18n.translate(i18n.msg("one of the two cannot be read"), "da")
    assert told in words_of(site["versions.html"])


def test_a_text_in_another_language_says_so_and_the_menu_keeps_its_own(short: Shell) -> None:
    short.write({"drafts/one.md": "---\nskabelon: brief\n---\n\n# One\n\ntext\n"})
    page = publish(short)["one.html"]
    assert page.get("lang") == "en"
    assert set(page.xpath("//nav[@class='site' or @class='trail']/@lang")) == {"da"}


def test_a_draft_may_be_called_as_a_page_of_the_site_is(short: Shell) -> None:
    names = ("index", "versions", "recommendations", "æ ø+1", "CON")
    short.write({f"drafts/{name}.md": f"# Draft {name}\n\ntext\n" for name in names})
    site = publish(short)
    for name in names:
        own = [n for n, page in site.trees() if words_of(page.xpath("//h1")[0]) == f"Draft {name}"]
        assert len(own) == 1 and re.fullmatch(r"[a-z0-9-]+\.html", own[0])
        [link] = [a for a in site["index.html"].xpath("//a") if words_of(a) == f"Draft {name}"]
        assert link.get("href") == own[0]


# -- hostile text ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert_on_every_page(text: str) -> None:
    body = tree.parse(f"## {text}\n\n{text}\n\n[a](other.html) [b](#other) [c](#)\n").children
    document = Document(title=text, language="en", publisher=text, body=tuple(body))
    pages = tuple(
        Page(id, text, document, above, series="all")
        for id, above in (("index", ""), (text, ""), ("other", text), ("<>", ""))
    )
    site = SiteOfPages(text, "da", pages, tuple(page.id for page in pages if not page.above))
    writer = SiteWriter(site)
    for page in pages:
        root = lxml_html.document_fromstring(writer.write(page))
        assert not root.xpath("//script | //*[@onload or @onerror or @onmouseover]")
        files = {writer.file(one) for one in pages}
        assert all(href in files for href in root.xpath("//nav//@href"))
        # A scribe's link leads to a place, never to a file; to a page of the site by its name.
        assert root.xpath("//main//a[.='a']") == []
        assert root.xpath("//main//a[.='b']/@href") == [writer.file(pages[2])]


# -- in a browser ------------------------------------------------------------------------------


def sample(site: Site) -> dict[str, bytes]:
    """Give the pages to look at: all of them, or one of those that differ by group alone."""
    alike = re.compile(r"(gruppe-[1-6]+|vision)(-6)?-|gruppe-[1345]")
    one = re.compile(r"gruppe-2-(workshop-2|changes-1-2|comments)")
    return {
        name: page
        for name, page in site.pages.items()
        if WHOLE or one.match(name) or not alike.match(name)
    }


def look(
    chromium: list[str], axe: Path, folder: Path, pages: dict[str, bytes], scheme: str
) -> dict[str, Any]:
    """Look at many pages with one browser; give what was found on each."""
    script = f'<script src="{axe.as_uri()}"></script></body>'
    opened = {
        name: re.sub(
            r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.decode()
        ).replace("</body>", script)
        for name, page in pages.items()
    }
    data = json.dumps(opened).replace("<", "\\u003c")
    runner = (BROWSER / "site.js").as_uri()
    (folder / "frame.html").write_text(
        f'<!doctype html><body><script>const pages={data}</script><script src="{runner}"></script>',
        "utf-8",
    )
    switches = [f"--blink-settings=preferredColorScheme={scheme}", "--virtual-time-budget=600000"]
    done = subprocess.run(
        [*chromium, *switches, "--dump-dom", (folder / "frame.html").as_uri()],
        capture_output=True,
        timeout=150,
        check=True,
    )
    shown = lxml_html.document_fromstring(done.stdout.decode("utf-8", "replace"))
    [report] = shown.xpath("//pre[@id='found']")
    found: dict[str, Any] = json.loads(report.text)
    assert set(found) == set(pages), found
    return found


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the accessibility checker's script."""
    return npm_package("axe-core@4.14.1", tmp_path_factory.mktemp("axe")) / "axe.min.js"


@pytest.mark.timeout(200)
def test_every_page_holds_in_a_browser(
    chromium: list[str], axe: Path, tmp_path: Path, site: Site
) -> None:
    found = look(chromium, axe, tmp_path, sample(site), LIGHT)
    for name, page in found.items():
        assert page["violations"] == [], name
        assert page["sideways"] == 0, f"{name} scrolls sideways on a telephone"
        assert page["unreachable"] == [], name
        assert {"color-contrast-enhanced", "heading-order", "region"} <= set(page["passes"])
    assert any(page["scrolling"] for page in found.values()), "no table was wide enough"


@pytest.mark.timeout(120)
def test_pages_hold_in_the_dark(chromium: list[str], axe: Path, tmp_path: Path, site: Site) -> None:
    names = ("index.html", "versions.html", "gruppe-2.html", "gruppe-2-changes-1-2.html")
    found = look(chromium, axe, tmp_path, {name: site.pages[name] for name in names}, DARK)
    assert {name: page["violations"] for name, page in found.items() if page["violations"]} == {}


@pytest.mark.timeout(180)
def test_the_nu_html_checker_finds_nothing(tmp_path: Path, site: Site) -> None:
    java = shutil.which("java")
    if java is None:
        missing("java is not installed")
    checker = npm_package("vnu-jar@26.9.27", tmp_path) / "build" / "dist" / "vnu.jar"
    command = [java, "-jar", str(checker), "--stdout", "--exit-zero-always", "--format", "json"]
    paths = [str(site.folder / name) for name in sample(site)]
    done = subprocess.run([*command, *paths], capture_output=True, timeout=120)
    messages = [(m["url"], m["message"]) for m in json.loads(done.stdout)["messages"]]
    assert messages == []
