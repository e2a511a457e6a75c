"""A workspace's own looks: what they change, and what is refused before anything is written."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY
from docx_reader import R, W
from docx_validators import Validators
from references import change, council, harmless, hostile, put
from shell import Shell, snapshot
from test_docx import document, written
from torture import torture

from anbefal.model import Looks
from anbefal.values import replace
from anbefal.workspace.style_sheet import MAX_STYLE_BYTES, examine_style
from anbefal.writers.docx import write
from anbefal.writers.docx.reference import Refused
from tools import require_tool

# -- a style sheet ---------------------------------------------------------------------------

ALLOWED = [
    ":root { --accent: #7a1f3d }",
    "h1::before { content: 'https://example.org @ import' }",
    ".page { background: url(data:image/png;base64,iVBORw0KGgo=) }",
    "a { background: URL( 'data:image/svg+xml;utf8,<svg/>' ) }",
    '@font-face { font-family: Own; src: url("data:font/woff2;base64,d09GMg==") }',
    "html { scroll-behavior: smooth; filter: url(#shade) }",
    "/* a comment: see https://example.org */ p { color: red }",
    "@media print { p { margin: 0 } } .curl, .imagery { x: expressionist }",
    "",
    "\ufeffp { hyphens: none }",
]

REFUSED = [
    "</style><script>alert(1)</script>",
    "< / style>".replace(" ", ""),
    "p{}</STYLE\n>",
    '@import "https://example.org/x.css";',
    "@IMPORT url(x.css);",
    r"@\69mport 'x.css';",
    r"@i\6d port 'x.css';",
    "p { background: url(https://example.org/x.png) }",
    "p { background: url('//example.org/x.png') }",
    "p { background: url(picture.png) }",
    "p { background: url() }",
    "p { background: \\75rl(https://example.org) }",
    "p { background: \\000075 rl(https://example.org) }",
    "p { background: u\\\nrl(https://example.org) }",
    "p { background: u\\72 l(https://example.org) }",
    "p { background: uR/**/L(https://example.org) }",
    "p { background: url(/**/https://example.org) }",
    "p { background: url(data:text/html,x) }",
    "p { background: url(data:image/png;base64,x), url(https://example.org) }",
    "p { content: '/*'; background: url(https://example.org); x: '*/' }",
    'p { background: image-set("https://example.org/x.png" 1x) }',
    'p { background: -webkit-image-set("x.png" 1x) }',
    '@font-face { src: src("https://example.org") }',
    "p { width: expression(alert(1)) }",
    "p { width: expr/* */ession(alert(1)) }",
    "p { background: url('javascript:alert(1)') }",
    "p { x: java\\\nscript:alert(1) }",
    "p { -moz-binding: url(#x) }",
    "p { behavior: url(x.htc) }",
    "@namespace url(https://example.org);",
    "p { background: url(",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_looks_of_ones_own_are_allowed(text: str) -> None:
    assert examine_style(text.encode("utf-8")) == []


@pytest.mark.parametrize("text", REFUSED)
def test_what_could_fetch_or_run_or_end_the_style_is_refused_at_its_line(text: str) -> None:
    for before in ("", "p { color: red }\n\n", "/* a\r\n comment */\n"):
        faults = examine_style((before + text).encode("utf-8"))
        assert faults
        assert faults[0].line == before.count("\n") + 1
        assert faults[0].hint.text


def test_a_style_sheet_that_is_no_text_or_too_large_is_refused() -> None:
    for data in (b"\xff\xfe\x00\x01", b"p\x00{}", b"p { x: '\xe5' }", b"\x89PNG\r\n"):
        assert [fault.line for fault in examine_style(data)] == [1]
    assert examine_style(b" " * (MAX_STYLE_BYTES + 1))
    assert not examine_style(b" " * MAX_STYLE_BYTES)


# -- a Word file -----------------------------------------------------------------------------


def dressed(data: bytes) -> object:
    """Write the document that holds everything, in somebody's looks."""
    return replace(torture(), looks=Looks(reference=data))


def style(made: object, id: str) -> object:
    """Give a style of a file that was read."""
    return made.styles[id]


@pytest.mark.parametrize("danish", [False, True])
def test_styles_are_known_by_their_names_and_missing_ones_are_added(danish: bool) -> None:
    made = written("## a\n\nb", looks=Looks(reference=council(danish)))
    plain = written("## a\n\nb")
    assert [leaf.style for leaf in made.leaves] == ["Heading1", "BodyText"]
    assert set(plain.styles) <= set(made.styles)
    assert made.styles["Heading1"].find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Verdana"
    assert made.styles["Normal"].find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Georgia"
    names = [at.find(f"{W}name").get(f"{W}val").lower() for at in made.styles.values() if at.tag ==
             f"{W}style"]  # fmt: skip
    assert len(names) == len(set(names))
    # Ours speak with their voice: no second font, and the colour of their headings.
    fact, status = made.styles["Fact"], made.styles["Status"]
    assert fact.find(f"{W}rPr/{W}rFonts") is None
    assert status.find(f"{W}rPr/{W}color").get(f"{W}val") == "7A1F3D"
    assert status.find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Verdana"


