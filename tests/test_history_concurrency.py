"""Many hands at once: no acknowledged text is ever lost. `test_history_kills` is about dying.

Run whole with ANBEFAL_TORTURE=1 (`make torture`). Nothing here asserts on time.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import anbefal
from anbefal.history import create_history, open_history
from anbefal.history.locks import Journal

WHOLE = os.environ.get("ANBEFAL_TORTURE") == "1"
PROCESSES, SAVES = (12, 20) if WHOLE else (4, 5)
NOON = 1_767_265_200

pytestmark = pytest.mark.torture

SCRIBE = """
import sys, time
from pathlib import Path
from anbefal.files import write_atomic
from anbefal.history import create_history

root, path, first, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
history = create_history(root)
print("ready", flush=True)
for number in range(first, first + count):
    text = (f"{path} nummer {number}\\r\\n" * 200).encode()
    write_atomic(root / path, text)
    saved = history.save({path: text}, "AB", f"nummer {number}", [], int(time.time()), 60)
    print(number, saved.version_id, saved.new, flush=True)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a workspace with one version."""
    root = tmp_path / "samling"
    (root / "drafts").mkdir(parents=True)
    (root / "anbefal.toml").write_bytes(b"name = 'x'\n")
    history = create_history(root)
    history.save({"anbefal.toml": b"name = 'x'\n"}, "AB", "begyndelse", [], NOON, 60)
    return root


def text_of(path: str, number: int) -> bytes:
    return (f"{path} nummer {number}\r\n" * 200).encode()


def start(code: str, *words: object) -> "subprocess.Popen[str]":
    source = Path(anbefal.__file__).parents[1]
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(source)},
    )


def git(root: Path, *words: str, check: bool = True) -> str:
    names = {
        f"GIT_{who}_{key}": "x" for who in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    done = subprocess.run(
        ["git", *words], cwd=root, capture_output=True, check=check, env={**os.environ, **names}
    )
    return done.stdout.decode()


def acknowledged(lines: list[str]) -> dict[int, str]:
    """Read what a scribe was told: number -> version; a torn last line was told to nobody."""
    rows = (line.split() for line in lines if line.endswith("\n") and line != "ready\n")
    return {int(number): version for number, version, _ in rows}


def check_acknowledged(root: Path, path: str, told: dict[int, str]) -> None:
    """Every version that was told is in the history, and holds the text."""
    history = open_history(root)
    assert history is not None
    reachable = set(git(root, "rev-list", "HEAD").split())
    for number, version in told.items():
        assert version in reachable
        assert history.read(version, path) == text_of(path, number)


def test_many_scribes_save_at_once_and_nothing_is_lost(root: Path) -> None:
    paths = [f"drafts/gruppe-{number}.md" for number in range(PROCESSES)]
    scribes = [start(SCRIBE, root, path, 0, SAVES) for path in paths]
    # A neighbour commits by hand meanwhile; git may refuse them, as it always may.
    commits = 0
    while any(scribe.poll() is None for scribe in scribes) and commits < 10 * PROCESSES:
        git(root, "commit", "--allow-empty", "-qm", "nabo", check=False)
        commits += 1
    told: list[dict[int, str]] = []
    for scribe in scribes:
        out, error = scribe.communicate()
        assert (scribe.returncode, error) == (0, "")
        told.append(acknowledged(out.splitlines(keepends=True)))
    for path, versions in zip(paths, told, strict=True):
        assert list(versions) == list(range(SAVES))
        check_acknowledged(root, path, versions)
    new = [version for versions in told for version in versions.values()]
    # One version may hold two texts only where the neighbour's commit took them along.
    own = set(git(root, "log", "--format=%H", "--author=anbefal.invalid").split())
    assert len([version for version in new if version in own]) == len(own & set(new))

    (root / "nabo.txt").write_text("x")
    git(root, "add", "nabo.txt")
    git(root, "commit", "-qm", "nabo")
    for path in paths:
        assert git(root, "show", f"HEAD:{path}").encode() == text_of(path, SAVES - 1)
    assert git(root, "status", "--porcelain") == ""
    git(root, "fsck", "--connectivity-only")


def test_scribes_alone_make_one_version_a_save(root: Path) -> None:
    paths = [f"drafts/gruppe-{number}.md" for number in range(PROCESSES)]
    scribes = [start(SCRIBE, root, path, 0, SAVES) for path in paths]
    told: set[str] = set()
    for path, scribe in zip(paths, scribes, strict=True):
        out, error = scribe.communicate()
        assert (scribe.returncode, error) == (0, "")
        versions = acknowledged(out.splitlines(keepends=True))
        check_acknowledged(root, path, versions)
        told |= set(versions.values())
    assert len(told) == PROCESSES * SAVES
    assert len(git(root, "rev-list", "HEAD").split()) == PROCESSES * SAVES + 1
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_left_by_a_killed_save_is_removed_by_the_next(root: Path, lock: str) -> None:
    """What kills of every kind leave behind is shown by test_history_kills; this is the lock."""
    path = "drafts/gruppe-2.md"
    Journal(root / ".git").begin((path,))
    (root / ".git" / lock).write_bytes(b"")
    text = text_of(path, 7)
    (root / path).write_bytes(text)
    history = create_history(root)
    saved = history.save({path: text}, "CD", "efter", [], NOON, 60)
    assert saved.new and saved.indexed
    assert git(root, "show", f"HEAD:{path}").encode() == text
    assert git(root, "status", "--porcelain") == ""
    assert {left.name for left in (root / ".git").rglob("*.lock")} <= {"anbefal.lock"}
