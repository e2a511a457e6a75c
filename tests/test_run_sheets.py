"""Run sheets: every planted fault is found, and nothing is said of their mended twins.

The founding two (`borgersamling`, `byraadsmoede`) are mended in the sample assembly's `drafts/`.
"""

from pathlib import Path

import pytest
from test_rules import expectations, lint_one, places

from anbefal.jobs.drafts import load_draft
from anbefal.workspace import Workspace, open_workspace

ROOT = Path(__file__).parents[1]
SHEETS = Path(__file__).parent / "samples" / "run-sheets"
FOUND = sorted((SHEETS / "found").glob("*.md"))
MENDED = sorted((SHEETS / "mended").glob("*.md"))
OWN = sorted((ROOT / "drafts").glob("drejebog-*.md"))


@pytest.fixture(scope="module")
def sheets() -> Workspace:
    return open_workspace((SHEETS,))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_every_planted_fault_is_found_and_nothing_else(path: Path, sheets: Workspace) -> None:
    found = list(lint_one(sheets, load_draft(sheets, path)))
    assert places(found) == expectations(path.read_bytes())
    assert not [finding for finding in found if finding.requirements], "nothing here is scored"


@pytest.mark.parametrize("path", MENDED, ids=lambda path: path.stem)
def test_nothing_is_said_of_a_mended_twin(path: Path, sheets: Workspace) -> None:
    assert lint_one(sheets, load_draft(sheets, path)) == ()


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_nothing_is_said_of_the_sample_assemblys_run_sheets(path: Path, nordvig: Workspace) -> None:
    assert lint_one(nordvig, load_draft(nordvig, path)) == ()


def test_each_invented_sheet_has_a_twin_and_the_founding_two_are_mended_in_drafts() -> None:
    assert {path.name for path in MENDED} < {path.name for path in FOUND}
    assert len(MENDED) >= 3 and len(OWN) == 2