def test_every_style_that_a_style_names_is_there() -> None:
    made = written("x", looks=Looks(reference=council()))
    named = [at for at in made.parts["word/styles.xml"].iter() if at.tag in
             (f"{W}basedOn", f"{W}next", f"{W}link")]  # fmt: skip
    assert len(named) > 100
    assert all(at.get(f"{W}val") in made.styles for at in named)


def test_page_header_and_logo_are_taken_over_and_our_footer_stays() -> None:
    made = written("x", looks=Looks(reference=council()), title="Titel")
    assert made.part_text("word/ownHeaderDefault.xml").strip() == "Nordvig Kommune"
    assert [name for name in made.zip.namelist() if "media" in name] == ["word/media/own1.png"]
    section = made.body.find(f"{W}sectPr")
    margin = section.find(f"{W}pgMar")
    assert [margin.get(f"{W}{side}") for side in ("left", "right")] == ["2268", "1134"]
    shown = {(at.tag.removeprefix(W), at.get(f"{W}type"), made.targets[at.get(f"{R}id")]) for at in
             section if at.tag.endswith("Reference")}  # fmt: skip
    assert shown == {
        ("headerReference", "default", "ownHeaderDefault.xml"),
        ("footerReference", "default", "footer1.xml"),
        ("footerReference", "first", "footer1.xml"),
    }
    assert section.find(f"{W}titlePg") is None
    assert "Page" in made.part_text("word/footer1.xml")


def test_tables_are_as_wide_as_the_references_page() -> None:
    made = written("| a | b |\n|---|---|\n| c | d |", looks=Looks(reference=council()))
    (table,) = made.body.iter(f"{W}tbl")
    assert int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == 11906 - 2268 - 1134


def test_our_numbering_and_the_documents_language_hold() -> None:
    made = written("1. a\n2. b\n\n- c", looks=Looks(reference=council()), language="da")
    assert [leaf.number for leaf in made.leaves] == ["1.", "2.", "•"]
    (lang,) = made.parts["word/styles.xml"].iter(f"{W}lang")
    assert lang.get(f"{W}val") == "da-DK"
    numbers = {at.get(f"{W}val") for at in made.parts["word/styles.xml"].iter(f"{W}numId")}
    assert numbers == {"1", "2"}


def test_no_word_and_no_setting_of_the_reference_comes_along() -> None:
    def edit(parts: dict[str, bytes]) -> None:
        settings = parts["word/settings.xml"].decode("utf-8")
        parts["word/settings.xml"] = settings.replace(
            "<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom', 1
        ).encode("utf-8")

    made = written("tekst", looks=Looks(reference=change(council(), edit)))
    assert made.text() == "tekst"
    assert "documentProtection" not in made.zip.read("word/settings.xml").decode()
    assert not [name for name in made.zip.namelist() if "custom" in name.lower()]


def test_a_style_of_theirs_with_one_of_our_ids_keeps_out_of_the_way() -> None:
    data = put("word/styles.xml", 'w:styleId="Quote">', 'w:styleId="Quote2">')
    data = change(data, lambda parts: parts.update({"word/styles.xml": parts["word/styles.xml"]
                  .replace(b'w:styleId="Caption"', b'w:styleId="Status"')}))  # fmt: skip
    made = written("> a", looks=Looks(reference=data))
    names = {id: at.find(f"{W}name").get(f"{W}val") for id, at in made.styles.items() if id}
    assert names["Quote"] == "Quote"
    assert made.leaves[0].style == "Quote"
    assert names["Status"].lower() in ("status", "caption")


