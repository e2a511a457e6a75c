"""Replay the sample assembly's day: from an empty folder, over four workshops, to the report.

Every step is a real `anbefal` command in a real workspace. The clock is set to the day's own
times, so that the same demo gives the same bytes. The council's afternoon follows (`council.py`).
"""

import re
import shutil
import sys
import tomllib
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import council
from steps import SUMMER_TIME, Step, headline, progress, tell

ROOT = Path(__file__).parents[1]
STATES = {1: ROOT / "tests/samples/day/1", 2: ROOT / "tests/samples/day/2",
          3: ROOT / "tests/samples/day/3", 4: ROOT / "drafts"}  # fmt: skip
MEMBERS = ROOT / "tests/samples/day/medlemmer.csv"
HEARD = {"galleritur": "Galleritur", "aaben-samling": "Åben samling",
         "politikere": "Dialog med politikere", "frokost": "Galleritur"}  # fmt: skip
REASON = "Gruppe 4 skriver videre i pausen og får hjælp af to fra gruppe 1+6"


def main(out: Path) -> int:
    """Build everything into a folder; give 0 when every step ended as it should."""
    shutil.rmtree(out, ignore_errors=True)
    workspace = out / "workspace"
    workspace.mkdir(parents=True)
    plan = tomllib.loads((ROOT / "anbefal.toml").read_text("utf-8"))

    def at(time: str) -> Step:
        moment = datetime.fromisoformat(f"{plan['meeting']['date']} {time}")
        return Step(workspace, moment.replace(tzinfo=SUMMER_TIME))

    prepare(at("08:00"), workspace, [group["id"] for group in plan["group"]])
    write_run_sheets(at("09:20"), workspace)
    hear(at("09:40"), workspace, "galleritur", "aaben-samling", "politikere")
    for workshop in plan["workshop"]:
        number = workshop["number"]
        headline(
            f"Workshop {number} of 4: {workshop['name']} ({workshop['start']}-{workshop['end']})"
        )
        begin(at(workshop["start"]), workspace, number)
        end = at(workshop["end"])
        end.clock -= timedelta(minutes=10)
        write_drafts(end, workspace, STATES[number])
        end.run("status")
        end.run("render", "--to", "html,docx", "-o", f"../workshop-{number}", quiet=True)
        close(end, number)
        if number < len(plan["workshop"]):
            end.run("handover", "--to", "html,md", "-o", f"../handover-{number + 1}", quiet=True)
    publish(at("15:25"))
    council.replay(out / "council-workspace")
    what_to_open(out)
    return 0


def prepare(step: Step, workspace: Path, groups: list[str]) -> None:
    """Begin with nothing: a plan, the list of members, and an empty draft for each group."""
    headline("An empty folder becomes an assembly")
    step.run("--lang", "da", "init", "--groups", "5", "--by", "Procesleder", quiet=True)
    shutil.copy(ROOT / "anbefal.toml", workspace)
    shutil.copy(MEMBERS, workspace)
    # Group 1 was merged with group 6, and its draft is called so.
    (workspace / "drafts" / "gruppe-1.md").unlink()
    step.run("new", "1+6", quiet=True)
    step.run("regroup", "1", "--keep")
    step.run("save", "--by", "Procesleder", quiet=True)


def hear(step: Step, workspace: Path, *names: str) -> None:
    """Bring what people said into the drafts of their groups, word for word."""
    tell("What was said comes from spreadsheets into the groups' drafts, word for word.")
    heard = workspace.parent / "heard"
    heard.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(ROOT / "demo" / "day" / f"{name}.csv", heard)
        step.run("inputs", "import", f"../heard/{name}.csv", "--source", HEARD[name])
    step.run("inputs", "status")
    step.run("save", "--by", "Sekretær", quiet=True)


def begin(step: Step, workspace: Path, number: int) -> None:
    """Do what the facilitator does as a workshop begins."""
    step.clock += timedelta(minutes=5)
    step.run("program", "now", "drejebog-samling", "--at", f"{step.clock:%H.%M}")
    if number == 2:
        regroup(step, workspace)
    if number == 3:
        hear(step, workspace, "frokost")
        step.run("experts", "plan", "--minutes", "10")
        step.run("experts", "questions", "--to", "html", "-o", "../experts", quiet=True)


