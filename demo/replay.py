"""Replay the sample assembly's day: four workshops, as its scribes would have worked.

Every step is a real `anbefal` command in a real workspace. The clock is set to the day's own
times, so that the same demo gives the same bytes.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import datetime, timedelta, timezone
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATES = {1: ROOT / "tests/samples/day/1", 2: ROOT / "tests/samples/day/2",
          3: ROOT / "tests/samples/day/3", 4: ROOT / "drafts"}  # fmt: skip
SUMMER_TIME = timezone(timedelta(hours=2))
MEMBERS = ROOT / "tests/samples/day/medlemmer.csv"
MIXED = (2,)
"""The workshops for which the groups are mixed anew."""
REASON = "Gruppe 4 skriver videre i pausen og får hjælp af to fra gruppe 1+6"


def main(out: Path) -> int:
    """Build everything into a folder; give 0 when every step ended as it should."""
    shutil.rmtree(out, ignore_errors=True)
    workspace = out / "workspace"
    (workspace / "drafts").mkdir(parents=True)
    shutil.copy(ROOT / "anbefal.toml", workspace)
    plan = tomllib.loads((ROOT / "anbefal.toml").read_text("utf-8"))
    day = plan["meeting"]["date"]
    headline("The run sheet of the day, held against the clock and the plan")
    morning = datetime.fromisoformat(f"{day} 09:30").replace(tzinfo=SUMMER_TIME)
    write_run_sheets(Step(workspace, morning), workspace)
    # The list of members has names on a real day: no version takes it.
    shutil.copy(MEMBERS, workspace)
    (workspace / ".gitignore").write_text(f"/{MEMBERS.name}\n", "utf-8")
    Step(workspace, morning).run("regroup", "1", "--keep", quiet=True)
    for workshop in plan["workshop"]:
        number = workshop["number"]
        headline(
            f"Workshop {number} of 4: {workshop['name']} ({workshop['start']}-{workshop['end']})"
        )
        end = datetime.fromisoformat(f"{day} {workshop['end']}").replace(tzinfo=SUMMER_TIME)
        step = Step(workspace, end)
        if number in MIXED and find_spec("ortools"):
            step.run("regroup", str(number))
            step.run("roster", str(number), "--to", "html", "-o", f"../groups-{number}", quiet=True)
        write_drafts(step, workspace, STATES[number])
        step.run("status")
        step.run("render", "--to", "html,docx", "-o", f"../workshop-{number}", quiet=True)
        passed = (
            step.run("workshop", "close", str(number), "--by", "Procesleder", expect=(0, 1)) == 0
        )
        if not passed:
            tell(
                "The gate says no, and why. The facilitator closes it all the same, with a reason."
            )
            step.run(
                "workshop",
                "close",
                str(number),
                "--by",
                "Procesleder",
                "--anyway",
                REASON,
                quiet=True,
            )
        if number < len(plan["workshop"]):
            step.run("handover", "--to", "html,md", "-o", f"../handover-{number + 1}", quiet=True)
    headline("The editorial group compiles the report")
    step.run("check", quiet=True)
    formats = "html,docx,site,pdf" if find_spec("typst") else "html,docx,site"
    step.run("compile", "--to", formats, "-o", "../report", quiet=True)
    step.run("log", "--rows", "6")
    step.run("diff", "--from", "1", "-o", "../changes.html", quiet=True)
    what_to_open(out)
    return 0


def write_run_sheets(step: "Step", workspace: Path) -> None:
    """Let the facilitator write, check and save who does what when."""
    for sheet in sorted((ROOT / "drafts").glob("drejebog-*.md")):
        shutil.copy(sheet, workspace / "drafts")
    step.run("lint")
    step.run("save", "--by", "Procesleder", quiet=True)


def write_drafts(step: "Step", workspace: Path, state: Path) -> None:
    """Let each group's scribe write, and save, their own draft."""
    drafts = sorted(path for path in state.glob("*.md") if not path.name.startswith("drejebog-"))
    for number, draft in enumerate(drafts, 1):
        shutil.copy(draft, workspace / "drafts")
        scribe = re.search(r"^skrivere: \[(\w+)", draft.read_text("utf-8"), re.MULTILINE)
        name = scribe[1] if scribe else "anbefal"
        step.clock += timedelta(seconds=30)
        step.run("save", f"drafts/{draft.name}", "--by", name, quiet=True)
        progress(number, len(drafts), f"{name} saves {draft.stem}")


class Step:
    """Run commands in the workspace, at a moment of the day."""

    def __init__(self, workspace: Path, end: datetime) -> None:
        """Start ten minutes before the workshop's end."""
        self.workspace = workspace
        self.clock = end - timedelta(minutes=10)

    def run(self, *words: str, quiet: bool = False, expect: tuple[int, ...] = (0,)) -> int:
        """Run one command; stop the demo where it ends as it should not."""
        if not quiet:
            print(f"\n$ anbefal {' '.join(words)}", flush=True)
        moment = {"SOURCE_DATE_EPOCH": str(int(self.clock.timestamp())), "ANBEFAL_LANG": ""}
        done = subprocess.run(
            [sys.executable, "-m", "anbefal", *words],
            cwd=self.workspace,
            env={**os.environ, **moment},
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.PIPE if quiet else None,
            check=False,
        )
        if done.returncode not in expect:
            sys.stderr.write((done.stdout or b"").decode() + (done.stderr or b"").decode())
            sys.exit(f"anbefal {' '.join(words)}: ended with {done.returncode}")
        return done.returncode


def headline(words: str) -> None:
    """Print what begins now."""
    print(f"\n{'=' * len(words)}\n{words}\n{'=' * len(words)}", flush=True)


def tell(words: str) -> None:
    """Print what happens."""
    print(f"\n{words}", flush=True)


def progress(number: int, count: int, words: str) -> None:
    """Show progress on a terminal only."""
    if sys.stderr.isatty():
        end = "\r\x1b[K" if number == count else ""
        sys.stderr.write(f"\r\x1b[K{number}/{count} {words}{end}")
        sys.stderr.flush()


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
        (out / "workshop-1" / "drejebog-samling.html", "the run sheet of the day"),
        (out / "workshop-1" / "gruppe-2.html", "a draft after workshop 1"),
        (out / "workshop-4" / "gruppe-2.html", "the same draft after workshop 4"),
        (out / "workspace", "the workspace; its versions: cd there, and: anbefal log"),
    ):
        if path.exists():
            print(f"  {path.as_posix():40} {words}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
