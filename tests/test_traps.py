"""Booby-trapped repositories × every command that opens one: no program of theirs ever runs.

Run whole with ANBEFAL_TORTURE=1 (`make torture`); otherwise every command meets a trap or two, by
ANBEFAL_SEED. That the traps are sharp is shown each time, by plain git.
"""

import os
import random
import shutil
from pathlib import Path

import pytest
from shell import Shell
from traps import TRAPS, Trapped

ASSEMBLY = Path(__file__).parent / "commands" / "assembly"
WHOLE = os.environ.get("ANBEFAL_TORTURE") == "1"
SEED = int(os.environ.get("ANBEFAL_SEED", "1"))
SAMPLE = 20

# Every command, as it is tried, or why not.
LINES = {
    "init": "init inner --by AB",
    "lint": "lint",
    "check": "check --workshop open",
    "status": "status",
    "save": "save --by AB",
    "log": "log group-2",
    "show": "show group-2 --at 1",
    "diff": "diff --from 1 --to now",
    "handover": "handover --to html -o out",
    "regroup": "regroup 2 --dry-run",
    "roster": "roster 2 --to html -o out",
    "attendance": "attendance 2 --absent EF",
    "restore": "restore drafts --at 1 --by AB",
    "render": "render --to html -o out",
    "compile": "compile --at 1 --to html -o out --anyway why",
    "reply": "reply --to json -o out",
    "program show": "program show day --to html,ics -o out",
    "program print-pack": "program print-pack --to html -o out",
    "inputs import": "inputs import drafts/group-1.md --source Wall --group 1",
    "inputs receipts": "inputs receipts --format md",
    "workshop list": "workshop list",
    "workshop close": "workshop close 2 --by AB --anyway why",
    "workshop reopen": "workshop reopen 1 --by AB --because why",
}
DAY = (
    "---\ntemplate: drejebog\ndato: 2026-05-23\nsted: Salen\n---\n\n# Dagen\n\n## Program\n\n"
    "### 12.45–13.15 Frokost\n\n### 13.15 Tak for i dag\n"
)
NO_HISTORY = "reads no history"
LEFT_OUT = {
    "new": NO_HISTORY,
    "rule": NO_HISTORY,
    "schema": NO_HISTORY,
    "inputs status": NO_HISTORY,
    "template list": NO_HISTORY,
    "template show": NO_HISTORY,
    "template check": NO_HISTORY,
    "template copy": NO_HISTORY,
    "program now": NO_HISTORY,
    "experts list": NO_HISTORY,
    "experts plan": NO_HISTORY,
    "experts questions": NO_HISTORY,
    "experts status": NO_HISTORY,
}


def pairs() -> dict[str, list[str]]:
    """Give the commands that each trap meets."""
    if WHOLE:
        return {name: sorted(LINES) for name in TRAPS}
    chance = random.Random(SEED)
    names, commands = sorted(TRAPS), sorted(LINES)
    chance.shuffle(names)
    chance.shuffle(commands)
    return {names[n]: [commands[n % len(commands)]] for n in range(SAMPLE)}


PAIRS = pairs()

pytestmark = pytest.mark.torture


def test_every_command_is_tried_or_left_out_for_a_reason() -> None:
    import typer

    from anbefal.cli.app import build

    names = set()
    for name, command in typer.main.get_command(build()).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        names |= {f"{name} {one}" for one in inner} if inner else {name}
    assert names == set(LINES) | set(LEFT_OUT)
    assert not set(LINES) & set(LEFT_OUT)
    assert len(TRAPS) >= 20


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the sample assembly with workshop 1 closed, and unsaved drafts."""
    home = tmp_path_factory.mktemp("closed")
    shell = Shell(home / "here", home)
    shutil.copytree(ASSEMBLY, shell.folder)
    assert shell.run("workshop", "close", "1", "--by", "KM").code == 0
    table = (
        '[[table]]\ngroup = "1"\nmembers = ["AB", "CD"]\n[[table]]\ngroup = "2"\nmembers = ["EF"]\n'
    )
    shell.write(
        {
            "drafts/group-2.md": "# Words that nobody has saved\n",
            "drafts/day.md": DAY,
            "rosters/1.toml": table,
        }
    )
    return shell.folder


@pytest.fixture
def shell(closed: Path, shell: Shell) -> Shell:
    """Stand in a copy of that assembly, later the same day."""
    shutil.copytree(closed, shell.folder, dirs_exist_ok=True)
    shell.clock += 600
    return shell


@pytest.mark.parametrize("name", [name for name, trap in TRAPS.items() if trap.springs])
def test_the_trap_is_sharp(shell: Shell, name: str) -> None:
    trapped = Trapped(shell.folder, TRAPS[name], shell.environment())
    assert trapped.spring()


@pytest.mark.parametrize("name", PAIRS)
def test_no_command_springs_the_trap(shell: Shell, name: str) -> None:
    trapped = Trapped(shell.folder, TRAPS[name], shell.environment())
    shell.variables = trapped.variables
    kept = shell.folder.parent / "kept"
    shutil.copytree(shell.folder, kept, symlinks=True)
    for command in PAIRS[name]:
        done = shell.run(*LINES[command].split())
        assert not trapped.sprung.exists(), f"{command}: {done}"
        assert done.code in (0, 1) or "cannot be used" in done.err, done
        shutil.rmtree(shell.folder)
        shutil.copytree(kept, shell.folder, symlinks=True)


EVERYWHERE = ("hooks", "hooks elsewhere", "file system monitor", "a hook by name")


@pytest.mark.parametrize("name", EVERYWHERE[:1])
def test_no_trap_is_sprung_when_a_command_finds_locks_or_fails(
    shell: Shell, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anbefal.history.index.WAIT", 0.05)
    monkeypatch.setattr("anbefal.history.saving.PATIENCE", 0)
    trapped = Trapped(shell.folder, TRAPS[name], shell.environment())
    for lock in ("index.lock", "refs/heads/main.lock", "refs/tags/workshop/2.lock"):
        shell.write({f".git/{lock}": b"", "drafts/group-2.md": f"# {lock}\n"})
        # A held index stops no save.
        assert shell.run("save", "--by", "AB").code == (0 if lock == "index.lock" else 2)
        shell.run(*LINES["workshop close"].split())
    assert not trapped.sprung.exists()


@pytest.mark.parametrize("name", EVERYWHERE)
def test_a_trapped_repository_round_the_workspace_is_asked_without_harm(
    shell: Shell, name: str
) -> None:
    trapped = Trapped(shell.folder, TRAPS[name], shell.environment())
    shutil.copytree(ASSEMBLY, shell.folder / "inner")
    shell.folder = shell.folder / "inner"
    for line in (
        "status",
        "log",
        "save --by AB",
        "workshop close 1 --by AB",
        "show group-1 --at 1",
    ):
        assert shell.run(*line.split()).code == 0
    assert not trapped.sprung.exists()


def test_settings_that_never_end_are_given_up(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anbefal.history.git.DEADLINE", 1)
    os.mkfifo(shell.folder / "pipe")
    with (shell.folder / ".git" / "config").open("a") as config:
        config.write(f"[include]\n path = {shell.folder}/pipe\n")
    done = shell.run("log")
    assert done.code == 2 and "did not answer within 1 seconds" in done.err
