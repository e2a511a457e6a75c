"""The hand-over: what stands on a group's page, in its own language, and that it fits on one."""

import re
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY, MakeWorkspace

from anbefal import i18n
from anbefal.jobs.handover import handover
from anbefal.jobs.save import save
from anbefal.jobs.workshops import close_workshop
from anbefal.workspace import Workspace, open_workspace
from tools import missing

DRAFT = """\
---
gruppe: "2"
skrivere: [AB, CD]
videre: [AB, EF]
---

# En by, hvor alle kan nå hinanden

## Vores vision (drøm)

{vision}

## Noter

### Galleritur

- [ ] G1 Husk dem *uden* MitID
- [x] G2 Nedlæg havnen -> ikke med: uden for mandatet
"""
VISION = "En borger kan ringe til et menneske, og der er altid nogen, der tager telefonen. "


def pages(workspace: Workspace, *groups: str, workshop: int | None = None) -> str:
    """Write the hand-over as Markdown, and give it."""
    if not (i18n.LOCALE / "da" / "LC_MESSAGES" / "anbefal.mo").exists():
        missing("the Danish catalogue is not built")
    paths = [Path(group) for group in groups]
    out = workspace.root / "build" / "page.md"
    assert handover(workspace, paths, ["md"], out, workshop, lambda *_: None) == [out]
    return out.read_text("utf-8")


def part(page: str, heading: str) -> str:
    """Give what stands below a heading."""
    found = re.search(rf"^#+ {re.escape(heading)}\n\n(.*?)(?=\n\n#|\Z)", page, re.M | re.S)
    assert found, page
    return found[1].strip()


@pytest.fixture
def one(make_workspace: MakeWorkspace) -> Workspace:
    """Make a workspace of one draft."""
    return make_workspace({"drafts/gruppe-2.md": DRAFT.format(vision=VISION * 6)})


def test_a_page_of_a_draft_in_danish_is_danish(one: Workspace) -> None:
    page = pages(one)
    assert page.startswith("# Overlevering til værksted 1: Saml op\n")
    assert "- **Føres videre af:** AB, EF\n" in page
    assert part(page, "Kommentarer, der mangler svar") == (
        "- **G1** Husk dem uden MitID (Galleritur)"
    )
    assert part(page, "Valgt fra, og hvorfor") == (
        "- **G2** Nedlæg havnen (Galleritur) – *uden for mandatet*"
    )
    assert "linje 12" not in page and "line" not in page


def test_a_long_text_is_cut_at_a_word_and_says_how_long_it_is(one: Workspace) -> None:
    said = part(pages(one), "Det siger teksten nu").split("\n")[0]
    assert said.startswith("**Vision:** En borger kan ringe")
    assert said.endswith(" … (90 ord i alt)")
    assert len(said.split()) == 1 + 80 + 1 + 4


def test_changes_are_told_since_the_newest_workshop_that_the_text_left(one: Workspace) -> None:
    heading = "Ord ind og ud siden værksted 1: Saml op"
    assert heading not in pages(one)
    save(one, by="AB")
    close_workshop(one, 1, by="AB", anyway="to be continued")
    # Nobody has written since, and there is no workshop before.
    assert heading not in pages(one)
    text = DRAFT.format(vision=VISION * 6 + "Og et svar.")
    (one.drafts / "gruppe-2.md").write_text(text, "utf-8")
    assert part(pages(one), heading) == "Vision **+3** · i alt **+3**"
    # Of the workshop itself there is nothing to tell at its own beginning.
    assert heading not in pages(one, workshop=1)


def test_without_planned_workshops_the_page_still_makes_sense(
    make_workspace: MakeWorkspace,
) -> None:
    plan = 'name = "Samling"\nlanguage = "da"\ndefault_template = "anbefaling"\n'
    empty = '---\ngruppe: "2"\n---\n'
    workspace = make_workspace({"anbefal.toml": plan, "drafts/gruppe-2.md": empty})
    page = pages(workspace)
    assert page.startswith("# Overlevering\n\nSamling\n\n**Ikke gemt**\n\n## gruppe-2\n")
    assert part(page, "Det siger teksten nu") == (
        "Ikke begyndt: Vision, Principper, Balancer, Initiativer"
    )
    assert part(page, "Det mangler for at nå 90 %").count("\n- ") == 3


def test_a_hostile_comment_stays_a_comment(make_workspace: MakeWorkspace) -> None:
    words = "<script>alert(1)</script> [x](https://example.org) \\*\\*not bold"
    text = DRAFT.format(vision="").replace("Husk dem *uden* MitID", words)
    page = pages(make_workspace({"drafts/gruppe-2.md": text}))
    assert "- **G1** \\<script>alert(1)\\</script> x \\*\\*not bold (Galleritur)" in page


@pytest.mark.timeout(120)
def test_each_group_of_the_finished_assembly_fits_on_one_sheet_of_paper(
    chromium: list[str], tmp_path: Path
) -> None:
    out, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    handover(open_workspace((REPOSITORY,)), [], ["html"], out, 4, lambda *_: None)
    command = [*chromium, "--no-pdf-header-footer", f"--print-to-pdf={paper}", out.as_uri()]
    subprocess.run(command, capture_output=True, timeout=90, check=True)
    sheets = re.findall(rb"/Type\s*/Page\b", paper.read_bytes())
    assert len(sheets) == 6
