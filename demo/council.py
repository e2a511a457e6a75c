"""Replay the second sample: a council's afternoon, and what its committees wrote, collected."""

import shutil
from datetime import datetime
from pathlib import Path

from steps import WINTER_TIME, Step, headline, tell

ROOT = Path(__file__).parents[1]
SHEETS = ROOT / "demo" / "council"
RUN_SHEET = ROOT / "drafts" / "drejebog-byraad.md"


def replay(workspace: Path) -> None:
    """Begin with the run sheet; end with one document of all committees' sheets."""
    headline("Another day: the council's committees, and their sheets in one document")
    (workspace / "drafts").mkdir(parents=True)
    shutil.copy(SHEETS / "anbefal.toml", workspace)
    shutil.copy(RUN_SHEET, workspace / "drafts")
    step = Step(workspace, datetime(2026, 2, 25, 11, 30, tzinfo=WINTER_TIME))
    step.run("template", "copy", "udvalgsdialog", quiet=True)
    belongs_in_the_report(workspace / "templates" / "udvalgsdialog" / "template.toml")
    step.run("save", "--by", "PL", quiet=True)
    step.run("program", "show", "--to", "html,ics", "-o", "../council", quiet=True)
    tell("Half past three: three committees talk in three rooms at once.")
    step.run("program", "now", "--at", "15.30")
    step.clock = step.clock.replace(hour=16, minute=10)
    for sheet in sorted((SHEETS / "drafts").glob("*.md")):
        shutil.copy(sheet, workspace / "drafts")
    step.run("lint", quiet=True)
    step.run("status")
    step.run("save", "--by", "SK", quiet=True)
    step.run("compile", "--to", "html,docx", "-o", "../council", quiet=True)


def belongs_in_the_report(template: Path) -> None:
    """Say so in the council's own copy of the template: its report is made of these sheets."""
    text = template.read_text("utf-8")
    assert 'report = "none"' in text
    template.write_text(text.replace('report = "none"', 'report = "recommendation"'), "utf-8")
