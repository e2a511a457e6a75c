"""The redline of a workspace's drafts: whose changes, from when, and what stands round them."""

import re

import pytest
from conftest import MakeWorkspace
from docx_reader import Docx, W
from docx_validators import Validators
from redline_reader import resolved

from anbefal.errors import AnbefalError
from anbefal.jobs.redline import redline, redline_report
from anbefal.jobs.render import render
from anbefal.jobs.save import save
from anbefal.workspace import Workspace

DRAFT = """\
---
gruppe: "2"
skrivere: [AB, CD]
---

# En titel

## 1. Vores vision (drøm)

Alle kan komme med, uanset hvad <w:ins> koster.

## Noter

- [ ] G1 en note
"""


@pytest.fixture
def workspace(make_workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Give a workspace with one saved draft and a changed one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1779527400")
    made = make_workspace({"drafts/gruppe-2.md": DRAFT, "drafts/gruppe-1.md": DRAFT})
    save(made, (), by="XY")
    (made.drafts / "gruppe-2.md").write_text(DRAFT.replace("Alle kan", "Enhver skal"), "utf-8")
    return made


def marks(read: Docx) -> set[tuple[str | None, str | None]]:
    """Give the author and date of every change."""
    names = (f"{W}ins", f"{W}del", f"{W}pPrChange")
    return {
        (each.get(f"{W}author"), each.get(f"{W}date"))
        for each in read.body.iter()
        if each.tag in names
    }


def test_changes_that_are_not_saved_are_the_scribes_without_a_time(workspace: Workspace) -> None:
    made = Docx(redline(workspace, [workspace.drafts / "gruppe-2.md"], "last").data)
    assert marks(made) == {("AB, CD", None)}


def test_saved_changes_have_the_time_of_their_version(workspace: Workspace) -> None:
    save(workspace, (), by="XY")
    made = Docx(redline(workspace, [workspace.drafts / "gruppe-2.md"], "first", "last").data)
    assert marks(made) == {("AB, CD", "2026-05-23T09:10:00Z")}


def test_accepting_one_draft_gives_what_render_writes(workspace: Workspace, tmp_path) -> None:
    draft = workspace.drafts / "gruppe-2.md"
    made = redline(workspace, [draft], "last")
    [written] = render([draft], ["docx"], tmp_path, lambda number, count: None, "da")
    assert made.name == "gruppe-2-" + made.name.rpartition("-")[2]
    assert resolved(made.data, "accept").says() == Docx(written.read_bytes()).says()
    told = "".join(Docx(made.data).parts["word/comments.xml"].itertext())
    assert re.search(r"1\. Vores vision \(drøm\): \d", told)


def test_several_drafts_are_chapters_behind_a_list(workspace: Workspace) -> None:
    (workspace.drafts / "gruppe-1.md").unlink()
    (workspace.drafts / "ny.md").write_text(DRAFT.replace("En titel", "Noget nyt"), "utf-8")
    made = redline(workspace, (), "last").data
    new = [leaf.text for leaf in resolved(made, "accept").leaves if leaf.kind == "h1"]
    old = [leaf.text for leaf in resolved(made, "reject").leaves if leaf.kind == "h1"]
    # The list's own headings come first: one for each draft that changed.
    assert len(new) - len(old) in (0, 1)
    assert "En titel" in old
    assert "Noget nyt" in new
    begins = [
        at for at in Docx(made).leaves if at.element.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]
    assert len(begins) >= 2


def test_nothing_changed_is_said(workspace: Workspace) -> None:
    (workspace.drafts / "gruppe-2.md").write_text(DRAFT, "utf-8")
    made = Docx(redline(workspace, (), "last").data)
    assert marks(made) == set()
    assert len(made.leaves) < 8


def test_a_draft_that_cannot_be_read_is_refused(workspace: Workspace) -> None:
    (workspace.drafts / "gruppe-2.md").write_bytes(b"\x00\x01\xff" * 100)
    with pytest.raises(AnbefalError):
        redline(workspace, (), "last")


def test_the_report_shows_its_changes_and_all_are_valid(
    workspace: Workspace, docx_validators: Validators
) -> None:
    report = redline_report(workspace, lambda doing: lambda number, count: None, "last")
    assert "Enhver skal" in resolved(report.data, "accept").text()
    assert "Alle kan" in resolved(report.data, "reject").text()
    drafts = redline(workspace, (), "last")
    files = {report.name: report.data, drafts.name: drafts.data}
    assert docx_validators.faults(files) == []
