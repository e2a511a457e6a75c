"""The house stays as it was built: floors, one door per library, types and style."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    "words",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=lambda words: " ".join(words),
)
def test_the_house_is_in_order(words: list[str]) -> None:
    done = subprocess.run(
        [str(BIN / words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_source_file_has_outgrown_its_room() -> None:
    sizes = {path: path.read_text("utf-8").count("\n") for path in ROOT.glob("src/**/*.py")}
    assert {str(path): lines for path, lines in sizes.items() if lines > 420} == {}


def test_the_repository_names_no_index_and_no_path_of_a_machine() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        if name != "tests/test_house.py":
            for word in ("pypi.org/simple", "--index-url", "registry.npmjs", "/work/", "/root/"):
                assert word not in text, f"{name}: {word}"
