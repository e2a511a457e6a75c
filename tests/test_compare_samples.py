"""Compare: pairs of drafts, and what an editor is told of them (`--accept` rewrites that)."""

from pathlib import Path

import pytest

from anbefal.cli.changes import show_changes
from anbefal.cli.marks import MARKS
from anbefal.compare import compare_drafts
from anbefal.model import Comparison, Moment
from anbefal.readers import markdown
from anbefal.workspace import Workspace

FOLDER = Path(__file__).parent / "samples" / "compare"
PAIRS = sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", PAIRS)
def test_a_pair_is_told_as_an_editor_would(
    name: str, samples: Workspace, request: pytest.FixtureRequest
) -> None:
    one, other = (
        markdown.read(
            (FOLDER / name / f"{side}.md").read_bytes(),
            "drafts/udkast.md",
            "anbefaling",
            samples.find_template,
        )
        for side in ("before", "after")
    )
    comparison = Comparison(
        Moment("1", "a1", None, "Collect"), Moment("now"), (compare_drafts(one, other),)
    )
    told = show_changes(comparison, "en", MARKS)
    expected = FOLDER / name / "expected.txt"
    if request.config.getoption("--accept"):
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")