def resaved(data: bytes, folder: Path) -> bytes:
    """Open and save a file in LibreOffice."""
    soffice = require_tool("soffice")
    (folder / "reference.docx").write_bytes(data)
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        + ["--convert-to", "docx", "--outdir", str(folder / "out"), str(folder / "reference.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "out" / "reference.docx").read_bytes()


def test_libreoffices_own_file_can_be_the_reference_and_opens_what_is_made(
    docx_validators: Validators, tmp_path: Path
) -> None:
    made = write(dressed(resaved(council(), tmp_path)))
    assert docx_validators.faults({"made": made}) == []
    (tmp_path / "made.docx").write_bytes(made)
    soffice, pdftotext = require_tool("soffice"), require_tool("pdftotext")
    subprocess.run(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        + ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "made.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    shown = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / "made.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode("utf-8")
    assert "Nordvig Kommune" in shown
    assert "Sidste" in shown


def test_what_is_made_can_be_the_reference() -> None:
    made = write(torture())
    again = written("## a\n\n- b", looks=Looks(reference=made))
    assert [leaf.style for leaf in again.leaves] == ["Heading1", "ListBullet"]
    assert again.zip.read("word/ownFooterDefault.xml").count(b"NUMPAGES") == 1


def test_the_same_reference_gives_the_same_bytes() -> None:
    first, second = (write(dressed(bytes(bytearray(council())))) for _ in range(2))
    assert first == second


HARMLESS, HOSTILE = harmless(), hostile()


def test_the_validators_find_nothing_in_what_is_made_with_sound_files(
    docx_validators: Validators,
) -> None:
    made = {"English": write(dressed(council(danish=False)))}
    for name, make in {"Danish": council, **HARMLESS}.items():
        short = document("# a\n\n- b\n\n> c\n\n| d |\n|---|\n| e |\n", contents=2)
        made[name] = write(replace(short, looks=Looks(reference=make())))
    assert docx_validators.faults(made) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(Refused) as refused:
        write(dressed(HOSTILE[name]()))
    assert refused.value.message.text and refused.value.hint.text


# -- the commands ----------------------------------------------------------------------------


def assembly(shell: Shell, name: str, data: bytes) -> None:
    """Lay the sample assembly into a folder, and a file into its looks."""
    usual = REPOSITORY / "tests" / "commands" / "assembly"
    shutil.copytree(usual, shell.folder, dirs_exist_ok=True)
    shell.write({name: data})


COMMANDS = (
    ("render", "--to", "docx,html"),
    ("compile", "--to", "html,docx", "--anyway", "x"),
    ("handover", "--to", "html,docx"),
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("looks/style.css", b"p {}\n@import 'x.css';\n"),
        ("looks/reference.docx", HOSTILE["macros"]()),
        ("looks/reference.docx", b""),
    ],
)
def test_refused_looks_stop_a_command_before_anything_is_written(
    shell: Shell, name: str, data: bytes
) -> None:
    assembly(shell, name, data)
    before = snapshot(shell.folder)
    for words in COMMANDS:
        done = shell.run(*words)
        first, second = done.err.strip().split("\n")[-2:]
        assert (done.code, first[:16], second[:8]) == (2, "anbefal: error: ", "  hint: ")
        assert name in first
        assert snapshot(shell.folder) == before
    checked = shell.run("template", "check")
    assert checked.code == 1
    assert f"{name}:{2 if name.endswith('css') else 1}: error" in checked.out


def test_every_output_has_the_looks(shell: Shell) -> None:
    assembly(shell, "looks/style.css", b"h1 { color: #123456 }\n")
    shell.write({"looks/reference.docx": council()})
    for words in COMMANDS:
        done = shell.run(*words)
        assert done.code == 0, done.err
        for path in done.out.split():
            data = (shell.folder / path).read_bytes()
            if path.endswith("docx"):
                assert "word/ownHeaderDefault.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
            else:
                ours, own = data.index(b"--measure"), data.index(b"h1 { color: #123456 }")
                assert ours < own
    checked = shell.run("template", "check")
    assert checked.code == 0
    assert "looks/style.css:1: note" in checked.out


def test_a_comparison_has_the_looks(shell: Shell) -> None:
    assembly(shell, "looks/style.css", b"h1 { color: #123456 }\n")
    assert shell.run("save").code == 0
    page = shell.run("diff", "--from", "now", "--format", "html")
    assert "#123456" in page.out


def test_looks_are_kept_in_versions(shell: Shell) -> None:
    assembly(shell, "looks/style.css", b"")
    assert shell.run("save").code == 0
    assert "nothing" in shell.run("save").err
    shell.write({"looks/style.css": b"p {}"})
    assert shell.run("save").err.startswith("saved")


def test_a_link_that_leads_out_is_no_look(shell: Shell, tmp_path: Path) -> None:
    assembly(shell, "drafts/readme.txt", b"")
    secret = tmp_path / "secret.css"
    secret.write_text("p {}")
    (shell.folder / "looks").mkdir()
    (shell.folder / "looks" / "style.css").symlink_to(secret)
    done = shell.run("render", "--to", "html")
    assert done.code == 2
    assert "is a link" in done.err


def test_a_document_of_no_workspace_has_no_looks(shell: Shell) -> None:
    assembly(shell, "looks/style.css", b"h1 { color: #123456 }\n")
    shell.write({"notes.md": "# Notes\n\ntext\n"})
    assert shell.run("render", "notes.md", "--to", "html", "-o", "notes.html").code == 0
    assert b"#123456" not in (shell.folder / "notes.html").read_bytes()
