"""`kill -9` at every system call of save, close, reopen and restore: nothing is torn, nothing lost.

Run whole with ANBEFAL_TORTURE=1 (`make torture`); otherwise a few points, by ANBEFAL_SEED.
"""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from kills import Killed, Killer, Point, lay
from shell import Shell

from anbefal.history import History, open_history

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
WHOLE = os.environ.get("ANBEFAL_TORTURE") == "1"
SEED = int(os.environ.get("ANBEFAL_SEED", "1"))
# So many points a command has at least (more than 1,000 in all), and so many are tried.
LEAST = {"save": 250, "close": 330, "reopen": 100, "restore": 330}
SAMPLE = 400 if WHOLE else 2
DRAFTS = ("drafts/group-1.md", "drafts/group-2.md", "drafts/new.md")
COMMANDS = {
    "save": ("save", "--by", "AB"),
    "close": ("workshop", "close", "2", "--by", "AB", "--anyway", "the hall closes"),
    "reopen": ("workshop", "reopen", "1", "--by", "AB", "--because", "a comment came late"),
    "restore": ("restore", "group-1", "group-2", "--at", "1", "--by", "AB"),
}

pytestmark = pytest.mark.torture


class Day:
    """A workspace in the midst of its day: workshop 1 is closed, and three drafts are unsaved."""

    def __init__(self, folder: Path) -> None:
        self.base = folder / "base"
        shell = Shell(self.base, folder / "home")
        shutil.copytree(ASSEMBLY, self.base)
        assert shell.run("workshop", "close", "1", "--by", "KM").code == 0
        self.saved = {path: (self.base / path).read_bytes() for path in DRAFTS[:2]}
        self.unsaved = {path: f"# Unsaved {path}\r\n\r\n".encode() * 300 for path in DRAFTS}
        shell.write(self.unsaved)
        self.head = head(self.base)
        self.killer = Killer(folder / "killer", shell.environment())
        self.root = folder / "root"
        self.shell = Shell(self.root, folder / "home")

    def points(self, command: str) -> list[Point]:
        lay(self.base, self.root)
        return self.killer.record(self.root, COMMANDS[command])

    def kill(self, command: str, point: Point) -> Killed:
        lay(self.base, self.root)
        return self.killer.kill(self.root, COMMANDS[command], point)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return Day(tmp_path_factory.mktemp("day"))


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=True, text=True)
    return done.stdout


def head(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def history_of(root: Path) -> History:
    history = open_history(root)
    assert history is not None
    return history


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.timeout(3600)
def test_a_command_killed_at_any_call_loses_nothing_and_is_simply_run_again(
    day: Day, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    points = day.points(command)
    assert len({point.process for point in points}) > 5, "every git is among them"
    assert len(points) >= LEAST[command]
    chosen = random.Random(SEED).sample(points, min(SAMPLE, len(points)))
    died = 0
    for point in chosen:
        killed = day.kill(command, point)
        died += killed.died
        try:
            check_nothing_lost(day, killed)
            check_goes_on(day, command, killed)
        except AssertionError as error:
            raise AssertionError(f"{command} {point}: {killed}") from error
    with capsys.disabled():
        print(f"\n{command}: killed at {died} of {len(points)} points")
    # A run that differs a little from the recorded one may be over before a late point.
    assert died >= 0.9 * len(chosen)


def check_nothing_lost(day: Day, killed: Killed) -> None:
    """Every draft is wholly as it was or as it should be, and what it was is somewhere."""
    history = history_of(day.root)
    reachable = git(day.root, "rev-list", "HEAD").split()
    assert day.head in reachable, "what was acknowledged before is still there"
    assert history.resolve("1") == day.head
    for path in DRAFTS:
        now = (day.root / path).read_bytes()
        assert now in (day.unsaved[path], day.saved.get(path)), "no draft is torn"
        if now != day.unsaved[path]:
            kept = (history.read(version, path) for version in reachable)
            assert day.unsaved[path] in kept, "what stood was saved first"
    for told in killed.out.split():
        if len(told) == 10 and set(told) <= set("0123456789abcdef"):
            assert any(version.startswith(told) for version in reachable)
    closed = set(history.closed_workshops())
    assert "workshop 2 is closed" not in killed.err or 2 in closed
    assert "opened workshop 1 again" not in killed.err or 1 not in closed


def check_goes_on(day: Day, command: str, killed: Killed) -> None:
    """The same command, and a save after it, work without a helping hand."""
    shell = day.shell
    again = shell.run(*COMMANDS[command])
    done_already = again.code == 2 and ("closed already" in again.err or "not closed" in again.err)
    assert again.code == 0 or done_already, again.err
    last = shell.run("save", "--by", "CD")
    assert last.code == 0, last.err
    for path in DRAFTS:
        now = (day.root / path).read_bytes()
        expected = day.saved if command == "restore" else day.unsaved
        assert now == expected.get(path, day.unsaved[path])
        assert history_of(day.root).read(head(day.root), path) == now
    files = {path for path in history_of(day.root).files(head(day.root)) if "/." in path}
    assert files == set(), "what was half written is no part of a version"
    assert git(day.root, "status", "--porcelain", "--", *DRAFTS) == ""
    git(day.root, "fsck", "--connectivity-only")
    left = {path.name for path in (day.root / ".git").rglob("*.lock")}
    assert left <= {"anbefal.lock"}, "only our own lock may stay"
    assert shell.run("log").code == shell.run("status").code == 0
