"""The same input gives the same bytes: in another folder, zone, language, year and process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY
from shell import KEPT
from torture import TEXT

from anbefal.writers import WRITERS

ALL = ",".join(WRITERS)
COMMANDS = (
    f"render --to {ALL}",
    f"render ../alt.md --to {ALL} --lang da -o build/plain",
    f"compile --to {ALL} --anyway fordi",
    f"compile --to {ALL} --at last --anyway fordi -o build/then",
    f"handover --to {ALL}",
    "diff --from last --format html -o build/diff.html",
    "diff --from last --format docx -o build/diff.docx",
    "diff --from last --report --format docx -o build/report-diff.docx",
)
SAVED_AT = "1779523200"


def run(line: str, folder: Path, cores: int, variables: dict[str, str]) -> None:
    """Run a command in a process of its own, which has so many cores."""
    code = (
        "from anbefal.jobs import processes\n"
        f"processes._cores = lambda: {cores}\n"
        "from anbefal.cli.main import main\n"
        f"raise SystemExit(main({line.split()!r}))"
    )
    kept = {name: os.environ[name] for name in (*KEPT, "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**kept, "HOME": str(folder), "ANBEFAL_BY": "AB", **variables},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay a workspace that is saved, but for one draft; drafts enough for two processes."""
    home = tmp_path_factory.mktemp("home") / "samling"
    home.mkdir()
    for name in ("anbefal.toml", "inputs.toml"):
        shutil.copy(REPOSITORY / name, home)
    for name in ("drafts", "templates"):
        shutil.copytree(REPOSITORY / name, home / name)
    sound = (home / "drafts" / "gruppe-2.md").read_text("utf-8")
    for number in range(12):
        (home / "drafts" / f"ekstra-{number}.md").write_text(f"{sound}\nNr. {number}.\n", "utf-8")
    (home.parent / "alt.md").write_text(TEXT, "utf-8")
    run("save", home, 1, {"SOURCE_DATE_EPOCH": SAVED_AT})
    (home / "drafts" / "gruppe-2.md").write_text(f"{sound}\nMere.\n", "utf-8")
    return home


def rendered(home: Path, place: Path, cores: int, **variables: str) -> dict[str, bytes]:
    """Run every command in a copy of the workspace; give the files that were written, by path."""
    shutil.copytree(home.parent, place)
    for line in COMMANDS:
        run(line, place / home.name, cores, variables)
    build = place / home.name / "build"
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def near(home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Write everything once."""
    place = tmp_path_factory.mktemp("near") / "a"
    return rendered(home, place, 1, TZ="Pacific/Kiritimati", LC_ALL="C", PYTHONHASHSEED="1")


def test_the_same_input_gives_the_same_bytes(
    home: Path, near: dict[str, bytes], tmp_path: Path
) -> None:
    place = tmp_path / "længere" / "b b"
    words = {"LANG": "da_DK.UTF-8", "LC_ALL": "da_DK.UTF-8", "LANGUAGE": "da"}
    other = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1999999999"}
    far = rendered(home, place, 2, **words, **other)
    assert len(near) > len(WRITERS) * 22
    assert sorted(near) == sorted(far)
    assert [name for name, data in near.items() if far[name] != data] == []


def test_what_is_saved_has_its_day_and_what_is_not_has_none(near: dict[str, bytes]) -> None:
    assert "23. maj 2026" in near["gruppe-3.md"].decode()
    assert "23. maj 2026" not in near["gruppe-2.md"].decode()
    assert "23. maj 2026" in near["ekstra-7.md"].decode()
