"""Hostile and broken input, as tables: anbefal answers whatever lies there, and touches no more.

Each row goes through the commands that would touch it. A command ends with 0, 1 or 2, never with
3 and never with a traceback; with 2 it says exactly two lines and leaves every file as it was;
otherwise it writes only what it was asked for. Nothing that a row holds runs, or steers a terminal.
"""

import os
import random
import re
import resource
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shell import Done, Shell, snapshot

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
TORTURE = os.environ.get("ANBEFAL_TORTURE") == "1"
pytestmark = pytest.mark.timeout(900 if TORTURE else 30)
CONFIG = (ASSEMBLY / "anbefal.toml").read_text("utf-8")
TEMPLATE = (ASSEMBLY / "templates/short/template.toml").read_text("utf-8")
# Whole sizes in `make torture`; in `make test` as many as tell a loop from a hang.
MANY, SOME = (50_000, 5_000) if TORTURE else (4_000, 1_000)
HEAD = '---\ngroup: "1"\nscribes: [AB]\n---\n\n# Title\n\n## Our vision\n\n'

READ = ("lint --format json", "status")
WRITE = ("render group-1 --to html,docx -o out", "compile --to html --anyway why", "save")
if TORTURE:
    READ += (
        "show group-1 --at now",
        "check",
        "check --format json",
        "lint --strict",
        "log",
        "workshop list",
    )
    WRITE += ("compile --to docx --anyway why", "render", "workshop close 1")
# What a command may write, and nothing else.
OUTPUTS = {
    "render": "out/",
    "compile": "build/",
    "save": ".git",
    "new": "drafts/",
    "workshop": ".git",
}
OUTPUTS["init"] = "fresh"

SAFE_SCHEMES = ("http:", "https:", "mailto:", "tel:")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00" + b"\x80" * min(width, 1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


# --- drafts ---------------------------------------------------------------------------------------

