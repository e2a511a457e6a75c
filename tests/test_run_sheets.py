"""Run sheets: every planted fault is found, and nothing is said of their mended twins.

The founding two (`borgersamling`, `byraadsmoede`) are mended in the sample assembly's `drafts/`.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rules import expectations, lint_one, places

from anbefal.jobs.drafts import load_draft, read_draft
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


# -- any text --------------------------------------------------------------------------------

PIECES = st.sampled_from(
    ["### ", "## Program\n\n", "## Mål\n\n", "\n\n", "\n", "- ", "  - ", "- **Ansvarlig:** ", "PL"]
    + ["- **Lokale:** ", "- **Mål:** 1", "- **Eksperter:** ", "- **Panel:** ", "AB, CD", "kl. "]
    + ["10.00–10.30 ", "9.90", "24.00-", "(20 min)", "frem til kl. 12", "igen kl. 99.99", "1. "]
    + ["Gruppe 1-99", "gruppe 6", "Skriveværksted 1", "de næste 40 minutter", "Vi ses d. 32. maj"]
    + ["fredag den 24. maj 2025", "Spørg eksperterne", "? ", "mellem 13-14", "| Tid |\n| --- |\n"]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(st.characters(exclude_categories=["C"]), max_size=40),
)
def test_any_text_can_be_held_against_itself(sheets: Workspace, body: str, text: str) -> None:
    source = f"---\nskabelon: drejebog\ndato: 2025-05-24\n---\n\n# {text}\n\n## Program\n\n{body}\n"
    one = read_draft(sheets, "drafts/x.md", source.encode("utf-8", "replace"))
    for finding in lint_one(sheets, one):
        assert 1 <= finding.line <= len(one.draft.lines) + 1 and finding.column >= 1
        assert not finding.requirements


def test_a_day_of_thousands_of_rows_is_judged_row_by_row(sheets: Workspace) -> None:
    rows = "".join(f"### 10.00–10.30 {n}. Runde\n\n- Spørg (10 min)\n\n" for n in range(3000))
    source = f"---\nskabelon: drejebog\ndato: 2025-05-24\n---\n\n# Dag\n\n## Program\n\n{rows}"
    found = lint_one(sheets, read_draft(sheets, "drafts/x.md", source.encode()))
    assert len([finding for finding in found if finding.rule == "AB601"]) == 2999
