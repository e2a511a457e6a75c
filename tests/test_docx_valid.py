"""Every DOCX that is made here is valid to Microsoft's Open XML SDK and to openxml-audit."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY
from docx_validators import Validators, ask_audit, ask_sdk
from torture import torture

from anbefal import tree
from anbefal.i18n import Message
from anbefal.jobs.compile import compile_report
from anbefal.jobs.handover import handover
from anbefal.jobs.render import render
from anbefal.model import Document
from anbefal.workspace import Workspace
from anbefal.writers.docx import write
from tools import npm_package


def unseen(doing: Message) -> Callable[[int, int], None]:
    return silent


def silent(number: int, count: int) -> None:
    """Show no progress."""


def spoiled(data: bytes, old: bytes, new: bytes) -> bytes:
    """Replace something in a document's body."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w") as copy:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                assert old in part
                part = part.replace(old, new)
            copy.writestr(name, part)
    return made.getvalue()


def test_both_validators_see_what_is_wrong(docx_validators: Validators, tmp_path: Path) -> None:
    program = docx_validators.program()
    sound = write(torture())
    paragraph = b'<w:p><w:pPr><w:jc w:val="ugly"/><w:pStyle w:val="BodyText"/></w:pPr></w:p>'
    path = tmp_path / "x.docx"
    path.write_bytes(spoiled(sound, b"<w:sectPr>", paragraph + b"<w:sectPr>"))
    for faults in (ask_audit(path), ask_sdk(program, path)):
        assert any("ugly" in fault for fault in faults)
        assert any("pStyle" in fault for fault in faults)
    path.write_bytes(b"no package")
    assert ask_sdk(program, path)


def test_the_documents_of_the_sample_assembly_are_valid(
    nordvig: Workspace, docx_validators: Validators, tmp_path: Path
) -> None:
    written = [
        *render([REPOSITORY / "drafts"], ["docx"], tmp_path, silent, "da"),
        *compile_report(nordvig, ["docx"], tmp_path, unseen, anyway='"fordi" <vi> & de').paths,
        *compile_report(nordvig, ["docx"], tmp_path / "cited", unseen, numbers=True).paths,
        *handover(nordvig, (), ["docx"], tmp_path, None, silent),
    ]
    assert len(written) > 7
    assert docx_validators.faults({path.name: path.read_bytes() for path in written}) == []


def test_documents_that_hold_everything_or_nothing_are_valid(docx_validators: Validators) -> None:
    documents = {
        "everything": torture("da"),
        "everything in English": torture("en"),
        "nothing": torture("da", "\n"),
        "no title": Document(title="", language="en", body=()),
    }
    assert docx_validators.faults({name: write(one) for name, one in documents.items()}) == []


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give CommonMark's examples."""
    folder = npm_package("commonmark-spec@0.31.2", tmp_path_factory.mktemp("commonmark"))
    spec = (folder / "spec.txt").read_text("utf-8").replace("→", "\t")
    return re.findall(r"^`{32} example\n(.*?)^\.\n", spec, re.DOTALL | re.MULTILINE)


def test_every_example_of_commonmark_is_valid(
    examples: list[str], docx_validators: Validators
) -> None:
    assert len(examples) > 600
    # One after the other in one file: a program is started for each file.
    body = tuple(node for text in examples for node in tree.parse(text).children)
    made = write(Document(title="CommonMark", language="en", body=body))
    assert docx_validators.faults({"examples": made}) == []