DRAFTS: dict[str, str | bytes] = {
    "an empty file": b"",
    "only a byte-order mark": b"\xef\xbb\xbf",
    "only line ends": b"\n\r\n\r\r\n",
    "NULs": b"# Title\x00\n\x00\x00",
    "random bytes": random.Random(7).randbytes(3000),
    "a PNG": png(3, 3),
    "UTF-16 without a mark": "# Tïtle\n\nWords.".encode("utf-16-le"),
    "UTF-16 with a mark, cut short": "# Title".encode("utf-16")[:-1],
    "half an emoji": b"# \xf0\x9f\x98\n",
    "lone surrogates, written as UTF-8": b"# \xed\xa0\x80 \xed\xbf\xbf\n",
    "a byte over 200 KB": HEAD + "x" * (200 * 1024 + 1 - len(HEAD)),
    "exactly 200 KB": HEAD + "word " * ((200 * 1024 - len(HEAD)) // 5),
    "one line of a megabyte": b"x" * 1_000_000,
    "31 nested quotes": HEAD + ">" * 31 + " deep\n",
    "thousands of nested quotes": HEAD + ">" * SOME + " deep\n",
    "thousands of nested lists": HEAD + "- " * SOME + "deep\n",
    "600 list levels, one a line": HEAD + "".join(" " * n + "- x\n" for n in range(600)),
    "thousands of nested emphases": HEAD + "*a **b " * (SOME // 2) + "\n",
    "unmatched emphasis signs without end": HEAD + "*_" * (MANY // 2) + "\n",
    "thousands of nested pictures": HEAD + "![" * SOME + "](x)" * SOME + "\n",
    "thousands of nested links": HEAD + "[" * SOME + "](x)" * SOME + "\n",
    "opening brackets without end": HEAD + "[" * MANY + "\n",
    "backticks without end": HEAD + "`" * MANY + "a " + "`" * (MANY - 1) + "\n",
    "backtick runs of growing length": HEAD + " ".join("`" * n for n in range(1, 600)) + "\n",
    "a table of thousands of columns": HEAD
    + "|a" * SOME
    + "|\n"
    + "|-" * SOME
    + "|\n"
    + "|b" * SOME,
    "a table of thousands of rows": HEAD + "|a|b|\n|-|-|\n" + "|1|2|\n" * SOME,
    "headings without end": HEAD + "#\n" * MANY,
    "thousands of sections": HEAD + "## x\n" * SOME,
    "thousands of entries": HEAD + "### [x](y)\n" * SOME,
    "thousands of definitions": HEAD + "".join(f"[{n}]: /x\n" for n in range(SOME)) + "[1][2][3]\n",
    "a definition of itself": HEAD + "[a]: a\n\n[a][a][a]\n",
    "entities": HEAD + "&#0; &#xFFFFFF; &#x1b;[31m &lt;script&gt; &bogus; &#x202e;\n",
    "HTML comments never closed": HEAD + "<!-- " * SOME,
    "a comment round everything": "<!--\n" + HEAD + "-->\n",
    "script tags": HEAD + "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<b>x\n",
    "javascript links": HEAD + "[a](javascript:alert(1)) [b](JaVaScRiPt&colon;alert(1)) "
    "[c](data:text/html;base64,PHN2Zz4=) [d](vbscript:x) <javascript:alert(1)> "
    "[e](\x01javascript:x)\n",
    "template code": HEAD + "{{7*7}} {% for x in y %} ${7*7} #{7*7} <%= 7*7 %>\n",
    "steering signs in the title": HEAD.replace(
        "Title", "T\x1b[31m\x1b]0;pwned\x07\x9b31m\u202etxt"
    ),
    "steering signs in the head": '---\ngroup: "\\e[31m\\u202e"\nscribes: ["\\x07"]\n---\n# T\n',
    "a title of 30,000 words": "# " + "word " * 30_000 + "\n",
    "a word of 100,000 letters": HEAD + "a" * 100_000 + "\n",
    "200 combining marks a letter": HEAD + ("a" + "\u0301" * 200) * 300 + "\n",
    "every odd character": HEAD + "".join(map(chr, [*range(32), *range(127, 160), 0xFFFE, 0xFFFF])),
    "noncharacters and private use": HEAD + "\ufdd0\ue000\U000f0000\U0010ffff\n",
    "line ends that no editor knows": HEAD + "a\x0bb\x0cc\x85d\u2028e\u2029f\n",
    "nothing but a fence": "```",
    "head: only a line": "---",
    "head: two lines": "---\n---\n",
    "head: never closed": "---\ngroup: 1\n" + "a: b\n" * 2000,
    "head: 40 KB": "---\n" + "".join(f"key{n}: x\n" for n in range(4000)) + "---\n# T\n",
    "head: a billion laughs": "---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n---\n",
    "head: an alias of itself": "---\na: &a [*a]\n---\n# T\n",
    "head: a tag": "---\ngroup: !!python/object/apply:os.system ['touch PWNED']\n---\n# T\n",
    "head: a local tag": "---\ngroup: !include /etc/passwd\n---\n# T\n",
    "head: a merge key": "---\n<<: {group: 1}\n<<: x\n---\n# T\n",
    "head: double keys": "---\ngroup: 1\ngroup: 2\n---\n# T\n",
    "head: deep flow": "---\na: " + "[" * 5000 + "]" * 5000 + "\n---\n# T\n",
    "head: deep flow, open": "---\na: " + "{a: " * 5000 + "\n---\n# T\n",
    "head: deep blocks": "---\n" + "".join(" " * n + "a:\n" for n in range(200)) + "---\n# T\n",
    "head: tabs": "---\ngroup:\t1\n\tscribes: x\n---\n# T\n",
    "head: a list": "---\n- a\n- b\n---\n# T\n",
    "head: a scalar": "---\njust words\n---\n# T\n",
    "head: two documents": "---\na: 1\n--- \nb: 2\n---\n# T\n",
    "head: a key that is a list": "---\n? [a, b]\n: c\n---\n# T\n",
    "head: an empty key": "---\n'': x\n: y\n---\n# T\n",
    "head: a huge number": "---\ngroup: " + "9" * 9000 + "\nscribes: 1e999\n---\n# T\n",
    "head: a wrong kind for each key": "---\ngroup: [1, [2]]\nscribes: {a: {b: c}}\n---\n# T\n",
    "head: group as a path": '---\ngroup: "../../etc/passwd"\nscribes: [AB]\n---\n# T\n',
    "head: template as a path": "---\ntemplate: ../../../etc\n---\n# T\n",
    "head: template as a list": "---\ntemplate: [short]\nskabelon: vision\n---\n# T\n",
    "head: bidi in an id": '---\ngroup: "1\u202e"\nscribes: ["A\u2066B"]\n---\n# T\n',
    "head: a scribe with a line end": '---\ngroup: "1"\nscribes: ["A\\nB <x@y>"]\n---\n# T\n',
    "head: 3,000 scribes": "---\nscribes: [" + "AB," * 3000 + "]\n---\n# T\n",
    "picture: a file URL": HEAD + "![x](file:///etc/passwd)\n",
    "picture: an absolute path": HEAD + "![x](/etc/passwd)\n",
    "picture: a path upwards": HEAD + "![x](../../secret.png) ![y](..%2f..%2fsecret.png)\n",
    "picture: a link to a secret": HEAD + "![x](link.png)\n",
    "picture: from the net": HEAD + "![x](http://127.0.0.1:9/x.png) ![y](//127.0.0.1:9/y.png)\n",
    "picture: data": HEAD + "![x](data:image/svg+xml;base64,PHN2Zy8+)\n",
    "picture: an SVG": HEAD + "![x](drawing.svg) ![y](drawing.png)\n",
    "picture: 60,000 pixels wide": HEAD + "![x](wide.png)\n",
    "picture: cut short": HEAD + "![x](short.png)\n",
    "picture: a folder, a pipe, nothing": HEAD + "![a](.) ![b](pipe.png) ![c]() ![d](%00)\n",
    "picture: a long name": HEAD + f"![x]({'a' * 5000}.png)\n",
    "picture: a file of 11 MB": HEAD + "![x](big.png)\n",
    "picture: 2,000 times": HEAD + "![x](good.png) " * 2000 + "\n",
}

SECRET = png(7, 7)


def lay_pictures(shell: Shell, name: str) -> None:
    (shell.folder.parent / "secret.png").write_bytes(SECRET)
    drafts = shell.folder / "drafts"
    (drafts / "link.png").symlink_to(shell.folder.parent / "secret.png")
    (drafts / "good.png").write_bytes(png(2, 2))
    if "11 MB" in name:
        (drafts / "big.png").write_bytes(png(2, 2) + bytes(11 * 1024 * 1024))
    (drafts / "wide.png").write_bytes(png(60_000, 1))
    (drafts / "short.png").write_bytes(png(2, 2)[:30])
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
    )
    (drafts / "drawing.svg").write_text(svg)
    (drafts / "drawing.png").write_text(svg)
    os.mkfifo(drafts / "pipe.png")


@pytest.mark.parametrize("name", DRAFTS)
def test_a_draft(shell: Shell, name: str) -> None:
    lay_assembly(shell)
    if name.startswith("picture"):
        lay_pictures(shell, name)
    content = DRAFTS[name]
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    (shell.folder / "drafts/group-1.md").write_bytes(data)
    for line in (*READ, *WRITE):
        held(shell, *line.split())
    assert shell.run("show", "group-1").data == data, "saved and shown: the same bytes"
    for path in (*shell.folder.glob("out/*"), *shell.folder.glob("build/*")):
        harmless(path)
    assert not list(shell.folder.parent.rglob("PWNED"))


# --- what lies in the place of a draft ------------------------------------------------------------

Lay = Callable[[Path], object]
STRANGERS: dict[str, Lay] = {
    "a link to a secret": lambda at: at.symlink_to("/etc/passwd"),
    "a link to nothing": lambda at: at.symlink_to("nowhere"),
    "a link to itself": lambda at: at.symlink_to(at.name),
    "a link to a device": lambda at: at.symlink_to("/dev/zero"),
    "a pipe": lambda at: os.mkfifo(at),
    "a folder": lambda at: at.mkdir(),
    "a full folder": lambda at: (at / "x.md").mkdir(parents=True),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_no_file_where_a_draft_should_be(shell: Shell, name: str) -> None:
    lay_assembly(shell)
    held(shell, "save", "group-2")
    path = shell.folder / "drafts/group-1.md"
    path.unlink()
    STRANGERS[name](path)
    for line in ("lint", "lint drafts/group-1.md", *READ, *WRITE, "log group-1", "save group-1"):
        held(shell, *line.split())
    lint = shell.run("lint")
    assert "drafts/group-2.md:" in lint.out, "one bad draft does not hide the others"
    assert "root:" not in shell.run("show", "group-1", "--at", "now").out


def test_a_draft_that_may_not_be_read(shell: Shell) -> None:
    if os.getuid() == 0:
        pytest.skip("root may read everything")
    lay_assembly(shell)
    (shell.folder / "drafts/group-1.md").chmod(0)
    for line in (*READ, *WRITE):
        held(shell, *line.split())


@pytest.mark.parametrize("folder", [".", "drafts", "build"])
def test_a_folder_that_may_not_be_written(shell: Shell, folder: str) -> None:
    if os.getuid() == 0:
        pytest.skip("root may write everywhere")
    lay_assembly(shell)
    (shell.folder / "drafts/group-2.md").unlink()
    (shell.folder / "build").mkdir()
    (shell.folder / folder).chmod(0o555)
    for line in ("lint", "new 2", "render --to html", "compile --to html --anyway x", "save"):
        held(shell, *line.split(), changes=("drafts/", "build/", ".git"))
    (shell.folder / folder).chmod(0o755)


@pytest.mark.parametrize("folder", ["drafts", "build", "templates"])
@pytest.mark.parametrize("kind", ["a file", "a link outside", "a link to itself", "a link upwards"])
def test_a_folder_that_is_none(shell: Shell, folder: str, kind: str) -> None:
    lay_assembly(shell)
    outside = shell.folder.parent / "outside"
    shutil.copytree(shell.folder / "drafts", outside)
    path = shell.folder / folder
    if path.exists():
        shutil.rmtree(path)
    match kind:
        case "a file":
            path.write_text("mine")
        case "a link outside":
            path.symlink_to(outside)
        case "a link to itself":
            path.symlink_to(folder)
        case "a link upwards":
            path.symlink_to("..")
    for line in ("lint", "status", "new 1", "render --to html", "compile --anyway x", "save"):
        done = held(shell, *line.split(), changes=("build/", "drafts/", ".git"))
        assert "outside/" not in done.out
    assert {p.name for p in outside.iterdir()} == {"group-1.md", "group-2.md"}


# --- anbefal.toml ---------------------------------------------------------------------------------

CONFIGS: dict[str, str | bytes] = {
    "empty": "",
    "not TOML": "this is no toml",
    "random bytes": random.Random(3).randbytes(500),
    "not UTF-8": CONFIG.replace("Northbay", "N\u00f8rbugt").encode("cp1252"),
    "UTF-16": CONFIG.encode("utf-16"),
    "NULs": CONFIG + "\x00",
    "300 KB": CONFIG + "#" * 300_000,
    "nested 5,000 deep": CONFIG + "x = " + "[" * 5000 + "]" * 5000,
    "an inline table 5,000 deep": CONFIG + "x = " + "{a=" * 5000 + "1" + "}" * 5000,
    "dotted 3,000 deep": CONFIG + ".".join("a" * 3000) + " = 1",
    "a number of 9,000 digits": "members = " + "9" * 9000 + "\n" + CONFIG,
    "a number past 64 bits": "members = 99999999999999999999999\n" + CONFIG,
    "members below zero": "members = -3\n" + CONFIG,
    "a gate that is no number": CONFIG.replace("gate = 50", "gate = nan"),
    "an endless gate": CONFIG.replace("gate = 50", "gate = inf"),
    "a gate of zero": CONFIG.replace("gate = 50", "gate = 0"),
    "a gate of text": CONFIG.replace("gate = 50", 'gate = "50"'),
    "a negative workshop": CONFIG.replace("number = 1", "number = -1"),
    "workshops numbered alike": CONFIG.replace("number = 2", "number = 1"),
    "groups named alike": CONFIG.replace('id = "2"', 'id = "1"'),
    "a table twice": CONFIG + "[meeting]\nnumber = 1\n[meeting]\nnumber = 2\n",
    "a key twice": 'name = "x"\n' + CONFIG,
    "an unknown key": "nmae = 1\n" + CONFIG,
    "an unknown key with signs": '"a.b]`\u202e\\u001b" = 1\n' + CONFIG,
    "an unknown key in a group": CONFIG + 'colour = "red"\n',
    "a wrong type for all": "name = 1\nlanguage = 2\ndefault_template = 3\n",
    "a group that is no table": 'group = ["1"]\n' + CONFIG.split("[[")[0],
    "a language that is none": CONFIG.replace('"en"', '"xx"'),
    "a date as text": CONFIG + '[meeting]\nnumber = 1\ndate = "soon"\n',
    "a date and time": CONFIG + "[meeting]\nnumber = 1\ndate = 2026-05-23T10:00:00Z\n",
    "the year 1": CONFIG + "[meeting]\nnumber = 1\ndate = 0001-01-01\n",
    "a time that is none": CONFIG.replace("gate = 50", 'start = "25:00"'),
    "a group id with slashes": CONFIG.replace('id = "1"', 'id = "../../x"'),
    "a group id with a line end": CONFIG.replace('id = "1"', 'id = "x\\n"'),
    "a group id that is empty": CONFIG.replace('id = "1"', 'id = ""'),
    "an editor of no group": CONFIG + '[[editor]]\ninitials = "AB"\ngroup = "9"\n',
    "a template that is a path": CONFIG.replace('"short"', '"../x"'),
    "a template that is not there": CONFIG.replace('"short"', '"nothing"'),
    "steering signs in the names": CONFIG.replace("Northbay", "\\u001b[31m\\u202e").replace(
        "Collect", "\\u001b]0;x\\u0007"
    ),
    "names of rich's own markup": CONFIG.replace("Collect", "[bold]x[/nope]"),
    "a name of 2,001 letters": CONFIG.replace("Northbay", "N" * 2001),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_an_anbefal_toml(shell: Shell, name: str) -> None:
    lay_assembly(shell)
    shell.write({"anbefal.toml": CONFIGS[name]})
    for line in ("lint", "status", "save")[: 3 if TORTURE else 2]:
        held(shell, *line.split())
    done = held(shell, "compile", "--to", "html,docx", "--anyway", "x")
    if done.code == 2 and "anbefal.toml" in done.err:
        assert re.search(r"anbefal\.toml(, line \d+)?:", done.err), done.err


@pytest.mark.parametrize("lay", ["a folder", "a pipe", "a link to itself", "a link to nothing"])
def test_an_anbefal_toml_that_is_no_file(shell: Shell, lay: str) -> None:
    lay_assembly(shell)
    path = shell.folder / "anbefal.toml"
    path.unlink()
    STRANGERS[lay](path)
    for line in ("lint", "status", "save", "new 1", "lint drafts/group-1.md"):
        assert held(shell, *line.split()).code == 2


# --- templates ------------------------------------------------------------------------------------

TEMPLATES: dict[str, dict[str, str | bytes]] = {
    "empty": {"template.toml": ""},
    "not UTF-8": {"template.toml": b'title = "\xff\xfe\x80"'},
    "an unknown kind": {"template.toml": TEMPLATE.replace('"prose"', '"poem"')},
    "a section id with slashes": {"template.toml": TEMPLATE.replace('"vision"', '"../v"')},
    "two sections of one id": {"template.toml": TEMPLATE.replace('"principles"', '"vision"')},
    "two sections of one heading": {
        "template.toml": TEMPLATE.replace("Our principles", "Our vision")
    },
    "a field called template": {
        "template.toml": TEMPLATE.replace('key = "group"', 'key = "template"')
    },
    "limits the wrong way round": {
        "template.toml": TEMPLATE.replace("min = 8", "min = 9, max = 3")
    },
    "200 items asked for": {
        "template.toml": TEMPLATE.replace("items = { min = 2", "items = { min = 200")
    },
    "a negative weight": {"template.toml": TEMPLATE.replace("weight = 4", "weight = -4")},
    "no weight at all": {"template.toml": re.sub(r"weight = \d", "weight = 0", TEMPLATE)},
    "due after the last workshop": {"template.toml": TEMPLATE.replace("due = 2", "due = 99")},
    "headings of rich's own markup": {
        "template.toml": TEMPLATE.replace('"Vision"', '"[bold]x[/nope]"')
    },
    "steering signs": {"template.toml": TEMPLATE.replace('"Vision"', '"\\u001b[31m\\u202e"')},
    "page code": {"draft.md": "{{7*7}} {group.__class__} {0} {% raw %}\n"},
    "no draft.md": {"draft.md": ""},
    "a draft.md that is no text": {"draft.md": b"\x00\x01"},
    "a draft.md over the limit": {"draft.md": "x" * 300_000},
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template(shell: Shell, name: str) -> None:
    lay_assembly(shell)
    shell.write({f"templates/short/{file}": text for file, text in TEMPLATES[name].items()})
    (shell.folder / "drafts/group-2.md").unlink()
    for line in (*READ, *WRITE, "new 2"):
        held(shell, *line.split())


# --- arguments ------------------------------------------------------------------------------------

LONG = "x" * 5000
ARGUMENTS: list[tuple[int, list[str]]] = [
    (2, ["lint", "../../etc/passwd"]),
    (2, ["lint", "drafts/group-1.md/x.md"]),
    (2, ["lint", LONG]),
    (2, ["lint", "a/" * 3000]),
    (2, ["lint", "\x00"]),
    (2, ["lint", "drafts/group-1.md\x00.png"]),
    (2, ["lint", "\udc80\udcff"]),
    (2, ["lint", "\x1b[31m\u202e\n\r"]),
    (2, ["lint", "~nobody/x"]),
    (2, ["lint", "*.md"]),
    (1, ["lint", "../secret.png"]),
    (2, ["render", "../secret.png", "-o", "out"]),
    (2, ["lint", "--", "--format"]),
    (2, ["lint", "--format", "../json"]),
    (2, ["lint", "--format", "\x1b[31m"]),
    (2, ["lint", "--format=" + LONG]),
    (2, ["lint", "--workshop", "-1"]),
    (2, ["lint", "--workshop", "99999999999999999999"]),
    (2, ["lint", "--workshop", "²"]),
    (2, ["lint", "--workshop", "1;2"]),
    (2, ["lint", "--lang"]),
    (2, ["lint", "--lang", "../da"]),
    (2, ["lint", "--lang=\x1b"]),
    (2, ["check", "--min", "nan"]),
    (2, ["check", "--min", "inf"]),
    (2, ["check", "--min", "-1"]),
    (2, ["check", "--min", "1e400"]),
    (2, ["check", "--min", "a\nb"]),
    (2, ["log", "--rows", "9" * 400]),
    (2, ["log", "-n", "-5"]),
    (2, ["log", LONG]),
    (2, ["show", "group-1", "--at", "--output=x"]),
    (2, ["show", "group-1", "--at", "HEAD"]),
    (2, ["show", "group-1", "--at", "HEAD~1"]),
    (2, ["show", "group-1", "--at", "-1"]),
    (2, ["show", "group-1", "--at", "99999"]),
    (2, ["show", "group-1", "--at", "last:../x"]),
    (2, ["show", "group-1", "--at", "\x00"]),
    (2, ["show", "group-1", "--at", LONG]),
    (2, ["show", "group-1", "--at", ""]),
    (2, ["show", "../../etc/passwd"]),
    (2, ["show", "/etc/passwd", "--at", "last"]),
    (2, ["show", "group-1:anbefal.toml"]),
    (2, ["diff", "--from", "--output=x"]),
    (2, ["diff", "--from", "HEAD"]),
    (2, ["diff", "--to", "1..2"]),
    (2, ["diff", "--to", "\x00"]),
    (2, ["diff", "--from", LONG]),
    (2, ["diff", "--to", ""]),
    (2, ["diff", "../../etc/passwd", "--from", "last"]),
    (2, ["diff", "/etc/passwd", "--from", "last"]),
    (2, ["diff", "anbefal.toml", "--from", "last"]),
    (2, ["diff", "group-1:anbefal.toml", "--from", "last"]),
    (2, ["diff", "--from", "last", "-o", "drafts/group-1.md/x"]),
    (2, ["diff", "--from", "last", "-o", "\x00"]),
    (0, ["diff", "--from", "now"]),
    (0, ["save", "--by", "--foo"]),
    (0, ["save", "--by", "A\nB <x@y>\x1b[31m"]),
    (0, ["save", "--by", "é" * 4096]),
    (0, ["save", "--by", "<>"]),
    (0, ["save", "-m", "a\n\nDraft: drafts/x.md 100.0 +9 -9\nWorkshop: 9"]),
    (0, ["save", "-m", "\x00\x1b[31m"]),
    (0, ["save", "-m", LONG * 10]),
    (0, ["save", "-m", "# a\n--- >8 ---"]),
    (2, ["save", "/etc/passwd"]),
    (2, ["save", "../secret.png"]),
    (2, ["save", ".git"]),
    (2, ["render", "--to", "../html"]),
    (2, ["render", "--to", "html,anbefal.writers.html"]),
    (2, ["render", "--to", LONG]),
    (2, ["render", "-o", "drafts/group-1.md/x"]),
    (2, ["render", "-o", "/dev/null/x"]),
    (2, ["render", "-o", LONG]),
    (2, ["render", "-o", "\x00"]),
    (2, ["render", "--to", "html", "-o", "/proc/nothing/x"]),
    (2, ["new", "../../x"]),
    (2, ["new", "1\x00"]),
    (2, ["new", LONG]),
    (2, ["new", "1", "--template", "../x"]),
    (2, ["new", "1", "--template", "short/../short"]),
    (2, ["new", "1", "--template", "\x00"]),
    (2, ["workshop", "close", "--", "-1"]),
    (2, ["workshop", "close", "9" * 5000]),
    (0, ["workshop", "close", "1", "--anyway", "a\nBecause: b\x1b[31m\x00"]),
    (2, ["init", "."]),
    (2, ["init", "drafts/group-1.md"]),
    (2, ["init", "drafts/group-1.md/x"]),
    (2, ["init", "\x00"]),
    (2, ["init", LONG]),
    (2, ["init", "fresh", "--name", "N" * 2001]),
    (0, ["init", "fresh", "--name", 'a"]\n\\[[group]]\x1b\u202e\x00\udc80', "--groups", "1"]),
    (2, ["rule", "../AB101"]),
    (2, ["rule", "\x00" + LONG]),
    (2, ["compile", "--at", "--upload-pack=x"]),
    (0, ["compile", "--to", "html,docx", "--anyway", "<script>\x00\x1b[31m</script>\udc80"]),
    (2, ["\x1b[31m"]),
    (2, ["--no-such", LONG]),
    (2, ["--help=x"]),
    (2, ["workshop", "\u202e"]),
]


@pytest.mark.parametrize(
    ("code", "words"), ARGUMENTS, ids=[ascii(" ".join(words))[:60] for _, words in ARGUMENTS]
)
def test_arguments(shell: Shell, code: int, words: list[str]) -> None:
    lay_assembly(shell)
    (shell.folder.parent / "secret.png").write_bytes(SECRET)
    if words[0] in ("show", "log", "diff"):
        held(shell, "save")
    assert held(shell, *words).code == code
    for line in () if code else ("log", "log --format json", "workshop list", "status"):
        assert held(shell, *line.split()).code == 0, "what was taken in can be shown again"


# --- environment ----------------------------------------------------------------------------------

ENVIRONMENTS: dict[str, dict[str, str]] = {
    "a date of garbage": {"SOURCE_DATE_EPOCH": "yesterday"},
    "a date before all dates": {"SOURCE_DATE_EPOCH": "-99999999999"},
    "a date after all dates": {"SOURCE_DATE_EPOCH": "99999999999999999999"},
    "a date of eleven digits": {"SOURCE_DATE_EPOCH": "99999999999"},
    "the very first second": {"SOURCE_DATE_EPOCH": "0"},
    "a language that is none": {
        "ANBEFAL_LANG": "../../x",
        "LC_ALL": "xx_XX.KOI8",
        "LANGUAGE": "../x",
    },
    "no name": {"ANBEFAL_BY": "\n \t"},
    "a name of signs": {"ANBEFAL_BY": "\x1b[31m<>"},
    "another repository": {"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/x", "GIT_WORK_TREE": "/"},
    "a zone of garbage": {"TZ": "Nowhere/At_All"},
    "no home": {"HOME": "/nowhere", "USERPROFILE": ""},
    "a terminal one letter wide": {"COLUMNS": "1", "LINES": "1", "TERM": "dumb"},
    "colour by force": {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TTY_COMPATIBLE": "1"},
    "typer's own switches": {
        "_TYPER_FORCE_DISABLE_TERMINAL": "1",
        "_ANBEFAL_COMPLETE": "bash_source",
    },
    "git's traces": {"GIT_TRACE": "1", "GIT_PYTHON_TRACE": "full"},
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_an_environment(shell: Shell, name: str) -> None:
    lay_assembly(shell)
    shell.variables = ENVIRONMENTS[name]
    for line in ("save", "workshop list", "log", *READ, *WRITE):
        done = held(shell, *line.split())
        assert done.code < 2 or "ANBEFAL_BY" in shell.variables, done.err


STREAMS = [
    ("nobody listens", "{0} lint >&-", 0),
    ("nobody listens to talk", "{0} lint group-9 2>&-", 2),
    ("everything is shut", "{0} status <&- >&- 2>&-", 0),
    ("a full disk behind the output", "{0} lint > /dev/full", 2),
    ("a full disk behind the help", "{0} --help > /dev/full", 2),
    ("a full disk behind raw bytes", "{0} show group-1 --at now > /dev/full", 2),
    ("a full disk behind the talk", "{0} lint group-9 2> /dev/full", 2),
    ("a reader that leaves", "{0} rule | head -c 10 > /dev/null; exit ${{PIPESTATUS[0]}}", 0),
    ("files of 4 KB at most", "ulimit -f 4; {0} render --to html -o out", 2),
    ("files of 4 KB at most, and git", "ulimit -f 0; {0} save", 2),
    ("few open files", "ulimit -n 10; {0} lint", None),
    ("the folder is gone", "mkdir gone; cd gone; rmdir ../gone; {0} lint", 2),
    ("the folder is gone, and a file is named", "mkdir g; cd g; rmdir ../g; {0} show group-1", 2),
    ("an encoding for ten letters", "PYTHONIOENCODING=ascii:strict {0} lint --lang da", 1),
    ("no temporary folder", "TMPDIR=/nowhere {0} save", None),
    ("no git", "PATH=/nowhere {0} save", 2),
]


@pytest.mark.parametrize(("name", "line", "code"), STREAMS, ids=[row[0] for row in STREAMS])
def test_a_machine(shell: Shell, name: str, line: str, code: int | None) -> None:
    """These need a process of their own: closed streams, full disks, limits."""
    lay_assembly(shell)
    if name.startswith("nobody listens") or "group-9" not in line:
        (shell.folder / "drafts/group-2.md").write_bytes(
            (shell.folder / "drafts/group-1.md").read_bytes().replace(b'"1"', b'"2"')
        )
    if "lang da" in line:
        (shell.folder / "drafts/group-1.md").write_text("# Æ")
    # A limit on files would cut short the byte code that Python keeps, for good.
    shell.variables["PYTHONDONTWRITEBYTECODE"] = "1"
    before = snapshot(shell.folder)
    command = line.format(f'"{sys.executable}" -m anbefal')
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=shell.folder,
        env=shell.environment(),
        capture_output=True,
        check=False,
        timeout=50,
    )
    err = done.stderr.decode()
    assert "Traceback" not in err and "Exception ignored" not in err, err
    assert done.returncode == code if code is not None else done.returncode in (0, 1, 2), err
    if done.returncode == 2 and "2>" not in line:
        two_lines(err)
        assert files_of(snapshot(shell.folder)) == files_of(before)


def files_of(found: dict[str, object]) -> dict[str, object]:
    """Leave out folders that were begun and hold nothing yet."""
    return {n: what for n, what in found.items() if what != "folder" and n[:4] != ".git"}


@pytest.mark.parametrize("command", ["render --to html -o out", "compile --to html --anyway x"])
def test_the_old_output_outlives_a_full_disk(shell: Shell, command: str) -> None:
    lay_assembly(shell)
    assert shell.run(*command.split()).code == 0
    shell.variables["PYTHONDONTWRITEBYTECODE"] = "1"
    before = snapshot(shell.folder)
    done = subprocess.run(
        [sys.executable, "-m", "anbefal", *command.split()],
        cwd=shell.folder,
        env=shell.environment(),
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    assert done.returncode == 2, done.stderr
    assert snapshot(shell.folder) == before


# --- texts that look like drafts ------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        *(
            "# ",
            "## ",
            "### ",
            "## 1. Our vision\n",
            "## Our principles\n",
            "\n",
            "\n\n",
            "- ",
            "  - ",
        ),
        *(
            "1. ",
            "- [x] S1 ",
            "- [ ] ",
            " -> used in: ",
            " → ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "~~~",
        ),
        *(
            "> ",
            "|a|b|\n|-|-|\n",
            "|",
            "---\n",
            "...\n",
            "***",
            "[",
            "](",
            ")",
            "![",
            "<",
            ">",
            "<!-- ",
        ),
        *(
            " -->",
            "<!-- anbefal: ignore AB301 because x -->",
            "group: 1\n",
            "scribes: [AB]\n",
            "a: {b: ",
        ),
        *(
            "}\n",
            "&amp;",
            "&#0;",
            "\\",
            "\t",
            "    ",
            "\r\n",
            "\r",
            "http://x.y",
            "<b>",
            "</b>",
            "{{x}}",
        ),
        *(
            "[a]: b\n",
            "[^1]",
            "[^1]: x\n",
            "- **Mere af:** x\n",
            "### 12.35–12.55 Velkomst\n",
            "(20 min)",
        ),
        *(
            "\u202e",
            "\u200b",
            "\u00ad",
            "\u2028",
            "\x00",
            "\x1b[31m",
            "\ufeff",
            "\U0001f469\u200d\U0001f373",
        ),
        *("e\u0301", "Å", "word ", "ord ", ". ", "skriv her"),
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=6)), max_size=60).map("".join)


@pytest.mark.torture
@settings(
    max_examples=3000 if TORTURE else 25,
    deadline=None,
    derandomize=not TORTURE,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=TEXTS, head=st.booleans())
def test_texts_that_look_like_drafts(shell: Shell, text: str, head: bool) -> None:
    if not (shell.folder / "anbefal.toml").exists():
        lay_assembly(shell)
    data = ("---\ngroup: 1\n" * head + text).encode("utf-8", "replace")
    (shell.folder / "drafts/group-1.md").write_bytes(data)
    for line in ("lint group-1", "check group-1", "render group-1 --to html,docx -o out"):
        done = shell.run(*line.split())
        assert done.code < 3, done.bug
        plain(line, done)
    for path in shell.folder.glob("out/*"):
        harmless(path)


# --- what holds for every row ---------------------------------------------------------------------


def lay_assembly(shell: Shell) -> None:
    shutil.copytree(ASSEMBLY, shell.folder, dirs_exist_ok=True)


def held(shell: Shell, *words: str, changes: Iterable[str] = ()) -> Done:
    """Run a command and hold it to its promises."""
    around = shell.folder.parent
    before = snapshot(around)
    done = shell.run(*words)
    assert done.code in (0, 1, 2), done.bug or done.err
    after = snapshot(around)
    changed = {n for n in {**before, **after} if before.get(n) != after.get(n)}
    changed = {n for n in changed if not n.startswith(shell.home.name)}
    here = shell.folder.name
    allowed = tuple(changes) or (OUTPUTS.get(words[0], "nothing"),)
    if done.code == 2:
        two_lines(done.err)
        assert done.out == ""
        allowed = (".git",) if words[0] in ("save", "workshop") else ("nothing",)
    folders = {f"{here}/{name}".rstrip("/") for name in allowed}
    strange = {
        n
        for n in changed
        if not n.startswith(tuple(f"{here}/{a}" for a in allowed)) | (n in folders)
    }
    assert not strange, f"{words}: touched {strange}"
    plain(" ".join(words), done)
    return done


def two_lines(err: str) -> None:
    assert re.fullmatch(r"anbefal: (error|fejl): \S[^\n]*\n  (hint|råd): \S[^\n]*\n", err), err


def plain(line: str, done: Done) -> None:
    """Hold that nothing printed can steer a terminal, or turn text round."""
    shown = done.err if line.startswith("show") else done.out + done.err
    odd = {c for c in shown if not c.isprintable() and c not in "\n\u00a0\u00ad"}
    assert not odd, f"{line}: {odd!r}"


class _Page(HTMLParser):
    faults: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form", "base", "svg", "math"):
            self.faults.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").casefold()
            scheme = re.match(r"[a-z][a-z0-9+.-]*:", address)
            picture = tag == "img" and re.match(r"data:image/(png|jpeg|gif);", address)
            local = tag == "link" and address.startswith("data:")
            if name.startswith("on") or name == "style" and "url(" in address:
                self.faults.append(f"{tag} {name}")
            safe = address.startswith(SAFE_SCHEMES) or picture or local
            if name in ("href", "src", "action", "srcset") and scheme and not safe:
                self.faults.append(f"{tag} {name}={address[:60]}")
            if name == "src" and not picture:
                self.faults.append(f"{tag} fetches {address[:60]}")


def harmless(path: Path) -> None:
    """Hold that a document runs nothing, fetches nothing and holds no secret."""
    if path.suffix == ".html":
        page = _Page()
        page.faults = []
        text = path.read_text("utf-8")
        page.feed(text)
        assert not page.faults, page.faults
        assert (
            "49" not in re.sub(r"<style.*?</style>|data:[^\"]*", "", text, flags=re.S)
            or "7*7" not in text
        )
        return
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            assert part != SECRET and b"root:x:0" not in part, name
            if name.endswith(".rels"):
                for target in re.findall(rb'Target="([^"]*)" TargetMode="External"', part):
                    assert target.decode().startswith(SAFE_SCHEMES), target


# --- a crowd --------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="every name is Unicode there")
@pytest.mark.parametrize("line", ["lint", "check", "status", "diff"])
def test_a_name_in_another_encoding_among_many_drafts(shell: Shell, line: str) -> None:
    """Many drafts are shared among processes, which hand on texts: such a name is none."""
    shutil.copytree(ASSEMBLY, shell.folder, dirs_exist_ok=True)
    assert shell.run("save").code == 0
    drafts = shell.folder / "drafts"
    text = (drafts / "group-1.md").read_bytes()
    for number in range(40):
        (drafts / f"more-{number}.md").write_bytes(text)
    try:
        (drafts / os.fsdecode(b"caf\xe9.md")).write_bytes(text)
    except OSError:
        pytest.skip("this disk takes no such name")
    for _ in range(2):
        # The second time, what can be looked up is.
        done = shell.run(line, "--format", "json")
        assert done.code in (0, 1), done
        assert b"caf" in done.data