def regroup(step: Step, workspace: Path) -> None:
    """Mix the groups; without the solver (an extra), take the roster that it once made."""
    if find_spec("ortools"):
        step.run("regroup", "2")
    else:
        shutil.copy(ROOT / "rosters" / "2.toml", workspace / "rosters")
    step.run("roster", "2", "--to", "html", "-o", "../rosters", quiet=True)
    step.run("save", "--by", "Sekretær", quiet=True)


def close(step: Step, number: int) -> None:
    """Close a workshop; where its gate says no, with a reason."""
    words = ("workshop", "close", str(number), "--by", "Procesleder")
    if step.run(*words, expect=(0, 1)):
        tell("The gate says no, and why. The facilitator closes it all the same, with a reason.")
        step.run(*words, "--anyway", REASON, quiet=True)


def publish(step: Step) -> None:
    """Let the editorial group compile the report, and all that goes with it."""
    headline("The editorial group compiles the report")
    step.run("check", quiet=True)
    formats = "html,docx,site,pdf" if find_spec("typst") else "html,docx,site"
    step.run("compile", "--to", formats, "-o", "../report", quiet=True)
    step.run("inputs", "receipts", "--format", "html", "-o", "../receipts.html", quiet=True)
    step.run("inputs", "receipts", "--format", "csv", "-o", "../receipts.csv", quiet=True)
    step.run("experts", "status")
    step.run("reply", "--to", "docx,json", "-o", "../reply", quiet=True)
    step.run("log", "--rows", "6")
    step.run("diff", "--from", "1", "-o", "../changes.html", quiet=True)


def write_run_sheets(step: Step, workspace: Path) -> None:
    """Let the facilitator write, check and save who does what when."""
    headline("The run sheet of the day, held against the clock and the plan")
    for sheet in sorted((ROOT / "drafts").glob("drejebog-*.md")):
        shutil.copy(sheet, workspace / "drafts")
    step.run("lint", "drejebog-samling", "drejebog-byraad")
    step.run("program", "show", "--to", "html,ics", "-o", "../programme", quiet=True)
    step.run("save", "--by", "Procesleder", quiet=True)


def write_drafts(step: Step, workspace: Path, state: Path) -> None:
    """Let each group's scribe write, and save, their own draft."""
    drafts = sorted(path for path in state.glob("*.md") if not path.name.startswith("drejebog-"))
    for number, draft in enumerate(drafts, 1):
        shutil.copy(draft, workspace / "drafts")
        scribe = re.search(r"^skrivere: \[(\w+)", draft.read_text("utf-8"), re.MULTILINE)
        name = scribe[1] if scribe else "anbefal"
        step.clock += timedelta(seconds=30)
        step.run("save", f"drafts/{draft.name}", "--by", name, quiet=True)
        progress(number, len(drafts), f"{name} saves {draft.stem}")


def what_to_open(out: Path) -> None:
    """Tell what was built."""
    headline("Open these")
    for path, words in (
        (out / "report" / "rapport.docx", "the compiled report, in Word"),
        (out / "report" / "rapport.html", "the same as one page for the browser"),
        (out / "report" / "rapport.pdf", "the same on paper, tagged for screen readers"),
        (out / "report" / "site" / "index.html", "the same as a site, with every text's past"),
        (out / "changes.html", "what changed since workshop 1, word by word"),
        (out / "groups-2" / "grupper-2.html", "who sits where in workshop 2: for the wall"),
        (out / "handover-2" / "overlevering.html", "a page a group, for workshop 2: print it"),
        (out / "programme" / "drejebog-samling.html", "the run sheet of the day"),
        (out / "programme" / "drejebog-samling.ics", "the same for a calendar"),
        (out / "rosters" / "grupper-2.html", "who sits where in workshop 2, for the wall"),
        (out / "experts" / "spørgeark.html", "a sheet an expert, with room for answers"),
        (out / "receipts.html", "what became of every comment"),
        (out / "reply" / "svar.docx", "the sheet on which the council answers"),
        (out / "council" / "rapport.docx", "what the council's committees wrote, collected"),
        (out / "workshop-1" / "gruppe-2.html", "a draft after workshop 1"),
        (out / "workshop-4" / "gruppe-2.html", "the same draft after workshop 4"),
        (out / "workspace", "the workspace; its versions: cd there, and: anbefal log"),
    ):
        if path.exists():
            print(f"  {path.as_posix():40} {words}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
